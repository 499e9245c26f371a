package guardedby

import (
	_ "embed"
	"flag"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/chans"
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/lockstate"
	"github.com/gocorelint/gocorelint/analyzers/internal/place"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/internal/lazyregexp"
)

//go:embed doc.go
var doc string

// Analyzer has the default settings.
var Analyzer = New()

var (
	bareWrite = &report.Kind{ID: "bare-write",
		Format: "%s is changed without %s, which guards it at %d other places, such as %s: a data race; take the lock"}
	bareRead = &report.Kind{ID: "bare-read",
		Format: "%s is read without %s, with which it is changed at %s: a data race; take the lock"}
	bareLazy = &report.Kind{ID: "bare-lazy-set",
		Format: "%s is set on the first call without %s, with which it is read at %s: a data race; take the lock, or use sync.Once"}
	otherLock = &report.Kind{ID: "other-lock",
		Format: "%s is used with %s here, and at %s with %s: two locks keep nobody apart, a data race; take the same one"}
	readLocked = &report.Kind{ID: "write-under-rlock",
		Format: "%s is changed with %s only read-locked: other readers run at the same time; take Lock"}
	handedOut = &report.Kind{ID: "guarded-map-returned",
		Format: "the map in %s leaves the critical section of %s, and is changed in place at %s: a fatal error for who reads it; return a copy"}
	sliceOut = &report.Kind{ID: "guarded-slice-returned",
		Format: "the slice in %s leaves the critical section of %s, and its elements are changed in place at %s: a data race for who reads it; return a copy"}
)

// New makes the analyzer.
func New() *analysis.Analyzer {
	c := report.Check{
		Name:     "guardedby",
		DocFile:  doc,
		Kinds:    []*report.Kind{bareWrite, bareRead, bareLazy, otherLock, readLocked, handedOut, sliceOut},
		Requires: []*analysis.Analyzer{flow.Analyzer, lockstate.Analyzer, chans.Analyzer},
	}
	returned := false
	c.Flags = func(fs *flag.FlagSet) {
		fs.BoolVar(&returned, "returned", false, "also report maps and slices that are returned from under the lock, and changed in place elsewhere")
	}
	c.Run = func(pass *report.Pass) { run(pass, returned) }
	return c.New()
}

func run(pass *report.Pass, returned bool) {
	locks := pass.ResultOf[lockstate.Analyzer].(*lockstate.Package)
	if len(locks.Funcs) == 0 {
		return
	}
	c := &checker{
		collector: collector{Pass: pass, locks: locks, fields: make(map[*types.Var][]*access)},
		chans:     pass.ResultOf[chans.Analyzer].(*chans.Package),
		returned:  returned,
	}
	c.funcs = pass.ResultOf[flow.Analyzer].(*flow.Package).Funcs
	for _, fn := range c.funcs {
		if f := c.file(fn.Pos()); f != nil && !c.IsTest(f) {
			c.function(fn)
		}
	}
	for _, v := range c.order {
		c.field(v, c.fields[v])
	}
}

type checker struct {
	collector
	chans    *chans.Package
	funcs    []*ssa.Function
	taken    map[types.Object]bool
	returned bool // maps and slices that are handed out, too
}

func (c *checker) file(pos token.Pos) *ast.File {
	for _, f := range c.Files {
		if f.FileStart <= pos && pos <= f.FileEnd {
			return f
		}
	}
	return nil
}

// A guard is the lock that most accesses to a field hold.
type guard struct {
	class   types.Object
	holding []*access
	change  *access // one that changes the field and has the lock for writing
	inside  *access // one that changes the map or slice in the field
	bare    []*access
}

const fewest = 3 // guarded accesses that show a habit

