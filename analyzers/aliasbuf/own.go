package aliasbuf

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/typeis"
)

// reuses reports whether a method of the package returns the contents of a field,
// from the front, and has overwritten them there: each call does that to what the
// one before returned.
func reuses(fn *ssa.Function) bool {
	if fn == nil || len(fn.Blocks) == 0 || fn.Signature.Recv() == nil || len(fn.Params) == 0 || fn.Signature.Results().Len() == 0 {
		return false
	}
	if _, ok := fn.Params[0].Type().Underlying().(*types.Pointer); !ok || !typeis.Slice(fn.Signature.Results().At(0).Type()) {
		return false
	}
	returns := 0
	for _, b := range fn.Blocks {
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if !ok || flow.IsNil(ret.Results[0]) {
			continue
		}
		field := fieldOf(fn, ret.Results[0])
		if field < 0 || !overwrites(fn, field, b) {
			return false
		}
		returns++
	}
	return returns > 0
}

// fieldOf is the index of the receiver's field of which the value is a part that
// begins at the front, -1 if it is none.
func fieldOf(fn *ssa.Function, v ssa.Value) int {
	for {
		s, ok := v.(*ssa.Slice)
		if !ok {
			break
		}
		if s.Low != nil && !isZero(s.Low) {
			return -1
		}
		v = s.X
	}
	load, ok := v.(*ssa.UnOp)
	if !ok || load.Op != token.MUL || !typeis.Slice(load.Type()) {
		return -1
	}
	return ownField(fn, load.X)
}

// ownField is the index of the field whose address it is, if it is the receiver's.
func ownField(fn *ssa.Function, addr ssa.Value) int {
	if f, ok := addr.(*ssa.FieldAddr); ok && f.X == fn.Params[0] {
		return f.Field
	}
	return -1
}

func isZero(v ssa.Value) bool {
	c, ok := v.(*ssa.Const)
	return ok && c.Value != nil && c.Int64() == 0
}

// overwrites reports whether every way to the block writes to the field's array,
// from the front.
func overwrites(fn *ssa.Function, field int, at *ssa.BasicBlock) bool {
	for _, b := range fn.Blocks {
		if !b.Dominates(at) {
			continue
		}
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.Store: // s.buf = append(s.buf[:0], …)
				if ownField(fn, instr.Addr) == field && restarts(fn, instr.Val, field) {
					return true
				}
			case *ssa.Call: // copy(s.buf, …), r.Read(s.buf)
				if dst := target(&instr.Call); dst != nil && fieldOf(fn, dst) == field {
					return true
				}
			}
		}
	}
	return false
}

// restarts reports whether the value is made by appending to the field's first 0
// elements, with all that follows.
func restarts(fn *ssa.Function, v ssa.Value, field int) bool {
	for range 20 {
		call, ok := v.(*ssa.Call)
		if !ok {
			break
		}
		b, ok := call.Call.Value.(*ssa.Builtin)
		if ok && b.Name() == "append" {
			v = call.Call.Args[0]
			continue
		}
		fn := flow.StaticCallee(&call.Call)
		if fn == nil || fn.Pkg() == nil || fn.Pkg().Path() != "strconv" && fn.Name() != "AppendFormat" || len(call.Call.Args) == 0 {
			return false
		}
		v = call.Call.Args[0] // AppendInt and its kin
	}
	s, ok := v.(*ssa.Slice)
	return ok && s.High != nil && isZero(s.High) && fieldOf(fn, s.X) == field
}

// target is the slice that a call of copy, Read or io.ReadFull fills.
func target(call *ssa.CallCommon) ssa.Value {
	if b, ok := call.Value.(*ssa.Builtin); ok && b.Name() == "copy" {
		return call.Args[0]
	}
	fn := flow.Callee(call)
	if fn == nil {
		return nil
	}
	switch {
	case fn.Name() == "Read" && fn.Signature().Recv() != nil && fn.Signature().Params().Len() == 1:
		return call.Args[len(call.Args)-1]
	case know.Is(fn, "io.ReadFull"):
		return call.Args[1]
	}
	return nil
}
