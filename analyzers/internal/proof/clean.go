package proof

import (
	"bytes"
	"go/format"
	"go/scanner"
	"go/token"
	"strings"
)

// clean removes the marks at the ends of lines ("want", //proof:at), so that
// the code looks like somebody's own: a fix is judged by whether it leaves it in
// gofmt's form, which these comments would upset. No line moves. Code that is
// not in gofmt's form, or would not be without the marks, stays as it is.
func clean(src []byte) []byte {
	if formatted, err := format.Source(src); err != nil || !bytes.Equal(formatted, src) {
		return src
	}
	fset := token.NewFileSet()
	file := fset.AddFile("", -1, len(src))
	var s scanner.Scanner
	s.Init(file, src, nil, scanner.ScanComments)
	var (
		out  bytes.Buffer
		done int // offset in src up to which it is in out
		code int // last line with code
	)
	for {
		pos, tok, lit := s.Scan()
		if tok == token.EOF {
			break
		}
		if tok != token.COMMENT {
			if lit != "\n" { // a semicolon that is not there
				code = file.Line(pos + token.Pos(len(lit)))
			}
			continue
		}
		start := mark(lit)
		// A line that has nothing else would go.
		if start < 0 || start == 0 && code != file.Line(pos) {
			continue
		}
		at := file.Offset(pos)
		out.Write(bytes.TrimRight(src[done:at+start], " \t"))
		done = at + len(lit)
	}
	out.Write(src[done:])
	cleaned, err := format.Source(out.Bytes())
	// Without its comment something empty may shrink to one line.
	if err != nil || bytes.Count(cleaned, []byte("\n")) != bytes.Count(src, []byte("\n")) {
		return src
	}
	return cleaned
}

// mark is the offset from which on a comment is about the fixture, -1 if it is
// all about the code.
func mark(comment string) int {
	if strings.HasPrefix(comment, "/* want ") {
		return 0
	}
	first := -1
	for _, m := range []string{"// want ", "//proof:at"} {
		if i := strings.Index(comment, m); i >= 0 && (first < 0 || i < first) {
			first = i
		}
	}
	return first
}
