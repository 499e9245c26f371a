package chanclose

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/chans"
	"github.com/gocorelint/gocorelint/analyzers/internal/closing"
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
)

// unlocked reports whether no lock is held at the send, by the sender or by a caller that is known.
func (c *checker) unlocked(send *chans.Op) bool {
	return !slices.ContainsFunc(c.callers(send.Fn), closing.Locks) || c.releases(send)
}

// askedFlags lists the flags that are tested on the way to a send, without a lock that is still held: fields beside the channel,
// or such that a method of their struct looks at.
func askedFlags(send *chans.Op) []*types.Var {
	of := owner(send.Chan)
	if of == nil {
		return nil
	}
	var flags []*types.Var
	for b := send.Instr.Block(); b != nil; b = b.Idom() {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.UnOp:
				if flag := flagOf(instr); flag != nil && root(instr.X.(*ssa.FieldAddr).X) == of && decides(instr) {
					flags = append(flags, flag)
				}
			case *ssa.Call:
				if fn := instr.Call.StaticCallee(); fn != nil && fn.Signature.Recv() != nil && root(instr.Call.Args[0]) == of && decides(instr) {
					flags = append(flags, looksAt(fn)...)
				}
			}
		}
	}
	return flags
}

// flagOf is the field of type bool that the instruction loads, nil for any other instruction.
func flagOf(load *ssa.UnOp) *types.Var {
	addr, ok := load.X.(*ssa.FieldAddr)
	if !ok || load.Op != token.MUL || !types.Identical(load.Type().Underlying(), types.Typ[types.Bool]) {
		return nil
	}
	return flow.Field(addr)
}

// looksAt lists the flags of its receiver that a method looks at to answer yes or no.
func looksAt(fn *ssa.Function) []*types.Var {
	results := fn.Signature.Results()
	if results.Len() != 1 || !types.Identical(results.At(0).Type().Underlying(), types.Typ[types.Bool]) {
		return nil
	}
	var flags []*types.Var
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.UnOp:
				if flag := flagOf(instr); flag != nil && instr.X.(*ssa.FieldAddr).X == fn.Params[0] {
					flags = append(flags, flag)
				}
			case *ssa.Call:
				if calleeName(instr) != "(*sync/atomic.Bool).Load" {
					continue
				}
				if addr, ok := instr.Call.Args[0].(*ssa.FieldAddr); ok && addr.X == fn.Params[0] {
					flags = append(flags, flow.Field(addr))
				}
			}
		}
	}
	return flags
}

// decides reports whether a branch depends on the value, or on its contrary.
func decides(v ssa.Value) bool {
	return slices.ContainsFunc(*v.Referrers(), func(ref ssa.Instruction) bool {
		switch ref := ref.(type) {
		case *ssa.If:
			return true
		case *ssa.UnOp:
			return ref.Op == token.NOT && tested(ref)
		}
		return false
	})
}

// setBefore finds the instruction that sets one of the flags before the close, with a lock held or atomically: the closer
// expects others at the same time.
func (c *checker) setBefore(last *ssa.Call, flags []*types.Var) ssa.Instruction {
	if set := flagBefore(last, flags); set != nil {
		return set
	}
	if !slices.ContainsFunc(c.callers(last.Parent()), closing.Locks) {
		return nil
	}
	return plainBefore(last, flags)
}
