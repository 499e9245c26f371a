package docs_test

import (
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/gocorelint/gocorelint/docs"
)

// The sections of a page, in both languages.
var sections = map[string]string{
	"What is reported":           "报告什么",
	"What happens at run time":   "运行时发生了什么",
	"The shortest wrong program": "最短的错误程序",
	"What did you want?":         "你想要的是什么？",
	"When it is silent":          "何时不报告",
	"Known misses":               "已知的漏报",
	"Go versions":                "Go 版本",
	"Fix safety":                 "修复是否安全",
	"Suppress":                   "如何抑制",
	"Precision and cost":         "精度与开销",
	"References":                 "参考资料",
}

// Every page exists in both languages, with the same sections, the same kinds
// of finding, and the same programs and outputs to the letter.
func TestLanguagesAgree(t *testing.T) {
	pages, err := fs.Glob(docs.FS, "checks/*.md")
	if err != nil {
		t.Fatal(err)
	}
	chinese, err := fs.Glob(docs.FS, "zh/checks/*.md")
	if err != nil {
		t.Fatal(err)
	}
	list := func(name string) bool { return path.Base(name) == "README.md" }
	pages, chinese = slices.DeleteFunc(pages, list), slices.DeleteFunc(chinese, list)
	if len(pages) != len(chinese) {
		t.Errorf("%d pages in English, %d in Chinese", len(pages), len(chinese))
	}
	for _, name := range pages {
		en, err := fs.ReadFile(docs.FS, name)
		if err != nil {
			t.Fatal(err)
		}
		zh, err := fs.ReadFile(docs.FS, "zh/"+name)
		if err != nil {
			t.Errorf("docs/%s has no translation docs/zh/%s", name, name)
			continue
		}
		compare(t, name, "section", headings(en, "## "), headings(zh, "## "), func(s string) string { return sections[s] })
		compare(t, name, "block", blocks(en), blocks(zh), func(s string) string { return s })
		enSub, zhSub := headings(en, "### "), headings(zh, "### ")
		if len(enSub) != len(zhSub) {
			t.Errorf("%s: %d subsections in English, %d in Chinese", name, len(enSub), len(zhSub))
			continue
		}
		for i, s := range enSub {
			if regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`).MatchString(s) && zhSub[i] != s {
				t.Errorf("%s: the kind %s is called %s in Chinese: findings link to it", name, s, zhSub[i])
			}
		}
	}
}

func compare(t *testing.T, page, what string, en, zh []string, translate func(string) string) {
	t.Helper()
	want := make([]string, len(en))
	for i, s := range en {
		want[i] = translate(s)
	}
	if !slices.Equal(want, zh) {
		for i := range min(len(want), len(zh)) {
			if want[i] != zh[i] {
				t.Errorf("%s: %s %d is %q in Chinese, want %q", page, what, i+1, zh[i], want[i])
				return
			}
		}
		t.Errorf("%s: %d %ss in English, %d in Chinese", page, len(en), what, len(zh))
	}
}

func headings(page []byte, mark string) []string {
	var list []string
	for _, line := range outside(page) {
		if text, ok := strings.CutPrefix(line, mark); ok {
			list = append(list, text)
		}
	}
	return list
}

// outside returns the lines that are not in a block.
func outside(page []byte) []string {
	var list []string
	open := false
	for line := range strings.SplitSeq(string(page), "\n") {
		if strings.HasPrefix(line, "```") {
			open = !open
		} else if !open {
			list = append(list, line)
		}
	}
	return list
}

// blocks returns the fenced blocks with their info strings. Diagrams are worded
// in the language of the page: of them it returns the structure.
func blocks(page []byte) []string {
	var list []string
	for _, m := range regexp.MustCompile("(?ms)^```(\\w*)\n(.*?)^```$").FindAllStringSubmatch(string(page), -1) {
		if m[1] == "mermaid" {
			m[2] = structure(m[2])
		}
		list = append(list, m[1]+"\n"+m[2])
	}
	return list
}

var labels = regexp.MustCompile(`"[^"]*"|: .*| as .*`)

// structure returns a Mermaid diagram with "…" for each line of a label.
func structure(diagram string) string {
	var lines []string
	for line := range strings.Lines(diagram) {
		lines = append(lines, labels.ReplaceAllStringFunc(strings.TrimSpace(line), func(label string) string {
			return label[:1] + strings.Repeat("…", 1+strings.Count(label, "<br/>"))
		}))
	}
	return strings.Join(lines, "\n") + "\n"
}

// The test of the languages sees when a diagram differs in more than words.
func TestStructure(t *testing.T) {
	const diagram = "sequenceDiagram\n    participant A as one\n    A->>B: send\n    Note over A,B: two<br/>lines\n"
	for _, test := range []struct {
		name, other string
		same        bool
	}{
		{"itself", diagram, true},
		{"other words", "sequenceDiagram\n  participant A as 一\n  A->>B: 发送\n  Note over A,B: 两<br/>行\n", true},
		{"another arrow", strings.Replace(diagram, "->>", "-x", 1), false},
		{"the other direction", strings.Replace(diagram, "A->>B", "B->>A", 1), false},
		{"a line less in a note", strings.Replace(diagram, "<br/>", " ", 1), false},
		{"a message less", strings.Replace(diagram, "    A->>B: send\n", "", 1), false},
		{"no name", strings.Replace(diagram, " as one", "", 1), false},
	} {
		if same := structure(diagram) == structure(test.other); same != test.same {
			t.Errorf("%s: same structure: %v, want %v\n%s", test.name, same, test.same, structure(test.other))
		}
	}
	if structure("flowchart LR\n a[\"x\"] -->|\"y\"| b[\"z<br/>w\"]\n") != structure("flowchart LR\n a[\"一\"] -->|\"二\"| b[\"三<br/>四\"]\n") {
		t.Error("the words in boxes and on arrows make a difference")
	}
}

func TestLanguage(t *testing.T) {
	for _, test := range []struct {
		locales []string
		want    string
	}{
		{nil, "en"},
		{[]string{"", "", "zh_CN.UTF-8"}, "zh"},
		{[]string{"C", "", "zh_CN.UTF-8"}, "en"},
		{[]string{"zh", "en_US"}, "zh"},
		{[]string{"", "de_DE.UTF-8", "zh_CN"}, "en"},
	} {
		if have := docs.Language(test.locales...); have != test.want {
			t.Errorf("%q: %s, want %s", test.locales, have, test.want)
		}
	}
}
