package nilmap

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
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
		if f, path := fieldPath(m); f != nil && leftOut(f, path, w) {
			kind, made = fresh, f
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

// fieldPath splits a load of x.f.g into the pointer x and the fields, where x
// is made in the function: by new or a literal, as a variable, or by a constructor.
func fieldPath(load *ssa.UnOp) (ssa.Value, []int) {
	if load.Op != token.MUL {
		return nil, nil
	}
	var path []int
	v := load.X
	for {
		f, ok := v.(*ssa.FieldAddr)
		if !ok {
			break
		}
		path = append(path, f.Field)
		v = f.X
	}
	slices.Reverse(path)
	switch v.(type) {
	case *ssa.Alloc, *ssa.Call:
		if len(path) > 0 {
			return v, path
		}
	}
	return nil, nil
}

// leftOut reports whether the field of the struct is still nil at the write.
func leftOut(v ssa.Value, path []int, w *ssa.MapUpdate) bool {
	switch v := v.(type) {
	case *ssa.Alloc:
	case *ssa.Call:
		if !makesWithout(v, path) {
			return false
		}
	}
	return untouched(v, path, w)
}

// makesWithout reports whether the call is of a constructor of the package that
// returns a new struct whose field is nil.
func makesWithout(call *ssa.Call, path []int) bool {
	fn := call.Call.StaticCallee()
	if fn == nil || fn.Signature.Results().Len() != 1 || fn.Recover != nil {
		return false
	}
	found := false
	for _, b := range fn.Blocks {
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if !ok {
			continue
		}
		made, ok := ret.Results[0].(*ssa.Alloc)
		if !ok || !untouched(made, path, ret) {
			return false
		}
		found = true
	}
	return found
}

// untouched reports whether nothing that can set the field of the struct that
// v points to has run when control comes to the instruction, and nothing asks about it.
func untouched(v ssa.Value, path []int, at ssa.Instruction) bool {
	made, ok := v.(ssa.Instruction)
	return ok && !anySetter(v, path, func(setter ssa.Instruction) bool {
		return setter != at && flow.Reaches(flow.After(setter), is(at), is(made))
	})
}

func is(want ssa.Instruction) func(ssa.Instruction) bool {
	return func(instr ssa.Instruction) bool { return instr == want }
}

// anySetter looks for an instruction that may set the field, or give the struct
// to somebody who may, and for which counts is true. A question about the map counts always.
func anySetter(v ssa.Value, path []int, counts func(ssa.Instruction) bool) bool {
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.FieldAddr:
			switch {
			case ref.Field != path[0]:
				continue
			case len(path) > 1:
				if anySetter(ref, path[1:], counts) {
					return true
				}
				continue
			}
			for _, use := range *ref.Referrers() {
				if load, ok := use.(*ssa.UnOp); ok && load.Op == token.MUL {
					if asked(load) {
						return true
					}
				} else if _, ok := use.(*ssa.DebugRef); !ok && counts(use) {
					return true
				}
			}
		case *ssa.UnOp, *ssa.DebugRef:
		case *ssa.Store:
			if k, ok := ref.Val.(*ssa.Const); ok && ref.Addr == v && k.Value == nil {
				continue // the zero value again
			}
			if counts(ref) {
				return true
			}
		default:
			if counts(ref) {
				return true
			}
		}
	}
	return false
}

// asked reports whether the function looks whether there is a map, or what is in it.
func asked(m ssa.Value) bool {
	for _, ref := range *m.Referrers() {
		switch ref := ref.(type) {
		case *ssa.BinOp, *ssa.Range:
			return true
		case *ssa.Lookup:
			if ref.CommaOk {
				return true
			}
		case *ssa.Call:
			if b, ok := ref.Call.Value.(*ssa.Builtin); ok && b.Name() == "len" {
				return true
			}
		}
	}
	return false
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
		if flow.Reaches(flow.After(ref), is(at), is(m)) {
			return false
		}
	}
	return true
}
