package page

import (
	"io/fs"
	"strings"
	"testing"

	"github.com/gocorelint/gocorelint/cmd/gocorelint/internal/console"
	"github.com/gocorelint/gocorelint/docs"
)

func TestRender(t *testing.T) {
	const source = "# name `x`\n\nSome *words* that **must** be wrapped, `code`, [a page](other.md) and [a site](https://go.dev).\n" +
		"\n- one item that is long\n- two\n  1. in it\n\n> quoted\n\n```go\nfunc f() {\n\tg()\n}\n```\n\n| a | b |\n|---|---|\n| `one` | two \\| words that are long |\n\n<!-- a comment -->\nEnd.\n"
	const want = `# name x

Some words that must
be wrapped, code, a
page and a site
(https://go.dev).

- one item that is
  long
- two
  1. in it

| quoted

    func f() {
        g()
    }

a    b
one  two | words
     that are long

End.
`
	if got := string(Render([]byte(source), console.Style{}, 20)); got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

// Nothing of a page is lost but what is syntax of Markdown.
func TestPagesAreComplete(t *testing.T) {
	files, err := fs.Glob(docs.FS, "*/*.md")
	if err != nil || len(files) == 0 {
		t.Fatalf("no pages: %v", err)
	}
	for _, file := range files {
		source, err := docs.FS.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		rendered := string(Render(source, console.Style{}, 80))
		for line := range strings.Lines(string(source)) {
			for word := range strings.FieldsSeq(line) {
				if strings.IndexFunc(word, isSyntax) < 0 && !strings.Contains(rendered, word) && !strings.Contains(line, "<!--") && !strings.HasPrefix(line, "```") {
					t.Errorf("%s: %q is lost", file, word)
				}
			}
		}
	}
}

func isSyntax(r rune) bool { return strings.ContainsRune("`*_[]()#<>&|\\", r) }
