package nilmap

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/fresh"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/typeis"
)

// locals reports writes that must panic by what their own function does: to a
// map of a struct, or in a map, that was made there a moment ago, when nothing
// has had the chance to make it. Which package declares the field doesn't matter.
func (c *collector) locals() {
	for _, fn := range c.ResultOf[flow.Analyzer].(*flow.Package).Funcs {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				if w, ok := instr.(*ssa.MapUpdate); ok {
					c.local(w)
				}
			}
		}
	}
}

func (c *collector) local(w *ssa.MapUpdate) {
	var kind *report.Kind
	var made ssa.Value
	switch m := w.Map.(type) {
	case *ssa.UnOp:
		if x, path := fresh.FieldPath(m); x != nil && leftOut(x, path, w) {
			kind, made = unmade, x
			if ex, ok := x.(*ssa.Extract); ok {
				made = ex.Tuple
			}
		}
	case *ssa.Lookup:
		if outer, ok := m.X.(*ssa.MakeMap); ok && !m.CommaOk && emptyAt(outer, w) {
			kind, made = element, outer
		}
	}
	if kind == nil || !made.Pos().IsValid() {
		return
	}
	index := c.indexAt(w.Pos())
	if index == nil || c.reported[index.Pos()] || c.inTestLiteral(w.Parent()) {
		return
	}
	c.report(index, kind, types.ExprString(index.X), c.Line(index.Pos(), made.Pos()))
}

// indexAt is the m[k] whose bracket is at the position.
func (c *collector) indexAt(pos token.Pos) *ast.IndexExpr {
	if cur, ok := c.root.FindByPos(pos, pos+1); ok {
		for cur := range cur.Enclosing((*ast.IndexExpr)(nil)) {
			if index := cur.Node().(*ast.IndexExpr); index.Lbrack == pos {
				return index
			}
		}
	}
	return nil
}

// inTestLiteral reports whether the function is a literal in a test, which may
// be there to show the panic.
func (c *collector) inTestLiteral(fn *ssa.Function) bool {
	return fn.Parent() != nil && c.InTest(fn.Pos())
}

// leftOut reports whether the field of the struct that x points to is still nil at the write, on some path: x is made in
// the function, by new or a literal, as a variable, or by a constructor.
func leftOut(x ssa.Value, path []int, w *ssa.MapUpdate) bool {
	switch v := x.(type) {
	case *ssa.Alloc:
	case *ssa.Call:
		if !makesWithout(v, path) {
			return false
		}
	case *ssa.Extract:
		call, ok := v.Tuple.(*ssa.Call)
		if !ok || v.Index != 0 || !makesWithout(call, path) {
			return false
		}
	default:
		return false
	}
	return fresh.Untouched(x, path, w)
}

// makesWithout reports whether the call is of a constructor of the package that
// returns a new struct whose field is nil: always, or on one of its ways to return no error, if the call does not choose
// between them by a constant.
func makesWithout(call *ssa.Call, path []int) bool {
	fn := call.Call.StaticCallee()
	if fn == nil || fn.Recover != nil {
		return false
	}
	withError := fn.Signature.Results().Len() == 2 && typeis.Error(fn.Signature.Results().At(1).Type())
	chosen := slices.ContainsFunc(call.Call.Args, func(arg ssa.Value) bool { _, ok := arg.(*ssa.Const); return ok })
	found := false
	for _, b := range fn.Blocks {
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if !ok || withError && !flow.IsNil(ret.Results[1]) {
			continue
		}
		switch made, ok := ret.Results[0].(*ssa.Alloc); {
		case ok && fresh.Untouched(made, path, ret):
			found = true
		case !withError || chosen:
			return false
		}
	}
	return found
}

// emptyAt reports whether nothing can have put an element into the map when
// control comes to the instruction.
func emptyAt(m *ssa.MakeMap, at ssa.Instruction) bool {
	for _, ref := range *m.Referrers() {
		switch ref := ref.(type) {
		case *ssa.DebugRef:
			continue
		case *ssa.Range:
			return false
		case *ssa.Lookup:
			if !ref.CommaOk {
				continue
			}
			return false
		}
		if flow.Reaches(flow.After(ref), flow.Is(at), flow.Is(m)) {
			return false
		}
	}
	return true
}
