package fileleak

import (
	"go/ast"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/place"
)

// A handle is what was opened: the value, and the variable that has nothing else, nil if there is none.
type handle struct {
	v        ssa.Value
	variable *ssa.Alloc
}

// handleOf is not ok where the value is stored in anything but one variable of its own.
func handleOf(v ssa.Value) (h handle, ok bool) {
	h.v = v
	for _, ref := range *v.Referrers() {
		store, ok := ref.(*ssa.Store)
		if !ok {
			continue
		}
		variable, ok := store.Addr.(*ssa.Alloc)
		if !ok || h.variable != nil || place.StoredOnce(variable) != v {
			return handle{}, false
		}
		h.variable = variable
	}
	return h, true
}

// uses are the instructions that use a handle, with the values by which they do.
type uses map[ssa.Instruction]ssa.Value

// uses lists them, but for those that only put it into its variable and load it.
func (h handle) uses() uses {
	list := make(uses)
	for _, ref := range *h.v.Referrers() {
		if _, ok := ref.(*ssa.Store); !ok {
			list[ref] = h.v
		}
	}
	if h.variable == nil {
		return list
	}
	for _, ref := range *h.variable.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Store:
		case *ssa.UnOp:
			for _, use := range *ref.Referrers() {
				list[use] = ref
			}
		default:
			list[ref] = h.variable
		}
	}
	return list
}

func (u uses) in(instr ssa.Instruction) bool { return u[instr] != nil }

// take reports whether an instruction closes what was opened, or gives it to somebody who may.
func (u uses) take(instr ssa.Instruction) bool {
	v := u[instr]
	return v != nil && (closes(instr, v) || !harmless(instr, v))
}

func (u uses) some(is func(use ssa.Instruction, of ssa.Value) bool) bool {
	for use, of := range u {
		if is(use, of) {
			return true
		}
	}
	return false
}

// unfinished reports whether the function panics in its last statement, and control comes there from the point.
func unfinished(fn *ssa.Function, from flow.Point) bool {
	var body *ast.BlockStmt
	switch syntax := fn.Syntax().(type) {
	case *ast.FuncDecl:
		body = syntax.Body
	case *ast.FuncLit:
		body = syntax.Body
	}
	if body == nil || len(body.List) == 0 {
		return false
	}
	last := body.List[len(body.List)-1]
	return flow.Reaches(from, func(instr ssa.Instruction) bool {
		_, panics := instr.(*ssa.Panic)
		return panics && last.Pos() <= instr.Pos() && instr.Pos() < last.End()
	}, nil)
}
