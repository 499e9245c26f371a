package guardedby

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/chans"
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/lockstate"
	"github.com/gocorelint/gocorelint/analyzers/internal/place"
)

// concurrent reports whether the access can run beside others.
func (c *checker) concurrent(a *access, g *guard) bool {
	for fn := a.fn; fn != nil; fn = fn.Parent() {
		if decl, ok := fn.Syntax().(*ast.FuncDecl); ok {
			if locked.MatchString(fn.Name()) || decl.Doc != nil && saysLocked(decl.Doc.Text()) {
				return false // it says so
			}
			if constructs(fn) || startsWith(fn.Name(), "init", "reset", "start", "setup", "open") {
				return false // nobody else has the object yet
			}
			if sorts(fn) {
				return false // package sort or heap calls it, for somebody who has the lock
			}
		}
	}
	if flow.NoRace(a.fn) {
		return false // its author knows
	}
	if !a.write && g.lookedBefore(a) {
		return false // it has looked with the lock
	}
	if locksUnknown(a.fn) {
		return false // what guards the object is not followed
	}
	if renews(a) {
		return false // the object begins here
	}
	if spawnsLater(a) {
		return false // it starts the others
	}
	if c.retired(a, g) {
		return false // whoever comes now finds the flag set
	}
	if waitedBefore(a, g.class) {
		return false // the others may have ended, or have no way to the object any more
	}
	if c.printedLocked(a.fn, g.class) {
		return false // who prints the object has the lock
	}
	if indirect(a.field.X) && c.handedOver(a.field) {
		return false // who has the other object may hold a lock as long
	}
	if len(a.held) > 0 && g.other(a) == nil {
		return false // another lock may do as well
	}
	if c.calledLocked(a.fn, 0) {
		return false // who has the object has a lock of its own
	}
	return c.reached(a.fn, root(a.field.X), g, make(map[*ssa.Function]bool))
}

// maxCallers bounds how far calledLocked goes up.
const maxCallers = 3

// calledLocked reports whether all places of the package that call the function hold some lock. A method of an
// unexported type counts although code outside could call it by an interface.
func (c *checker) calledLocked(fn *ssa.Function, depth int) bool {
	if depth > maxCallers || fn.Object() == nil || fn.Object().Exported() && (fn.Signature.Recv() == nil || exportedType(fn.Signature.Recv().Type())) {
		return false
	}
	calls := 0
	sites, _ := c.chans.Callers(fn)
	for _, site := range sites {
		if c.InTest(site.Call.Pos()) {
			continue
		}
		caller := site.Call.Parent()
		f := c.locks.Func(caller)
		if site.Go || (f == nil || len(f.Held(site.Call)) == 0) && len(c.locks.HeldBefore(caller)) == 0 && !c.calledLocked(caller, depth+1) {
			return false
		}
		calls++
	}
	return calls > 0
}

func exportedType(t types.Type) bool {
	if p, ok := t.(*types.Pointer); ok {
		t = p.Elem()
	}
	named, ok := types.Unalias(t).(*types.Named)
	return !ok || named.Obj().Exported()
}

// spawnsLater reports whether the function starts a goroutine after the access.
func spawnsLater(a *access) bool {
	return flow.Reaches(flow.After(a.at), func(instr ssa.Instruction) bool {
		call, ok := instr.(ssa.CallInstruction)
		return ok && chans.Spawns(call)
	}, func(ssa.Instruction) bool { return false })
}

// handedOver reports whether some function releases a lock beside the field that it has not taken.
func (c *checker) handedOver(fa *ssa.FieldAddr) bool {
	st, ok := fa.X.Type().Underlying().(*types.Pointer).Elem().Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for f := range st.Fields() {
		if c.locks.HandedOver(f.Origin()) {
			return true
		}
	}
	return false
}

// indirect reports whether an object is found through another one.
func indirect(v ssa.Value) bool {
	load, ok := v.(*ssa.UnOp)
	return ok && place.StoredOnce(load.X) == nil
}

