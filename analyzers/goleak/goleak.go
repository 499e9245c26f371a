package goleak

import (
	_ "embed"
	"flag"
	"fmt"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/chans"
	"github.com/gocorelint/gocorelint/analyzers/internal/closing"
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/leave"
	"github.com/gocorelint/gocorelint/analyzers/internal/lockstate"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/scope"
)

//go:embed doc.go
var doc string

// Analyzer has the default settings.
var Analyzer = New()

var (
	channel = &report.Kind{ID: "blocked-channel",
		Format: "this %s can block its goroutine for ever: %s; %s"}
	lock = &report.Kind{ID: "blocked-sync",
		Format: "this call of %s can block its goroutine for ever: %s; %s"}
	misuse = &report.Kind{ID: "panics",
		Format: "this %s can end the process with %q: another goroutine may come first; %s"}
)

// New makes the analyzer.
func New() *analysis.Analyzer {
	var unsure bool
	return report.Check{
		Name:     "goleak",
		DocFile:  doc,
		Tests:    false,
		Kinds:    []*report.Kind{channel, lock, misuse},
		Requires: []*analysis.Analyzer{flow.Analyzer, scope.Analyzer, chans.Analyzer, leave.Analyzer, lockstate.Analyzer},
		Flags: func(fs *flag.FlagSet) {
			fs.BoolVar(&unsure, "unsure", false, "report also what depends on a number that is not known, or on the second round of a loop in which something unknown decides")
		},
		Run: func(pass *report.Pass) { run(pass, unsure) },
	}.New()
}

func run(pass *report.Pass, unsure bool) {
	pkg := pass.ResultOf[scope.Analyzer].(*scope.Package)
	whole := 0
	for _, s := range pkg.Scopes {
		if s.Complete {
			whole++
		} else {
			pass.Debugf(s.Fn.Pos(), "explored in part: %d states, %v", s.States, s.Cuts)
		}
	}
	if len(pkg.Scopes) > 0 {
		pass.Debugf(pass.Files[0].Package, "explored completely: %d of %d functions", whole, len(pkg.Scopes))
	}
	c := &checker{Pass: pass, funcs: pass.ResultOf[flow.Analyzer].(*flow.Package), told: make(map[line]bool)}
	leaves := pass.ResultOf[leave.Analyzer].(*leave.Package)
	for _, f := range leaves.Findings {
		c.told[c.line(f.At.Pos())] = true // sendleak tells it
	}
	for _, pos := range slices.Concat(leaves.Left, leaves.Enough) {
		c.told[c.line(pos)] = true // sendleak tells of another send, or the buffer may be enough
	}
	told := make(map[cause]bool)
	for _, f := range pkg.Findings {
		switch {
		case f.Unsure && !unsure:
			continue
		case !f.Pos.IsValid() || c.told[c.line(f.Pos)]:
			continue
		case slices.ContainsFunc(f.Other, func(b scope.Blocked) bool { return c.told[c.line(b.Pos)] }): // it comes of that
			continue
		case f.Op == "select {}": // whoever writes it means it
			continue
		case f.Endless && f.Go.IsValid(): // it waits for work, or offers a value, as long as the process lives
			continue
		case c.runsOnce(f.Root) || returned(f).IsValid() && (c.ofCommand(f.Root) || c.untilSignal(f.Root)):
			continue
		case c.oneSided(f) || c.refuted(f):
			continue
		case f.Go.IsValid() && (told[cause{made: f.Make}] || told[causeOf(f)]): // one mistake shows at several lines, in goroutines that do the same
			continue
		case f.Op == "receive" && c.nobodySends(f.Make): // it is meant, or sendleak tells it
			continue
		case c.ofTerminal(f): // there is one, and what reads it lives as long as the process
			continue
		}
		if f.Go.IsValid() {
			told[cause{made: f.Make}] = f.Make.IsValid()
			told[causeOf(f)] = true
		}
		c.told[c.line(f.Pos)] = true
		c.blocked(f)
	}
	c.misuses(pkg.Misuses, unsure)
}

// A cause is why goroutines are blocked: what they wait for, or that one is left behind, wherever it is then.
type cause struct{ made, left token.Pos }

func causeOf(f *scope.Finding) cause {
	if returned(f).IsValid() {
		return cause{left: f.Go}
	}
	return cause{made: f.Make, left: f.Go}
}

