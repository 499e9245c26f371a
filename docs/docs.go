// Package docs holds the pages for readers: one for each check, and the guides.
package docs

import "embed"

// FS holds checks/NAME.md and guides/NAME.md.
//
//go:embed checks/*.md guides/*.md
var FS embed.FS

// Check returns the page of a check.
func Check(name string) ([]byte, error) { return FS.ReadFile("checks/" + name + ".md") }

// Guide returns a guide.
func Guide(name string) ([]byte, error) { return FS.ReadFile("guides/" + name + ".md") }