// waitedBefore reports whether the function has waited for somebody on every way to the
// access: it has received from a channel, called a method Wait, or taken another lock than
// the one of the class and those that it still holds, with which it can take the object out of the reach of others.
func waitedBefore(a *access, class types.Object) bool {
	for b := a.at.Block(); b != nil; b = b.Idom() {
		for _, instr := range b.Instrs {
			if instr == a.at {
				break
			}
			switch instr := instr.(type) {
			case *ssa.UnOp:
				if instr.Op == token.ARROW && !flow.IsClock(instr.X) {
					return true
				}
			case *ssa.Select:
				if !byClock(instr, a.at.Block()) {
					return true
				}
			case *ssa.Call:
				if fn := instr.Call.StaticCallee(); fn != nil && fn.Name() == "Wait" || takesOther(instr, class, a.held) {
					return true
				}
			}
		}
	}
	return false
}

// locksUnknown reports whether the function calls a Lock or RLock of an interface or type of somebody's own, or one that is called
// nearly so.
func locksUnknown(fn *ssa.Function) bool {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if call, ok := instr.(ssa.CallInstruction); ok && lockstate.OpOf(call) == lockstate.NoOp {
				if name := flow.CalledName(call.Common()); strings.HasPrefix(name, "Lock") || strings.HasPrefix(name, "RLock") {
					return true
				}
			}
		}
	}
	return false
}

// byClock reports whether the block runs in a case of the select statement that a clock chooses: nobody else was waited for.
func byClock(sel *ssa.Select, at *ssa.BasicBlock) bool {
	for i, state := range sel.States {
		if state.Dir != types.RecvOnly || !flow.IsClock(state.Chan) {
			continue
		}
		if _, to, ok := flow.CaseOf(sel, i); ok && len(to.Preds) == 1 && to.Dominates(at) {
			return true
		}
	}
	return false
}

func takesOther(call *ssa.Call, class types.Object, held map[types.Object]bool) bool {
	if lockstate.OpOf(call) != lockstate.Locks || len(call.Call.Args) == 0 {
		return false
	}
	fa, ok := call.Call.Args[0].(*ssa.FieldAddr)
	if !ok {
		return true
	}
	field := fieldOf(fa)
	_, still := held[field]
	return field != class && !still
}

// root is the value through which a function comes to an object.
func root(v ssa.Value) ssa.Value {
	for range 12 {
		switch x := v.(type) {
		case *ssa.FieldAddr:
			v = x.X
		case *ssa.UnOp:
			if stored := place.StoredOnce(x.X); stored != nil {
				v = stored
			} else {
				v = x.X
			}
		case *ssa.FreeVar:
			bound := place.Binding(x)
			if bound == nil {
				return v
			}
			v = bound
		default:
			return v
		}
	}
	return v
}

// onlyCalled reports whether the function is an unexported method that nobody takes as a value: code outside, which may have its
// object, can't call it.
func (c *checker) onlyCalled(fn *ssa.Function) bool {
	if fn.Signature.Recv() == nil || fn.Object() == nil || fn.Object().Exported() {
		return false
	}
	if c.taken == nil {
		c.taken = takenAsValues(c.funcs)
	}
	return !c.taken[fn.Object()]
}

// repeats reports whether the function comes to the field again and again, as long after a constructor has started it.
func repeats(fn *ssa.Function, obj ssa.Value, g *guard) bool {
	return slices.ContainsFunc(g.bare, func(a *access) bool {
		return a.fn == fn && root(a.field.X) == obj && flow.Reaches(flow.After(a.at), func(instr ssa.Instruction) bool { return instr == a.at }, nil)
	})
}

// handles reports whether package http may run the function, for each request in a goroutine of its own.
func (c *checker) handles(fn *ssa.Function) bool {
	if flow.RequestOf(fn) == nil {
		return false
	}
	return fn.Parent() != nil || fn.Object() != nil && (fn.Object().Exported() || !c.onlyCalled(fn))
}

