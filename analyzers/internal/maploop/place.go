package maploop

import (
	"fmt"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// A frame is one activation of a function that the analysis is inside of. It
// binds the parameters and the captured variables of the function.
type frame struct {
	fn      *ssa.Function
	args    []ssa.Value      // of the call, in the caller's terms; nil for the outermost frame
	closure *ssa.MakeClosure // what is called, if it is a literal
	yieldOf *ssa.Call        // the iterator call, if fn is the body of a range over a function
	call    ssa.CallInstruction
	caller  *frame
}

// of returns the frame of the function among f and its callers, or an
// outermost frame for it.
func (f *frame) of(fn *ssa.Function) *frame {
	for g := f; g != nil; g = g.caller {
		if g.fn == fn {
			return g
		}
	}
	return &frame{fn: fn}
}

// binding follows a parameter to its argument, or a captured variable to the
// variable. It returns nil where that is not known.
func (f *frame) binding(v ssa.Value) (ssa.Value, *frame) {
	switch v := v.(type) {
	case *ssa.Parameter:
		g := f.of(v.Parent())
		for i, p := range v.Parent().Params {
			if p == v && i < len(g.args) {
				return g.args[i], g.caller
			}
		}
	case *ssa.FreeVar:
		parent := v.Parent().Parent()
		closure := f.of(v.Parent()).closure
		if closure == nil {
			closure = makerOf(v.Parent())
		}
		if closure == nil || parent == nil {
			return nil, nil
		}
		for i, fv := range v.Parent().FreeVars {
			if fv == v && i < len(closure.Bindings) {
				return closure.Bindings[i], f.of(parent)
			}
		}
	}
	return nil, nil
}

// makerOf finds the one instruction that makes closures of a literal.
func makerOf(lit *ssa.Function) *ssa.MakeClosure {
	if lit.Parent() == nil {
		return nil
	}
	for _, b := range lit.Parent().Blocks {
		for _, instr := range b.Instrs {
			if c, ok := instr.(*ssa.MakeClosure); ok && c.Fn == lit {
				return c
			}
		}
	}
	return nil
}

// A place names a value by where it is found: a root and a path of fields,
// loads and elements from there. Equal places hold equal values as long as none of the cells on the path is stored to.
type place struct {
	root ssa.Value
	path string
}

// placeOf names the value. The cells are the addresses that were read on the way.
func (f *frame) placeOf(v ssa.Value) (p place, cells []ssa.Value) {
	return f.place(v, 0)
}

const maxPath = 16

func (f *frame) place(v ssa.Value, depth int) (p place, cells []ssa.Value) {
	if depth > maxPath {
		return place{root: v}, nil
	}
	step := func(f *frame, base ssa.Value, suffix string) (place, []ssa.Value) {
		p, cells := f.place(base, depth+1)
		p.path += suffix
		return p, cells
	}
	switch v := v.(type) {
	case *ssa.ChangeType:
		return step(f, v.X, "")
	case *ssa.Parameter, *ssa.FreeVar:
		if bound, g := f.binding(v); bound != nil {
			return step(g, bound, "")
		}
	case *ssa.FieldAddr:
		return step(f, v.X, fmt.Sprintf(".%d", v.Field))
	case *ssa.Field:
		return step(f, v.X, fmt.Sprintf(".%d", v.Field))
	case *ssa.IndexAddr:
		return step(f, v.X, "["+f.name(v.Index, depth+1)+"]")
	case *ssa.Lookup:
		if v.CommaOk {
			break
		}
		p, cells := step(f, v.X, "["+f.name(v.Index, depth+1)+"]")
		return p, append(cells, v)
	case *ssa.UnOp:
		if v.Op != token.MUL {
			break
		}
		addr, g := f.address(v.X)
		if alloc, ok := addr.(*ssa.Alloc); ok {
			if only := onlyStore(alloc); only != nil {
				return step(g, only, "")
			}
		}
		p, cells := step(g, addr, "*")
		return p, append(cells, addr)
	}
	return place{root: v}, nil
}

// name is a text that is equal for equal indices.
func (f *frame) name(v ssa.Value, depth int) string {
	if c, ok := v.(*ssa.Const); ok {
		return c.Name()
	}
	p, _ := f.place(v, depth)
	return fmt.Sprintf("%p%s", p.root, p.path)
}

// address follows parameters and captured variables to what they stand for.
func (f *frame) address(v ssa.Value) (ssa.Value, *frame) {
	for range maxPath {
		bound, g := f.binding(v)
		if bound == nil {
			break
		}
		v, f = bound, g
	}
	return v, f
}

// mayChange reports whether the instruction, executed in frame g, may store to one of the
// cells that a place was read from.
func (f *frame) mayChange(cells []ssa.Value, instr ssa.Instruction, g *frame) bool {
	switch instr := instr.(type) {
	case *ssa.Store:
		for _, cell := range cells {
			if f.overlap(cell, g, instr.Addr) {
				return true
			}
		}
	case *ssa.MapUpdate:
		for _, cell := range cells {
			if l, ok := cell.(*ssa.Lookup); ok && types.Identical(l.X.Type(), instr.Map.Type()) {
				return true
			}
		}
	}
	return false
}

// overlap reports whether the stored-to address may be that of the cell.
// Distinct variables and distinct fields never are.
func (f *frame) overlap(cell ssa.Value, g *frame, addr ssa.Value) bool {
	if _, ok := cell.(*ssa.Lookup); ok {
		return false
	}
	cell, f = f.address(cell)
	addr, g = g.address(addr)
	a, _ := f.placeOf(cell)
	b, _ := g.placeOf(addr)
	if a.root == b.root && strings.HasPrefix(a.path, b.path) {
		return true
	}
	if !types.Identical(cell.Type(), addr.Type()) {
		return false
	}
	if isVariable(a.root) && isVariable(b.root) && a.root != b.root {
		return false
	}
	switch cell := cell.(type) {
	case *ssa.Alloc, *ssa.Global:
		return !isVariable(b.root) && !isField(addr)
	case *ssa.FieldAddr:
		if addr, ok := addr.(*ssa.FieldAddr); ok {
			// A store into an object made here can't be into an older one.
			_, fresh := b.root.(*ssa.Alloc)
			return !fresh && cell.Field == addr.Field && types.Identical(cell.X.Type(), addr.X.Type())
		}
		return !isVariable(addr)
	}
	return true
}

func isVariable(v ssa.Value) bool {
	switch v.(type) {
	case *ssa.Alloc, *ssa.Global:
		return true
	}
	return false
}

func isField(v ssa.Value) bool {
	_, ok := v.(*ssa.FieldAddr)
	return ok
}
