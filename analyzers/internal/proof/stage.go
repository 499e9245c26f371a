package proof

import (
	"fmt"
	"io"
	"text/tabwriter"
	"time"
)

// A Stage is a part of a run of the proof, with what it took.
type Stage struct {
	Name     string
	Wall     time.Duration
	Own      time.Duration // of processors, by this process
	Children time.Duration // by the go command, compilers and runs that ended meanwhile
}

// Stages are the parts of a run, one after another.
type Stages []Stage

// Time carries out a part. On systems that don't say what a process took, only
// the time on the wall is known.
func (s *Stages) Time(name string, f func() error) error {
	own, children := processors()
	start := time.Now()
	err := f()
	ownAfter, childrenAfter := processors()
	*s = append(*s, Stage{name, time.Since(start), ownAfter - own, childrenAfter - children})
	return err
}

// Print writes a line for each part, in seconds, and one for all.
func (s Stages) Print(w io.Writer) {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "seconds\twall\town CPU\tchildren's CPU\t")
	all := Stage{Name: "all"}
	line := func(p Stage) {
		fmt.Fprintf(t, "%s\t%.1f\t%.1f\t%.1f\t\n", p.Name, p.Wall.Seconds(), p.Own.Seconds(), p.Children.Seconds())
	}
	for _, p := range s {
		line(p)
		all.Wall += p.Wall
		all.Own += p.Own
		all.Children += p.Children
	}
	line(all)
	t.Flush()
}
