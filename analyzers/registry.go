// Package analyzers is the registry: the one explicit list of checks, with what
// a driver and a reader need to know about each.
package analyzers

import (
	"cmp"
	"slices"

	"golang.org/x/tools/go/analysis"
)

// A Tier says how sure a check is, measured on code it was not written on.
type Tier string

const (
	Default      Tier = "default"      // at least 95 findings in 100 are right; on unless switched off
	OptIn        Tier = "opt-in"       // at least 80 in 100, or advice that not everybody wants
	Experimental Tier = "experimental" // not measured enough
)

// Tiers lists the tiers, the surest first.
var Tiers = []Tier{Default, OptIn, Experimental}

// A Severity says what the mistake costs.
type Severity string

const (
	Bug         Severity = "bug"         // the program panics, hangs, leaks or computes something else
	Risk        Severity = "risk"        // it does so under conditions that the check can't see
	Performance Severity = "performance" // it works, and pays for nothing
)

// A Check is one analyzer with its entry in the registry. Its name, title and
// page are the analyzer's.
type Check struct {
	*analysis.Analyzer
	Group    string // the part of Go's core it is about, see Groups
	Tier     Tier
	Severity Severity
	Since    string // version of gocorelint that brought it
	Go       string // Go versions for which it can report, "" for all
}

// Title is the first line of the analyzer's documentation.
func (c *Check) Title() string {
	title, _, _ := cutLine(c.Doc)
	return title
}

// Groups lists the areas in the order in which pages and lists show them.
var Groups = []string{
	"goroutine", "channel", "sync", "context", "atomic", "memory", "map", "slice", "iface", "string",
	"reflect", "call", "defer", "errors", "testing", "http", "sql", "encoding", "cloud", "module",
}

// Checks makes the whole suite, every tier, sorted by name. Each call makes new
// analyzers, so that settings of one driver never show in another.
func Checks() []*Check {
	checks := []*Check{
	}
	slices.SortFunc(checks, func(a, b *Check) int { return cmp.Compare(a.Name, b.Name) })
	return checks
}
