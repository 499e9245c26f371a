package site

import (
	"html/template"
	"io/fs"
	"net/http"
	"net/url"
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
	Excerpt        string // what was found by a search
}

// A link chooses a tier.
type link struct {
	Text, Address string
	Chosen        bool
	tier          string // "" for all
}

// index lists the checks by group: all, those of a tier, or those whose page
// has the words that were searched for.
func (s *site) index(w http.ResponseWriter, r *http.Request, l language) {
	query, tier := strings.TrimSpace(r.FormValue("q")), r.FormValue("tier")
	v := view{Language: l, Title: "gocorelint", Query: query, Tiers: tiers(l, query, tier), Other: s.inOther(l, "checks/README")}
	if v.Other != "" {
		v.Other = strings.TrimSuffix(v.Other, "checks/README")
	}
	for _, name := range analyzers.Groups {
		g := group{Name: docs.Area(name, l.Code)}
		for _, c := range s.checks {
			page := l.Folder + "checks/" + c.Name + ".md"
			if c.Group != name || tier != "" && string(c.Tier) != tier {
				continue
			}
			if e, ok := s.entry(page, query); ok {
				e.Address, e.Tier, e.Severity = l.Prefix+"checks/"+c.Name, string(c.Tier), string(c.Severity)
				g.Entries = append(g.Entries, e)
			}
		}
		if g.Entries != nil {
			v.Groups = append(v.Groups, g)
		}
	}
	if tier == "" {
		v.Guides = s.guides(l, query)
	}
	s.show(w, v)
}

// tiers makes the links that choose one tier, or all.
func tiers(l language, query, chosen string) []link {
	links := []link{{Text: l.Texts.All}}
	for _, tier := range analyzers.Tiers {
		links = append(links, link{Text: string(tier), tier: string(tier)})
	}
	for i := range links {
		values := url.Values{}
		if query != "" {
			values.Set("q", query)
		}
		if links[i].tier != "" {
			values.Set("tier", links[i].tier)
		}
		links[i].Address = l.Prefix
		if len(values) > 0 {
			links[i].Address += "?" + values.Encode()
		}
		links[i].Chosen = links[i].tier == chosen
	}
	return links
}

// guides lists those that mention the query, in English where they are not
// translated.
func (s *site) guides(l language, query string) []entry {
	pages, _ := fs.Glob(s.pages, "guides/*.md")
	slices.Sort(pages)
	var list []entry
	for _, page := range pages {
		address := "/" + strings.TrimSuffix(page, ".md")
		if _, err := fs.Stat(s.pages, l.Folder+page); err == nil {
			page, address = l.Folder+page, l.Prefix+address[1:]
		}
		if e, ok := s.entry(page, query); ok {
			e.Address = address
			list = append(list, e)
		}
	}
	return list
}

// entry describes a page, if it exists and has every word of the query.
func (s *site) entry(page, query string) (e entry, ok bool) {
	text, err := fs.ReadFile(s.pages, page)
	if err != nil {
		return entry{}, false
	}
	lead := docs.Lead(text)
	e = entry{Name: strings.TrimSuffix(path.Base(page), ".md"), Title: line(lead)}
	words := strings.Fields(strings.ToLower(query))
	lower := strings.ToLower(string(text))
	for _, word := range words {
		if !strings.Contains(lower, word) {
			return entry{}, false
		}
	}
	if found := excerpt(string(text), words); found != lead {
		e.Excerpt = found
	}
	return e, true
}

// excerpt returns the line that has most of the words.
func excerpt(text string, words []string) string {
	best, most := "", 0
	for line := range strings.Lines(text) {
		n, lower := 0, strings.ToLower(line)
		for _, word := range words {
			if strings.Contains(lower, word) {
				n++
			}
		}
		if n > most {
			best, most = strings.TrimSpace(line), n
		}
	}
	const limit = 240
	if letters := []rune(best); len(letters) > limit {
		return string(letters[:limit]) + "…"
	}
	return best
}
