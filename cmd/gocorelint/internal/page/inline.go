package page

import (
	"strings"

	"github.com/yuin/goldmark/ast"
)

// inline renders the text in n, in one line.
func (r *renderer) inline(n ast.Node) string {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			b.Write(c.Value(r.source))
			if c.SoftLineBreak() || c.HardLineBreak() {
				b.WriteByte(' ')
			}
		case *ast.String:
			b.Write(c.Value)
		case *ast.CodeSpan:
			b.WriteString(r.style.Code(r.inline(c)))
		case *ast.Emphasis:
			if c.Level == 1 {
				b.WriteString(r.style.Italic(r.inline(c)))
			} else {
				b.WriteString(r.style.Bold(r.inline(c)))
			}
		case *ast.AutoLink:
			b.WriteString(r.style.Link(string(c.URL(r.source))))
		case *ast.Link:
			b.WriteString(r.link(r.inline(c), string(c.Destination)))
		case *ast.RawHTML:
		default:
			b.WriteString(r.inline(c))
		}
	}
	return b.String()
}

// link names the address where it leads out of the documentation.
func (r *renderer) link(text, address string) string {
	if !strings.Contains(address, "://") || address == text {
		return r.style.Link(text)
	}
	return text + " (" + r.style.Link(address) + ")"
}
