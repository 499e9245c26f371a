package site

import (
	"go/scanner"
	"go/token"
	"html"
	"strings"
)

// highlight marks keywords, literals and comments of Go source in HTML. What
// the scanner takes exception to stays as it is.
func highlight(source []byte) string {
	var (
		b    strings.Builder
		s    scanner.Scanner
		file = token.NewFileSet().AddFile("", -1, len(source))
		done int
	)
	s.Init(file, source, func(token.Position, string) {}, scanner.ScanComments)
	for {
		pos, tok, literal := s.Scan()
		if tok == token.EOF {
			break
		}
		class := ""
		switch {
		case tok.IsKeyword():
			class, literal = "keyword", tok.String()
		case tok == token.COMMENT:
			class = "comment"
		case tok == token.STRING || tok == token.CHAR:
			class = "string"
		case tok == token.INT || tok == token.FLOAT || tok == token.IMAG:
			class = "number"
		default:
			continue
		}
		at := file.Offset(pos)
		b.WriteString(html.EscapeString(string(source[done:at])))
		b.WriteString("<span class=\"" + class + "\">" + html.EscapeString(string(source[at:at+len(literal)])) + "</span>")
		done = at + len(literal)
	}
	b.WriteString(html.EscapeString(string(source[done:])))
	return b.String()
}
