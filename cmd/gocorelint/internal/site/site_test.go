package site_test

import (
	"encoding/json"
	"fmt"
	"html"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/gocorelint/gocorelint/analyzers"
	"github.com/gocorelint/gocorelint/cmd/gocorelint/internal/site"
	"github.com/gocorelint/gocorelint/docs"
)

func serve(t *testing.T, pages site.Pages) *httptest.Server {
	t.Helper()
	server := httptest.NewServer(site.New(analyzers.Checks(), pages))
	t.Cleanup(server.Close)
	return server
}

func get(t *testing.T, address string) (status int, body string) {
	t.Helper()
	resp, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, string(data)
}

var sample = fstest.MapFS{
	"checks/ignore.md": {Data: []byte("# ignore\n\nThe lead of `the` page.\n\n## What is reported\n\n### no-reason\n\nSee [the other](staleignore.md).\n\n" +
		"```go\nfunc f() string { return \"<b>\" } // ok\n```\n\n```mermaid\nsequenceDiagram\n    A->>B: send\n```\n")},
	"checks/staleignore.md": {Data: []byte("# staleignore\n\nAnother one.\n")},
	"zh/checks/ignore.md":   {Data: []byte("# ignore\n\n没有作用的抑制注释。\n")},
	"zh/checks/README.md":   {Data: []byte("# 检查\n")},
	"guides/ci.md":          {Data: []byte("# CI\n\nIn pipelines.\n")},
	"checks/README.md":      {Data: []byte("# checks\n")},
}

func TestPages(t *testing.T) {
	server := serve(t, sample)
	for _, test := range []struct {
		path string
		want []string
		not  []string
	}{
		{"/", []string{`href="/checks/ignore"`, "The lead of <code>the</code> page.", `href="/guides/ci"`, `class="other" href="/zh/"`, "module"}, nil},
		{"/?q=ANOTHER", []string{`href="/checks/staleignore"`}, []string{`href="/checks/ignore"`}},
		{"/?q=ANOTHER+one", []string{`href="/?q=ANOTHER&#43;one&amp;tier=opt-in"`}, nil},
		{"/?tier=opt-in", []string{`href="/checks/staleignore"`, `href="/?tier=opt-in" aria-current="true"`}, []string{`href="/checks/ignore"`, `href="/guides/ci"`}},
		{"/zh/", []string{"模块与注释", `href="/zh/checks/ignore"`, `class="other" href="/"`, `href="/guides/ci"`}, nil},
		{"/?q=SEE+other", []string{"<small>See [the other](staleignore.md).</small>"}, nil},
		{"/?q=nowhere", []string{"No page mentions it."}, []string{"<li>"}},
		{"/?q=<script>", []string{"&lt;script&gt;"}, []string{"<script>”"}},
		{"/checks/ignore", []string{
			`id="no-reason"`, `<span class="keyword">func</span>`, `<span class="string">&#34;&lt;b&gt;&#34;</span>`,
			`<span class="comment">// ok</span>`, `<pre class="mermaid">sequenceDiagram`, `href="staleignore.md"`, `href="/zh/checks/ignore"`,
		}, nil},
		{"/checks/staleignore.md", []string{"Another one."}, []string{"中文"}},
		{"/zh/checks/ignore", []string{`lang="zh"`, "没有作用的抑制注释。", `href="/checks/ignore"`}, nil},
		{"/static/style.css", []string{"--keyword"}, nil},
	} {
		status, body := get(t, server.URL+test.path)
		if status != http.StatusOK {
			t.Errorf("%s: status %d", test.path, status)
		}
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
	for _, path := range []string{"/checks/nosuch", "/checks/../../go.mod", "/guides/%2e%2e%2fx", "/static/nosuch"} {
		if status, _ := get(t, server.URL+path); status != http.StatusNotFound {
			t.Errorf("%s: status %d, want 404", path, status)
		}
	}
}

// Every check has its page on the site.
func TestEveryCheck(t *testing.T) {
	server := serve(t, docs.FS)
	for _, c := range analyzers.Checks() {
		if status, body := get(t, server.URL+"/checks/"+c.Name); status != http.StatusOK || !strings.Contains(body, "What is reported") {
			t.Errorf("%s: status %d", c.Name, status)
		}
	}
}

// Every link on the site that does not lead out of it leads somewhere.
func TestLinks(t *testing.T) {
	server := serve(t, docs.FS)
	href := regexp.MustCompile(`href="([^"]+)"`)
	seen := map[string]bool{"/": true}
	for todo := []string{"/"}; len(todo) > 0; todo = todo[1:] {
		status, body := get(t, server.URL+todo[0])
		if status != http.StatusOK {
			t.Errorf("a page links to %s: status %d", todo[0], status)
			continue
		}
		base, err := url.Parse(todo[0])
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range href.FindAllStringSubmatch(body, -1) {
			ref, err := url.Parse(html.UnescapeString(m[1]))
			if err != nil {
				t.Errorf("%s: %v", todo[0], err)
				continue
			}
			if ref.Host != "" {
				continue
			}
			if ref.Path == "" && ref.RawQuery == "" && !strings.Contains(body, `id="`+ref.Fragment+`"`) {
				t.Errorf("%s has no #%s, to which it links", todo[0], ref.Fragment)
			}
			if next := base.ResolveReference(ref); !seen[next.RequestURI()] {
				seen[next.RequestURI()] = true
				todo = append(todo, next.RequestURI())
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
	server := serve(t, fstest.MapFS{"checks/ignore.md": {Data: []byte("# All\n\n" + strings.Join(diagrams, "\n"))}})
	dom := browse(t, server.URL+"/checks/ignore")
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
	pages := []string{"/", "/zh/", "/wide"}
	for _, c := range analyzers.Checks() {
		pages = append(pages, "/checks/"+c.Name, "/zh/checks/"+c.Name)
	}
	guides, err := fs.Glob(docs.FS, "guides/*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range guides {
		pages = append(pages, "/"+strings.TrimSuffix(name, ".md"))
	}
	list, err := json.Marshal(pages)
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	mux.Handle("/", site.New(analyzers.Checks(), docs.FS))
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
