package goversion

import (
	"go/ast"
	"go/version"
	"strings"

	"golang.org/x/tools/go/analysis"
)

// A setting is a GODEBUG that changed its default in one Go version.
type setting struct {
	since    string // main modules from this version on get after
	before   string
	after    string
	goneFrom string // the toolchain that no longer reads it, "" if all do
}

// settings are those that change what our checks talk about, from
// GOROOT/src/internal/godebugs/table.go.
var settings = map[string]setting{
	"asynctimerchan":    {since: "go1.23", before: "1", after: "0", goneFrom: "go1.27"},
	"panicnil":          {since: "go1.21", before: "1", after: "0"},
	"httpmuxgo121":      {since: "go1.22", before: "1", after: "0"},
	"containermaxprocs": {since: "go1.25", before: "0", after: "1"},
	"updatemaxprocs":    {since: "go1.25", before: "0", after: "1"},
	"urlstrictcolons":   {since: "go1.26", before: "0", after: "1"},
}

// Godebug returns the value that the program gets by default for a setting.
// It is known for package main only: what a library gets is for the main
// module to say, and one library serves many.
func Godebug(pass *analysis.Pass, name string) (value string, known bool) {
	s, ok := settings[name]
	if !ok || pass.Pkg.Name() != "main" {
		return "", false
	}
	if s.goneFrom != "" && AtLeast(Toolchain(pass), s.goneFrom) {
		return s.after, true
	}
	defaults := pass.Pkg.GoVersion()
	for _, file := range pass.Files {
		for key, v := range directives(file) {
			switch key {
			case name:
				return v, true
			case "default":
				defaults = v
			}
		}
	}
	if !version.IsValid(defaults) {
		return "", false
	}
	if AtLeast(version.Lang(defaults), s.since) {
		return s.after, true
	}
	return s.before, true
}

// directives reads the //go:debug lines of a file.
func directives(file *ast.File) map[string]string {
	found := make(map[string]string)
	for _, group := range file.Comments {
		if group.Pos() > file.Package {
			break
		}
		for _, c := range group.List {
			if rest, ok := strings.CutPrefix(c.Text, "//go:debug "); ok {
				key, value, _ := strings.Cut(strings.TrimSpace(rest), "=")
				found[key] = value
			}
		}
	}
	return found
}
