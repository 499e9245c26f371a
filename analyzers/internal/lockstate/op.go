package lockstate

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/paths"
	"github.com/gocorelint/gocorelint/analyzers/internal/place"
	"github.com/gocorelint/gocorelint/analyzers/internal/typeis"
)

// An Op is what a method of a lock does.
type Op int

const (
	NoOp Op = iota
	Locks
	RLocks
	Unlocks
	RUnlocks
	TryLocks
	TryRLocks
)

// Takes reports whether the lock is held afterwards.
func (op Op) Takes() bool { return op == Locks || op == RLocks || op == TryLocks || op == TryRLocks }

// Write reports whether nobody else can hold the lock beside.
func (op Op) Write() bool { return op == Locks || op == Unlocks || op == TryLocks }

func (op Op) try() bool { return op == TryLocks || op == TryRLocks }

func (op Op) String() string {
	return [...]string{"", "Lock", "RLock", "Unlock", "RUnlock", "TryLock", "TryRLock"}[op]
}

// methods are named as types.Func.FullName names them.
var methods = map[string]Op{
	"(*sync.Mutex).Lock": Locks, "(*sync.Mutex).Unlock": Unlocks, "(*sync.Mutex).TryLock": TryLocks,
	"(*sync.RWMutex).Lock": Locks, "(*sync.RWMutex).Unlock": Unlocks, "(*sync.RWMutex).TryLock": TryLocks,
	"(*sync.RWMutex).RLock": RLocks, "(*sync.RWMutex).RUnlock": RUnlocks, "(*sync.RWMutex).TryRLock": TryRLocks,
	"(sync.Locker).Lock": Locks, "(sync.Locker).Unlock": Unlocks,
}

func methodOp(fn *types.Func) Op {
	if fn == nil || fn.Pkg() == nil || fn.Pkg().Path() != "sync" {
		return NoOp
	}
	op, _ := know.Lookup(methods, fn)
	return op
}

// A target is what a call comes to: an operation on a lock, or functions of the package.
type target struct {
	op   Op
	lock *Lock

	fns  []*ssa.Function
	args []ssa.Value // those of the functions, receiver first
	// sure says that fns are all that may be called.
	sure bool
}

// target resolves a call. p, which may be nil, knows the values of phis.
func (b *builder) target(p *paths.Path, common *ssa.CallCommon, call ssa.CallInstruction) target {
	if common.IsInvoke() {
		if op := methodOp(common.Method); op != NoOp {
			lock, op := b.locker(p, common.Value, op)
			return target{op: op, lock: lock}
		}
		return b.dynamic(call, append([]ssa.Value{common.Value}, common.Args...))
	}
	if _, ok := common.Value.(*ssa.Builtin); ok {
		return target{sure: true}
	}
	fn, bound := b.function(p, common.Value)
	if fn == nil {
		return b.dynamic(call, common.Args)
	}
	args := common.Args
	obj, _ := fn.Object().(*types.Func)
	if bound != nil && flow.IsBound(fn) {
		// A method value: the method is called on what is bound.
		args = append([]ssa.Value{bound.Bindings[0]}, args...)
		if real := b.prog().FuncValue(obj); real != nil {
			fn = real
		}
	}
	if op := methodOp(obj); op != NoOp && len(args) > 0 {
		lock, op := b.locker(p, args[0], op)
		return target{op: op, lock: lock}
	}
	return target{fns: []*ssa.Function{declared(fn)}, args: args, sure: true}
}

// function is the function that a value is, if it is only one.
func (b *builder) function(p *paths.Path, v ssa.Value) (*ssa.Function, *ssa.MakeClosure) {
	for range maxSteps {
		switch val := v.(type) {
		case *ssa.Function:
			return val, nil
		case *ssa.MakeClosure:
			return val.Fn.(*ssa.Function), val
		case *ssa.ChangeType:
			v = val.X
		case *ssa.FreeVar:
			if v = place.Binding(val); v == nil {
				return nil, nil
			}
		case *ssa.UnOp:
			if v = place.StoredOnce(val.X); v == nil {
				return nil, nil
			}
		case *ssa.Phi:
			if p == nil {
				return nil, nil
			}
			if v = p.Resolve(val); v == val {
				return nil, nil
			}
		default:
			return nil, nil
		}
	}
	return nil, nil
}

func declared(fn *ssa.Function) *ssa.Function {
	if origin := fn.Origin(); origin != nil {
		return origin
	}
	return fn
}

// locker returns the lock that the receiver of a lock's method stands for, and
// the operation on it: through an RLocker, Lock is RLock.
func (b *builder) locker(p *paths.Path, v ssa.Value, op Op) (*Lock, Op) {
	read := false
	for range maxSteps {
		switch val := v.(type) {
		case *ssa.MakeInterface:
			v = val.X
			continue
		case *ssa.ChangeInterface:
			v = val.X
			continue
		case *ssa.UnOp:
			if stored := place.StoredOnce(val.X); stored != nil {
				v = stored
				continue
			}
		case *ssa.Call:
			if fn := val.Call.StaticCallee(); fn != nil && isMethod(fn, "(*sync.RWMutex).RLocker") {
				v, read = val.Call.Args[0], true
				continue
			}
		}
		break
	}
	r := refOf(p, v).promoted(v.Type())
	if alias, ok := b.condLocker(r); ok {
		r, read = alias.ref, alias.read
	}
	if read {
		switch op {
		case Locks:
			op = RLocks
		case Unlocks:
			op = RUnlocks
		}
	}
	return b.intern(r), op
}

// promoted is the lock that is embedded in what the ref points to, if that has the methods of a lock by it.
func (r ref) promoted(t types.Type) ref {
	if _, ok := t.Underlying().(*types.Pointer); !ok {
		return r
	}
	lock, path, _ := types.LookupFieldOrMethod(t, false, nil, "Lock")
	if _, ok := lock.(*types.Func); !ok {
		return r
	}
	for _, i := range path[:len(path)-1] {
		if p, ok := t.Underlying().(*types.Pointer); ok {
			t = p.Elem()
		}
		st, ok := t.Underlying().(*types.Struct)
		if !ok {
			return r
		}
		r = r.with(step{field: st.Field(i).Origin(), owner: typeName(t)})
		if t = st.Field(i).Type(); typeis.Pointer(t) {
			r = r.with(step{load: true})
		}
	}
	return r
}

func isMethod(fn *ssa.Function, name string) bool {
	obj, _ := fn.Object().(*types.Func)
	return know.Is(obj, name)
}

// OpOf returns the operation of a call of a lock's own method, NoOp for any
// other instruction.
func OpOf(instr ssa.Instruction) Op {
	call, ok := instr.(ssa.CallInstruction)
	if !ok {
		return NoOp
	}
	if fn := call.Common().StaticCallee(); fn != nil {
		obj, _ := fn.Object().(*types.Func)
		return methodOp(obj)
	}
	return methodOp(call.Common().Method)
}

// ClassOf is the class of the lock that a call of a lock's own method is about, nil for any other instruction.
func ClassOf(call ssa.CallInstruction) types.Object {
	if OpOf(call) == NoOp {
		return nil
	}
	if call.Common().IsInvoke() {
		return refOf(nil, call.Common().Value).class()
	}
	return refOf(nil, call.Common().Args[0]).class()
}

// Release is the operation that goes with one that takes a lock.
func (op Op) Release() Op {
	if op.Write() {
		return Unlocks
	}
	return RUnlocks
}
