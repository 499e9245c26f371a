package analyzers_test

import (
	"bytes"
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/gocorelint/gocorelint/analyzers"
	"github.com/gocorelint/gocorelint/analyzers/internal/proof"
)

// The guide to the pitfalls is made from testdata/pitfalls.tsv and the row:
// lines of the fixtures.
func TestPitfalls(t *testing.T) {
	list := pitfalls(t)
	shown := demonstrations(t)
	for row, by := range shown {
		i := slices.IndexFunc(list, func(p pitfall) bool { return p.row == row })
		if i < 0 {
			t.Errorf("%s shows %s, which is not in testdata/pitfalls.tsv", by[0].function(), row)
			continue
		}
		for _, d := range by {
			if right := list[i].status == fine; right == d.wrong() {
				t.Errorf("%s shows %s, which is %s, and is wrong: %v", d.function(), row, list[i].status, d.wrong())
			}
		}
	}
	const file = "docs/guides/pitfalls.md"
	name := filepath.Join(root, filepath.FromSlash(file))
	want := pitfallGuide(list, shown)
	if *write {
		if err := os.WriteFile(name, want, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if have, err := os.ReadFile(name); err != nil || !bytes.Equal(have, want) {
		t.Errorf("%s is not what the fixtures say; run: go test ./analyzers -run TestPitfalls -write", file)
	}
}

// A pitfall is a line of testdata/pitfalls.tsv.
type pitfall struct {
	row, section, text string
	status             status
	by                 string // who finds it, or why nobody can
}

// A status says what was there before this project.
type status string

const (
	open    status = "open"    // nobody finds it
	partial status = "partial" // somebody finds a part of it
	solved  status = "solved"  // somebody finds it
	outside status = "outside" // it can't be seen in the source
	fine    status = "fine"    // it is no mistake
)

// pitfalls reads the map, whose sections lie together.
func pitfalls(t *testing.T) []pitfall {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, "testdata", "pitfalls.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	var list []pitfall
	rows := make(map[string]bool)
	ended := make(map[string]bool) // sections
	for i, line := range strings.Split(strings.TrimSuffix(string(text), "\n"), "\n") {
		cells := strings.Split(line, "\t")
		if len(cells) != 5 {
			t.Fatalf("pitfalls.tsv:%d: %d cells, want 5", i+1, len(cells))
		}
		if i == 0 {
			continue // the head
		}
		p := pitfall{cells[0], cells[1], cells[2], status(cells[3]), cells[4]}
		if !slices.Contains([]status{open, partial, solved, outside, fine}, p.status) {
			t.Errorf("pitfalls.tsv:%d: unknown status %q", i+1, p.status)
		}
		if needs := p.status != open && p.status != fine; needs != (p.by != "") {
			t.Errorf("pitfalls.tsv:%d: %s, and the last cell is %q", i+1, p.status, p.by)
		}
		if rows[p.row] {
			t.Errorf("pitfalls.tsv:%d: a second row %s", i+1, p.row)
		}
		rows[p.row] = true
		if len(list) > 0 && list[len(list)-1].section != p.section {
			ended[list[len(list)-1].section] = true
		}
		if ended[p.section] {
			t.Errorf("pitfalls.tsv:%d: the section %s has ended before", i+1, p.section)
		}
		list = append(list, p)
	}
	return list
}

// A demonstration is a function that shows a pitfall.
type demonstration struct {
	check string
	claim proof.Claim
}

func (d demonstration) function() string { return d.claim.Package + "." + d.claim.Func }

// wrong reports whether the function has a finding or misbehaves.
func (d demonstration) wrong() bool { return len(d.claim.Found) > 0 || d.claim.Kind.Bad() }

// demonstrations reads the row: lines of the fixtures of all checks. The best
// ones of a row come first: those that are run.
func demonstrations(t *testing.T) map[string][]demonstration {
	t.Helper()
	shown := make(map[string][]demonstration)
	for _, c := range analyzers.Checks() {
		fixtures, err := proof.Load(filepath.Join(root, "testdata", "src", c.Name))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range fixtures {
			for _, claim := range f.Claims {
				for _, row := range claim.Rows {
					shown[row] = append(shown[row], demonstration{c.Name, claim})
				}
			}
		}
	}
	for _, list := range shown {
		slices.SortStableFunc(list, func(a, b demonstration) int { return cmp.Compare(a.order(), b.order()) })
	}
	return shown
}

func (d demonstration) order() int {
	switch d.claim.Kind {
	case proof.None:
		return 2
	case proof.By:
		return 1
	}
	return 0
}

// A tally counts the pitfalls of a section.
type tally struct {
	all       int
	open      int // others find none of it, or a part
	found     int // of the open ones, those that a fixture shows
	elsewhere int // others find it
	outside   int
	fine      int
}

func (n *tally) add(p pitfall, shown bool) {
	n.all++
	switch p.status {
	case open, partial:
		n.open++
		if shown {
			n.found++
		}
	case solved:
		n.elsewhere++
	case outside:
		n.outside++
	case fine:
		n.fine++
	}
}

const pitfallHead = `# Pitfalls of Go's core

<!-- Written by go test ./analyzers -run TestPitfalls -write -->

Mistakes that compile, section by section, and who finds them. Where a check of this project does, the table names a function of its fixtures that makes the mistake, and how it is
proven: **leak**, **deadlock**, **panic**, **fatal** and **race** are seen by the runtime at the line of the finding, **alloc** in the memory profile, **observe** means that the function
is run and sees the wrong result itself, and no longer once its line is mended, **none** that it can't be shown by running it. ` + "`+2`" + ` stands for two more functions. What is no mistake
looks like one, to readers or tools.

What others find well is left to them: ` + "`vet`" + ` is go vet, ` + "`vet+`" + ` an analyzer of golang.org/x/tools that go vet does not run, ` + "`SA`, `S` and `ST`" + ` are checks of staticcheck, ` + "`GCL`" + ` those of
goconcurrencylint; the other names are linters that golangci-lint has or can load. A ` + "`~`" + ` means that a part of it is found, or much else with it. Left open is what nobody of them finds, or
only a part of.

## Counts

`

// pitfallGuide writes the guide.
func pitfallGuide(list []pitfall, shown map[string][]demonstration) []byte {
	var sections []string
	counts := make(map[string]*tally)
	all := new(tally)
	for _, p := range list {
		if counts[p.section] == nil {
			sections = append(sections, p.section)
			counts[p.section] = new(tally)
		}
		counts[p.section].add(p, len(shown[p.row]) > 0)
		all.add(p, len(shown[p.row]) > 0)
	}
	var b bytes.Buffer
	b.WriteString(pitfallHead)
	b.WriteString("| section | pitfalls | left open by others | of these found here | found by others | not in the source | no mistake |\n|---|---|---|---|---|---|---|\n")
	for _, s := range sections {
		fmt.Fprintf(&b, "| [%s](#%s) | %v |\n", s, anchor(s), counts[s])
	}
	fmt.Fprintf(&b, "| all | %v |\n", all)
	section := ""
	for _, p := range list {
		if p.section != section {
			section = p.section
			fmt.Fprintf(&b, "\n## %s\n\n| | pitfall | found by | in the fixture | proof |\n|---|---|---|---|---|\n", section)
		}
		text := strings.ReplaceAll(p.text, "|", `\|`)
		finder, function, kind := foundBy(p, shown[p.row])
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s |\n", p.row, text, finder, function, kind)
	}
	return b.Bytes()
}

func (n *tally) String() string {
	var cells []string
	for _, count := range []int{n.all, n.open, n.found, n.elsewhere, n.outside, n.fine} {
		cells = append(cells, fmt.Sprint(count))
	}
	return strings.Join(cells, " | ")
}

// foundBy says who finds a pitfall, and which function shows it.
func foundBy(p pitfall, shown []demonstration) (finder, function, kind string) {
	switch {
	case p.status == fine:
		finder = "no mistake"
	case len(shown) > 0:
		var checks []string
		for _, d := range shown {
			if link := fmt.Sprintf("[%s](../checks/%s.md)", d.check, d.check); !slices.Contains(checks, link) {
				checks = append(checks, link)
			}
		}
		finder = strings.Join(checks, ", ")
	case p.status == open:
		finder = "not yet"
	case p.status == partial:
		finder = "not yet; in part: " + p.by
	default:
		finder = p.by
	}
	if len(shown) == 0 {
		return finder, "", ""
	}
	function, kind = "`"+shown[0].function()+"`", string(shown[0].claim.Kind)
	if more := len(shown) - 1; more > 0 {
		function += fmt.Sprintf(" +%d", more)
	}
	if shown[0].claim.Kind == proof.By {
		kind = "by `" + shown[0].claim.Text + "`"
	}
	return finder, function, kind
}

// anchor is the fragment under which a heading can be linked to.
func anchor(heading string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(heading) {
		switch {
		case 'a' <= r && r <= 'z' || '0' <= r && r <= '9':
			b.WriteRune(r)
		case r == ' ' || r == '-':
			b.WriteByte('-')
		}
	}
	return b.String()
}
