package proof

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"
)

// A Summary counts the functions of fixtures by what their proof says. A
// function that another one proves is counted with that.
type Summary struct {
	Kinds map[Kind]int // functions by what they claim

	// Functions that misbehave or have a finding, by how that is proven.
	Finding int // the run names the line of a finding
	Mark    int // it names a line with a //proof:at
	Flip    int // it names no line, and a fix or correction of that line makes it behave
	NoLine  int // it names no line
	Open    int // not proven: there is a reason why not, it behaves, or it is not so

	Fixed int // of all these, those that behave when a fix or correction is applied

	Failed int      // functions that don't behave as they say
	Why    []string // the functions that are not run, with the reasons
	Unmade []string // those without a line whose correction would show nothing, with the reasons
}

// Summarize counts the functions of the checks that are wanted.
func (r *Report) Summarize(want func(Check) bool) *Summary {
	s := &Summary{Kinds: make(map[Kind]int)}
	verdicts := make(map[string]Verdict)
	for _, v := range r.Verdicts {
		verdicts[v.Claim.key()] = v
	}
	flipped := r.flipped()
	for _, check := range r.Checks {
		if !want(check) {
			continue
		}
		for _, f := range check.Fixtures {
			for _, c := range f.Claims {
				v := verdicts[c.key()]
				if c.Kind == By {
					s.Kinds[By]++
					continue
				}
				s.add(c, v, flipped[c.key()])
			}
		}
	}
	return s
}

func (s *Summary) add(c Claim, v Verdict, flipped bool) {
	s.Kinds[c.Kind]++
	if c.Kind == None {
		s.Why = append(s.Why, fmt.Sprintf("%s.%s: %s", c.Package, c.Func, c.Text))
	} else if !v.Exact {
		s.Failed++
	}
	if flipped {
		s.Fixed++
	}
	switch {
	case !c.Kind.Bad() && len(c.Found) == 0: // it is right, and nothing is found
	case !c.Kind.Bad() || !v.Exact:
		s.Open++
	case v.There:
		s.Finding++
	case flipped:
		s.Flip++
	case c.Kind == Observe || len(c.Lines) == 0:
		s.NoLine++
		if c.unmade != "" {
			s.Unmade = append(s.Unmade, fmt.Sprintf("%s.%s: %s", c.Package, c.Func, c.unmade))
		}
	default:
		s.Mark++
	}
}

// Functions is the number of functions, and of those of them that were run and
// behave as they say.
func (s *Summary) Functions() (proven, all int) {
	for k, n := range s.Kinds {
		if k != By {
			all += n
		}
	}
	return all - s.Kinds[None] - s.Failed, all
}

// Findings is the number of functions that misbehave or have a finding, and of
// those of them whose misbehaviour is proven.
func (s *Summary) Findings() (proven, all int) {
	proven = s.Finding + s.Mark + s.Flip + s.NoLine
	return proven, proven + s.Open
}

// Print writes a table with a line for each check.
func (r *Report) Print(w io.Writer) {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	row := func(cells ...any) {
		for _, c := range cells {
			fmt.Fprintf(t, "%v\t", c)
		}
		fmt.Fprintln(t)
	}
	header := []any{"", "severity"}
	for _, k := range Kinds {
		header = append(header, k)
	}
	row(append(header, "proven", "finding", "mark", "flip", "no line", "open", "proven", "fixed")...)
	line := func(name, severity string, s *Summary) {
		cells := []any{name, severity}
		for _, k := range Kinds {
			cells = append(cells, s.Kinds[k])
		}
		row(append(cells, share(s.Functions()), s.Finding, s.Mark, s.Flip, s.NoLine, s.Open, share(s.Findings()), s.Fixed)...)
	}
	for _, c := range r.Checks {
		severity := "other"
		if c.Bug {
			severity = "bug"
		}
		line(c.Analyzer.Name, severity, r.Summarize(func(o Check) bool { return o.Analyzer == c.Analyzer }))
	}
	all := r.Summarize(func(Check) bool { return true })
	line("total", "bug", r.Bugs())
	line("total", "all", all)
	t.Flush()
	fmt.Fprint(w, strings.TrimLeft(`
The first part counts functions by what they claim, and the share that was run and
behaves so. The second part counts those that misbehave or have a finding: the run
names the line of a finding, or a marked one; it names no line, and a fix or what the
fixture puts in the place of that line makes the function behave; it names no line; it
is not proven. Last, those of all of them that a fix or that makes behave.
`, "\n"))
	unseen := r.Unseen()
	fmt.Fprintf(w, "%d fixes, alone and together, in %d runs. No run shows what these do, %d:\n", len(r.Fixes), len(r.Flips), len(unseen))
	for _, f := range unseen {
		fmt.Fprintf(w, "  %v\n", f)
	}
	reasons := func(title string, list []string) {
		fmt.Fprintf(w, "%s, %d:\n", title, len(list))
		for _, why := range list {
			fmt.Fprintln(w, "  "+why)
		}
	}
	reasons("No line, and nothing that makes them behave", all.Unmade)
	reasons("Not run", all.Why)
}

// Unseen are the fixes of which no function that was run shows the effect.
func (r *Report) Unseen() []*Fix {
	seen := make(map[*Fix]bool)
	for _, flip := range r.Flips {
		for _, f := range flip.Variant.Fixes {
			seen[f] = seen[f] || flip.Proven && slices.Contains(flip.Claim.Found, f.Line)
		}
	}
	return slices.DeleteFunc(slices.Clone(r.Fixes), func(f *Fix) bool { return seen[f] })
}

// Bugs counts the checks that find bugs.
func (r *Report) Bugs() *Summary { return r.Summarize(func(c Check) bool { return c.Bug }) }

func share(part, all int) string {
	if all == 0 {
		return "-"
	}
	return fmt.Sprintf("%.1f%%", 100*float64(part)/float64(all))
}
