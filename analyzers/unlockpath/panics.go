package unlockpath

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/lockstate"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/typeis"
)

// panics reports calls that can panic while the function holds a lock which no deferred call releases,
// where somebody recovers: then the program goes on, and the lock stays locked.
func (c *checker) panics(f *lockstate.Func) {
	if f.GaveUp || c.InTest(f.Fn.Pos()) {
		return
	}
	for _, b := range f.Fn.Blocks {
		for _, instr := range b.Instrs {
			if !c.mayPanic(instr) {
				continue
			}
			for _, h := range f.Held(instr) {
				class := h.Lock.Class()
				if _, ok := direct(h.Since); !ok || class == nil || h.Lock.Vague() || !h.Lock.OfCallers(f.Fn) || releasesLater(f.Fn, class) {
					continue
				}
				recovers := c.recovered(f.Fn, class, 0)
				if recovers.by == "" {
					return
				}
				c.Report(report.Finding{At: report.At(instr.Pos(), 1), Kind: panicked,
					Args:    []any{h.Lock.Name(c.Pass, h.Since), c.Line(instr.Pos(), h.Since.Pos()), recovers.by},
					Related: []analysis.RelatedInformation{report.Related(report.At(recovers.at, 1), "the program goes on after the panic")}})
				return // one in a function is enough
			}
		}
	}
}

// mayPanic reports whether the instruction calls a function value, which anybody may have written, or a function of the
// package that panics on purpose.
func (c *checker) mayPanic(instr ssa.Instruction) bool {
	call, ok := instr.(*ssa.Call)
	if !ok || !instr.Pos().IsValid() {
		return false
	}
	if call.Call.IsInvoke() {
		return false // most methods don't
	}
	switch v := call.Call.Value.(type) {
	case *ssa.Parameter:
		return true
	case *ssa.UnOp:
		_, field := v.X.(*ssa.FieldAddr)
		return field && v.Op == token.MUL
	case *ssa.Function:
		return len(v.Blocks) > 0 && v.Recover == nil && slices.ContainsFunc(v.Blocks, func(b *ssa.BasicBlock) bool {
			_, panics := b.Instrs[len(b.Instrs)-1].(*ssa.Panic)
			return panics
		})
	}
	return false
}

// releasesLater reports whether a deferred call of the function releases a lock of the class, itself or in a literal.
func releasesLater(fn *ssa.Function, class types.Object) bool {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if d, ok := instr.(*ssa.Defer); ok && (releases(d, class) || bodyReleases(d.Call.StaticCallee(), class)) {
				return true
			}
		}
	}
	return false
}

func bodyReleases(fn *ssa.Function, class types.Object) bool {
	if fn == nil {
		return false
	}
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if call, ok := instr.(ssa.CallInstruction); ok && releases(call, class) {
				return true
			}
		}
	}
	return false
}

func releases(call ssa.CallInstruction, class types.Object) bool {
	op := lockstate.OpOf(call)
	return op != lockstate.NoOp && !op.Takes() && lockstate.ClassOf(call) == class
}

// A recovery is a function that goes on after a panic in what it calls.
type recovery struct {
	by string
	at token.Pos
}

// maxCallers is how far up a recover is looked for.
const maxCallers = 4

// recovered finds who recovers from a panic in fn: a deferred function that does not release the lock, or
// package http, which calls the handlers.
func (c *checker) recovered(fn *ssa.Function, class types.Object, depth int) recovery {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			d, ok := instr.(*ssa.Defer)
			if !ok {
				continue
			}
			if lit := d.Call.StaticCallee(); lit != nil && callsRecover(lit) && !bodyReleases(lit, class) {
				return recovery{"the recover at " + c.Line(fn.Pos(), d.Pos()), d.Pos()}
			}
		}
	}
	if handles(fn.Signature) {
		return recovery{"package http", fn.Pos()}
	}
	if depth == maxCallers {
		return recovery{}
	}
	sites, _ := c.chans.Callers(fn)
	for _, site := range sites {
		if site.Go || c.InTest(site.Call.Pos()) {
			continue
		}
		if r := c.recovered(site.Call.Parent(), class, depth+1); r.by != "" {
			return r
		}
	}
	return recovery{}
}

// callsRecover reports whether a function calls recover, and does not panic again.
func callsRecover(fn *ssa.Function) bool {
	found := false
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.Panic:
				return false
			case *ssa.Call:
				if b, ok := instr.Call.Value.(*ssa.Builtin); ok && b.Name() == "recover" {
					found = true
				}
				if fn := instr.Call.StaticCallee(); fn != nil && fn.String() == "os.Exit" {
					return false
				}
			}
		}
	}
	return found
}

// handles reports whether the function is an HTTP handler.
func handles(sig *types.Signature) bool {
	p := sig.Params()
	return p.Len() == 2 && typeis.Named(p.At(0).Type(), "net/http.ResponseWriter") && typeis.Named(p.At(1).Type(), "*net/http.Request")
}
