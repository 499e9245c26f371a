package lockstate

import (
	"go/constant"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/paths"
	"github.com/gocorelint/gocorelint/analyzers/internal/typeis"
	"github.com/gocorelint/gocorelint/analyzers/internal/verbs"
)

// unknown treats a call of code that can't be looked at.
func (e *explorer) unknown(p *paths.Path, m *memory, instr ssa.CallInstruction, to target) *memory {
	common := instr.Common()
	if fn := common.StaticCallee(); fn != nil {
		obj, _ := fn.Object().(*types.Func)
		if know.Formats(obj) {
			e.formats(p, m, instr)
			return m
		}
		if arg, ok := know.CallsArg(obj); ok && arg < len(common.Args) {
			pc := &paramCall{param: 0, call: instr, memory: &memory{}}
			e.callBack(p, m, instr, fn, target{args: common.Args[arg : arg+1]}, pc)
		}
	}
	if m.empty() {
		return m
	}
	for _, arg := range common.Args {
		if isLockPointer(arg.Type()) {
			if fn := common.StaticCallee(); fn == nil || !isMethod(fn, "sync.NewCond") && !isMethod(fn, "(*sync.RWMutex).RLocker") {
				m = m.forget(e.intern(refOf(p, arg)))
			}
			continue
		}
		m = e.handOver(p, m, arg)
		m = e.handIn(p, m, arg)
	}
	if common.StaticCallee() == nil && !to.sure && !asks(common) {
		// It may be a function of this package that releases a lock it is
		// entrusted with.
		m = m.unfollow(func(s *status) bool { return s.isHeld() && e.lenders[s.lock.class()] })
	}
	return m
}

// asks reports whether the call asks a context or an error, which release no locks.
func asks(common *ssa.CallCommon) bool {
	if !common.IsInvoke() {
		return false
	}
	pkg := common.Method.Pkg()
	return pkg == nil || pkg.Path() == "context" // error.Error has no package
}

func isLockPointer(t types.Type) bool {
	return typeis.Named(t, "*sync.Mutex") || typeis.Named(t, "*sync.RWMutex") || typeis.Named(t, "sync.Locker")
}

// formats treats a call of fmt or log: it calls the String and Error methods of its operands.
func (e *explorer) formats(p *paths.Path, m *memory, instr ssa.CallInstruction) {
	asked := asksText(instr.Common())
	for i, v := range operands(instr.Common()) {
		mi, ok := v.(*ssa.MakeInterface)
		if !ok || !asked(i) {
			continue
		}
		for _, name := range [...]string{"Error", "String"} {
			sel := e.prog().MethodSets.MethodSet(mi.X.Type()).Lookup(e.pkg, name)
			if sel == nil {
				continue
			}
			obj := sel.Obj().(*types.Func)
			fn := e.prog().FuncValue(obj.Origin())
			if fn == nil || len(sel.Index()) != 1 || !e.local(fn) || obj.Signature().Params().Len() != 0 {
				break
			}
			to := target{fns: []*ssa.Function{fn}, args: []ssa.Value{mi.X}}
			for _, a := range e.summary(fn).acquires {
				e.mayWait(p, m, instr, fn, to, a)
			}
			break
		}
	}
}

// asksText tells of which operands a call of fmt or log asks for a text: by a format string, those of %v and %s and the
// like, not of %p or %d. Of a string that is not known it is none.
func asksText(common *ssa.CallCommon) func(operand int) bool {
	fn, _ := common.StaticCallee().Object().(*types.Func)
	if !strings.HasSuffix(fn.Name(), "f") {
		return func(int) bool { return true }
	}
	asked := make(map[int]bool)
	if n := len(common.Args); n > 1 {
		if format, ok := common.Args[n-2].(*ssa.Const); ok && format.Value != nil && format.Value.Kind() == constant.String {
			list, _ := verbs.Parse(constant.StringVal(format.Value))
			for _, v := range list {
				asked[v.Operand] = strings.IndexByte("vswqxX", v.Char) >= 0 && !(v.Char == 'v' && v.Has('#'))
			}
		}
	}
	return func(operand int) bool { return asked[operand] }
}

// operands lists the operands that a call passes in its variadic parameter, by their index.
func operands(common *ssa.CallCommon) []ssa.Value {
	if len(common.Args) == 0 {
		return nil
	}
	slice, ok := common.Args[len(common.Args)-1].(*ssa.Slice)
	if !ok {
		return nil
	}
	array, ok := slice.X.(*ssa.Alloc)
	if !ok {
		return nil
	}
	vals := make([]ssa.Value, array.Type().Underlying().(*types.Pointer).Elem().Underlying().(*types.Array).Len())
	for _, ref := range *array.Referrers() {
		elem, ok := ref.(*ssa.IndexAddr)
		if !ok {
			continue
		}
		index, ok := elem.Index.(*ssa.Const)
		if !ok {
			continue
		}
		for _, ref := range *elem.Referrers() {
			if store, ok := ref.(*ssa.Store); ok {
				vals[index.Int64()] = store.Val
			}
		}
	}
	return vals
}