func (c *checker) field(v *types.Var, all []*access) {
	c.elements(v, all)
	g := c.guard(all)
	if g != nil && g.change == nil {
		c.readersOnly(v, g)
	}
	if g == nil || len(g.bare) > 0 && (c.lazy(v, g) || c.twoLocks(v, g)) || g.change == nil {
		return
	}
	flag := g.flag()
	if (len(g.holding) < fewest || functions(g.holding) < 2) && !flag {
		c.setter(v, g)
		return
	}
	name := g.class.Name()
	for _, a := range g.holding {
		switch {
		case a.write && !a.held[g.class] && onlyReadLocked(a):
			c.Report(report.Finding{At: report.At(a.at.Pos(), 1), Kind: readLocked, Args: []any{v.Name(), name}})
		case c.returned && g.inside != nil && returnsInside(a.at) && !lendsMap(a.fn) && !c.locks.MayBeHeldBefore(a.fn, g.class):
			kind := handedOut
			if _, isMap := v.Type().Underlying().(*types.Map); !isMap {
				kind = sliceOut
			}
			c.Report(report.Finding{At: report.At(a.at.Pos(), 1), Kind: kind, Args: []any{v.Name(), name, c.Line(a.at.Pos(), g.inside.at.Pos())}})
		}
	}
	if functions(g.bare) != 1 || 4*len(g.bare) > len(g.holding) && !flag {
		c.setter(v, g)
		return // no habit
	}
	for _, a := range g.bare {
		if !c.concurrent(a, g) {
			continue
		}
		if a.write {
			c.Report(report.Finding{At: report.At(a.at.Pos(), 1), Kind: bareWrite, Args: []any{v.Name(), name, len(g.holding), c.Line(a.at.Pos(), g.change.at.Pos())}})
		} else if (flag || g.changesOften()) && (g.replaced() || looksInside(a.at)) {
			c.Report(report.Finding{At: report.At(a.at.Pos(), 1), Kind: bareRead, Args: []any{v.Name(), name, c.Line(a.at.Pos(), g.change.at.Pos())}})
		}
	}
}

// readersOnly reports changes under the read lock of a field that nobody changes with more than that, but that several
// functions use with the lock. One is enough for a map, and for a lock that nobody takes for writing.
func (c *checker) readersOnly(v *types.Var, g *guard) {
	if len(g.bare) > 0 {
		return // perhaps one goroutine has the field to itself
	}
	alone := functions(g.holding) < 2 && c.locks.Written(g.class)
	_, isMap := v.Type().Underlying().(*types.Map)
	for _, a := range g.holding {
		if a.write && onlyReadLocked(a) && (!alone || isMap && a.inside) {
			c.Report(report.Finding{At: report.At(a.at.Pos(), 1), Kind: readLocked, Args: []any{v.Name(), g.class.Name()}})
		}
	}
}

// changesOften reports whether the field changes more than once in the life of an object, as
// far as can be seen: in several functions, in a method that is there to set it, or inside a map or slice.
func (g *guard) changesOften() bool {
	changes := g.changes()
	return g.inside != nil || functions(changes) > 1 || len(changes) > 0 && sets(outermost(changes[0].fn))
}

func (g *guard) changes() []*access {
	return slices.DeleteFunc(slices.Clone(g.holding), func(a *access) bool { return !a.write })
}

// sets reports whether a method is there for others to set something.
func sets(fn *ssa.Function) bool {
	return fn.Signature.Recv() != nil && fn.Object() != nil && fn.Object().Exported() && startsWith(fn.Name(), "set", "update", "replace")
}

// flag reports whether the field is a bool that a function sets with the lock unless it is set already: then it
// expects others at the same time.
func (g *guard) flag() bool {
	return slices.ContainsFunc(g.changes(), func(set *access) bool {
		store, ok := set.at.(*ssa.Store)
		if !ok || !set.held[g.class] {
			return false
		}
		if k, ok := store.Val.(*ssa.Const); !ok || k.Value == nil || k.Value.Kind() != constant.Bool || !constant.BoolVal(k.Value) {
			return false
		}
		return slices.ContainsFunc(g.holding, func(test *access) bool {
			return !test.write && test.fn == set.fn && test.held[g.class] && unless(test.at, set.at)
		})
	})
}

// unless reports whether the instruction runs where the value was tested and found to be false.
func unless(tested, instr ssa.Instruction) bool {
	v, ok := tested.(ssa.Value)
	return ok && slices.ContainsFunc(*v.Referrers(), func(ref ssa.Instruction) bool {
		switch ref := ref.(type) {
		case *ssa.If:
			return dominates(ref.Block().Succs[1], instr)
		case *ssa.UnOp:
			return ref.Op == token.NOT && slices.ContainsFunc(*ref.Referrers(), func(use ssa.Instruction) bool {
				branch, ok := use.(*ssa.If)
				return ok && dominates(branch.Block().Succs[0], instr)
			})
		}
		return false
	})
}

func dominates(side *ssa.BasicBlock, instr ssa.Instruction) bool {
	return len(side.Preds) == 1 && side.Dominates(instr.Block())
}

// branches reports whether the value decides a branch.
func branches(at ssa.Instruction) bool {
	v, ok := at.(ssa.Value)
	return ok && slices.ContainsFunc(*v.Referrers(), func(ref ssa.Instruction) bool {
		switch ref := ref.(type) {
		case *ssa.If:
			return true
		case *ssa.UnOp:
			return branches(ref)
		case *ssa.BinOp:
			return branches(ref)
		}
		return false
	})
}

