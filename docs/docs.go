// Package docs holds the pages for readers: one for each check, in English and
// in Chinese, and the guides.
package docs

import (
	"embed"
	"io/fs"
	"strings"
)

// FS holds checks/NAME.md, zh/checks/NAME.md and guides/NAME.md.
//
//go:embed checks/*.md zh/checks/*.md guides/*.md
var FS embed.FS

// Languages lists those that pages are written in, by their codes.
var Languages = []string{"en", "zh"}

// Check returns the page of a check in a language, in English where it is not
// written in that language.
func Check(name, language string) ([]byte, error) {
	if language != "en" {
		if page, err := fs.ReadFile(FS, language+"/checks/"+name+".md"); err == nil {
			return page, nil
		}
	}
	return FS.ReadFile("checks/" + name + ".md")
}

// Guide returns a guide.
func Guide(name string) ([]byte, error) { return FS.ReadFile("guides/" + name + ".md") }

// Language is the language of pages for a locale such as "zh_CN.UTF-8": the
// first of the values that is set decides, in the order LC_ALL, LC_MESSAGES, LANG.
func Language(locales ...string) string {
	for _, locale := range locales {
		if locale == "" {
			continue
		}
		for _, language := range Languages {
			if code, _, _ := strings.Cut(locale, "_"); code == language {
				return language
			}
		}
		break
	}
	return "en"
}
