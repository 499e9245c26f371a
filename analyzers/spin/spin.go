package spin

import (
	_ "embed"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

// Analyzer has the default settings.
var Analyzer = New()

var (
	stays = &report.Kind{ID: "done-stays",
		Format: "once %s is closed this case is ready in every iteration, and the loop turns without waiting: leave the loop here"}
	idle = &report.Kind{ID: "idle-default",
		Format: "while no case is ready the default goes straight back to the select statement and keeps a processor busy: leave the default out"}
	zeros = &report.Kind{ID: "closed-receive",
		Format: "after the close at %s this receives zero values without end: receive with a second result and leave the loop when it is false"}
	flag = &report.Kind{ID: "plain-flag",
		Format: "only another goroutine can change %s here, and without synchronization this loop need not see it: wait on a channel, or use an atomic"}
	again = &report.Kind{ID: "error-stays",
		Format: "once %s this returns its error at once, each time, and the loop turns without waiting: leave the loop when errors.Is(err, %s)"}
	endless = &report.Kind{ID: "no-way-out",
		Format: "this loop never ends and never waits: it keeps a processor busy until the process ends"}
	busy = &report.Kind{ID: "busy-wait",
		Format: "nothing here waits or gives way: until another goroutine changes %s this one keeps a processor busy, which the other may need; use a sync.Mutex or a channel"}
)

// New makes the analyzer.
func New() *analysis.Analyzer {
	return report.Check{
		Name:     "spin",
		DocFile:  doc,
		Tests:    true,
		Kinds:    []*report.Kind{stays, idle, zeros, flag, again, endless, busy},
		Requires: []*analysis.Analyzer{inspect.Analyzer, flow.Analyzer},
		Run:      run,
	}.New()
}

// A checker is one run over one package.
type checker struct {
	*report.Pass
	root   inspector.Cursor
	funcs  []*ssa.Function
	closes []closing
	closed bool // closes is filled
}

func run(pass *report.Pass) {
	c := &checker{
		Pass:  pass,
		root:  pass.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root(),
		funcs: pass.ResultOf[flow.Analyzer].(*flow.Package).Funcs,
	}
	for _, fn := range c.funcs {
		if !mayLoop(fn) {
			continue
		}
		for _, loop := range flow.LoopsOf(fn).All {
			c.loop(fn, loop)
		}
	}
}

// mayLoop is a cheap test: some edge goes back.
func mayLoop(fn *ssa.Function) bool {
	for _, b := range fn.Blocks {
		for _, succ := range b.Succs {
			if succ.Index <= b.Index {
				return true
			}
		}
	}
	return false
}

func (c *checker) loop(fn *ssa.Function, loop *flow.Loop) {
	waits := false
	for _, b := range fn.Blocks {
		if !loop.Contains(b) {
			continue
		}
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.Select:
				waits = true
				c.selects(loop, instr)
			case *ssa.UnOp:
				if instr.Op == token.ARROW {
					waits = true
					c.receive(loop, instr)
				}
			case *ssa.Call:
				c.fails(loop, instr)
			}
		}
	}
	if !waits && !c.busyWait(loop) {
		c.turns(fn, loop)
	}
}

// quiet reports whether an instruction neither waits nor has an effect that
// somebody else could see.
func quiet(instr ssa.Instruction) bool {
	switch instr := instr.(type) {
	case *ssa.UnOp:
		return instr.Op != token.ARROW
	case *ssa.Call:
		return quietCall(&instr.Call)
	case *ssa.Store, *ssa.MapUpdate, *ssa.Send, *ssa.Select, *ssa.Go, *ssa.Defer, *ssa.RunDefers, *ssa.Next, *ssa.Return, *ssa.Panic:
		return false
	}
	return true
}

func quietCall(call *ssa.CallCommon) bool {
	if b, ok := call.Value.(*ssa.Builtin); ok {
		switch b.Name() {
		case "len", "cap", "min", "max":
			return true
		}
		return false
	}
	if call.IsInvoke() {
		return asksContext(call.Method)
	}
	fn := call.StaticCallee()
	if fn == nil || fn.Object() == nil {
		return false
	}
	obj, ok := fn.Object().(*types.Func)
	if !ok || obj.Pkg() == nil {
		return false
	}
	return know.Is(obj, "runtime.Gosched") || obj.Pkg().Path() == "sync/atomic" && strings.HasPrefix(obj.Name(), "Load")
}

// asksContext reports whether the method is Done or Err of a context.
func asksContext(method *types.Func) bool {
	switch know.Name(method) {
	case "(context.Context).Done", "(context.Context).Err":
		return true
	}
	return false
}
