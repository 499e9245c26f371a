// Package finding has what the command prints: the findings of a run, in the
// form that -json documents.
package finding

import (
	"cmp"
	"slices"
)

// A Finding is one thing that a check reports.
type Finding struct {
	Check    string    `json:"check"`
	ID       string    `json:"id"` // which of the check's messages
	Message  string    `json:"message"`
	URL      string    `json:"url"`
	Severity string    `json:"severity"` // bug, risk or performance
	Tier     string    `json:"tier"`     // default, opt-in or experimental
	Position Position  `json:"position"`
	End      Position  `json:"end"`
	Related  []Related `json:"related"`  // other places that belong to it
	Schedule []Step    `json:"schedule"` // what the goroutines do before it happens, in order
	Fixes    []Fix     `json:"fixes"`    // the first is what -fix applies
}

// A Position is a place in a file, relative to the current directory where the
// file lies below it. Lines and columns count from 1, columns in bytes.
type Position struct {
	File   string `json:"file"`
	Line   int    `json:"line"`
	Column int    `json:"column"`
}

// A Related place says where another part of the problem is.
type Related struct {
	Message  string   `json:"message"`
	Position Position `json:"position"`
	End      Position `json:"end"`
}

// A Step is one operation of a schedule.
type Step struct {
	// Goroutine is where it is started, as "line 7" or "file.go:7", and empty for
	// the one that runs the function.
	Goroutine string   `json:"goroutine"`
	Operation string   `json:"operation"`
	Meets     string   `json:"meets"`   // where the other side of the operation is
	Blocked   bool     `json:"blocked"` // it waits for ever
	Position  Position `json:"position"`
}

// A Fix is a change that may be applied.
type Fix struct {
	Message string `json:"message"`
	Edits   []Edit `json:"edits"`
}

// An Edit replaces the bytes [Start, End) of a file.
type Edit struct {
	File  string `json:"file"`
	Start int    `json:"start"`
	End   int    `json:"end"`
	New   string `json:"new"`
}

// Sort brings findings into the order of files, lines, columns and checks, and
// drops those that come twice, as a file does that belongs to two packages.
func Sort(findings []Finding) []Finding {
	slices.SortStableFunc(findings, compare)
	return slices.CompactFunc(findings, func(a, b Finding) bool { return compare(a, b) == 0 })
}

func compare(a, b Finding) int {
	return cmp.Or(
		ComparePositions(a.Position, b.Position),
		cmp.Compare(a.Check, b.Check),
		cmp.Compare(a.ID, b.ID),
		ComparePositions(a.End, b.End),
		cmp.Compare(a.Message, b.Message),
	)
}

// ComparePositions orders by file, line and column.
func ComparePositions(a, b Position) int {
	return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
}

// Fixable reports whether one of the findings of a check has a fix; "" is any
// check.
func Fixable(findings []Finding, check string) bool {
	return slices.ContainsFunc(findings, func(f Finding) bool {
		return len(f.Fixes) > 0 && (check == "" || check == f.Check)
	})
}
