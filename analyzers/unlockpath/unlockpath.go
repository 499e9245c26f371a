package unlockpath

import (
	_ "embed"
	"flag"
	"go/ast"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/chans"
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/lockstate"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/internal/lazyregexp"
)

//go:embed doc.go
var doc string

// Analyzer has the default settings.
var Analyzer = New()

var (
	kept = &report.Kind{ID: "kept-on-return",
		Format: "%s stays locked on the return at %s, so the next Lock waits for ever: unlock it there, or in a defer"}
	loops = &report.Kind{ID: "kept-in-loop",
		Format: "this %s waits for ever in the next iteration: %s is still locked on the path through %s"}
	twice = &report.Kind{ID: "unlocked-twice",
		Format: "%s is unlocked already, at %s: unlocking it again is a fatal error"}
	mode = &report.Kind{ID: "wrong-unlock",
		Format: "%s is a fatal error here: %s is held by %s at %s; use %s"}
	blind = &report.Kind{ID: "trylock-unchecked",
		Format: "nobody looks whether %s has got %s: if not, what follows runs without the lock and unlocks somebody else's; test the result, or use %s"}
	untaken = &report.Kind{ID: "trylock-failed",
		Format: "%s is unlocked also when the %s at %s has not got it: this releases the lock of somebody else, or is a fatal error; unlock it only if it has"}
	panicked = &report.Kind{ID: "kept-on-panic",
		Format: "if this call panics, %s, taken at %s, stays locked, and %s lets the program go on: unlock it in a defer"}
)

// New makes the analyzer.
func New() *analysis.Analyzer {
	c := report.Check{
		Name:     "unlockpath",
		DocFile:  doc,
		Tests:    true,
		Kinds:    []*report.Kind{kept, loops, twice, mode, blind, untaken, panicked},
		Requires: []*analysis.Analyzer{lockstate.Analyzer, chans.Analyzer},
	}
	panics := false
	c.Flags = func(fs *flag.FlagSet) {
		fs.BoolVar(&panics, "panics", false, "also report calls that may panic with a lock held, where somebody recovers")
	}
	c.Run = func(pass *report.Pass) { run(pass, panics) }
	return c.New()
}

func run(pass *report.Pass, panics bool) {
	c := &checker{pass, pass.ResultOf[lockstate.Analyzer].(*lockstate.Package), pass.ResultOf[chans.Analyzer].(*chans.Package)}
	for _, b := range c.locks.Blind {
		if at := lockstate.Call(pass, b.At); at != nil {
			c.Report(report.Finding{At: at, Kind: blind, Args: []any{b.Op.String(), b.Lock.Name(pass, b.At), strings.TrimPrefix(b.Op.String(), "Try")}})
		}
	}
	for _, f := range c.locks.Funcs {
		if f.GaveUp {
			c.Debugf(f.Fn.Pos(), "too many paths")
		}
		for _, k := range f.Kept {
			c.kept(f, k)
		}
		for _, l := range f.Loops {
			c.loop(l)
		}
		for _, w := range f.Wrong {
			c.wrong(w)
		}
		if panics {
			c.panics(f)
		}
	}
}

type checker struct {
	*report.Pass
	locks *lockstate.Package
	chans *chans.Package
}

// kept reports a lock that is held at a return, unless that may be the purpose.
func (c *checker) kept(f *lockstate.Func, k *lockstate.Kept) {
	if _, ok := direct(k.At); !ok && !c.locks.Wrapper(k.At) {
		return // what takes it is to blame
	}
	if len(k.Unlocks) == 0 && (len(k.Released) > 0 || c.locks.Released(k.Lock)) {
		return // it is only taken here
	}
	if k.Lock.Vague() {
		return // some element of many
	}
	if c.locks.Given(k.Lock) {
		return // somebody else may release it
	}
	if c.InTest(k.At.Pos()) && !k.Lock.OfCallers(f.Fn) {
		return // the test has failed, and nobody else knows the lock
	}
	if c.locks.Consumed(f.Fn) {
		return // a caller releases it
	}
	if saysSo(f.Fn, k) && !fails(k.Returns[0]) {
		return
	}
	if len(k.Released) == 0 && (c.locks.Lent(k.Lock) || f.Fn.Signature.Results().Len() > 0 && !fails(k.Returns[0])) {
		return // it tries until it has it
	}
	for _, l := range f.Loops {
		if l.At == k.At {
			return // its next iteration comes first
		}
	}
	if told(k) && (!c.locks.Dropped(f.Fn) || c.locks.Lent(k.Lock)) {
		return // the caller knows, and will release it
	}
	at := lockstate.Call(c.Pass, k.At)
	if at == nil {
		return
	}
	ret := k.Returns[0]
	pos := ret.Instr.Pos()
	if !pos.IsValid() {
		pos = flow.End(f.Fn)
	}
	if c.meant(k.At.Pos(), pos) {
		return
	}
	c.Report(report.Finding{
		At: at, Kind: kept,
		Args:    []any{k.Lock.Name(c.Pass, k.At), c.Line(k.At.Pos(), pos)},
		Related: []analysis.RelatedInformation{report.Related(report.At(pos, 1), "it returns with the lock held")},
	})
}

