package roundtrip

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/typeis"
)

// restored reports whether the function sets the field to what it was: the change at the instruction, which may be that itself,
// does not stay. The header, for which no field is given, is set to a clone that was made before.
func (s *search) restored(field *types.Var, at ssa.Instruction) bool {
	for _, fn := range withLiterals(s.fn) {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				store, ok := instr.(*ssa.Store)
				if !ok {
					continue
				}
				addr, ok := store.Addr.(*ssa.FieldAddr)
				if !ok {
					continue
				}
				to := flow.Field(addr)
				if header := isHeader(to); (to == field || header && field == nil) && (holdsOld(to, store.Val) || header && afterClone(store, at)) {
					return true
				}
			}
		}
	}
	return false
}

func isHeader(field *types.Var) bool { return field != nil && field.Name() == "Header" }

// holdsOld reports whether the value was read from the field, or from a variable that the literals share.
func holdsOld(field *types.Var, v ssa.Value) bool {
	load, _ := v.(*ssa.UnOp)
	if load == nil || isLoad(load) == nil {
		return false
	}
	switch from := load.X.(type) {
	case *ssa.FieldAddr:
		return flow.Field(from) == field
	case *ssa.Alloc, *ssa.FreeVar:
		return true
	}
	return false
}

// afterClone reports whether the store is of a clone of the header that was made before the change.
func afterClone(store *ssa.Store, at ssa.Instruction) bool {
	clone, ok := store.Val.(*ssa.Call)
	if !ok || !know.Is(flow.StaticCallee(&clone.Call), "(net/http.Header).Clone") {
		return false
	}
	if at != ssa.Instruction(store) {
		return clone.Pos() < at.Pos() && at.Pos() < store.Pos()
	}
	return clone.Block() != store.Block() || slices.ContainsFunc(store.Block().Instrs, func(instr ssa.Instruction) bool {
		call, ok := instr.(*ssa.Call)
		return ok && clone.Pos() < call.Pos() && call.Pos() < store.Pos()
	})
}

// undone reports whether the function removes from the header what it has added to it, or adds what it has removed.
func (s *search) undone(call *ssa.Call) bool {
	if len(call.Call.Args) < 2 {
		return false
	}
	key, ok := call.Call.Args[1].(*ssa.Const)
	if !ok || flow.StaticCallee(&call.Call) == nil {
		return false
	}
	removes := flow.StaticCallee(&call.Call).Name() == "Del"
	other := func(c *ssa.CallCommon) bool {
		fn := flow.StaticCallee(c)
		if fn == nil || !changers[know.Name(fn)] || len(c.Args) < 2 || removes == (fn.Name() == "Del") {
			return false
		}
		k, ok := c.Args[1].(*ssa.Const)
		return ok && k.Value != nil && key.Value != nil && k.Value.ExactString() == key.Value.ExactString()
	}
	return slices.ContainsFunc(withLiterals(s.fn), func(fn *ssa.Function) bool {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				if c, ok := instr.(ssa.CallInstruction); ok && other(c.Common()) && (fn != s.fn || c.Block() != call.Block() || far(call, c)) {
					return true
				}
			}
		}
		return false
	})
}

// far reports whether a call of another function is between the two: the request is sent there.
func far(a *ssa.Call, b ssa.CallInstruction) bool {
	if _, ok := b.(*ssa.Defer); ok {
		return true
	}
	between := false
	for _, instr := range a.Block().Instrs {
		switch {
		case instr == ssa.Instruction(a) || instr == ssa.Instruction(b):
			between = !between
		case between:
			if c, ok := instr.(*ssa.Call); ok && len(c.Call.Args) > 0 && slices.ContainsFunc(c.Call.Args, isRequest) {
				return true
			}
		}
	}
	return false
}

func withLiterals(fn *ssa.Function) []*ssa.Function {
	return append([]*ssa.Function{fn}, fn.AnonFuncs...)
}

// isRequest reports whether the value is a pointer to a request.
func isRequest(v ssa.Value) bool { return typeis.Named(v.Type(), "*net/http.Request") }
