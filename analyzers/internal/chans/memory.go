package chans

import (
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// cell returns the object of a variable in memory, making it.
func (s *solver) cell(key any, shared, outside bool) int {
	obj, ok := s.cells[key]
	if ok {
		return obj
	}
	obj = s.newObject(&object{content: s.newNode(), shared: shared})
	s.cells[key] = obj
	if outside {
		s.flow(s.objects[obj].content, sink)
		s.point(s.objects[obj].content, unknown)
	}
	return obj
}

func (s *solver) global(g *ssa.Global) int {
	obj := s.cell(g, true, g.Pkg == nil || s.visible(g.Object()))
	s.objects[obj].global = true
	return obj
}

// field returns the cell of a field of a struct type, one for all structs of
// that type.
func (s *solver) field(t types.Type, index int) int {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	st, ok := t.Underlying().(*types.Struct)
	if !ok {
		return unknown // a type parameter whose types are structs
	}
	v := st.Field(index).Origin()
	if _, named := types.Unalias(t).(*types.Named); !named {
		// Struct types that are written twice are identical.
		return s.cell(types.TypeString(st, nil)+"."+v.Name(), true, s.visible(v))
	}
	return s.cell(v, true, s.visible(v))
}

// visible reports whether other packages can get at a declared name. Nothing
// imports a main package.
func (s *solver) visible(obj types.Object) bool {
	if obj == nil {
		return false
	}
	return obj.Pkg() != s.pkg || obj.Exported() && s.pkg.Name() != "main" || s.linked[obj]
}

// unify makes the fields of two struct types share their contents, for the
// conversion of one into the other.
func (s *solver) unify(a, b types.Type) {
	if p, ok := a.Underlying().(*types.Pointer); ok {
		a = p.Elem()
	}
	if p, ok := b.Underlying().(*types.Pointer); ok {
		b = p.Elem()
	}
	x, ok1 := a.Underlying().(*types.Struct)
	y, ok2 := b.Underlying().(*types.Struct)
	if !ok1 || !ok2 || x.NumFields() != y.NumFields() {
		return
	}
	for i := range x.NumFields() {
		if !s.types.carries(x.Field(i).Type()) {
			continue
		}
		f, g := s.objects[s.field(a, i)].content, s.objects[s.field(b, i)].content
		if f != g && f != 0 && g != 0 {
			s.flow(f, g)
			s.flow(g, f)
		}
	}
}

// methods lists the functions of this package that are methods of the type.
func (s *solver) methods(t types.Type) []*ssa.Function {
	var fns []*ssa.Function
	mset := s.calls.prog.MethodSets.MethodSet(t)
	for i := range mset.Len() {
		sel := mset.At(i)
		if sel.Obj().Pkg() != s.pkg {
			continue
		}
		fn := s.calls.prog.MethodValue(sel)
		if fn == nil { // of a generic type
			fn = s.calls.prog.FuncValue(sel.Obj().(*types.Func).Origin())
		}
		if fn != nil {
			fns = append(fns, fn)
		}
	}
	return fns
}
