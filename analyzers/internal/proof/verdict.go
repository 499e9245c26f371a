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

// Prove runs the functions as their claims say and judges what happens.
// Functions that are expected to behave share processes; what does not turn out
// as claimed is judged again by a process of its own.
func (p *Program) Prove(claims []Claim) []Verdict {
	var requests []request
	for _, c := range claims {
		for _, m := range shared(c.Kind) {
			requests = append(requests, c.in(m))
		}
	}
	p.together(requests)
	verdicts := make([]Verdict, len(claims))
	indexes := make([]int, len(claims))
	for i := range claims {
		indexes[i] = i
	}
	parallel(indexes, func(i int) {
		remembered := func(r request) outcome {
			if o, ok := p.cache[r]; ok {
				return o
			}
			return p.run(r)
		}
		verdicts[i] = judge(claims[i], remembered)
		if !verdicts[i].Exact {
			verdicts[i] = judge(claims[i], p.run)
		}
	})
	return verdicts
}

// shared lists the modes in which functions of a kind can share a process.
func shared(k Kind) []mode {
	switch k {
	case OK:
		return []mode{leak, bubble}
	case Leak:
		return []mode{leak}
	case Alloc, NoAlloc:
		return []mode{alloc}
	case Observe:
		return []mode{observe}
	}
	return nil
}

// in is the request to run the function in a mode.
func (c Claim) in(m mode) request { return request{c.Package, c.Func, m} }

// A runner answers requests.
type runner func(request) outcome

func judge(c Claim, run runner) Verdict {
	v := Verdict{Claim: c}
	lines, why := shows(c, run)
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
func shows(c Claim, run runner) (lines []Line, why string) {
	switch c.Kind {
	case Leak:
		return leaks(c, run)
	case Deadlock:
		o := run(c.in(plain))
		if !strings.Contains(o.output, "all goroutines are asleep - deadlock!") {
			return nil, "no deadlock: " + tell(o)
		}
		return o.where(goroutine), ""
	case Panic:
		o := run(c.in(plain))
		if o.exit == 0 || !strings.Contains(o.output, "panic: ") || !strings.Contains(o.output, c.Text) {
			return nil, fmt.Sprintf("no panic %q: %s", c.Text, tell(o))
		}
		return o.all(running), ""
	case Fatal:
		o := run(c.in(plain))
		if o.exit == 0 || !strings.Contains(o.output, "fatal error: ") || !strings.Contains(o.output, c.Text) {
			return nil, fmt.Sprintf("no fatal error %q: %s", c.Text, tell(o))
		}
		return o.all(goroutine), ""
	case Race:
		o, found := races(c, run)
		if !found {
			return nil, "no data race: " + tell(o)
		}
		return o.all(func(string) bool { return true }), ""
	case Alloc:
		o := run(c.in(alloc))
		lines := allocatedAt(c.Package, o.output)
		if o.exit != 0 || len(lines) == 0 {
			return nil, "no allocation in each run: " + tell(o)
		}
		return lines, ""
	case NoAlloc:
		o := run(c.in(alloc))
		if n, ok := o.allocs(); !ok || n > 0 {
			return nil, "it allocates: " + tell(o)
		}
		return nil, ""
	case Observe:
		o := run(c.in(observe))
		if o.exit != 0 || !strings.Contains(o.output, "PROOF observed: true") {
			return nil, "it does not return true: " + tell(o)
		}
		return nil, ""
	case OK:
		return nil, behaves(c, run)
	}
	return nil, "nothing to run"
}

// races runs the function up to five times: the detector sees what ran, and
// both sides must have.
func races(c Claim, run runner) (o outcome, found bool) {
	for range 5 {
		if o = run(c.in(race)); strings.Contains(o.output, "WARNING: DATA RACE") {
			return o, true
		}
	}
	return o, false
}

// leaks looks for goroutines that are blocked for ever, by the profile first
// and then in a bubble.
func leaks(c Claim, run runner) (lines []Line, why string) {
	profile := run(c.in(leak))
	if lines := profile.where(leaked); len(lines) > 0 {
		return lines, ""
	}
	o := run(c.in(bubble))
	if !blockedInBubble(o) {
		return nil, "no leak: " + tell(profile) + "; in a bubble: " + tell(o)
	}
	return o.where(goroutine), ""
}

// behaves says why a function is not all right: it must be so in both modes.
func behaves(c Claim, run runner) (why string) {
	o := run(c.in(leak))
	switch {
	case o.exit != 0 || o.hung || strings.Contains(o.output, "PROOF still running"):
		return "it does not come to its end: " + tell(o)
	case len(o.where(leaked)) > 0:
		return fmt.Sprintf("it leaks a goroutine at %v", o.where(leaked))
	}
	if o := run(c.in(bubble)); blockedInBubble(o) {
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
