package leave

import (
	"go/token"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/chans"
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/paths"
)

// mayEndBySentinel reports whether a sender of several values may tell by one
// of them that it was the last.
func (r *receiver) mayEndBySentinel() bool {
	for _, op := range r.Find(chans.Send) {
		send, ok := op.Instr.(*ssa.Send)
		if !ok {
			return true
		}
		if r.calledAgain(op.Fn) || r.sends(op.Fn, nil).n != 1 && r.mayBeLast(send) {
			return true
		}
	}
	return false
}

// calledAgain reports whether fn is called by another function of the sending
// goroutine, so that its sends are not all that the goroutine sends.
func (r *receiver) calledAgain(fn *ssa.Function) bool {
	sites, _ := r.c.chans.Callers(fn)
	for _, site := range sites {
		if !site.Go {
			return true
		}
	}
	return false
}

// mayBeLast reports whether the function can return after the send without
// coming back to the head of the loop around it.
func (r *receiver) mayBeLast(send *ssa.Send) bool {
	loop := r.c.loopsOf(send.Parent()).Innermost(send.Block())
	if loop == nil {
		return true
	}
	return flow.Reaches(flow.After(send), flow.IsReturn, func(instr ssa.Instruction) bool {
		b := instr.Block()
		if b == loop.Head && instr == b.Instrs[0] {
			return true
		}
		return instr == b.Instrs[len(b.Instrs)-1] && loop.Contains(b) && (paths.Counted(b) && !isAbout(instr, send) || exhausted(b))
	})
}

// isAbout reports whether the branch compares what was sent, or a part of it.
func isAbout(branch ssa.Instruction, send *ssa.Send) bool {
	sent, compared := make(map[ssa.Value]bool), make(map[ssa.Value]bool)
	parts(send.X, sent)
	cmp := branch.(*ssa.If).Cond.(*ssa.BinOp)
	parts(cmp.X, compared)
	parts(cmp.Y, compared)
	for v := range compared {
		if sent[v] {
			return true
		}
	}
	return false
}

// parts collects what the value is made of, with no arithmetic: the fields of a struct, and the struct of a field.
func parts(v ssa.Value, seen map[ssa.Value]bool) {
	instr, ok := v.(ssa.Instruction)
	if !ok || seen[v] {
		return
	}
	seen[v] = true
	switch v := v.(type) {
	case *ssa.UnOp, *ssa.Convert, *ssa.ChangeType, *ssa.MakeInterface, *ssa.Field, *ssa.FieldAddr:
		parts(*instr.Operands(nil)[0], seen)
	case *ssa.Alloc:
		for _, ref := range *v.Referrers() {
			switch ref := ref.(type) {
			case *ssa.Store:
				if ref.Addr == v {
					parts(ref.Val, seen)
				}
			case *ssa.FieldAddr:
				for _, ref := range *ref.Referrers() {
					if store, ok := ref.(*ssa.Store); ok {
						parts(store.Val, seen)
					}
				}
			}
		}
	}
}

// dependsOnReceived reports whether a value is computed from one that was
// received.
func (r *receiver) dependsOnReceived(v ssa.Value) bool {
	return r.depends(v, make(map[ssa.Value]bool))
}

func (r *receiver) depends(v ssa.Value, seen map[ssa.Value]bool) bool {
	if seen[v] {
		return false
	}
	seen[v] = true
	instr, ok := v.(ssa.Instruction)
	if !ok {
		return false
	}
	switch v := v.(type) {
	case *ssa.UnOp:
		if v.Op == token.ARROW && r.may(v.X) {
			return true
		}
	case *ssa.Select:
		for _, state := range v.States {
			if r.may(state.Chan) {
				return true
			}
		}
	case *ssa.Extract:
		if isSelect(v.Tuple) && v.Index == 0 {
			return false // which case, not what was received
		}
	case *ssa.Alloc:
		for _, ref := range *v.Referrers() {
			if store, ok := ref.(*ssa.Store); ok && store.Addr == v && r.depends(store.Val, seen) {
				return true
			}
		}
	}
	for _, op := range instr.Operands(nil) {
		if *op != nil && r.depends(*op, seen) {
			return true
		}
	}
	return false
}

func isSelect(v ssa.Value) bool {
	_, ok := v.(*ssa.Select)
	return ok
}