// lazy reports a method that sets the field when it is first asked for, without the lock with which others use it.
func (c *checker) lazy(v *types.Var, g *guard) bool {
	if len(g.changes()) > 0 || functions(g.bare) != 1 {
		return false // perhaps one goroutine has the field to itself
	}
	i := slices.IndexFunc(g.bare, func(set *access) bool {
		return set.write && !set.inside && slices.ContainsFunc(g.bare, func(test *access) bool {
			return !test.write && branches(test.at) && test.fn == set.fn && test.at.Block() != set.at.Block() && test.at.Block().Dominates(set.at.Block())
		})
	})
	if i < 0 || !exported(g.bare[i].fn) || !c.concurrent(g.bare[i], g) {
		return false
	}
	c.Report(report.Finding{At: report.At(g.bare[i].at.Pos(), 1), Kind: bareLazy, Args: []any{v.Name(), g.class.Name(), c.Line(g.bare[i].at.Pos(), g.holding[0].at.Pos())}})
	return true
}

func exported(fn *ssa.Function) bool { return fn.Object() != nil && fn.Object().Exported() }

// replaced reports whether the field itself is changed, not only the map or slice in it.
func (g *guard) replaced() bool {
	return slices.ContainsFunc(g.holding, func(a *access) bool { return a.write && !a.inside })
}

// returnsInside reports whether the instruction loads a map or slice that the function returns.
func returnsInside(instr ssa.Instruction) bool {
	load, ok := instr.(*ssa.UnOp)
	if !ok {
		return false
	}
	switch load.Type().Underlying().(type) {
	case *types.Map, *types.Slice:
		return returned(load)
	}
	return false
}

var lent = lazyregexp.New(`(?i)\bunderlying\b|\b(must|should|do|may) not\b|\bread[- ]?only\b|\bcaller`)

// lendsMap reports whether the function's comment says on what terms it gives the map away.
func lendsMap(fn *ssa.Function) bool {
	decl, ok := fn.Syntax().(*ast.FuncDecl)
	return ok && decl.Doc != nil && lent.MatchString(decl.Doc.Text())
}

// returned reports whether a value is returned, directly or through the variable that holds the
// result while deferred calls run.
func returned(v ssa.Value) bool {
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Return:
			return true
		case *ssa.Store:
			result, ok := ref.Addr.(*ssa.Alloc)
			if !ok || result.Heap {
				continue
			}
			for _, ref := range *result.Referrers() {
				if load, ok := ref.(*ssa.UnOp); ok && returned(load) {
					return true
				}
			}
		}
	}
	return false
}

// guard finds the lock that is held most often.
func (c *checker) guard(all []*access) *guard {
	count := make(map[types.Object]int)
	var classes []types.Object
	for _, a := range all {
		for class := range a.held {
			if !lockstate.Besides(class, a.field) {
				continue
			}
			if count[class]++; count[class] == 1 {
				classes = append(classes, class)
			}
		}
	}
	if len(classes) == 0 {
		return nil
	}
	best := slices.MaxFunc(classes, func(a, b types.Object) int {
		if d := count[a] - count[b]; d != 0 {
			return d
		}
		return int(b.Pos() - a.Pos())
	})
	g := &guard{class: best}
	for _, a := range all {
		write, held := a.held[best]
		switch {
		case held:
			g.holding = append(g.holding, a)
			if a.write && write && g.change == nil {
				g.change = a
			}
			if a.inside && g.inside == nil {
				g.inside = a
			}
		case !c.mayHold(a, best):
			g.bare = append(g.bare, a)
		}
	}
	return g
}

func (c *checker) mayHold(a *access, class types.Object) bool {
	if f := c.locks.Func(a.fn); f != nil && f.MayHold(a.at, class) {
		return true
	}
	return c.locks.MayBeHeldBefore(a.fn, class)
}

func functions(list []*access) int {
	seen := make(map[*ssa.Function]bool)
	for _, a := range list {
		seen[outermost(a.fn)] = true
	}
	return len(seen)
}

func outermost(fn *ssa.Function) *ssa.Function {
	for fn.Parent() != nil {
		fn = fn.Parent()
	}
	return fn
}

// onlyReadLocked reports whether nothing but a read lock is held.
func onlyReadLocked(a *access) bool {
	for _, write := range a.held {
		if write {
			return false
		}
	}
	return true
}

var locked = lazyregexp.New(`(?i)(^|[^bc])lock|\bheld\b|\bholds?\b|\bholding\b|concurren|goroutine|\brac(e|es|y|ing)\b|thread|atomic|single|\b(must|should|may|can)(\s+not|\s+only|not|n.t)\s+be\s+called\b|\bonly\s+be\s+called\b`)

