// Package site writes the pages of the documentation as a small web site: a
// folder of files that any browser shows and any host serves. It needs no
// network: style and scripts are part of the binary.
package site

import (
	"bytes"
	"compress/gzip"
	"embed"
	"errors"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
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

// ErrForeign means that a folder has files that no site needs.
var ErrForeign = errors.New("the folder is not empty, and no site that was written before")

// Write writes the site to the folder, over an older one. It returns an error with
// ErrForeign, and changes nothing, if the folder has something else.
func Write(dir string, checks []*analyzers.Check, pages Pages) error {
	if err := ours(dir); err != nil {
		return err
	}
	layout, err := template.New("layout").Parse(layoutSource)
	if err != nil {
		return err
	}
	w := &writer{dir: dir, layout: layout, checks: checks, pages: pages}
	for _, l := range languages {
		w.index(l)
		for _, folder := range []string{"checks", "guides"} {
			names, err := fs.Glob(pages, l.Folder+folder+"/*.md")
			if err != nil {
				return err
			}
			for _, name := range names {
				w.page(l, name)
			}
		}
	}
	w.static()
	return w.err
}

// mark is what the first page of a site has, and hardly anything else.
const mark = `<meta name="generator" content="gocorelint">`

// ours reports whether a site may be written to the folder.
func ours(dir string) error {
	files, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) || err == nil && len(files) == 0 {
		return nil
	}
	if err != nil {
		return err
	}
	index, err := os.ReadFile(filepath.Join(dir, "index.html"))
	if err != nil || !bytes.Contains(index, []byte(mark)) {
		return fmt.Errorf("%s: %w", dir, ErrForeign)
	}
	return nil
}

// A writer writes the files of one site.
type writer struct {
	dir    string
	layout *template.Template
	checks []*analyzers.Check
	pages  Pages
	err    error // the first one
}

// file writes one file, by its path with slashes.
func (w *writer) file(name string, data []byte) {
	if w.err != nil {
		return
	}
	name = filepath.Join(w.dir, filepath.FromSlash(name))
	if w.err = os.MkdirAll(filepath.Dir(name), 0o777); w.err == nil {
		w.err = os.WriteFile(name, data, 0o666)
	}
}

// A view is what the layout shows.
type view struct {
	Language language
	Mark     template.HTML
	Root     string // leads from the page to the folder of the site
	Title    string
	Tiers    []analyzers.Tier // of the index
	Groups   []group          // of the index
	Guides   []entry          // of the index
	Body     template.HTML    // of a page
	Other    string           // the same page in the other language
}

func (w *writer) show(name string, v view) {
	v.Mark = template.HTML(mark)
	v.Root = strings.Repeat("../", strings.Count(name, "/"))
	if v.Other != "" {
		v.Other = v.Root + v.Other
	}
	var b bytes.Buffer
	if err := w.layout.Execute(&b, v); err != nil && w.err == nil {
		w.err = err
	}
	w.file(name, b.Bytes())
}

// page writes one page.
func (w *writer) page(l language, name string) {
	text, err := fs.ReadFile(w.pages, name)
	if err == nil {
		var body template.HTML
		if body, err = render(text); err == nil {
			inLanguage := strings.TrimPrefix(name, l.Folder)
			w.show(address(name), view{Language: l, Title: strings.TrimSuffix(path.Base(name), ".md"), Body: body, Other: w.inOther(l, inLanguage)})
		}
	}
	if w.err == nil {
		w.err = err
	}
}

// address is the file that shows a page.
func address(page string) string { return strings.TrimSuffix(page, ".md") + ".html" }

// inOther returns the address of a page in the other language, "" if it has none.
func (w *writer) inOther(l language, page string) string {
	for _, other := range languages {
		if other == l {
			continue
		}
		if _, err := fs.Stat(w.pages, other.Folder+page); err == nil {
			return address(other.Folder + page)
		}
	}
	return ""
}

// static writes what all pages need. The library that draws diagrams is kept
// compressed.
func (w *writer) static() {
	err := fs.WalkDir(static, "static", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(static, name)
		if err != nil {
			return err
		}
		if plain, ok := strings.CutSuffix(name, ".gz"); ok {
			name = plain
			if data, err = unzip(data); err != nil {
				return err
			}
		}
		w.file(name, data)
		return nil
	})
	if w.err == nil {
		w.err = err
	}
}

func unzip(data []byte) ([]byte, error) {
	r, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}
