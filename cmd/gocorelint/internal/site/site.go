// Package site serves the pages of the documentation as a small web site. It
// needs no network: style and scripts are part of the binary.
package site

import (
	"bytes"
	"embed"
	"html/template"
	"io/fs"
	"net/http"
	"strings"

	"github.com/gocorelint/gocorelint/analyzers"
)

// Pages gives the text of a page in Markdown by its path, such as
// "checks/sendleak.md" or "zh/checks/sendleak.md".
type Pages = fs.FS

//go:embed static
var static embed.FS

//go:embed layout.html
var layoutSource string

var layout = template.Must(template.New("layout").Parse(layoutSource))

// A site answers requests.
type site struct {
	checks []*analyzers.Check
	pages  Pages
}

// New makes the handler of the site.
func New(checks []*analyzers.Check, pages Pages) http.Handler {
	s := &site{checks: checks, pages: pages}
	mux := http.NewServeMux()
	for _, l := range languages {
		mux.HandleFunc("GET "+l.Prefix+"{$}", func(w http.ResponseWriter, r *http.Request) { s.index(w, r, l) })
		mux.HandleFunc("GET "+l.Prefix+"checks/{page}", func(w http.ResponseWriter, r *http.Request) { s.page(w, r, l, "checks") })
		mux.HandleFunc("GET "+l.Prefix+"guides/{page}", func(w http.ResponseWriter, r *http.Request) { s.page(w, r, l, "guides") })
	}
	mux.HandleFunc("GET /static/mermaid.js", mermaid)
	mux.Handle("GET /static/", http.FileServerFS(static))
	return mux
}

// view is what the layout shows.
type view struct {
	Language language
	Title    string
	Query    string
	Tiers    []link        // of the index
	Groups   []group       // of the index
	Guides   []entry       // of the index
	Body     template.HTML // of a page
	Other    string        // the same page in the other language
}

func (s *site) show(w http.ResponseWriter, v view) {
	var b bytes.Buffer
	if err := layout.Execute(&b, v); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Write(b.Bytes())
}

// page shows one page. Links in the text name the Markdown files; these
// addresses work as well.
func (s *site) page(w http.ResponseWriter, r *http.Request, l language, folder string) {
	name := strings.TrimSuffix(r.PathValue("page"), ".md")
	text, err := fs.ReadFile(s.pages, l.Folder+folder+"/"+name+".md")
	if err != nil {
		http.NotFound(w, r)
		return
	}
	body, err := render(text)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	s.show(w, view{Language: l, Title: name, Body: body, Other: s.inOther(l, folder+"/"+name)})
}

// inOther returns the address of a page in the other language, "" if it has none.
func (s *site) inOther(l language, page string) string {
	for _, other := range languages {
		if other == l {
			continue
		}
		if _, err := fs.Stat(s.pages, other.Folder+page+".md"); err == nil {
			return other.Prefix + page
		}
	}
	return ""
}

// mermaid draws the diagrams. The library is kept compressed.
func mermaid(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/javascript")
	w.Header().Set("Content-Encoding", "gzip")
	http.ServeFileFS(w, r, static, "static/mermaid.min.js.gz")
}