// unlocked is how a comment says that callers do not hold the lock.
var unlocked = lazyregexp.New(`(?i)\block\w*\s+(must|should|may|is|are)\s*(not|n't)\s+(be\s+)?held\b|\b(must|should|may|does|do)(\s+not|n't)\s+hold\b[\w\s.]{0,20}?lock\w*`)

// concurrent reports whether the access can run beside others.
func (c *checker) concurrent(a *access, g *guard) bool {
	for fn := a.fn; fn != nil; fn = fn.Parent() {
		if decl, ok := fn.Syntax().(*ast.FuncDecl); ok {
			if locked.MatchString(fn.Name()) || decl.Doc != nil && locked.MatchString(unlocked.ReplaceAllString(decl.Doc.Text(), "")) {
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
	if renews(a) {
		return false // the object begins here
	}
	if spawnsLater(a) {
		return false // it starts the others
	}
	if waitedBefore(a, g.class) {
		return false // the others may have ended, or have no way to the object any more
	}
	if indirect(a.field.X) && c.handedOver(a.field) {
		return false // who has the other object may hold a lock as long
	}
	if len(a.held) > 0 && g.other(a) == nil {
		return false // another lock may do as well
	}
	return c.reached(a.fn, root(a.field.X), g, make(map[*ssa.Function]bool))
}

// lookedBefore reports whether the function has come to the field with the lock before, on every way.
func (g *guard) lookedBefore(a *access) bool {
	return slices.ContainsFunc(g.holding, func(x *access) bool {
		if x.fn != a.fn {
			return false
		}
		b := x.at.Block()
		if b == a.at.Block() {
			return slices.Index(b.Instrs, x.at) < slices.Index(b.Instrs, a.at)
		}
		return b.Dominates(a.at.Block())
	})
}

// other is the one lock, beside the field, that the access holds, nil if somebody who uses the field with the guard,
// and meets the access, holds it too.
func (g *guard) other(a *access) types.Object {
	meets := g.holding
	if !a.write {
		meets = g.changes()
	}
	for class := range a.held {
		if len(a.held) > 1 || !lockstate.Besides(class, a.field) || slices.ContainsFunc(meets, func(x *access) bool { _, too := x.held[class]; return too }) {
			break
		}
		return class
	}
	return nil
}

// twoLocks reports an access with a lock, where all others have another one.
func (c *checker) twoLocks(v *types.Var, g *guard) bool {
	if functions(g.bare) != 1 {
		return false
	}
	for _, a := range g.bare {
		wrong := g.other(a)
		if wrong == nil || !a.write && len(g.changes()) == 0 || !c.concurrent(a, g) {
			continue
		}
		c.Report(report.Finding{At: report.At(a.at.Pos(), 1), Kind: otherLock,
			Args: []any{v.Name(), wrong.Name(), c.Line(a.at.Pos(), g.holding[0].at.Pos()), g.class.Name()}})
		return true
	}
	return false
}

// sorts reports whether the function is a method of a sort.Interface or heap.Interface.
func sorts(fn *ssa.Function) bool {
	recv := fn.Signature.Recv()
	if recv == nil || !slices.Contains([]string{"Len", "Less", "Swap", "Push", "Pop"}, fn.Name()) {
		return false
	}
	for _, name := range []string{"Len", "Less", "Swap"} {
		if m, _, _ := types.LookupFieldOrMethod(recv.Type(), true, fn.Pkg.Pkg, name); m == nil {
			return false
		}
	}
	return true
}

// renews reports whether the function gives the field a new map or slice, without a lock.
func renews(a *access) bool {
	v := fieldOf(a.field)
	for _, b := range a.fn.Blocks {
		for _, instr := range b.Instrs {
			store, ok := instr.(*ssa.Store)
			if !ok {
				continue
			}
			fa, ok := store.Addr.(*ssa.FieldAddr)
			if !ok || fieldOf(fa) != v {
				continue
			}
			switch store.Val.(type) {
			case *ssa.MakeMap, *ssa.MakeSlice:
				return true
			}
		}
	}
	return false
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
				if instr.Op == token.ARROW {
					return true
				}
			case *ssa.Select:
				return true
			case *ssa.Call:
				if fn := instr.Call.StaticCallee(); fn != nil && fn.Name() == "Wait" || takesOther(instr, class, a.held) {
					return true
				}
			}
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
		if a.write && outermost(a.fn) == outermost(fn) {
			return false // who changes it knows what it holds
		}
	}
	if _, made := obj.(*ssa.Alloc); made {
		return false
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
		if !constructs(outermost(caller)) && (site.Go || c.reached(caller, arg, g, seen)) {
			return true
		}
	}
	return false
}
