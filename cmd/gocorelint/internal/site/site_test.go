package site_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/gocorelint/gocorelint/analyzers"
	"github.com/gocorelint/gocorelint/cmd/gocorelint/internal/site"
	"github.com/gocorelint/gocorelint/docs"
)

// write writes the site of the pages to a new folder.
func write(t *testing.T, pages site.Pages) (dir string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "site")
	if err := site.Write(dir, analyzers.Checks(), pages); err != nil {
		t.Fatal(err)
	}
	return dir
}

func read(t *testing.T, dir, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

var sample = fstest.MapFS{
	"checks/ignore.md": {Data: []byte("# ignore\n\nThe lead of `the` page.\n\n## What is reported\n\n### no-reason\n\nSee [the other](staleignore.md#x) and [more](https://example.com/a.md).\n\n" +
		"```go\nfunc f() string { return \"<b>\" } // ok\n```\n\n```mermaid\nsequenceDiagram\n    A->>B: send\n```\n")},
	"checks/staleignore.md": {Data: []byte("# staleignore\n\nAnother one.\n")},
	"zh/checks/ignore.md":   {Data: []byte("# ignore\n\n没有作用的抑制注释。\n")},
	"zh/checks/README.md":   {Data: []byte("# 检查\n")},
	"guides/ci.md":          {Data: []byte("# CI\n\nIn pipelines.\n")},
	"checks/README.md":      {Data: []byte("# checks\n")},
}

func TestPages(t *testing.T) {
	dir := write(t, sample)
	for _, test := range []struct {
		path string
		want []string
		not  []string
	}{
		{"index.html", []string{`href="checks/ignore.html"`, "The lead of <code>the</code> page.", `href="guides/ci.html"`, `class="other" href="zh/index.html"`, "module",
			`<script src="texts.js">`, `href="static/style.css"`}, []string{"nosuch"}},
		{"zh/index.html", []string{"模块与注释", `href="checks/ignore.html"`, `class="other" href="../index.html"`, `href="../guides/ci.html"`, `href="../static/style.css"`}, nil},
		{"checks/ignore.html", []string{
			`id="no-reason"`, `<span class="keyword">func</span>`, `<span class="string">&#34;&lt;b&gt;&#34;</span>`,
			`<span class="comment">// ok</span>`, `<pre class="mermaid">sequenceDiagram`, `href="staleignore.html#x"`, `href="../zh/checks/ignore.html"`,
			`href="https://example.com/a.md"`, `href="../static/style.css"`, `class="home" href="../index.html"`,
		}, nil},
		{"checks/staleignore.html", []string{"Another one."}, []string{"中文"}},
		{"zh/checks/ignore.html", []string{`lang="zh"`, "没有作用的抑制注释。", `href="../../checks/ignore.html"`}, nil},
		{"static/style.css", []string{"--keyword"}, nil},
		{"static/mermaid.min.js", []string{"mermaid"}, nil},
		{"texts.js", []string{`"checks/ignore.html":"# ignore`, `\u003cb\u003e`}, nil},
	} {
		body := read(t, dir, test.path)
		for _, want := range test.want {
			if !strings.Contains(body, want) {
				t.Errorf("%s lacks %q:\n%s", test.path, want, body)
			}
		}
		for _, not := range test.not {
			if strings.Contains(body, not) {
				t.Errorf("%s has %q", test.path, not)
			}
		}
	}
}

// The script of the index searches and chooses as a reader sees it.
func TestSearch(t *testing.T) {
	dir := write(t, sample)
	item := regexp.MustCompile(`(?s)<li( data-tier="[^"]*")?( hidden="")?><a href="([^"]+)">.*?</li>`)
	for _, test := range []struct {
		query string
		items string   // that are shown
		want  []string // in the page
	}{
		{"", "checks/ignore.html checks/staleignore.html guides/ci.html", []string{`id="nothing" hidden`, `id="found" hidden`}},
		{"?q=ANOTHER", "checks/staleignore.html", []string{`href="?q=ANOTHER&amp;tier=opt-in"`, `<q>ANOTHER</q>`}},
		{"?tier=opt-in", "checks/staleignore.html", []string{`data-tier="opt-in" aria-current=""`}},
		{"?q=SEE+other", "checks/ignore.html", []string{"<small>See [the other](staleignore.md#x) and [more](https://example.com/a.md).</small>"}},
		{"?q=nowhere", "", []string{`<p id="nothing">No page mentions it.`}},
		{"?q=%3Cb%3E", "checks/ignore.html", []string{"<q>&lt;b&gt;</q>"}},
	} {
		dom := browse(t, "file://"+filepath.ToSlash(dir)+"/index.html"+test.query)
		var shown []string
		for _, m := range item.FindAllStringSubmatch(dom, -1) {
			if m[2] == "" {
				shown = append(shown, m[3])
			}
		}
		if got := strings.Join(shown, " "); got != test.items {
			t.Errorf("%q shows %q, want %q", test.query, got, test.items)
		}
		for _, want := range test.want {
			if !strings.Contains(dom, want) {
				t.Errorf("%q: the page lacks %q:\n%s", test.query, want, dom)
			}
		}
	}
}

// An older site is replaced, other files are not touched.
func TestOver(t *testing.T) {
	dir := write(t, sample)
	if err := os.WriteFile(filepath.Join(dir, "checks", "ignore.html"), []byte("old"), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := site.Write(dir, analyzers.Checks(), sample); err != nil {
		t.Fatal(err)
	}
	if got := read(t, dir, "checks/ignore.html"); got == "old" {
		t.Error("the old page is still there")
	}
	for _, name := range []string{"index.html", "notes.txt"} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, name), []byte("mine"), 0o666); err != nil {
			t.Fatal(err)
		}
		if err := site.Write(dir, analyzers.Checks(), sample); !errors.Is(err, site.ErrForeign) {
			t.Errorf("a folder with %s: %v", name, err)
		}
		if files, _ := os.ReadDir(dir); len(files) != 1 || read(t, dir, name) != "mine" {
			t.Errorf("a folder with %s was changed", name)
		}
	}
}

