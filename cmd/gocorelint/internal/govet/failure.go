package govet

import (
	"errors"
	"fmt"
	"os/exec"
	"regexp"
	"slices"
	"strings"
)

// A Failure says, for people, why code could not be analysed.
type Failure struct {
	Code    []string // errors in the code, each with its position
	Reasons []string // anything else, each with what to do

	// Conflict says that nothing is wrong but that fixes contradict each other.
	// go vet then applies none in their packages.
	Conflict bool
}

// explain reads what go vet printed to standard error before it failed.
func explain(stderr string, err error) *Failure {
	f := new(Failure)
	if errors.Is(err, exec.ErrNotFound) {
		f.add("there is no go command in PATH: install Go from https://go.dev/dl")
		return f
	}
	broken := make(map[string]bool) // packages
	translate := translator()
	conflicts := 0
	for _, message := range messages(stderr) {
		reason, code := translate(message), inCode(message)
		switch pkg, header := strings.CutPrefix(message, "# "); {
		case isConflict(message):
			conflicts++
		case isProgress(message):
		case header:
			pkg, _, _ = strings.Cut(strings.Trim(pkg, "[]"), " ")
			broken[strings.TrimSuffix(pkg, "_test")] = true
		case reason != "":
			f.add(reason)
		case code != "":
			f.Code = appendNew(f.Code, code)
		case message != "no packages to vet" || len(f.Reasons) == 0:
			f.add("go vet: " + message)
		}
	}
	if f.Conflict = conflicts > 0 && len(f.Reasons)+len(f.Code) == 0; f.Conflict {
		f.add("some fixes contradict each other and were left out: -only NAME takes those of one check")
	}
	// Packages are compiled side by side, so go vet's order is chance.
	slices.SortStableFunc(f.Code, func(a, b string) int { return strings.Compare(fileOf(a), fileOf(b)) })
	if len(f.Code) > 0 {
		f.add(doNotCompile(len(broken)))
	}
	if len(f.Reasons) == 0 {
		f.add("go vet: " + err.Error())
	}
	return f
}

// isConflict knows what x/tools says when it could not apply all fixes to a
// package. It may claim to have applied some, but go vet drops these too.
func isConflict(message string) bool {
	return regexp.MustCompile(`\bapplied \d+ of \d+ fix|\b\d+ of \d+ fix(es)? skipped`).MatchString(message)
}

// isProgress knows what the go command says while it looks for modules.
func isProgress(message string) bool {
	return regexp.MustCompile(`^go: (finding|found|downloading|extracting|added|upgraded) `).MatchString(message)
}

// fileOf returns the name of the file of an error in the code.
func fileOf(code string) string {
	file, _, _ := strings.Cut(code, ".go:")
	return file
}

// messages splits what was printed; a message goes on in lines that are indented.
func messages(stderr string) []string {
	var all []string
	for line := range strings.Lines(stderr) {
		line = strings.TrimRight(line, "\r\n")
		switch {
		case line == "":
		case len(all) > 0 && (line[0] == '\t' || line[0] == ' '):
			all[len(all)-1] += "\n" + line
		default:
			all = append(all, line)
		}
	}
	return all
}

func (f *Failure) add(reason string) { f.Reasons = appendNew(f.Reasons, reason) }

// appendNew drops what was said before: a package and its tests have the same
// errors.
func appendNew(list []string, s string) []string {
	if slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}

func doNotCompile(packages int) string {
	switch packages {
	case 0:
		return "the code does not compile: mend it first"
	case 1:
		return "1 package does not compile: it and what imports it were not analysed"
	}
	return fmt.Sprintf("%d packages do not compile: they and what imports them were not analysed", packages)
}

// inCode returns the line if it begins with a position in a Go file, without the
// tool's name in front of it.
func inCode(line string) string {
	if !strings.Contains(line, ".go:") {
		return ""
	}
	found := regexp.MustCompile(`(?s)^(?:[\w.-]+: )?((?:[A-Za-z]:)?[^:\n]+\.go:\d+.*)$`).FindStringSubmatch(line)
	if found == nil {
		return ""
	}
	return strings.TrimPrefix(found[1], "./")
}
