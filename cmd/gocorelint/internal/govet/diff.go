package govet

import (
	"cmp"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// tidyDiff brings the files of a diff into order, since packages are ready in
// any, keeps those that are wanted, and names them relative to dir.
func tidyDiff(diff, dir string, wanted func(file string) bool) string {
	header := regexp.MustCompile(`(?m)^--- (.*) \(old\)\n\+\+\+ (.*) \(new\)\n`)
	type part struct{ file, text string }
	var parts []part
	starts := header.FindAllStringSubmatchIndex(diff, -1)
	if len(starts) == 0 || starts[0][0] != 0 {
		return diff // in a form that is not known: better untidy than lost
	}
	for i, at := range starts {
		end := len(diff)
		if i+1 < len(starts) {
			end = starts[i+1][0]
		}
		if !wanted(diff[at[2]:at[3]]) {
			continue
		}
		file := Relative(dir, diff[at[2]:at[3]])
		parts = append(parts, part{file, "--- " + file + "\n+++ " + file + "\n" + diff[at[1]:end]})
	}
	slices.SortFunc(parts, func(a, b part) int { return cmp.Compare(a.file, b.file) })
	var tidy strings.Builder
	for _, p := range parts {
		tidy.WriteString(p.text)
	}
	return tidy.String()
}

// Relative returns the shortest name of a file as seen from dir.
func Relative(dir, file string) string {
	if rel, err := filepath.Rel(dir, file); err == nil && len(rel) < len(file) {
		return rel
	}
	return file
}