// Every check has its page on the site.
func TestEveryCheck(t *testing.T) {
	dir := write(t, docs.FS)
	for _, c := range analyzers.Checks() {
		if !strings.Contains(read(t, dir, "checks/"+c.Name+".html"), "What is reported") {
			t.Errorf("no page of %s", c.Name)
		}
	}
}

// Every link on the site that does not lead out of it leads somewhere.
func TestLinks(t *testing.T) {
	dir := write(t, docs.FS)
	href := regexp.MustCompile(`(?:href|src)="([^"]+)"`)
	seen := map[string]bool{"/index.html": true}
	for todo := []string{"/index.html"}; len(todo) > 0; todo = todo[1:] {
		body, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(todo[0])))
		if err != nil {
			t.Errorf("a page links to %s: %v", todo[0], err)
			continue
		}
		if !strings.HasSuffix(todo[0], ".html") {
			continue
		}
		base, err := url.Parse(todo[0])
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range href.FindAllStringSubmatch(string(body), -1) {
			ref, err := url.Parse(html.UnescapeString(m[1]))
			if err != nil {
				t.Errorf("%s: %v", todo[0], err)
				continue
			}
			if ref.Host != "" {
				continue
			}
			if strings.HasPrefix(ref.Path, "/") {
				t.Errorf("%s: %s works at the root of a host only", todo[0], ref)
			}
			if ref.Path == "" && ref.RawQuery == "" && ref.Fragment != "" && !strings.Contains(string(body), `id="`+ref.Fragment+`"`) {
				t.Errorf("%s has no #%s, to which it links", todo[0], ref.Fragment)
			}
			if next := base.ResolveReference(ref).Path; !seen[next] {
				seen[next] = true
				todo = append(todo, next)
			}
		}
	}
	if len(seen) < 2*len(analyzers.Checks()) {
		t.Errorf("only %d pages can be reached", len(seen))
	}
}

