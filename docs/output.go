package docs

import (
	"strings"

	"github.com/gocorelint/gocorelint/internal/lazyregexp"
)

// normal removes from an output what differs from run to run: numbers of
// goroutines, addresses, folders, times.
var normal = []struct {
	pattern lazyregexp.Regexp
	with    string
}{
	{lazyregexp.New(`goroutine \d+`), "goroutine N"},
	{lazyregexp.New(` gp=0x[0-9a-f]+ m=\S+( mp=0x[0-9a-f]+)?`), ""},
	{lazyregexp.New(`0x[0-9a-f]+`), "0xN"},
	{lazyregexp.New(` \+0xN`), ""},
	{lazyregexp.New(`\S*/([\w.-]+\.go):`), "$1:"},
	{lazyregexp.New(`(main\.\w[\w.]*)\([^)]*\)`), "$1(...)"},
	{lazyregexp.New(`[ \t]+`), " "},
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
