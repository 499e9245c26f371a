package page

import (
	"io/fs"
	"regexp"
	"slices"
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

// Chinese has no spaces, and takes two columns a character.
func TestRenderChinese(t *testing.T) {
	const source = "发送方会**永远**阻塞在 `ch <- 1` 上，因为再也没有人接收：它永远在 `sendq` 里等待。\n\n| 代码 | 正确 |\n|---|---|\n| 标准库 | 一 |\n"
	const want = `发送方会永远阻塞在
ch <- 1 上，因为再也
没有人接收：它永远在
sendq 里等待。

代码    正确
标准库  一
`
	if got := string(Render([]byte(source), console.Style{}, 20)); got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

// A style that goes on in the next line is neither lost nor told twice.
func TestWrappedStyles(t *testing.T) {
	got := wrapped("one \x1b[1mtwo three\x1b[0m four \x1b[36m五六七八\x1b[0m", 9)
	want := []string{"one \x1b[1mtwo", "three\x1b[0m", "four \x1b[36m五六", "七八\x1b[0m"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestDiagrams(t *testing.T) {
	for _, test := range []struct{ name, source, want string }{
		{"sequence", "sequenceDiagram\n    participant A as one\n    participant C as a channel\n    A->>C: send\n    C-->>B: 唤醒\n    Note over C,B: both<br/>wait here\n    B-xA: too late\n", `
one      a channel       B
 |           |           |
 |-- send -->|           |
 |           |.. 唤醒 ..>|
 |           [ both      ]
 |           [ wait here ]
 |x----- too late -------|
 |           |           |
`},
		{"flow chart", "flowchart LR\n  a[\"any<br/>类型\"] -->|\"data\"| b[\"heap\"] -.-> c\n  d --> a\n", `
+------+           +------+   +---+
| any  |-- data -->| heap |..>| c |
| 类型 |           +------+   +---+
+------+
+---+   +-----+
| d |-->| any |
+---+   +-----+
`},
	} {
		got := strings.Join(diagram(test.source, 60), "\n")
		if got != strings.Trim(test.want, "\n") {
			t.Errorf("%s:\n%s\nwant:%s", test.name, got, test.want)
		}
	}
	for _, source := range []string{
		"sequenceDiagram\n  loop each\n  A->>B: x\n  end\n",
		"flowchart LR\n  subgraph x\n  a --- b\n  end\n",
		"flowchart TD\n  a --> b\n",
		"sequenceDiagram\n  A->>B: " + strings.Repeat("wide ", 12) + "\n",
	} {
		if got := diagram(source, 60); got != nil {
			t.Errorf("drawn, which can't be right:\n%s\n%s", source, strings.Join(got, "\n"))
		}
	}
}

// Nothing of a page is lost but what is syntax of Markdown, and all diagrams
// are drawn.
func TestPagesAreComplete(t *testing.T) {
	var files []string
	for _, pattern := range []string{"*/*.md", "zh/*/*.md"} {
		list, err := fs.Glob(docs.FS, pattern)
		if err != nil || len(list) == 0 {
			t.Fatalf("no pages: %v", err)
		}
		files = append(files, list...)
	}
	space := regexp.MustCompile(`\s+`)
	for _, file := range files {
		source, err := docs.FS.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		// Lines may break anywhere in Chinese, and those in the cells of a
		// table stand beside each other.
		rendered := space.ReplaceAllString(string(Render(source, console.Style{}, 80)), "")
		wide := space.ReplaceAllString(string(Render(source, console.Style{}, 1000)), "")
		fence := ""
		for line := range strings.Lines(string(source)) {
			if info, ok := strings.CutPrefix(line, "```"); ok {
				fence = strings.TrimSpace(info)
				continue
			}
			switch {
			case fence == "mermaid":
				if strings.Contains(rendered, space.ReplaceAllString(line, "")) {
					t.Errorf("%s: the diagram with %q is too wide or not of a kind that the terminal shows", file, line)
				}
			case strings.Contains(line, "<!--"):
			default:
				text := rendered
				if strings.HasPrefix(line, "|") {
					text = wide
				}
				for word := range strings.FieldsSeq(line) {
					if strings.IndexFunc(word, isSyntax) < 0 && !strings.Contains(text, word) {
						t.Errorf("%s: %q is lost", file, word)
					}
				}
			}
		}
	}
}

func isSyntax(r rune) bool { return strings.ContainsRune("`*_[]()#<>&|\\", r) }
