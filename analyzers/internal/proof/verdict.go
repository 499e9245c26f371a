package proof

import (
	"fmt"
	"slices"
	"strings"
)

// A Verdict is what running a function said about its claim.
type Verdict struct {
	Claim  Claim
	Proven bool
	Exact  bool   // and the run named a line of the claim
	Why    string // what happened instead, where it is not proven
}

// Prove runs the function as its claim says and judges what happens.
func (b *Binary) Prove(c Claim) Verdict {
	v := Verdict{Claim: c}
	lines, why := b.shows(c)
	switch {
	case why != "":
		v.Why = why
	case !c.Kind.Bad() || c.Kind == Observe:
		v.Proven, v.Exact = true, true
	case len(c.Lines) == 0:
		v.Proven = true // nothing is claimed about the line
	case slices.ContainsFunc(lines, func(l Line) bool { return slices.Contains(c.Lines, l) }):
		v.Proven, v.Exact = true, true
	default:
		v.Why = fmt.Sprintf("it misbehaves at %v, the finding is at %v", lines, c.Lines)
	}
	return v
}

// shows runs the function in the modes that the kind asks for. It returns the
// lines at which the runtime saw what is claimed, or why it did not.
func (b *Binary) shows(c Claim) (lines []Line, why string) {
	switch c.Kind {
	case Leak:
		return b.leaks(c.Func)
	case Deadlock:
		o := b.run(c.Func, plain)
		if !strings.Contains(o.output, "all goroutines are asleep - deadlock!") {
			return nil, "no deadlock: " + tell(o)
		}
		return o.where(goroutine), ""
	case Panic:
		o := b.run(c.Func, plain)
		if o.exit == 0 || !strings.Contains(o.output, "panic: ") || !strings.Contains(o.output, c.Text) {
			return nil, fmt.Sprintf("no panic %q: %s", c.Text, tell(o))
		}
		return o.all(running), ""
	case Fatal:
		o := b.run(c.Func, plain)
		if o.exit == 0 || !strings.Contains(o.output, "fatal error: ") || !strings.Contains(o.output, c.Text) {
			return nil, fmt.Sprintf("no fatal error %q: %s", c.Text, tell(o))
		}
		return o.all(goroutine), ""
	case Race:
		o := b.run(c.Func, race)
		for range 4 { // the detector sees what ran, and both sides must have
			if strings.Contains(o.output, "WARNING: DATA RACE") {
				break
			}
			o = b.run(c.Func, race)
		}
		if !strings.Contains(o.output, "WARNING: DATA RACE") {
			return nil, "no data race: " + tell(o)
		}
		return o.all(func(string) bool { return true }), ""
	case Alloc:
		o := b.run(c.Func, alloc)
		lines := b.allocatedAt(o.output)
		if o.exit != 0 || len(lines) == 0 {
			return nil, "no allocation in each run: " + tell(o)
		}
		return lines, ""
	case NoAlloc:
		o := b.run(c.Func, alloc)
		if o.exit != 0 || !strings.Contains(o.output, "PROOF allocs per run: 0\n") {
			return nil, "it allocates: " + tell(o)
		}
		return nil, ""
	case Observe:
		o := b.run(c.Func, observe)
		if o.exit != 0 || !strings.Contains(o.output, "PROOF observed: true") {
			return nil, "it does not return true: " + tell(o)
		}
		return nil, ""
	case OK:
		return nil, b.behaves(c.Func)
	}
	return nil, "nothing to run"
}

// leaks looks for goroutines that are blocked for ever, by the profile first
// and then in a bubble.
func (b *Binary) leaks(fn string) (lines []Line, why string) {
	profile := b.run(fn, leak)
	if lines := profile.where(leaked); len(lines) > 0 {
		return lines, ""
	}
	o := b.run(fn, bubble)
	if !blockedInBubble(o) {
		return nil, "no leak: " + tell(profile) + "; in a bubble: " + tell(o)
	}
	return o.where(goroutine), ""
}

// behaves says why a function is not all right: it must be so in both modes.
func (b *Binary) behaves(fn string) (why string) {
	o := b.run(fn, leak)
	switch {
	case o.exit != 0 || o.hung || strings.Contains(o.output, "PROOF still running"):
		return "it does not come to its end: " + tell(o)
	case len(o.where(leaked)) > 0:
		return fmt.Sprintf("it leaks a goroutine at %v", o.where(leaked))
	}
	if o := b.run(fn, bubble); blockedInBubble(o) {
		return fmt.Sprintf("it leaves a blocked goroutine at %v", o.where(goroutine))
	} else if o.exit != 0 {
		return "in a bubble: " + tell(o)
	}
	return ""
}

func blockedInBubble(o outcome) bool {
	return strings.Contains(o.output, "deadlock: main bubble goroutine has exited but blocked goroutines remain") ||
		strings.Contains(o.output, "all goroutines in bubble are blocked") ||
		strings.Contains(o.output, "all goroutines are asleep - deadlock!")
}

func leaked(header string) bool    { return strings.Contains(header, "(leaked)") }
func goroutine(header string) bool { return strings.Contains(header, "goroutine ") }
func running(header string) bool   { return strings.Contains(header, "[running") }

// tell quotes the beginning of an output.
func tell(o outcome) string {
	text := strings.TrimSpace(o.output)
	if len(text) > 600 {
		text = text[:600] + " …"
	}
	if o.hung {
		return "it does not end: " + text
	}
	return fmt.Sprintf("exit %d: %s", o.exit, text)
}
