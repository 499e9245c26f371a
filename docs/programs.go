package docs

import (
	"bytes"
	"strings"
)

// A Program is a complete program on the page of a check.
type Program struct {
	Wrong     bool   // from "The shortest wrong program", not from "What did you want?"
	Intention string // the heading above it
	Line      int    // of the page
	Source    string
	Output    string // the block ```text below it, "" if there is none
}

// Programs reads the programs of a check's page: the blocks ```go in the two
// sections that hold programs.
func Programs(page []byte) []Program {
	var (
		programs []Program
		section  string
		heading  string
		fence    string // info string of the block that is open
		block    []string
		open     bool
		start    int
	)
	n := 0
	for raw := range bytes.Lines(page) {
		n++
		line := strings.TrimRight(string(raw), "\r\n")
		info, isFence := strings.CutPrefix(line, "```")
		switch {
		case isFence && !open:
			open, fence, block, start = true, strings.TrimSpace(info), nil, n+1
		case isFence:
			open = false
			wrong, right := section == "The shortest wrong program", section == "What did you want?"
			text := strings.Join(block, "\n") + "\n"
			switch {
			case !wrong && !right:
			case fence == "go":
				programs = append(programs, Program{Wrong: wrong, Intention: heading, Line: start, Source: text})
			case fence == "text" && len(programs) > 0:
				programs[len(programs)-1].Output = text
			}
		case open:
			block = append(block, line)
		case strings.HasPrefix(line, "## "):
			section, heading = line[3:], line[3:]
		case strings.HasPrefix(line, "### "):
			heading = line[4:]
		}
	}
	return programs
}
