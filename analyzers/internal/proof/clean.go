package proof

import (
	"bytes"
	"errors"
	"go/format"
	"go/scanner"
	"go/token"
	"strings"
)

// marks are the remarks at the end of a line that are about the fixture and
// not part of the code that is tested.
var marks = []string{"// want ", "//proof:at"}

// clean removes the marks at the ends of lines, so that the code looks like
// somebody's own: a fix is judged by whether it leaves it in gofmt's form,
// which these comments would upset. No line moves.
func clean(src []byte) ([]byte, error) {
	fset := token.NewFileSet()
	file := fset.AddFile("", -1, len(src))
	var s scanner.Scanner
	s.Init(file, src, nil, scanner.ScanComments)
	var (
		out  bytes.Buffer
		done int // offset in src up to which it is in out
		code = 0 // last line with code
	)
	for {
		pos, tok, lit := s.Scan()
		if tok == token.EOF {
			break
		}
		line := file.Line(pos)
		if tok != token.COMMENT {
			if lit != "\n" { // a semicolon that is not there
				code = file.Line(pos + token.Pos(len(lit)))
			}
			continue
		}
		start, end := mark(lit)
		if start < 0 || code != line && end == len(lit) && start == 0 && strings.HasPrefix(lit, "//") {
			continue
		}
		at := file.Offset(pos)
		out.Write(bytes.TrimRight(src[done:at+start], " \t"))
		done = at + end
	}
	out.Write(src[done:])
	cleaned, err := format.Source(out.Bytes())
	if err != nil {
		return nil, err
	}
	if bytes.Count(cleaned, []byte("\n")) != bytes.Count(src, []byte("\n")) {
		// Without its comment something empty would shrink to one line.
		if cleaned, err = format.Source(src); err != nil || !bytes.Equal(cleaned, src) {
			return nil, errors.New("it is not in gofmt's form")
		}
	}
	return cleaned, nil
}

// mark returns the part of a comment that is a mark, start < 0 if none is.
func mark(comment string) (start, end int) {
	if strings.HasPrefix(comment, "/* want ") {
		return 0, len(comment)
	}
	start = -1
	for _, m := range marks {
		if i := strings.Index(comment, m); i >= 0 && (start < 0 || i < start) {
			start = i
		}
	}
	return start, len(comment)
}
