package lockstate

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/paths"
	"github.com/gocorelint/gocorelint/analyzers/internal/place"
)

// An exit is one way in which a function returns, as its callers see it.
type exit struct {
	effects []effect
	results []ssa.Value
	guards  []guard
}

// An effect is what a function leaves behind with one lock of its callers.
type effect struct {
	lock  *Lock
	state state // held, lent or vague
	write bool
}

// An acquire is a place at which a function waits for a lock of its callers, in the
// state in which they left it.
type acquire struct {
	lock    *Lock
	write   bool
	chain   []ssa.Instruction
	guards  []guard
	unsure  bool // a condition could not be decided
	dynamic bool // a call on the way is one of a value
	always  bool // every path that returns comes here, or to another such place
}

// A paramCall is a call of a function that was passed as an argument.
type paramCall struct {
	param  int
	call   ssa.CallInstruction
	chain  []ssa.Instruction
	memory *memory // what is held at the call
	guards []guard
}

// A guard is a condition on a parameter under which something happens.
type guard struct {
	param ssa.Value  // a *ssa.Parameter, or a *slot
	k     *ssa.Const // compared with it; nil for a boolean parameter itself
	want  bool
}

// summary explores the function, once. A function that is being explored, which
// calls itself, is taken for one without effects.
func (b *builder) summary(fn *ssa.Function) *Func {
	fn = declared(fn)
	if f := b.funcs[fn]; f != nil {
		return f
	}
	f := &Func{Fn: fn}
	b.funcs[fn] = f
	if len(fn.Blocks) == 0 {
		b.imported(f)
	}
	if b.local(fn) && b.interesting(fn) {
		b.explore(f)
	}
	return f
}

// local reports whether the body of the function can be looked at.
func (b *builder) local(fn *ssa.Function) bool {
	return len(fn.Blocks) > 0 && (fn.Pkg == nil || fn.Pkg == b.fp.Pkg)
}

// interesting reports whether a function does anything with a lock, itself or
// through what it calls, or calls a function that it is given.
func (b *builder) interesting(fn *ssa.Function) bool {
	found := false
	for _, blk := range fn.Blocks {
		for _, instr := range blk.Instrs {
			call, ok := instr.(ssa.CallInstruction)
			if !ok {
				continue
			}
			to := b.target(nil, call.Common(), call)
			if to.op != NoOp {
				found = true
				continue
			}
			if _, ok := paramOf(fn, call.Common().Value); ok && !call.Common().IsInvoke() {
				found = true
			}
			for _, callee := range to.fns {
				if b.summary(callee).matters() {
					found = true
				}
			}
		}
	}
	return found
}

func (f *Func) matters() bool {
	return len(f.exits) > 0 || len(f.acquires) > 0 || len(f.paramCalls) > 0 || len(f.lends) > 0
}

// static resolves a call without regard to the path.
func (b *builder) static(common *ssa.CallCommon) target { return b.target(nil, common, nil) }

// paramOf returns the index of the parameter that the value is.
func paramOf(fn *ssa.Function, v ssa.Value) (int, bool) {
	for range maxSteps {
		switch val := v.(type) {
		case *ssa.Parameter:
			for i, p := range fn.Params {
				if p == val {
					return i, true
				}
			}
			return 0, false
		case *ssa.ChangeType:
			v = val.X
		case *ssa.UnOp:
			if v = place.StoredOnce(val.X); v == nil {
				return 0, false
			}
		default:
			return 0, false
		}
	}
	return 0, false
}

// external reports whether callers know the lock too.
func external(fn *ssa.Function, l *Lock) bool {
	switch root := l.root.(type) {
	case *ssa.Global, *outer, *slot:
		return true
	case *ssa.Parameter:
		return !l.copied()
	case ssa.Instruction:
		return root.Parent() != fn
	case *ssa.FreeVar:
		return false
	}
	return false
}

// bind renames a lock of a callee for the caller. ok is false for a lock that the
// caller has no name for.
func (b *builder) bind(p *paths.Path, l *Lock, callee *ssa.Function, args []ssa.Value) (*Lock, bool) {
	i, ok := indexOf(l.root, callee)
	if !ok {
		return l, external(callee, l)
	}
	if i >= len(args) {
		return nil, false
	}
	key := bound{l, args[i]}
	if mine := b.bound[key]; mine != nil {
		return mine, true
	}
	n := &namer{path: p}
	var r ref
	if isStruct(args[i].Type()) {
		r = n.loaded(args[i], 0)
	} else {
		r = n.of(args[i], 0)
	}
	r.steps = slices.Concat(r.steps, l.steps)
	r.vague = r.vague || l.vague || l.counted()
	if len(r.steps) > maxSteps {
		return nil, false
	}
	mine := b.intern(r)
	if !n.phis {
		b.bound[key] = mine
	}
	return mine, true
}

// indexOf is the index of the parameter of fn that the value is.
func indexOf(v ssa.Value, fn *ssa.Function) (int, bool) {
	switch v := v.(type) {
	case *ssa.Parameter:
		if v.Parent() == fn {
			i := slices.Index(fn.Params, v)
			return i, i >= 0
		}
	case *slot:
		return v.index, v.fn == fn
	}
	return 0, false
}

// A bound is a lock of a callee, and the argument through which the caller has it.
type bound struct {
	lock *Lock
	arg  ssa.Value
}

