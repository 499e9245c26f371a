package chans

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
)

// generate makes the constraints of all functions that the source declares,
// and of the synthetic ones (wrappers, bound methods) that these use.
func (s *solver) generate(fp *flow.Package) {
	s.calls.prog, s.linked = fp.Pkg.Prog, fp.Linked
	if init := fp.Pkg.Func("init"); init != nil {
		s.body(init)
		s.callFromOutside(init)
		s.calls.reach(init)
	}
	for _, fn := range fp.Funcs {
		s.body(fn)
		if obj, ok := fn.Object().(*types.Func); ok && s.callable(obj) {
			s.callFromOutside(fn)
			s.calls.reach(fn)
		}
	}
}

// callable reports whether code outside the package calls a declared function
// by its name: other packages, the runtime, the test driver.
func (s *solver) callable(fn *types.Func) bool {
	if fn.Signature().Recv() == nil && (fn.Name() == "main" || fn.Name() == "init") {
		return true
	}
	return s.visible(fn)
}

// body adds the constraints of the function's instructions, once.
func (s *solver) body(fn *ssa.Function) {
	if s.bodies[fn] {
		return
	}
	s.bodies[fn] = true
	s.order = append(s.order, fn)
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			s.instruction(instr)
		}
	}
}

func (s *solver) instruction(instr ssa.Instruction) {
	switch instr := instr.(type) {
	case *ssa.Store:
		s.assign(instr.Val, func(from int) { s.store(from, s.value(instr.Addr)) })
	case *ssa.MapUpdate:
		s.assign(instr.Key, func(from int) { s.store(from, s.value(instr.Map)) })
		s.assign(instr.Value, func(from int) { s.store(from, s.value(instr.Map)) })
	case *ssa.Send:
		s.assign(instr.X, func(from int) { s.store(from, s.value(instr.Chan)) })
	case *ssa.Return:
		for i, v := range instr.Results {
			s.assign(v, func(from int) { s.flow(from, s.at(slot{instr.Parent(), i})) })
		}
	case *ssa.Panic:
		s.assign(instr.X, func(from int) { s.flow(from, sink) })
	case ssa.CallInstruction:
		s.call(instr)
	case ssa.Value:
		s.define(instr)
	}
}

// assign calls f with the node of v if v can carry anything.
func (s *solver) assign(v ssa.Value, f func(from int)) {
	if _, isConst := v.(*ssa.Const); !isConst && s.types.carries(v.Type()) {
		f(s.value(v))
	}
}

func (s *solver) copy(from ssa.Value, to int) {
	s.assign(from, func(from int) { s.flow(from, to) })
}

