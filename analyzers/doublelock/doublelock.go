package doublelock

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/gocorelint/gocorelint/analyzers/internal/lockstate"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

// Analyzer has the default settings.
var Analyzer = New()

var (
	here = &report.Kind{ID: "locked-twice",
		Format: "this waits for ever: the goroutine holds %s since %s"}
	call = &report.Kind{ID: "locked-in-call",
		Format: "this call waits for ever: %s locks %s, held since %s; unlock it first, or call a variant that expects it locked"}
	readers = &report.Kind{ID: "recursive-rlock",
		Format: "%s read-locks %s, held since %s: a Lock that comes in between makes both wait for ever"}
)

// New makes the analyzer.
func New() *analysis.Analyzer {
	return report.Check{
		Name:     "doublelock",
		DocFile:  doc,
		Tests:    true,
		Kinds:    []*report.Kind{here, call, readers},
		Requires: []*analysis.Analyzer{lockstate.Analyzer},
		Run:      run,
	}.New()
}

func run(pass *report.Pass) {
	c := &checker{pass, pass.ResultOf[lockstate.Analyzer].(*lockstate.Package)}
	for _, f := range c.locks.Funcs {
		for _, t := range f.Twice {
			c.twice(t)
		}
	}
}

type checker struct {
	*report.Pass
	locks *lockstate.Package
}

func (c *checker) twice(t *lockstate.Twice) {
	if t.Lock.Vague() {
		return // some element of many
	}
	if !t.Sure {
		return // a flag may tell the callee not to
	}
	if c.locks.Given(t.Lock) {
		return // somebody else may release it
	}
	if !t.Always && c.InTest(t.At.Pos()) {
		return // a test that holds the lock knows which way the callee takes
	}
	if c.InTest(t.At.Pos()) && c.locks.Wrapper(t.At) {
		return // a test of what takes the lock for others
	}
	reads := !t.Write && !t.HeldWrite
	if reads && !c.locks.Writers(t.Lock) {
		return // readers don't wait for each other
	}
	if reads && c.InTest(t.At.Pos()) {
		return // a test of the lock, or one that knows when its writers come
	}
	if lockstate.OpOf(t.HeldSince) == lockstate.NoOp && !lockstate.Remote(t.HeldSince) && !c.locks.Wrapper(t.HeldSince) {
		return // what left it locked is to blame
	}
	at := lockstate.Call(c.Pass, t.At)
	if at == nil {
		return
	}
	held := lockstate.Where(c.Pass, t.At.Pos(), t.HeldSince)
	name := t.Lock.Name(c.Pass, t.HeldSince)
	way := lockstate.Way(c.Pass, t.Chain)
	f := report.Finding{At: at, Kind: here, Args: []any{name, held}}
	switch {
	case reads && way == "":
		f.Kind, f.Args = readers, []any{"this", name, held}
	case reads:
		f.Kind, f.Args = readers, []any{way, name, held}
	case way != "":
		f.Kind, f.Args = call, []any{way, name, held}
	}
	for i, instr := range t.Chain {
		if i > 0 {
			f.Related = append(f.Related, lockstate.Step(c.Pass, t.At.Pos(), instr, step(i, len(t.Chain), lockstate.Callee(instr))))
		}
	}
	c.Report(f)
}

func step(i, n int, name string) string {
	if i == n-1 {
		return "here it waits, in " + name
	}
	return "which calls " + name
}