// told reports whether the result says that the lock is held: success, where
// it is, and failure where it is not.
func told(k *lockstate.Kept) bool {
	for _, r := range k.Returns {
		if fails(r) {
			return false
		}
	}
	if len(k.Returns[0].Results) == 0 {
		return false
	}
	for _, r := range k.Returns {
		for _, other := range k.Released {
			if !differ(r, other) {
				return false
			}
		}
	}
	return true
}

// fails reports whether the last result is an error, false or nil.
func fails(r *lockstate.Return) bool {
	if len(r.Results) == 0 {
		return false
	}
	last := len(r.Results) - 1
	v := r.Results[last]
	if isError(r.Instr.Results[last]) {
		return v != nil && !isNil(v)
	}
	k, ok := v.(*ssa.Const)
	return ok && (k.Value == nil || k.Value.String() == "false")
}

func differ(a, b *lockstate.Return) bool {
	for i := range a.Results {
		x, y := a.Results[i], b.Results[i]
		if x == nil || y == nil {
			continue
		}
		if isNil(x) != isNil(y) {
			return true
		}
		kx, ok1 := x.(*ssa.Const)
		ky, ok2 := y.(*ssa.Const)
		if ok1 && ok2 && kx.Value != nil && ky.Value != nil && kx.Value.ExactString() != ky.Value.ExactString() {
			return true
		}
	}
	return false
}

func isError(v ssa.Value) bool { return v.Type().String() == "error" }

func isNil(v ssa.Value) bool {
	k, ok := v.(*ssa.Const)
	return ok && k.Value == nil
}

// loop reports a lock that is still held where the loop takes it again.
func (c *checker) loop(l *lockstate.Loop) {
	if _, ok := direct(l.At); !ok || l.Lock.Vague() || c.locks.Given(l.Lock) {
		return
	}
	at := lockstate.Call(c.Pass, l.At)
	if at == nil {
		return
	}
	c.Report(report.Finding{
		At: at, Kind: loops,
		Args: []any{l.Op.String(), l.Lock.Name(c.Pass, l.At), c.Line(l.At.Pos(), lockstate.BranchPos(l))},
	})
}

// wrong reports a release that does not fit to what is held.
func (c *checker) wrong(w *lockstate.Wrong) {
	if w.Lock.Vague() {
		return
	}
	at := lockstate.Call(c.Pass, w.At)
	if at == nil {
		return
	}
	if w.Failed != nil {
		c.Report(report.Finding{At: at, Kind: untaken, Args: []any{w.Lock.Name(c.Pass, w.At), lockstate.OpOf(w.Failed).String(), c.Line(w.At.Pos(), w.Failed.Pos())}})
		return
	}
	if w.Gone != nil {
		c.Report(report.Finding{At: at, Kind: twice, Args: []any{w.Lock.Name(c.Pass, w.At), c.Line(w.At.Pos(), w.Gone.Pos())}})
		return
	}
	took, release := "", ""
	if op, ok := direct(w.Taken); ok {
		took, release = op.String(), op.Release().String()
	} else if c.locks.Wrapper(w.Taken) {
		took, release = lockstate.Callee(w.Taken), lockstate.RUnlocks.String()
		if !w.Op.Write() {
			release = lockstate.Unlocks.String()
		}
	} else {
		return
	}
	c.Report(report.Finding{At: at, Kind: mode, Args: []any{
		w.Op.String(), w.Lock.Name(c.Pass, w.At), took, c.Line(w.At.Pos(), w.Taken.Pos()), release,
	}})
}

// direct returns the operation of a call of a lock's own method.
func direct(instr ssa.Instruction) (lockstate.Op, bool) {
	op := lockstate.OpOf(instr)
	return op, op != lockstate.NoOp
}

var hold = lazyregexp.New(`(?i)\b(un)?locks?(ed)?\b|\bheld\b|\bholds?\b|\bholding\b|\bacquires?\b|\breleases?\b|\bmutex\b`)

// saysSo reports whether the function's name or comment is about a lock that
// it leaves to its caller. If it keeps the lock at some returns only, and returns nothing that
// tells which, the comment is about something else.
func saysSo(fn *ssa.Function, k *lockstate.Kept) bool {
	name := strings.ToLower(fn.Name())
	if strings.Contains(name, "lock") || strings.Contains(name, "acquire") {
		return true
	}
	if len(k.Released) > 0 && fn.Signature.Results().Len() == 0 {
		return false
	}
	decl, ok := fn.Syntax().(*ast.FuncDecl)
	return ok && decl.Doc != nil && hold.MatchString(decl.Doc.Text())
}