// misuses reports one place, that with the shortest schedule, for each function and panic: one
// mistake shows at several.
func (c *checker) misuses(list []*scope.Misuse, unsure bool) {
	type mistake struct {
		root *ssa.Function
		text string
	}
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(a, b *scope.Misuse) int { return len(a.Steps) - len(b.Steps) })
	seen := make(map[mistake]bool)
	for _, f := range list {
		if f.Unsure && !unsure || !f.Pos.IsValid() || c.told[c.line(f.Pos)] || !concurrent(f) || c.closes()[c.line(f.Pos)] {
			continue
		}
		c.told[c.line(f.Pos)] = true
		if key := (mistake{f.Root, f.Text}); !seen[key] {
			seen[key] = true
			c.panics(f)
		}
	}
}

// A checker checks one package.
type checker struct {
	*report.Pass
	funcs  *flow.Package
	told   map[line]bool
	locks  map[line]bool        // see badLocks
	valued map[*types.Func]bool // see values
	closed map[line]bool        // where package closing finds a misuse of a channel
}

// A line is what is told about once.
type line struct {
	file string
	line int
}

func (c *checker) line(pos token.Pos) line {
	p := c.Fset.Position(pos)
	return line{p.Filename, p.Line}
}

// closes lists the operations on closed channels that are found without looking
// at schedules: chanclose tells them.
func (c *checker) closes() map[line]bool {
	if c.closed != nil {
		return c.closed
	}
	c.closed = make(map[line]bool)
	engine := closing.New(c.funcs, c.Debugf)
	for _, fn := range c.funcs.Funcs {
		for _, cl := range engine.Closes(fn) {
			if hit, ok := engine.After(cl); ok || engine.NeverMade(cl.Instr) {
				c.closed[c.line(cl.At.Pos())] = true
				if ok {
					c.closed[c.line(hit.At.Pos())] = true
				}
			}
		}
		for _, race := range engine.Races(fn) {
			c.closed[c.line(race.Close.At.Pos())] = true
			c.closed[c.line(race.Send.Pos())] = true
		}
	}
	return c.closed
}

// concurrent reports whether the order of several goroutines leads to the misuse.
func concurrent(f *scope.Misuse) bool {
	for _, s := range f.Steps {
		if s.Go != f.Steps[0].Go && s.Op != "return" && !s.Decides() {
			return true
		}
	}
	return false
}

func (c *checker) blocked(f *scope.Finding) {
	kind, op := channel, f.Op
	if strings.Contains(f.Op, ".") {
		kind = lock
		op = f.Op[strings.LastIndex(f.Op, ".")+1:]
	}
	finding := report.Finding{At: report.At(f.Pos, 2), Kind: kind, Args: []any{op, c.why(f), count(f.Steps)}}
	if f.Make.IsValid() {
		finding.Related = append(finding.Related, report.Related(report.At(f.Make, 1), "what it waits for is made here"))
	}
	finding.Related = append(finding.Related, c.schedule(f.Steps)...)
	blocked := append([]scope.Blocked{{Go: f.Go, Pos: f.Pos, Op: f.Op}}, f.Other...)
	for _, b := range blocked {
		if b.Pos.IsValid() {
			finding.Related = append(finding.Related, report.Related(report.At(b.Pos, 1), "blocked for ever: %s%s", b.Op, goroutine(c.Pass, b.Pos, b.Go)))
		}
	}
	c.Report(finding)
}

func (c *checker) panics(f *scope.Misuse) {
	op := map[string]string{
		"send on closed channel":  "send",
		"close of closed channel": "close",
		"close of nil channel":    "close",
	}[f.Text]
	if op == "" {
		op = "call"
	}
	c.Report(report.Finding{At: report.At(f.Pos, 2), Kind: misuse, Args: []any{op, f.Text, count(f.Steps)}, Related: c.schedule(f.Steps)})
}

