package analyzers_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/gocorelint/gocorelint/analyzers"
	"github.com/gocorelint/gocorelint/docs"
)

var write = flag.Bool("write", false, "write the lists of checks in README.md, docs/checks/README.md and docs/zh/checks/README.md")

// The lists of checks in the documentation are made from the registry.
func TestIndex(t *testing.T) {
	for _, list := range indexes {
		name := filepath.Join(root, filepath.FromSlash(list.file))
		want := index(t, list)
		if *write {
			if err := os.WriteFile(name, want, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if have, err := os.ReadFile(name); err != nil || !bytes.Equal(have, want) {
			t.Errorf("%s is not what the registry says; run: go test ./analyzers -run TestIndex -write", list.file)
		}
	}
}

// README.md has all checks too, in a table of its own: an area a row, a tier a
// column.
func TestReadme(t *testing.T) {
	name := filepath.Join(root, "README.md")
	have, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	head, rest, begun := strings.Cut(string(have), "<!-- checks -->\n")
	_, tail, ended := strings.Cut(rest, "<!-- end of checks -->\n")
	if !begun || !ended {
		t.Fatal("README.md does not say where the table of checks stands")
	}
	want := head + "<!-- checks -->\n" + overview() + "<!-- end of checks -->\n" + tail
	if *write {
		if err := os.WriteFile(name, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if string(have) != want && !*write {
		t.Error("README.md does not list the checks of the registry; run: go test ./analyzers -run TestReadme -write")
	}
}

func overview() string {
	var b strings.Builder
	b.WriteString("| | default | opt-in | experimental |\n|---|---|---|---|\n")
	for _, group := range analyzers.Groups {
		links := make(map[analyzers.Tier][]string)
		for _, c := range analyzers.Checks() {
			if c.Group == group {
				links[c.Tier] = append(links[c.Tier], fmt.Sprintf("[%s](docs/checks/%[1]s.md)", c.Name))
			}
		}
		if len(links) == 0 {
			continue
		}
		fmt.Fprintf(&b, "| %s |", docs.Area(group, "en"))
		for _, tier := range analyzers.Tiers {
			fmt.Fprintf(&b, " %s |", strings.Join(links[tier], ", "))
		}
		b.WriteString("\n")
	}
	return b.String()
}

// The changelog names each check, in the version that brought it.
func TestChangelog(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(root, "CHANGELOG.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range analyzers.Checks() {
		if !regexp.MustCompile(`\b` + c.Name + `\b`).Match(text) {
			t.Errorf("CHANGELOG.md does not name %s", c.Name)
		}
	}
}

var tableLink = regexp.MustCompile(`\[(\w+)\]\(\.\./checks/(\w+)\.md\)`)

// The guides that say which part of Go's core a check is about name every check
// of the registry, and no other, in the same rows of their tables.
func TestCoverage(t *testing.T) {
	var registered []string
	for _, c := range analyzers.Checks() {
		registered = append(registered, c.Name)
	}
	var english [][]string
	for _, guide := range []string{"docs/guides/coverage.md", "docs/zh/guides/coverage.md"} {
		text, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(guide)))
		if err != nil {
			t.Fatal(err)
		}
		rows, named := coverage(t, guide, string(text))
		for _, name := range registered {
			if !slices.Contains(named, name) {
				t.Errorf("%s does not say which part %s is about", guide, name)
			}
		}
		for _, name := range named {
			if !slices.Contains(registered, name) {
				t.Errorf("%s names %s, which is no check", guide, name)
			}
		}
		if english == nil {
			english = rows
		} else if !slices.EqualFunc(english, rows, slices.Equal[[]string]) {
			t.Errorf("the rows of %s name\n%q, in English\n%q", guide, rows, english)
		}
	}
}

// coverage returns the checks that each row of a guide's tables links to, and
// all of them together.
func coverage(t *testing.T, guide, text string) (rows [][]string, named []string) {
	t.Helper()
	for line := range strings.Lines(text) {
		if !strings.HasPrefix(line, "|") {
			continue
		}
		var row []string
		for _, m := range tableLink.FindAllStringSubmatch(line, -1) {
			if m[1] != m[2] {
				t.Errorf("%s: a link that says %s leads to %s", guide, m[1], m[2])
			}
			row = append(row, m[2])
		}
		slices.Sort(row)
		rows, named = append(rows, row), append(named, row...)
	}
	return rows, named
}

// An indexText is what a list says beside what the registry knows.
type indexText struct {
	file, language string
	head           string
	columns        string
	all            string // Go versions
}

var indexes = []indexText{
	{"docs/checks/README.md", "en",
		"# The checks\n\n<!-- Written by go test ./analyzers -run TestIndex -write -->\n\n" +
			"Tiers: **default** checks run unless switched off and are right at least 95 times in 100; **opt-in** ones have to be asked for\n(`gocorelint -enable NAME` or `-tier opt-in`); **experimental** ones are not measured enough.\n",
		"| check | finds | tier | costs | since | Go |", "all"},
	{"docs/zh/checks/README.md", "zh",
		"# 检查一览\n\n<!-- Written by go test ./analyzers -run TestIndex -write -->\n\n" +
			"级别（tier）：**default** 的检查默认运行，100 条报告里至少 95 条正确；**opt-in** 的检查要主动开启（`gocorelint -enable NAME` 或 `-tier opt-in`）；**experimental** 的检查还没有充分测量过。\n\n" +
			"后果：**bug** 表示程序会 panic、卡住、泄漏或算错；**risk** 表示在检查看不到的条件下会如此；**performance** 表示结果正确，但白费了开销。\n",
		"| 检查 | 发现什么 | 级别 | 后果 | 始于 | Go 版本 |", "全部"},
}

func index(t *testing.T, list indexText) []byte {
	t.Helper()
	var b bytes.Buffer
	b.WriteString(list.head)
	for _, group := range analyzers.Groups {
		header := false
		for _, c := range analyzers.Checks() {
			if c.Group != group {
				continue
			}
			if !header {
				fmt.Fprintf(&b, "\n## %s\n\n%s\n|---|---|---|---|---|---|\n", docs.Area(group, list.language), list.columns)
				header = true
			}
			versions := c.Go
			if versions == "" {
				versions = list.all
			}
			title := c.Title()
			if list.language != "en" {
				title = strings.TrimSuffix(docs.Lead(page(t, c.Name, list.language)), "。")
			}
			fmt.Fprintf(&b, "| [%s](%s.md) | %s | %s | %s | %s | %s |\n", c.Name, c.Name, title, c.Tier, c.Severity, c.Since, versions)
		}
	}
	return b.Bytes()
}

func page(t *testing.T, check, language string) []byte {
	t.Helper()
	text, err := docs.Check(check, language)
	if err != nil {
		t.Fatal(err)
	}
	return text
}