// define adds the constraints of an instruction that is a value.
func (s *solver) define(v ssa.Value) {
	switch v := v.(type) {
	case *ssa.MakeChan:
		s.point(s.value(v), s.newObject(&object{
			channel: &Object{Make: v, Cap: capOf(v.Size)},
			content: s.newNode(),
			shared:  true,
		}))
	case *ssa.Alloc:
		if s.types.carries(v.Type()) {
			elem := v.Type().Underlying().(*types.Pointer).Elem().Underlying()
			_, array := elem.(*types.Array)
			s.point(s.value(v), s.cell(v, array, false))
		}
	case *ssa.MakeSlice, *ssa.MakeMap:
		if s.types.carries(v.Type()) {
			s.point(s.value(v), s.cell(v, true, false))
		}
	case *ssa.MakeClosure:
		fn := v.Fn.(*ssa.Function)
		s.copy(fn, s.value(v))
		for i, binding := range v.Bindings {
			s.copy(binding, s.value(fn.FreeVars[i]))
		}
	case *ssa.Phi:
		for _, edge := range v.Edges {
			s.copy(edge, s.value(v))
		}
	case *ssa.ChangeType:
		s.copy(v.X, s.value(v))
		s.unify(v.X.Type(), v.Type())
	case *ssa.Convert:
		s.copy(v.X, s.value(v))
		s.unify(v.X.Type(), v.Type())
	case *ssa.MultiConvert:
		s.copy(v.X, s.value(v))
	case *ssa.ChangeInterface:
		s.copy(v.X, s.value(v))
	case *ssa.MakeInterface:
		s.makeInterface(v)
	case *ssa.TypeAssert:
		s.typeAssert(v)
	case *ssa.Slice:
		s.copy(v.X, s.value(v))
	case *ssa.SliceToArrayPointer:
		s.copy(v.X, s.value(v))
	case *ssa.FieldAddr:
		if s.types.carries(v.Type()) {
			s.point(s.value(v), s.field(v.X.Type(), v.Field))
		}
	case *ssa.Field:
		if s.types.carries(v.Type()) {
			s.loadField(v)
		}
	case *ssa.IndexAddr:
		s.copy(v.X, s.value(v)) // elements share the cell of the whole
	case *ssa.Index:
		s.copy(v.X, s.value(v)) // an array value is what its elements point to
	case *ssa.Lookup:
		s.component(v.X, v, v.CommaOk)
	case *ssa.UnOp:
		if v.Op == token.MUL || v.Op == token.ARROW {
			s.component(v.X, v, v.CommaOk)
		}
	case *ssa.Select:
		s.selectCases(v)
	case *ssa.Range:
		s.copy(v.X, s.value(v))
	case *ssa.Next:
		// A string or map; both components come from the cell of the map.
		s.load(s.value(v.Iter), s.at(slot{v, 1}))
		s.load(s.value(v.Iter), s.at(slot{v, 2}))
	case *ssa.Extract:
		if s.types.carries(v.Type()) {
			s.flow(s.at(slot{v.Tuple, v.Index}), s.value(v))
		}
	}
}

// component makes v, or its first component, include what x points to holds.
func (s *solver) component(x, v ssa.Value, commaOk bool) {
	to := slot{v, -1}
	t := v.Type()
	if commaOk {
		to = slot{v, 0}
		t = t.(*types.Tuple).At(0).Type()
	}
	if s.types.carries(t) {
		s.load(s.value(x), s.at(to))
	}
}

func (s *solver) loadField(v *ssa.Field) {
	obj := s.field(v.X.Type(), v.Field)
	if obj == unknown {
		s.point(s.value(v), unknown)
		return
	}
	s.flow(s.objects[obj].content, s.value(v))
}

// selectCases follows what each case sends or receives. The components of the
// tuple are the index, ok, and one value for each receiving case.
func (s *solver) selectCases(v *ssa.Select) {
	index := 2
	for _, state := range v.States {
		if state.Dir == types.SendOnly {
			s.assign(state.Send, func(from int) { s.store(from, s.value(state.Chan)) })
			continue
		}
		s.load(s.value(state.Chan), s.at(slot{v, index}))
		index++
	}
}

// makeInterface keeps what the value points to, and its type for calls of its
// methods. Values of types from elsewhere are unknown when they have methods.
func (s *solver) makeInterface(v *ssa.MakeInterface) {
	t := v.X.Type()
	s.copy(v.X, s.value(v))
	switch named := namedOf(t); {
	case named == nil && s.calls.prog.MethodSets.MethodSet(t).Len() == 0:
		// It has no method that could be called.
	case named != nil && named.Obj().Pkg() != s.pkg:
		s.point(s.value(v), unknown)
	default:
		s.point(s.value(v), s.dynamic(t))
	}
}

func namedOf(t types.Type) *types.Named {
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t = p.Elem()
	}
	named, _ := types.Unalias(t).(*types.Named)
	return named
}

// dynamic returns the object that says that an interface holds a t.
func (s *solver) dynamic(t types.Type) int {
	key := types.TypeString(t, nil)
	obj, ok := s.cells[key]
	if !ok {
		obj = s.newObject(&object{dynamic: t})
		s.cells[key] = obj
	}
	return obj
}

// typeAssert lets through what may be of the type.
func (s *solver) typeAssert(v *ssa.TypeAssert) {
	to := s.at(slot{v, -1})
	if v.CommaOk {
		to = s.at(slot{v, 0})
	}
	if s.types.carries(v.AssertedType) {
		s.assign(v.X, func(from int) { s.flow(from, to) })
	}
}
