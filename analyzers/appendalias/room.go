package appendalias

import (
	"go/constant"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
)

func isAppend(call *ssa.Call) bool { return isBuiltin(call, "append") }

func isLen(instr ssa.Instruction) bool {
	call, ok := instr.(*ssa.Call)
	return ok && (isBuiltin(call, "len") || isBuiltin(call, "cap"))
}

func isBuiltin(call *ssa.Call, name string) bool {
	b, ok := call.Call.Value.(*ssa.Builtin)
	return ok && b.Name() == name
}

// isFull reports whether the slice is known to have no room behind its
// elements, or none of its own elements either: append then always allocates,
// or starts from the beginning, which is reuse on purpose.
func isFull(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.Const:
		return true // nil
	case *ssa.MakeSlice:
		return v.Len == v.Cap
	case *ssa.ChangeType:
		return isFull(v.X)
	case *ssa.Slice:
		if v.Max != nil {
			return v.Max == v.High || sameLen(v.Max, v.High) || isZero(v.Max)
		}
		if isZero(v.High) {
			return true
		}
		if alloc, ok := v.X.(*ssa.Alloc); ok && v.High == nil {
			return alloc.Comment == "slicelit" || alloc.Comment == "makeslice" || alloc.Comment == "varargs"
		}
		// make([]T, n) of a constant capacity is a slice of an array
		if alloc, ok := v.X.(*ssa.Alloc); ok && alloc.Comment == "makeslice" {
			array, isArray := alloc.Type().Underlying().(*types.Pointer).Elem().Underlying().(*types.Array)
			high, isConst := v.High.(*ssa.Const)
			return isArray && isConst && high.Value != nil && high.Int64() == array.Len()
		}
	case *ssa.Call:
		fn := v.Call.StaticCallee()
		if fn == nil {
			return false
		}
		if fn.Origin() != nil {
			fn = fn.Origin()
		}
		obj, ok := fn.Object().(*types.Func)
		return ok && exact[know.Name(obj)]
	}
	return false
}

// roomy knows the fields whose slices the package lets grow: they may have room.
type roomy struct {
	funcs  []*ssa.Function
	fields map[*types.Var]bool // made when it is needed
}

// grows reports whether the slice is loaded from a field that the package sets to the result of an append, or to a slice that it
// has made with room.
func (r *roomy) grows(v ssa.Value) bool {
	if r.fields == nil {
		r.fields = make(map[*types.Var]bool)
		for _, fn := range r.funcs {
			for _, b := range fn.Blocks {
				for _, instr := range b.Instrs {
					if store, ok := instr.(*ssa.Store); ok && grown(store.Val, 0) {
						if addr, ok := store.Addr.(*ssa.FieldAddr); ok {
							r.fields[flow.Field(addr)] = true
						}
					}
				}
			}
		}
	}
	load, ok := v.(*ssa.UnOp)
	if !ok {
		return false
	}
	addr, ok := load.X.(*ssa.FieldAddr)
	return ok && r.fields[flow.Field(addr)]
}

// grown reports whether a slice comes out of an append, or was made with room.
func grown(v ssa.Value, depth int) bool {
	if depth > 4 {
		return false
	}
	switch v := v.(type) {
	case *ssa.Call:
		return isAppend(v)
	case *ssa.MakeSlice:
		return v.Len != v.Cap
	case *ssa.Phi:
		return slices.ContainsFunc(v.Edges, func(e ssa.Value) bool { return grown(e, depth+1) })
	}
	return false
}

// isForeign reports whether a function of another package has made the slice:
// it may never leave room.
func isForeign(v ssa.Value) bool {
	if x, ok := v.(*ssa.Extract); ok {
		v = x.Tuple
	}
	call, ok := v.(*ssa.Call)
	if !ok || isAppend(call) {
		return false
	}
	fn := call.Call.StaticCallee()
	return fn == nil || len(fn.Blocks) == 0
}

// exact lists functions whose results have no room.
var exact = map[string]bool{
	"slices.Clip": true, "strings.Split": true, "strings.SplitN": true, "strings.SplitAfter": true, "os.Environ": false,
	"bytes.Split": true,
}

// sameLen recognizes the two lengths in s[:len(s):len(s)].
func sameLen(a, b ssa.Value) bool {
	x, ok := a.(*ssa.Call)
	y, ok2 := b.(*ssa.Call)
	if !ok || !ok2 || !isBuiltin(x, "len") || !isBuiltin(y, "len") {
		return ok && ok2 && x == y
	}
	return x.Call.Args[0] == y.Call.Args[0] || sameLoad(x.Call.Args[0], y.Call.Args[0])
}

// sameLoad recognizes two loads of one variable or field.
func sameLoad(a, b ssa.Value) bool {
	x, ok := a.(*ssa.UnOp)
	y, ok2 := b.(*ssa.UnOp)
	if !ok || !ok2 || x.Op != y.Op {
		return false
	}
	if x.X == y.X {
		return true
	}
	f, ok := x.X.(*ssa.FieldAddr)
	g, ok2 := y.X.(*ssa.FieldAddr)
	return ok && ok2 && f.Field == g.Field && (f.X == g.X || sameLoad(f.X, g.X))
}

func isZero(v ssa.Value) bool {
	k, ok := v.(*ssa.Const)
	return ok && k.Value != nil && k.Value.Kind() == constant.Int && constant.Sign(k.Value) == 0
}

// addsNothing recognizes append(s) and append(s, nil...).
func addsNothing(call *ssa.Call) bool {
	k, ok := call.Call.Args[1].(*ssa.Const)
	return ok && k.Value == nil
}

// added lists the values that are appended; one that is a slice stands for its elements.
func added(call *ssa.Call) []ssa.Value {
	arg := call.Call.Args[1]
	slice, ok := arg.(*ssa.Slice)
	if !ok {
		return []ssa.Value{arg}
	}
	array, ok := slice.X.(*ssa.Alloc)
	if !ok || array.Comment != "varargs" {
		return []ssa.Value{arg}
	}
	var list []ssa.Value
	for _, ref := range *array.Referrers() {
		if addr, ok := ref.(*ssa.IndexAddr); ok {
			for _, use := range *addr.Referrers() {
				if store, ok := use.(*ssa.Store); ok && store.Addr == addr {
					list = append(list, store.Val)
				}
			}
		}
	}
	return list
}

func sameConstants(a, b []ssa.Value) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		x, ok := a[i].(*ssa.Const)
		y, ok2 := b[i].(*ssa.Const)
		if a[i] != b[i] && (!ok || !ok2 || x.Value == nil || y.Value == nil || x.Value.ExactString() != y.Value.ExactString()) {
			return false
		}
	}
	return true
}
