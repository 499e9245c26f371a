package timerchan

import (
	_ "embed"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/calls"
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/place"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/typeis"
)

//go:embed doc.go
var doc string

// Analyzer has the default settings.
var Analyzer = New()

var (
	drain = &report.Kind{ID: "drain-blocks",
		Format: "this waits for ever if the receive at %s has taken the value: Stop returns false then, too; %s"}
	stopped = &report.Kind{ID: "range-stopped",
		Format: "the Stop at %s does not close the channel: this loop and its goroutine never end; select on a channel that is closed beside Stop"}
	afterFunc = &report.Kind{ID: "afterfunc-channel",
		Format: "this waits for ever: the timer is made by AfterFunc at %s, so its channel is nil; signal from the function"}
	empty = &report.Kind{ID: "always-empty",
		Format: "%s of a timer's channel is always 0 since Go 1.23, also when the timer has fired: select with a default"}
	neverFires = &report.Kind{ID: "never-fires",
		Format: "these %s never end: they begin anew with each select, and the clock made at %s is ready after %s; make the timer before the loop"}
)

// New makes the analyzer.
func New() *analysis.Analyzer {
	return report.Check{
		Name:     "timerchan",
		DocFile:  doc,
		Tests:    true,
		Kinds:    []*report.Kind{drain, stopped, afterFunc, empty, neverFires},
		Requires: []*analysis.Analyzer{inspect.Analyzer, calls.Analyzer, flow.Analyzer},
		Run:      run,
	}.New()
}

// A checker is one run over one package.
type checker struct {
	*report.Pass
	index  *calls.Index
	funcs  []*ssa.Function
	stores map[*types.Var][]ssa.Value // what is stored into fields that hold timers
	stops  []timerCall
}

// A timerCall is a call of a method of a timer or ticker.
type timerCall struct {
	instr ssa.CallInstruction
	timer timer
}

func run(pass *report.Pass) {
	if !pass.Imports("time") {
		return
	}
	c := &checker{
		Pass:   pass,
		index:  pass.ResultOf[calls.Analyzer].(*calls.Index),
		funcs:  pass.ResultOf[flow.Analyzer].(*flow.Package).Funcs,
		stores: make(map[*types.Var][]ssa.Value),
	}
	c.empty()
	if c.index.Of("time.After", "time.NewTimer") != nil {
		c.never()
	}
	if len(c.index.Of("(*time.Timer).Stop", "(*time.Ticker).Stop", "time.AfterFunc")) == 0 {
		return
	}
	for _, fn := range c.funcs {
		c.collect(fn)
	}
	for _, fn := range c.funcs {
		for _, r := range receives(fn) {
			c.afterFunc(r)
			c.stopped(r)
			c.drain(r)
		}
	}
}

// A timer is the timer or ticker that a value points to, as far as it can be
// told apart from others.
type timer struct {
	at    place.Place // where the pointer is kept, or the pointer itself
	field *types.Var  // the field that holds the pointer, for other functions
}

// timerOf names the timer behind a pointer. It is not ok where two equal ones
// may be different timers within one function.
func timerOf(ptr ssa.Value) (timer, bool) {
	if load, ok := ptr.(*ssa.UnOp); ok {
		at, ok := place.Of(load.X)
		return timer{at, flow.Variable(load.X)}, ok
	}
	at, ok := place.Of(ptr)
	return timer{at, flow.Variable(ptr)}, ok
}

// collect notes the calls of Stop, and what is stored into fields.
func (c *checker) collect(fn *ssa.Function) {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.Store:
				if field := flow.Variable(instr.Addr); field != nil && isTimer(field.Type()) {
					c.stores[field] = append(c.stores[field], instr.Val)
				}
			case ssa.CallInstruction:
				if recv, ok := method(instr, "Stop"); ok {
					if t, ok := timerOf(recv); ok {
						c.stops = append(c.stops, timerCall{instr, t})
					}
				}
			}
		}
	}
}

// method returns the receiver of a call of a timer's or ticker's method.
func method(instr ssa.CallInstruction, name string) (recv ssa.Value, ok bool) {
	fn := instr.Common().StaticCallee()
	if fn == nil || fn.Name() != name || len(instr.Common().Args) == 0 || !isTimer(instr.Common().Args[0].Type()) {
		return nil, false
	}
	return instr.Common().Args[0], true
}

func isTimer(t types.Type) bool {
	return typeis.Named(t, "*time.Timer") || typeis.Named(t, "*time.Ticker")
}
