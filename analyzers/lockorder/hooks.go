package lockorder

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/chans"
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/lockstate"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

// inTurn reports whether the functions of all orders are hooks of one kind, such as the steps of a negotiation, which the
// package calls one after the other for all that it shows: no goroutine that it starts comes to a call of them.
func inTurn(pass *report.Pass, ring lockstate.Cycle) bool {
	h := &hooks{pass.ResultOf[chans.Analyzer].(*chans.Package)}
	var kind *types.Var
	for _, o := range ring {
		if o.Imported() {
			return false
		}
		field := h.of(o.In(), 4)
		if field == nil || kind != nil && field != kind {
			return false
		}
		kind = field
	}
	called := false
	for _, fn := range pass.ResultOf[flow.Analyzer].(*flow.Package).Funcs {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				call, ok := instr.(ssa.CallInstruction)
				if !ok || loaded(call.Common().Value) != kind {
					continue
				}
				if called = true; chans.Spawns(call) || h.spawned(fn, make(map[*ssa.Function]bool)) {
					return false
				}
			}
		}
	}
	return called
}

type hooks struct{ chans *chans.Package }

// of is the field that holds the function, or all functions that call it, nil if there is no such field.
func (h *hooks) of(fn *ssa.Function, depth int) *types.Var {
	if fn.Parent() != nil {
		return storedIn(fn)
	}
	sites, all := h.chans.Callers(fn)
	if !all || depth == 0 {
		return nil
	}
	var kind *types.Var
	for _, site := range sites {
		field := h.of(site.Call.Parent(), depth-1)
		if site.Go || field == nil || kind != nil && field != kind {
			return nil
		}
		kind = field
	}
	return kind
}

// storedIn is the field in which the function around stores the literal.
func storedIn(lit *ssa.Function) *types.Var {
	for _, b := range lit.Parent().Blocks {
		for _, instr := range b.Instrs {
			store, ok := instr.(*ssa.Store)
			if !ok {
				continue
			}
			addr, ok := store.Addr.(*ssa.FieldAddr)
			if !ok {
				continue
			}
			val := store.Val
			if made, ok := val.(*ssa.MakeClosure); ok {
				val = made.Fn
			}
			if val == ssa.Value(lit) {
				return flow.Field(addr)
			}
		}
	}
	return nil
}

// loaded is the field whose value is v.
func loaded(v ssa.Value) *types.Var {
	switch v := v.(type) {
	case *ssa.UnOp:
		if addr, ok := v.X.(*ssa.FieldAddr); ok {
			return flow.Field(addr)
		}
	case *ssa.Field:
		if st, ok := v.X.Type().Underlying().(*types.Struct); ok {
			return st.Field(v.Field).Origin()
		}
	}
	return nil
}

// spawned reports whether a goroutine that the package starts comes to the function.
func (h *hooks) spawned(fn *ssa.Function, seen map[*ssa.Function]bool) bool {
	if seen[fn] {
		return false
	}
	seen[fn] = true
	sites, _ := h.chans.Callers(fn)
	return slices.ContainsFunc(sites, func(s chans.Site) bool { return s.Go || h.spawned(s.Call.Parent(), seen) })
}
