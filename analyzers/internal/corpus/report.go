package corpus

import (
	"fmt"
	"io"
	"text/tabwriter"

	"github.com/gocorelint/gocorelint/analyzers"
)

// A Score counts the findings of a check, or of all checks of a tier.
type Score struct {
	Name                 string
	Tier                 analyzers.Tier
	Right, Wrong, Unread int
}

// Total is the number of findings.
func (s Score) Total() int { return s.Right + s.Wrong + s.Unread }

// Precision is the share of right findings among those that were read, in
// percent. It is 100 where nothing was found: what is silent is never wrong.
func (s Score) Precision() float64 {
	if s.Right+s.Wrong == 0 {
		return 100
	}
	return 100 * float64(s.Right) / float64(s.Right+s.Wrong)
}

func (s *Score) count(v Verdict) {
	switch v {
	case Right:
		s.Right++
	case Wrong:
		s.Wrong++
	default:
		s.Unread++
	}
}

// Scores counts by check and by tier, in the order of the registry.
func (c Comparison) Scores() (checks, tiers []Score) {
	for _, tier := range analyzers.Tiers {
		tiers = append(tiers, Score{Name: string(tier), Tier: tier})
	}
	for _, check := range analyzers.Checks() {
		score := Score{Name: check.Name, Tier: check.Tier}
		for _, v := range c.verdicts(check.Name) {
			score.count(v)
			for i := range tiers {
				if tiers[i].Tier == check.Tier {
					tiers[i].count(v)
				}
			}
		}
		checks = append(checks, score)
	}
	return checks, tiers
}

func (c Comparison) verdicts(check string) (verdicts []Verdict) {
	for _, l := range c.Found {
		if l.Check == check {
			verdicts = append(verdicts, l.Verdict)
		}
	}
	for _, f := range c.New {
		if f.Check == check {
			verdicts = append(verdicts, Unread)
		}
	}
	return verdicts
}

// Print writes the table, and below it what has changed, as lines of the files
// of labels.
func (c Comparison) Print(w io.Writer) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "check\ttier\tfindings\tright\twrong\tunread\tprecision\t")
	checks, tiers := c.Scores()
	for _, s := range append(checks, tiers...) {
		precision := "-"
		if s.Right+s.Wrong > 0 {
			precision = fmt.Sprintf("%.1f %%", s.Precision())
		}
		tier := string(s.Tier)
		if s.Name == tier {
			tier = "all"
		}
		fmt.Fprintf(t, "%s\t%s\t%d\t%d\t%d\t%d\t%s\t\n", s.Name, tier, s.Total(), s.Right, s.Wrong, s.Unread, precision)
	}
	if err := t.Flush(); err != nil {
		return err
	}
	for _, f := range c.New {
		fmt.Fprintf(w, "\nnew: %s\n+ labels/%s.tsv: %s\n", f, f.Check, newLabel(f).row())
	}
	for _, l := range c.Vanished {
		fmt.Fprintf(w, "\nvanished: %s\n- labels/%s.tsv: %s\n", l, l.Check, l.row())
	}
	return nil
}
