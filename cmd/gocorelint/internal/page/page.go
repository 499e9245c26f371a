// Package page sets a page of the documentation, written in Markdown, for a
// terminal.
package page

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"github.com/gocorelint/gocorelint/cmd/gocorelint/internal/console"
)

// Render returns the page in lines of at most width columns. Code stays as it
// is written.
func Render(markdown []byte, style console.Style, width int) []byte {
	r := &renderer{source: markdown, style: style, width: width}
	r.blocks(newParser().Parse(text.NewReader(markdown)), "")
	return append(bytes.TrimRight(r.out.Bytes(), "\n"), '\n')
}

// newParser understands CommonMark. Tables, which are no part of it, come as
// paragraphs.
func newParser() parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(parser.DefaultBlockParsers()...),
		parser.WithInlineParsers(parser.DefaultInlineParsers()...),
		parser.WithParagraphTransformers(parser.DefaultParagraphTransformers()...),
	)
}

type renderer struct {
	source []byte
	style  console.Style
	width  int
	out    bytes.Buffer
}

// blocks renders the blocks in n, with an indent for all lines.
func (r *renderer) blocks(n ast.Node, indent string) {
	for b := n.FirstChild(); b != nil; b = b.NextSibling() {
		switch b := b.(type) {
		case *ast.Heading:
			plain := renderer{source: r.source} // one colour is enough
			r.wrap(r.style.Heading(strings.Repeat("#", b.Level)+" "+plain.inline(b)), indent)
		case *ast.Paragraph, *ast.TextBlock:
			r.paragraph(b, indent)
		case *ast.FencedCodeBlock, *ast.CodeBlock:
			r.code(b, indent)
		case *ast.List:
			r.list(b, indent)
		case *ast.Blockquote:
			r.blocks(b, indent+"| ")
			continue
		case *ast.ThematicBreak:
			r.out.WriteString(indent + strings.Repeat("-", 20) + "\n")
		case *ast.HTMLBlock: // comments
			continue
		}
		if _, tight := b.(*ast.TextBlock); !tight && !bytes.HasSuffix(r.out.Bytes(), []byte("\n\n")) {
			r.out.WriteString("\n")
		}
	}
}

// paragraph renders text, or a table.
func (r *renderer) paragraph(b ast.Node, indent string) {
	if lines := b.Lines(); lines.Len() > 1 && bytes.HasPrefix(lines.Value(r.source), []byte("|")) {
		r.table(b, indent)
		return
	}
	r.wrap(r.inline(b), indent)
}

// wrap writes text in lines of at most the width.
func (r *renderer) wrap(text, indent string) {
	for _, line := range wrapped(text, r.width-visible(indent)) {
		r.out.WriteString(indent + line + "\n")
	}
}

// code renders a block as it is written, and a diagram drawn.
func (r *renderer) code(b ast.Node, indent string) {
	const margin = "    "
	if fenced, ok := b.(*ast.FencedCodeBlock); ok && string(fenced.Language(r.source)) == "mermaid" {
		if drawing := diagram(string(b.Lines().Value(r.source)), r.width-visible(indent+margin)); drawing != nil {
			for _, line := range drawing {
				r.out.WriteString(indent + margin + line + "\n")
			}
			return
		}
	}
	for i := range b.Lines().Len() {
		segment := b.Lines().At(i)
		line := strings.TrimRight(string(segment.Value(r.source)), "\n")
		if line != "" {
			line = indent + margin + r.style.Code(strings.ReplaceAll(line, "\t", "    "))
		}
		r.out.WriteString(line + "\n")
	}
}

func (r *renderer) list(l *ast.List, indent string) {
	number := l.Start
	for item := l.FirstChild(); item != nil; item = item.NextSibling() {
		bullet := "- "
		if l.IsOrdered() {
			bullet = strconv.Itoa(number) + ". "
			number++
		}
		at := r.out.Len()
		r.blocks(item, indent+strings.Repeat(" ", len(bullet)))
		// The bullet takes the place of the indent of the first line.
		rest := bytes.Clone(r.out.Bytes()[at:])
		r.out.Truncate(at)
		r.out.WriteString(indent + bullet)
		r.out.Write(bytes.TrimPrefix(rest, []byte(indent+strings.Repeat(" ", len(bullet)))))
	}
}
