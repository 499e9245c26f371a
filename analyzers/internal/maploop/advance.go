package maploop

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// Advances reports whether the key that is stored under leads away from the
// current one, and a further one leads away from it in turn: k + 1, "old-" + k,
// next[k], each element of edges[k] or edges(k), k.parent. Other functions
// of k may give back what they are given, as strings.ToLower does.
func (w *Write) Advances() bool {
	return w.advance(w.Key, w.frame, make(map[ssa.Value]bool))
}

func (w *Write) advance(v ssa.Value, f *frame, seen map[ssa.Value]bool) bool {
	if seen[v] || w.loop.isKey(v) {
		return false
	}
	seen[v] = true
	if bound, g := f.binding(v); bound != nil {
		return w.advance(bound, g, seen)
	}
	if p, ok := v.(*ssa.Parameter); ok {
		g := f.of(p.Parent())
		return g.yieldOf != nil && g != w.loop.frame && w.isSuccessors(g.yieldOf.Call.Value, g.caller)
	}
	instr, ok := v.(ssa.Instruction)
	if !ok || w.loop.inside(instr, f) == nil {
		return false
	}
	if w.advances(v, f) {
		return true
	}
	if alloc, ok := v.(*ssa.Alloc); ok {
		for _, s := range storesTo(alloc) {
			if s.instr != nil && w.advance(s.instr.Val, f.of(s.instr.Parent()), seen) {
				return true
			}
		}
		return false
	}
	for _, op := range instr.Operands(nil) {
		if *op != nil && w.advance(*op, f, seen) {
			return true
		}
	}
	return false
}

// advances reports whether the operation itself leads away from the key.
func (w *Write) advances(v ssa.Value, f *frame) bool {
	from := func(v ssa.Value) bool { return w.loop.origin(v, f)&FromKey != 0 }
	switch v := v.(type) {
	case *ssa.BinOp:
		switch v.Op {
		case token.ADD, token.SUB, token.MUL, token.QUO, token.SHL, token.SHR, token.XOR:
			return from(v)
		}
	case *ssa.Call:
		return extending[stdName(v.Call.StaticCallee())] && from(v)
	case *ssa.Lookup:
		_, isMap := v.X.Type().Underlying().(*types.Map)
		return isMap && !w.loop.isRanged(v.X, f) && from(v.Index)
	case *ssa.IndexAddr:
		_, constant := v.Index.(*ssa.Const)
		return !constant && w.isSuccessors(v.X, f)
	case *ssa.Range:
		return w.isSuccessors(v.X, f)
	case *ssa.FieldAddr:
		elem := v.Type().Underlying().(*types.Pointer).Elem()
		return from(v.X) && types.Identical(elem, w.Key.Type()) && w.loop.isCurrentKey(v.X, f)
	}
	return false
}

// isSuccessors recognizes the result of a call that is given the key, other than one into the
// standard library, where calls take strings apart.
func (w *Write) isSuccessors(v ssa.Value, f *frame) bool {
	call, ok := v.(*ssa.Call)
	if !ok || w.loop.origin(call, f)&FromKey == 0 {
		return false
	}
	if _, ok := call.Call.Value.(*ssa.Builtin); ok {
		return false
	}
	b, ok := w.Key.Type().Underlying().(*types.Basic)
	return !ok || b.Info()&types.IsString == 0 || call.Call.StaticCallee() != nil && call.Call.StaticCallee().Pkg == w.loop.Func.Pkg
}

// extending lists functions whose result differs from what they are given, and
// again when they are given the result.
var extending = map[string]bool{
	"fmt.Sprint": true, "fmt.Sprintf": true, "path.Join": true, "path/filepath.Join": true,
	"path.Dir": true, "path/filepath.Dir": true, "strings.Repeat": true, "strconv.Quote": true,
}
