package chans

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/typeis"
)

// function returns the object of a function. Its body is part of the package.
func (s *solver) function(fn *ssa.Function) int {
	fn = declared(fn)
	if obj, ok := s.cells[fn]; ok {
		return obj
	}
	obj := s.newObject(&object{fn: fn})
	s.cells[fn] = obj
	return obj
}

// declared returns the function that the source declares for an instance of a
// generic function.
func declared(fn *ssa.Function) *ssa.Function {
	if origin := fn.Origin(); origin != nil {
		return origin
	}
	return fn
}

// local reports whether the body of the function can be looked at: it is of
// this package, or a wrapper of the SSA form.
func (s *solver) local(fn *ssa.Function) bool {
	if len(fn.Blocks) == 0 {
		return false
	}
	return fn.Pkg == nil || fn.Pkg.Pkg == s.pkg
}

// call adds the constraints of a call, go or defer.
func (s *solver) call(instr ssa.CallInstruction) {
	common := instr.Common()
	if b, ok := common.Value.(*ssa.Builtin); ok {
		s.builtin(instr, b.Name())
		return
	}
	if arg, ok := know.Spawns(calledFunc(instr)); ok && arg < len(common.Args) {
		s.spawn(instr, arg)
		return
	}
	switch {
	case common.IsInvoke():
		s.rule(s.value(common.Value), func(obj int) { s.invoke(instr, obj) })
	case common.StaticCallee() != nil:
		s.bind(instr, common.StaticCallee(), common.Args)
	default:
		s.rule(s.value(common.Value), func(obj int) { s.dispatch(instr, obj) })
	}
}

// dispatch binds a call of a function value to one function that it may be.
func (s *solver) dispatch(instr ssa.CallInstruction, obj int) {
	switch fn := s.objects[obj].fn; {
	case fn != nil:
		s.bind(instr, fn, instr.Common().Args)
	case obj == unknown:
		s.callUnknown(instr)
	}
}

// invoke binds a call of an interface method to the method of one type.
func (s *solver) invoke(instr ssa.CallInstruction, obj int) {
	if obj == unknown {
		s.callBack(instr.Common().Method.Name())
		s.callUnknown(instr)
		return
	}
	t := s.objects[obj].dynamic
	if t == nil {
		return
	}
	common := instr.Common()
	sel := s.calls.prog.MethodSets.MethodSet(t).Lookup(common.Method.Pkg(), common.Method.Name())
	if sel == nil {
		return // the type does not have the method: it is never here
	}
	fn := s.calls.prog.MethodValue(sel)
	if fn == nil {
		fn = s.calls.prog.FuncValue(sel.Obj().(*types.Func).Origin())
	}
	if fn == nil {
		s.callUnknown(instr)
		return
	}
	s.bind(instr, fn, append([]ssa.Value{common.Value}, common.Args...))
}

// bind makes the call one of fn.
func (s *solver) bind(instr ssa.CallInstruction, fn *ssa.Function, args []ssa.Value) {
	fn = declared(fn)
	if !s.local(fn) {
		s.callUnknown(instr)
		return
	}
	if !s.edge(instr, fn, Spawns(instr)) {
		return
	}
	s.body(fn)
	for i, param := range fn.Params[:min(len(args), len(fn.Params))] {
		if s.types.carries(param.Type()) {
			s.copy(args[i], s.value(param))
		}
	}
	if call, ok := instr.(*ssa.Call); ok {
		s.results(call, fn)
	}
}

func (s *solver) results(call *ssa.Call, fn *ssa.Function) {
	results := fn.Signature.Results()
	for i := range results.Len() {
		to := slot{call, i}
		if results.Len() == 1 {
			to = slot{call, -1}
		}
		if s.types.carries(results.At(i).Type()) {
			s.flow(s.at(slot{fn, i}), s.at(to))
		}
	}
}

// spawn treats a call that runs one of its arguments in a new goroutine.
func (s *solver) spawn(instr ssa.CallInstruction, arg int) {
	common := instr.Common()
	s.rule(s.value(common.Args[arg]), func(obj int) {
		switch fn := s.objects[obj].fn; {
		case fn != nil && s.local(fn):
			if s.edge(instr, fn, true) {
				s.body(fn)
			}
		case fn != nil || obj == unknown:
			s.calls.vague[instr] = true
		}
	})
}

// callUnknown treats a call of code that can't be looked at: what it is given
// leaves, what it returns is unknown.
func (s *solver) callUnknown(instr ssa.CallInstruction) {
	if s.calls.vague[instr] {
		return
	}
	s.calls.vague[instr] = true
	common := instr.Common()
	if common.IsInvoke() {
		s.flow(s.value(common.Value), sink)
	}
	for _, arg := range common.Args {
		s.copy(arg, sink)
	}
	call, ok := instr.(*ssa.Call)
	if !ok {
		return
	}
	results := common.Signature().Results()
	for i := range results.Len() {
		to := slot{call, i}
		if results.Len() == 1 {
			to = slot{call, -1}
		}
		if s.types.carries(results.At(i).Type()) {
			s.point(s.at(to), unknown)
		}
	}
}

// callFromOutside says that unknown code may call fn: its parameters may be
// anything, its results leave.
func (s *solver) callFromOutside(fn *ssa.Function) {
	fn = declared(fn)
	if s.calls.open[fn] || !s.local(fn) {
		return
	}
	s.calls.open[fn] = true
	s.body(fn)
	for _, param := range fn.Params {
		switch {
		case typeis.Chan(param.Type()):
			ch := &Object{Param: param, Open: true, Given: true}
			obj := s.newObject(&object{channel: ch, content: s.newNode(), shared: true})
			s.point(s.value(param), obj)
			s.flow(s.objects[obj].content, sink)
			s.point(s.objects[obj].content, unknown)
		case s.types.carries(param.Type()):
			s.point(s.value(param), unknown)
		}
	}
	for i := range fn.Signature.Results().Len() {
		t := fn.Signature.Results().At(i).Type()
		if !s.types.carries(t) {
			continue
		}
		to := sink
		if ch, ok := t.Underlying().(*types.Chan); ok && ch.Dir() == types.RecvOnly {
			to = lent
		}
		s.flow(s.at(slot{fn, i}), to)
	}
}

// builtin treats the builtin functions that move values.
func (s *solver) builtin(instr ssa.CallInstruction, name string) {
	args := instr.Common().Args
	switch name {
	case "append":
		if call, ok := instr.(*ssa.Call); ok {
			// The result holds the elements of both.
			for _, arg := range args {
				s.copy(arg, s.value(call))
			}
		}
	case "copy":
		if s.types.carries(args[0].Type()) {
			elems := s.newNode()
			s.load(s.value(args[1]), elems)
			s.store(elems, s.value(args[0]))
		}
	case "recover":
		if call, ok := instr.(*ssa.Call); ok {
			s.point(s.value(call), unknown)
		}
	case "ssa:wrapnilchk", "min", "max":
		if call, ok := instr.(*ssa.Call); ok {
			s.copy(args[0], s.value(call))
		}
	}
}