// In a browser all diagrams of all pages are drawn, with nothing from outside.
func TestBrowser(t *testing.T) {
	diagrams := allDiagrams(t)
	dir := write(t, fstest.MapFS{"checks/ignore.md": {Data: []byte("# All\n\n" + strings.Join(diagrams, "\n"))}})
	dom := browse(t, "file://"+filepath.ToSlash(dir)+"/checks/ignore.html")
	drawn := strings.Count(dom, `aria-roledescription="sequence"`) + strings.Count(dom, `aria-roledescription="flowchart-v2"`)
	if drawn != len(diagrams) {
		t.Errorf("%d of %d diagrams are drawn:\n%s", drawn, len(diagrams), dom)
	}
	for _, diagram := range diagrams {
		for _, m := range regexp.MustCompile(`"([^"]+)"|: (.+)| as (.+)`).FindAllStringSubmatch(diagram, -1) {
			for label := range strings.SplitSeq(m[1]+m[2]+m[3], "<br/>") {
				if !strings.Contains(html.UnescapeString(dom), label) {
					t.Errorf("the text %q of a diagram is not shown", label)
				}
			}
		}
	}
	for _, foreign := range []string{`src="http`, `href="http`} {
		if strings.Contains(dom, foreign) {
			t.Errorf("the page loads something from outside (%s)", foreign)
		}
	}
}

// browse returns a page as a browser has it when its scripts have run.
func browse(t *testing.T, address string) (dom string) {
	t.Helper()
	chromium, err := exec.LookPath("chromium")
	if err != nil {
		fmt.Fprintf(os.Stderr, "SKIPPED: %s needs chromium, which is not installed\n", t.Name())
		t.Skip("SKIPPED: chromium is not installed")
	}
	cmd := exec.Command(chromium, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
		"--disable-background-networking", "--disable-component-update", "--disable-sync",
		"--user-data-dir="+t.TempDir(), "--virtual-time-budget=20000", "--dump-dom", address)
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("chromium: %v", err)
	}
	return string(out)
}

// measure is a page that shows others in the width of a phone, without their
// scripts, and lists those that are wider.
const measure = `<!doctype html>
<ol id="wide"></ol>
<iframe width="360" height="700" sandbox="allow-same-origin"></iframe>
<script>
const frame = document.querySelector("iframe"), pages = %s
let n = 0
frame.onload = () => {
	const width = frame.contentDocument.documentElement.scrollWidth
	if (width > 360) document.querySelector("ol").insertAdjacentHTML("beforeend", "<li>" + pages[n] + " has " + width + " pixels</li>")
	if (++n < pages.length) frame.src = pages[n]
	else document.body.insertAdjacentHTML("beforeend", "<p>" + n + " pages measured</p>")
}
frame.src = pages[0]
</script>`

// On a phone no page has to be pushed sideways.
func TestPhone(t *testing.T) {
	pages := []string{"/index.html", "/zh/index.html", "/wide"}
	for _, c := range analyzers.Checks() {
		pages = append(pages, "/checks/"+c.Name+".html", "/zh/checks/"+c.Name+".html")
	}
	guides, err := fs.Glob(docs.FS, "guides/*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range guides {
		pages = append(pages, "/"+strings.TrimSuffix(name, ".md")+".html")
	}
	list, err := json.Marshal(pages)
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	mux.Handle("/", http.FileServerFS(os.DirFS(write(t, docs.FS))))
	mux.HandleFunc("/wide", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, `<!doctype html><div style="width: 500px">wide</div>`)
	})
	mux.HandleFunc("/measure", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprintf(w, measure, list)
	})
	server := httptest.NewServer(mux)
	defer server.Close()
	dom := browse(t, server.URL+"/measure")
	if want := fmt.Sprintf("<p>%d pages measured</p>", len(pages)); !strings.Contains(dom, want) {
		t.Fatalf("not all of %d pages are measured:\n%s", len(pages), dom)
	}
	control := false
	for _, m := range regexp.MustCompile("<li>((/\\S*) has \\d+ pixels)</li>").FindAllStringSubmatch(dom, -1) {
		if m[2] == "/wide" {
			control = true
			continue
		}
		t.Errorf("%s, want 360", m[1])
	}
	if !control {
		t.Errorf("a page that is too wide is not seen:\n%s", dom)
	}
}

// allDiagrams returns the diagrams of all pages, as blocks.
func allDiagrams(t *testing.T) []string {
	t.Helper()
	var list []string
	err := fs.WalkDir(docs.FS, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(docs.FS, name)
		list = append(list, regexp.MustCompile("(?ms)^```mermaid\n.*?^```\n").FindAllString(string(text), -1)...)
		return err
	})
	if err != nil || len(list) == 0 {
		t.Fatalf("%d diagrams: %v", len(list), err)
	}
	return list
}
