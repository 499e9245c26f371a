package site

import (
	"bytes"
	"html"
	"html/template"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// render turns a page into HTML. Headings get the anchors that findings link
// to, Go code is highlighted, diagrams are left to the script to draw.
func render(page []byte) (template.HTML, error) {
	md := goldmark.New(
		goldmark.WithExtensions(extension.GFM),
		goldmark.WithParserOptions(parser.WithAutoHeadingID(), parser.WithASTTransformers(util.Prioritized(links{}, 100))),
		goldmark.WithRendererOptions(renderer.WithNodeRenderers(util.Prioritized(code{}, 100))),
	)
	var b bytes.Buffer
	if err := md.Convert(page, &b); err != nil {
		return "", err
	}
	return template.HTML(b.String()), nil
}

// links makes links to pages lead to the files that show them.
type links struct{}

func (links) Transform(page *ast.Document, _ text.Reader, _ parser.Context) {
	ast.Walk(page, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if link, ok := n.(*ast.Link); ok && entering && !bytes.Contains(link.Destination, []byte(":")) {
			page, anchor, _ := strings.Cut(string(link.Destination), "#")
			if name, ok := strings.CutSuffix(page, ".md"); ok {
				page = name + ".html"
			}
			if anchor != "" {
				page += "#" + anchor
			}
			link.Destination = []byte(page)
		}
		return ast.WalkContinue, nil
	})
}

// line turns a line of a page into HTML for another place.
func line(s string) template.HTML {
	rendered, err := render([]byte(s))
	if err != nil {
		return template.HTML(html.EscapeString(s))
	}
	inner := strings.TrimSuffix(strings.TrimSpace(string(rendered)), "</p>")
	return template.HTML(strings.TrimPrefix(inner, "<p>"))
}

// code renders fenced blocks.
type code struct{}

func (code) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(ast.KindFencedCodeBlock, func(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		block := n.(*ast.FencedCodeBlock)
		var content bytes.Buffer
		for i := range block.Lines().Len() {
			line := block.Lines().At(i)
			content.Write(line.Value(source))
		}
		switch string(block.Language(source)) {
		case "mermaid":
			w.WriteString("<pre class=\"mermaid\">" + html.EscapeString(content.String()) + "</pre>\n")
		case "go":
			w.WriteString("<pre class=\"go\"><code>" + highlight(content.Bytes()) + "</code></pre>\n")
		default:
			w.WriteString("<pre><code>" + html.EscapeString(content.String()) + "</code></pre>\n")
		}
		return ast.WalkSkipChildren, nil
	})
}