// why says who could have been the other side, and why nobody comes.
func (c *checker) why(f *scope.Finding) string {
	end := "need not come any more"
	left := returned(f)
	switch {
	case left.IsValid() && slices.ContainsFunc(f.Partners, func(p scope.Partner) bool { return c.around(p.Pos) == f.Root }):
		end = "does not come once " + nameOf(f.Root) + " returns at " + c.Line(f.Pos, left)
	case !left.IsValid() && f.Holder.Pos.IsValid() && c.line(f.Holder.Pos) != c.line(f.Pos):
		return "who could let it go on is blocked at " + c.Line(f.Pos, f.Holder.Pos)
	}
	var ops []string
	for _, p := range f.Partners {
		op := p.Op[strings.LastIndex(p.Op, ".")+1:] + " at " + c.Line(f.Pos, p.Pos)
		if !slices.Contains(ops, op) {
			ops = append(ops, op)
		}
	}
	if len(ops) == 0 {
		ops = c.others(f)
	}
	switch len(ops) {
	case 0:
		if left.IsValid() {
			return "nobody comes who could let it go on once " + nameOf(f.Root) + " returns at " + c.Line(f.Pos, left)
		}
		return "nobody comes who could let it go on"
	case 1:
		return "the " + ops[0] + " " + end
	}
	end = strings.Replace(end, "does not", "do not", 1)
	if len(ops) == 2 {
		return "the " + ops[0] + " and the " + ops[1] + " " + end
	}
	return fmt.Sprintf("the %s and %d more like it %s", ops[0], len(ops)-1, end)
}

// returned returns where the scope itself has returned before the goroutine is blocked.
func returned(f *scope.Finding) token.Pos {
	if f.Go.IsValid() {
		for _, s := range f.Steps {
			if s.Op == "return" {
				return s.Pos
			}
		}
	}
	return token.NoPos
}

func nameOf(fn *ssa.Function) string {
	if fn.Parent() != nil {
		return "the function around it"
	}
	return fn.Name()
}

// others lists operations that could be the other side, but that no goroutine comes to: they are
// in a function that is not called.
func (c *checker) others(f *scope.Finding) []string {
	var ops []string
	for _, o := range c.ResultOf[chans.Analyzer].(*chans.Package).Objects {
		if o.Make == nil || o.Make.Pos() != f.Make {
			continue
		}
		for _, op := range o.Ops {
			if scope.Meets(f.Op, op.Kind.String()) && op.Fn != c.around(f.Pos) {
				ops = append(ops, op.Kind.String()+" at "+c.Line(f.Pos, op.Pos))
			}
		}
	}
	return ops
}

// nobodySends reports whether nothing in the package sends on the channel that is made at a place, or closes it.
func (c *checker) nobodySends(made token.Pos) bool {
	for _, o := range c.ResultOf[chans.Analyzer].(*chans.Package).Objects {
		if o.Make != nil && o.Make.Pos() == made {
			return !o.Open && len(o.Find(chans.Send, chans.Close)) == 0
		}
	}
	return false
}

// around returns the function in which a position is.
func (c *checker) around(pos token.Pos) *ssa.Function {
	var inner *ssa.Function
	for _, fn := range c.funcs.Funcs {
		if syntax := fn.Syntax(); syntax != nil && syntax.Pos() <= pos && pos < syntax.End() && (inner == nil || inner.Pos() < fn.Pos()) {
			inner = fn
		}
	}
	return inner
}

// count says how long a schedule is.
func count(steps []scope.Step) string {
	steps = slices.DeleteFunc(slices.Clone(steps), scope.Step.Decides)
	switch len(steps) {
	case 0:
		return "nothing has to happen before"
	case 1:
		return "the schedule has 1 step"
	}
	return fmt.Sprintf("the schedule has %d steps", len(steps))
}

// schedule tells the last steps of a schedule.
func (c *checker) schedule(steps []scope.Step) []analysis.RelatedInformation {
	var related []analysis.RelatedInformation
	skipped := max(0, len(steps)-maxShown)
	number := 0
	for i, s := range steps {
		if !s.Decides() {
			number++
		}
		if !s.Pos.IsValid() || i < skipped {
			continue
		}
		text := fmt.Sprintf("step %d: %s%s", number, s.Op, goroutine(c.Pass, s.Pos, s.Go))
		if s.Decides() {
			text = "here " + s.Op + goroutine(c.Pass, s.Pos, s.Go)
		}
		if s.With.IsValid() {
			text += fmt.Sprintf(", meets %s", c.Line(s.Pos, s.With))
		}
		related = append(related, report.Related(report.At(s.Pos, 1), "%s", text))
	}
	return related
}

// goroutine says in which goroutine something at a position happens, unless it
// is the one that the schedule begins with. Package schedule of the command
// reads the texts again.
func goroutine(pass *report.Pass, at, started token.Pos) string {
	if !started.IsValid() {
		return ""
	}
	return ", in the goroutine started at " + pass.Line(at, started)
}

// maxShown is how many steps of a schedule are told: the last ones matter.
const maxShown = 20
