package site

import (
	"encoding/json"
	"html/template"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/gocorelint/gocorelint/analyzers"
	"github.com/gocorelint/gocorelint/docs"
)

// A group is a part of the index.
type group struct {
	Name    string
	Entries []entry
}

// An entry leads to one page.
type entry struct {
	Name, Address  string
	Title          template.HTML
	Tier, Severity string
}

// index writes the list of all checks by group and of the guides, and beside it
// the texts that its script searches.
func (w *writer) index(l language) {
	v := view{Language: l, Title: "gocorelint", Tiers: analyzers.Tiers}
	if w.inOther(l, "checks/README.md") != "" {
		v.Other = "index.html"
		if l.Folder == "" {
			v.Other = "zh/index.html"
		}
	}
	texts := make(map[string]string) // by address
	for _, name := range analyzers.Groups {
		g := group{Name: docs.Area(name, l.Code)}
		for _, c := range w.checks {
			if c.Group != name {
				continue
			}
			if e, ok := w.entry(l, "checks/"+c.Name+".md", texts); ok {
				e.Tier, e.Severity = string(c.Tier), string(c.Severity)
				g.Entries = append(g.Entries, e)
			}
		}
		if g.Entries != nil {
			v.Groups = append(v.Groups, g)
		}
	}
	guides, err := fs.Glob(w.pages, "guides/*.md")
	if w.err == nil {
		w.err = err
	}
	slices.Sort(guides)
	for _, page := range guides {
		if e, ok := w.entry(l, page, texts); ok {
			v.Guides = append(v.Guides, e)
		}
	}
	w.show(l.Folder+"index.html", v)

	data, err := json.Marshal(texts)
	if w.err == nil {
		w.err = err
	}
	w.file(l.Folder+"texts.js", slices.Concat([]byte("const texts = "), data, []byte("\n")))
}

// entry describes a page, if it exists, in English where it is not translated.
func (w *writer) entry(l language, page string, texts map[string]string) (e entry, ok bool) {
	root := strings.Repeat("../", strings.Count(l.Folder, "/"))
	at := root + address(page)
	text, err := fs.ReadFile(w.pages, l.Folder+page)
	if err == nil {
		at = address(page)
	} else if text, err = fs.ReadFile(w.pages, page); err != nil {
		return entry{}, false
	}
	texts[at] = string(text)
	return entry{Name: strings.TrimSuffix(path.Base(page), ".md"), Address: at, Title: line(docs.Lead(text))}, true
}