// guardOf reads a condition on a parameter.
func guardOf(cond ssa.Value) (g guard, ok bool) {
	g.want = true
	for {
		not, isNot := cond.(*ssa.UnOp)
		if !isNot || not.Op != token.NOT {
			break
		}
		cond, g.want = not.X, !g.want
	}
	if cmp, isCmp := cond.(*ssa.BinOp); isCmp {
		if cmp.Op != token.EQL && cmp.Op != token.NEQ {
			return g, false
		}
		if g.k, ok = cmp.Y.(*ssa.Const); !ok {
			return g, false
		}
		if cmp.Op == token.NEQ {
			g.want = !g.want
		}
		cond = cmp.X
	}
	g.param, ok = plainParam(cond)
	return g, ok
}

func plainParam(v ssa.Value) (*ssa.Parameter, bool) {
	for range maxSteps {
		switch val := v.(type) {
		case *ssa.Parameter:
			return val, true
		case *ssa.UnOp:
			if val.Op != token.MUL {
				return nil, false
			}
			if v = place.StoredOnce(val.X); v == nil {
				return nil, false
			}
		default:
			return nil, false
		}
	}
	return nil, false
}

// holds decides a guard for a value of its parameter.
func (g guard) holds(v ssa.Value) (holds, known bool) {
	k, ok := v.(*ssa.Const)
	switch {
	case !ok && g.k != nil && g.k.Value == nil:
		switch v.(type) {
		case *ssa.MakeClosure, *ssa.Function, *ssa.MakeInterface, *ssa.Alloc, *ssa.FieldAddr:
			return !g.want, true // not nil
		}
		return false, false
	case !ok:
		return false, false
	case g.k == nil:
		return k.Value != nil && (k.Value.String() == "true") == g.want, k.Value != nil
	}
	equal := k.Value == nil && g.k.Value == nil || k.Value != nil && g.k.Value != nil && k.Value.ExactString() == g.k.Value.ExactString()
	return equal == g.want, true
}

// check moves guards of a callee to the caller: impossible means that one of them
// doesn't hold, rest are those on the caller's own parameters.
func check(p *paths.Path, guards []guard, fn, callee *ssa.Function, args []ssa.Value) (rest []guard, impossible, unsure bool) {
	for _, g := range guards {
		i, ok := indexOf(g.param, callee)
		if !ok {
			rest = append(rest, g) // a literal's condition on what it closes over
			continue
		}
		if i >= len(args) {
			unsure = true
			continue
		}
		arg := args[i]
		if p != nil {
			arg = p.Resolve(arg)
		}
		if holds, known := g.holds(arg); known {
			if !holds {
				return nil, true, false
			}
			continue
		}
		if param, ok := plainParam(arg); ok {
			g.param = param
			rest = append(rest, g)
			continue
		}
		unsure = true
	}
	return rest, false, unsure
}

// explore follows the paths of the function. If there are too many, what is known of functions of other packages, which
// return in several ways, is left out.
func (b *builder) explore(f *Func) {
	if asked := b.follow(f, false); f.GaveUp && asked {
		*f = Func{Fn: f.Fn}
		b.follow(f, true)
	}
}

// follow reports whether functions of other packages had a part in it.
func (b *builder) follow(f *Func, alone bool) (asked bool) {
	e := &explorer{builder: b, f: f, fn: f.Fn, memories: make(map[string]*memory), numbers: make(map[any]string), ends: make(map[endKey]*end), waited: make(map[*Lock]int), releases: make(map[endKey][]ssa.Instruction), begins: make(map[*Lock]bool), visits: make(map[ssa.Instruction][]visit), alone: alone}
	search := &paths.Search{
		From:   flow.Entry(f.Fn),
		Step:   e.step,
		Memory: e.keep(&memory{}),
		Until:  e.until,
		Keep: func(cond ssa.Value) bool {
			_, ok := guardOf(cond)
			return ok || isResult(cond)
		},
		Budget: max(1, min(budget, b.budget)),
	}
	for _, blk := range f.Fn.Blocks {
		for _, instr := range blk.Instrs {
			switch instr := instr.(type) {
			case *ssa.Phi:
				if isPointer(instr.Type()) || startsConstant(instr) {
					search.Phis = append(search.Phis, instr)
				}
			case *ssa.If:
				if g, ok := guardOf(instr.Cond); ok {
					e.guards = append(e.guards, guarded{instr.Cond, g})
				}
			}
		}
	}
	complete := search.Each(func(p *paths.Path) bool {
		e.end(p)
		return true
	})
	b.budget -= search.Used
	e.finish(complete)
	return e.asked
}

// isResult reports whether a function returns what it has branched on: the result tells
// which way it took.
func isResult(cond ssa.Value) bool {
	if not, ok := cond.(*ssa.UnOp); ok && not.Op == token.NOT {
		cond = not.X
	}
	refs := cond.Referrers()
	return refs != nil && slices.ContainsFunc(*refs, func(ref ssa.Instruction) bool {
		_, ok := ref.(*ssa.Return)
		return ok
	})
}

const (
	budget        = 800     // bounds the states in which one function is looked at
	packageBudget = 100_000 // and those of all functions of a package
)

// startsConstant reports whether a phi is the counter of a loop that begins with a
// constant, which decides whether the body runs at all.
func startsConstant(phi *ssa.Phi) bool {
	if len(phi.Edges) != 2 {
		return false
	}
	_, first := phi.Edges[0].(*ssa.Const)
	_, second := phi.Edges[1].(*ssa.BinOp)
	return first && second
}

func isPointer(t types.Type) bool {
	switch t.Underlying().(type) {
	case *types.Pointer, *types.Signature, *types.Interface:
		return true
	}
	return false
}