// beside reports whether one function uses the field bare which runs beside others for sure, as a goroutine or for a
// request, and does so no more often than others with the lock.
func (c *checker) beside(g *guard) bool {
	if functions(g.bare) != 1 || functions(g.holding) < 2 || len(g.bare) > len(g.holding) {
		return false
	}
	return !slices.ContainsFunc(g.bare, func(a *access) bool {
		if c.handles(a.fn) {
			return false
		}
		sites, _ := c.chans.Callers(a.fn)
		return !slices.ContainsFunc(sites, func(site chans.Site) bool { return site.Go })
	})
}

// writtenBeside reports whether a goroutine of the package changes the field with the lock, while only exported methods that are not
// part of it use the field bare: the lock is there for them.
func (c *checker) writtenBeside(g *guard) bool {
	if len(g.bare) > len(g.holding) || slices.ContainsFunc(g.bare, func(a *access) bool {
		return !c.begins(a) && (!exported(a.fn) || a.fn.Signature.Recv() == nil)
	}) {
		return false
	}
	return slices.ContainsFunc(g.changes(), func(a *access) bool {
		if !a.held[g.class] {
			return false
		}
		spawned, called := c.startedBy(a.fn, make(map[*ssa.Function]bool))
		return spawned && !called
	})
}

// startedBy goes up the calls from a function, but for those on objects that are new there: it may come to goroutines that the package
// starts, and to functions that others call. Who calls a method that he got as a value has another object.
func (c *checker) startedBy(fn *ssa.Function, seen map[*ssa.Function]bool) (spawned, called bool) {
	if seen[fn] {
		return false, false
	}
	seen[fn] = true
	sites, all := c.chans.CallersHere(fn)
	called = !all || exported(fn)
	for _, site := range sites {
		switch {
		case site.Go:
			spawned = true
		case !lockstate.OnNew(site.Call):
			s, o := c.startedBy(site.Call.Parent(), seen)
			spawned, called = spawned || s, called || o
		}
	}
	return spawned, called && !flow.IsBound(fn)
}

// takenAsValues finds the methods whose values somebody takes: the SSA form has a function of its own for each.
func takenAsValues(funcs []*ssa.Function) map[types.Object]bool {
	taken := make(map[types.Object]bool)
	var operands []*ssa.Value
	for _, fn := range funcs {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				operands = instr.Operands(operands[:0])
				for _, v := range operands {
					if used, ok := (*v).(*ssa.Function); ok && used.Synthetic != "" && used.Object() != nil {
						taken[used.Object()] = true
					}
				}
			}
		}
	}
	return taken
}

// reached reports whether the function is called from outside or runs in a goroutine
// of its own, and not by a function which changes the field or has made the object, which it
// comes to through the value obj.
func (c *checker) reached(fn *ssa.Function, obj ssa.Value, g *guard, seen map[*ssa.Function]bool) bool {
	if seen[fn] {
		return false
	}
	seen[fn] = true
	for _, a := range g.holding {
		if a.write && flow.Outermost(a.fn) == flow.Outermost(fn) {
			return false // who changes it knows what it holds
		}
	}
	if _, made := obj.(*ssa.Alloc); made {
		return false
	}
	if c.handles(fn) {
		return true
	}
	sites, all := c.chans.Callers(fn)
	if fn.Object() != nil && fn.Object().Exported() && (!all || fn.TypeParams().Len() > 0 || fn.Signature.RecvTypeParams().Len() > 0) {
		return true
	}
	if !all && !c.onlyCalled(fn) {
		return false // who calls it is not known
	}
	param := slices.IndexFunc(fn.Params, func(p *ssa.Parameter) bool { return p == obj })
	for _, site := range sites {
		if site.Go && repeats(fn, obj, g) {
			return true
		}
		arg := obj
		if args := site.Call.Common().Args; param >= 0 {
			if len(args) != len(fn.Params) {
				continue // a method value or an interface
			}
			if arg = root(args[param]); fresh(args[param]) {
				continue
			}
		}
		caller := site.Call.Parent()
		if !constructs(flow.Outermost(caller)) && (site.Go || c.reached(caller, arg, g, seen)) {
			return true
		}
	}
	return false
}
