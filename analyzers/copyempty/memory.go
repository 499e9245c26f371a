package copyempty

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/fresh"
	"github.com/gocorelint/gocorelint/analyzers/internal/place"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/vars"
)

// isKept reports whether the buffer is a variable that the code uses for more
// than this read, or a field: what is read is meant to be there.
func isKept(pass *report.Pass, arg ast.Expr) bool {
	if _, ok := ast.Unparen(arg).(*ast.SelectorExpr); ok {
		return true
	}
	v := vars.Of(pass.TypesInfo, arg)
	if v == nil {
		return false
	}
	uses := 0
	for _, obj := range pass.TypesInfo.Uses {
		if obj == types.Object(v) {
			uses++
		}
	}
	return uses > 1
}

// loadsEmpty reports whether a slice of length 0 was stored a moment ago where it is
// loaded from, or whether it is an element of a slice whose elements nothing sets.
func loadsEmpty(load *ssa.UnOp) bool {
	switch addr := load.X.(type) {
	case *ssa.FieldAddr:
		return storedEmpty(load, addr) || neverMade(load)
	case *ssa.Alloc, *ssa.FreeVar: // captured by a function literal
		v := place.StoredOnce(addr)
		return v != nil && isEmpty(v, nil)
	case *ssa.IndexAddr:
		made, ok := addr.X.(*ssa.MakeSlice)
		return ok && neverSet(made)
	}
	return false
}

// neverMade reports whether a field of a struct that the function has made is loaded, and nothing has set it.
func neverMade(load *ssa.UnOp) bool {
	x, path := fresh.FieldPath(load)
	_, ok := x.(*ssa.Alloc)
	return ok && fresh.Untouched(x, path, load)
}

// storedEmpty looks for the store in the same block, with nothing in between that may set the field.
func storedEmpty(load *ssa.UnOp, addr *ssa.FieldAddr) bool {
	var last ssa.Value
	for _, instr := range load.Block().Instrs {
		if instr == load {
			break
		}
		switch instr := instr.(type) {
		case *ssa.Store:
			switch to := instr.Addr.(type) {
			case *ssa.FieldAddr:
				if to.Field == addr.Field && types.Identical(to.X.Type(), addr.X.Type()) {
					last = nil
					if sameObject(to.X, addr.X) {
						last = instr.Val
					}
				}
			default:
				if to == addr.X {
					last = nil
				}
			}
		case *ssa.Call:
			if _, ok := instr.Call.Value.(*ssa.Builtin); !ok {
				last = nil
			}
		case *ssa.Go, *ssa.Send, *ssa.Select, *ssa.RunDefers:
			last = nil
		case *ssa.UnOp:
			if instr.Op == token.ARROW {
				last = nil
			}
		}
	}
	return last != nil && isEmpty(last, nil)
}

// sameObject reports whether both pointers are one, or loaded from one place.
func sameObject(a, b ssa.Value) bool {
	if a == b {
		return true
	}
	x, ok := a.(*ssa.UnOp)
	y, ok2 := b.(*ssa.UnOp)
	return ok && ok2 && x.Op == token.MUL && y.Op == token.MUL && x.X == y.X
}

// neverSet reports whether the elements of the slice stay as make made them: all
// that is done with it is to look at them, and to return it.
func neverSet(made *ssa.MakeSlice) bool {
	for _, ref := range *made.Referrers() {
		switch ref := ref.(type) {
		case *ssa.DebugRef, *ssa.Return:
		case *ssa.IndexAddr:
			for _, use := range *ref.Referrers() {
				if load, ok := use.(*ssa.UnOp); !ok || load.Op != token.MUL {
					return false
				}
			}
		case *ssa.Call:
			if b, ok := ref.Call.Value.(*ssa.Builtin); !ok || b.Name() != "len" && b.Name() != "cap" {
				return false
			}
		default:
			return false
		}
	}
	return true
}
