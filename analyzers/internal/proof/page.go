package proof

import (
	"bufio"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// A Program is a complete program on the page of a check.
type Program struct {
	Check     string
	Wrong     bool   // from "The shortest wrong program", not from "What did you want?"
	Intention string // the heading above it
	Line      int    // of the page
	Source    string
	Output    string // the block ```text below it, "" if there is none
}

// Programs reads the programs of the page docs/checks/CHECK.md: the blocks
// ```go in the two sections that hold programs.
func Programs(page string) ([]Program, error) {
	file, err := os.Open(page)
	if err != nil {
		return nil, err
	}
	defer file.Close()

	var (
		programs []Program
		section  string
		heading  string
		fence    string // info string of the block that is open
		block    []string
		open     bool
		start    int
	)
	check := strings.TrimSuffix(filepath.Base(page), ".md")
	lines := bufio.NewScanner(file)
	for n := 1; lines.Scan(); n++ {
		line := lines.Text()
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
				programs = append(programs, Program{Check: check, Wrong: wrong, Intention: heading, Line: start, Source: text})
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
	return programs, lines.Err()
}

// normal removes from an output what differs from run to run: numbers of
// goroutines, addresses, folders, times.
var normal = []struct {
	pattern *regexp.Regexp
	with    string
}{
	{regexp.MustCompile(`goroutine \d+`), "goroutine N"},
	{regexp.MustCompile(` gp=0x[0-9a-f]+ m=\S+( mp=0x[0-9a-f]+)?`), ""},
	{regexp.MustCompile(`0x[0-9a-f]+`), "0xN"},
	{regexp.MustCompile(` \+0xN`), ""},
	{regexp.MustCompile(`\S*/([\w.-]+\.go):`), "$1:"},
	{regexp.MustCompile(`(main\.\w[\w.]*)\([^)]*\)`), "$1(...)"},
	{regexp.MustCompile(`[ \t]+`), " "},
}

func normalize(output string) []string {
	for _, n := range normal {
		output = n.pattern.ReplaceAllString(output, n.with)
	}
	var lines []string
	for line := range strings.SplitSeq(output, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	return lines
}

// Shows reports whether the output of a run has every line that the page shows,
// in that order. Goroutine numbers, addresses and folders may differ, and a
// line of dots on the page stands for any lines. It returns the first line that
// is missing.
func Shows(output, page string) (missing string, ok bool) {
	have := normalize(output)
	for _, want := range normalize(page) {
		if strings.Trim(want, ".…") == "" {
			continue
		}
		i := 0
		for i < len(have) && have[i] != want {
			i++
		}
		if i == len(have) {
			return want, false
		}
		have = have[i+1:]
	}
	return "", true
}

// Same reports whether two outputs differ only in what changes from run to run.
func Same(a, b string) bool {
	return strings.Join(normalize(a), "\n") == strings.Join(normalize(b), "\n")
}
