package site

import (
	"io/fs"
	"net/http"
	"path"
	"slices"
	"strings"

	"github.com/gocorelint/gocorelint/analyzers"
)

// A group is a part of the index.
type group struct {
	Name    string
	Entries []entry
}

// An entry leads to one page.
type entry struct {
	Name, Address, Title string
	Tier, Severity       string
}

// index lists the checks by group, or those whose page has the words that were
// searched for.
func (s *site) index(w http.ResponseWriter, r *http.Request, l language) {
	query := strings.TrimSpace(r.FormValue("q"))
	v := view{Language: l, Title: "gocorelint", Query: query, Other: s.inOther(l, "checks/README")}
	if v.Other != "" {
		v.Other = strings.TrimSuffix(v.Other, "checks/README")
	}
	for _, name := range analyzers.Groups {
		g := group{Name: name}
		for _, c := range s.checks {
			page := l.Folder + "checks/" + c.Name + ".md"
			if c.Group == name && s.mentions(page, query) {
				g.Entries = append(g.Entries, entry{
					Name: c.Name, Address: l.Prefix + "checks/" + c.Name, Title: s.lead(page),
					Tier: string(c.Tier), Severity: string(c.Severity),
				})
			}
		}
		if g.Entries != nil {
			v.Groups = append(v.Groups, g)
		}
	}
	guides, _ := fs.Glob(s.pages, l.Folder+"guides/*.md")
	slices.Sort(guides)
	for _, page := range guides {
		if s.mentions(page, query) {
			name := strings.TrimSuffix(path.Base(page), ".md")
			v.Guides = append(v.Guides, entry{Name: name, Address: l.Prefix + "guides/" + name, Title: s.lead(page)})
		}
	}
	s.show(w, v)
}

// mentions reports whether the page exists and has every word of the query.
func (s *site) mentions(page, query string) bool {
	text, err := fs.ReadFile(s.pages, page)
	if err != nil {
		return false
	}
	lower := strings.ToLower(string(text))
	for word := range strings.FieldsSeq(strings.ToLower(query)) {
		if !strings.Contains(lower, word) {
			return false
		}
	}
	return true
}

// lead is the first line of text of a page.
func (s *site) lead(page string) string {
	text, _ := fs.ReadFile(s.pages, page)
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' && line[0] != '<' {
			return line
		}
	}
	return ""
}
