// Package lockstate is the engine of locks: for each function of a package, and
// each path through it, which locks are held where.
//
// It is property simulation (Das, Lerner, Seigle: ESP: Path-Sensitive Program
// Verification in Polynomial Time, PLDI 2002) on the engine of paths, with
// summaries of functions as in RacerX (Engler, Ashcraft: RacerX: Effective,
// Static Detection of Race Conditions and Deadlocks, SOSP 2003). It differs
// from both in that it infers what a function finds when it is entered:
// who begins by releasing a lock is called with the lock held.
//
// What is unknown is left out: a lock without a name of its own, a call that
// can't be resolved, a function with too many paths.
package lockstate

import (
	"go/token"
	"go/types"
	"reflect"
	"slices"
	"sync"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/chans"
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
)

// Analyzer computes the lock states of a package.
var Analyzer = &analysis.Analyzer{
	Name:       "lockstate",
	Doc:        "follow locks along the paths of each function",
	Run:        run,
	Requires:   []*analysis.Analyzer{flow.Analyzer, chans.Analyzer},
	FactTypes:  []analysis.Fact{new(facts)},
	ResultType: reflect.TypeFor[*Package](),
}

// A Package knows the locks of one package.
type Package struct {
	// Funcs lists the functions that have to do with locks, in source order.
	Funcs []*Func
	// Blind lists the calls of TryLock and TryRLock whose result nobody looks at, in functions
	// that release the lock.
	Blind []*Blind

	consumed map[*ssa.Function]bool // a caller releases what the function leaves locked
	called   map[*ssa.Function]bool // the package calls it
	passed   map[*ssa.Function]bool // a caller leaves locked what the function has
	given    func() given           // see Given
	lenders  map[types.Object]bool  // classes that some function releases without having taken them
	writers  map[types.Object]bool  // classes that somebody locks for writing

	funcs   map[*ssa.Function]*Func
	chans   *chans.Package
	fset    *token.FileSet
	imports *importer
	builder *builder // nil in a package without locks
	takes   func() map[*ssa.Function][]*take
	walk    sync.Mutex // of those who name locks when the run is over
	mu      sync.Mutex
	entries map[entryKey]entry
	with    map[types.Object]map[*ssa.Function]bool
	callees map[*ssa.Function][]*ssa.Function
	calls   func() []call

	condLock func(ssa.Value) (types.Object, bool)
}

// A Func is what is known of one function.
type Func struct {
	Fn *ssa.Function
	// GaveUp is set where there were too many paths to follow; then
	// nothing is listed.
	GaveUp bool

	known bool // by a fact of its package
	Kept  []*Kept
	Loops []*Loop
	Twice []*Twice
	Wrong []*Wrong

	exits      []exit
	acquires   []*acquire
	lends      []*Lock
	entrusted  []*Lock // those that it releases itself
	paramCalls []*paramCall
	visits     map[ssa.Instruction][]visit
}

// A Kept is a lock that is taken at one place and still held where the
// function returns.
type Kept struct {
	Lock  *Lock
	Write bool
	At    ssa.Instruction // the call that takes it
	// Returns are those with the lock held, Released those without it.
	Returns, Released []*Return
	// Unlocks are the places that release it on other paths.
	Unlocks []ssa.Instruction
}

// A Return is one way out of a function.
type Return struct {
	Instr *ssa.Return
	// Results are constants, instructions that make something non-nil, or nil for unknown.
	Results []ssa.Value
}

// A Loop is a lock that is taken in a loop, and still held when control comes back to
// the same place.
type Loop struct {
	Lock    *Lock
	Op      Op
	At      ssa.Instruction
	Branch  ssa.Instruction   // the last condition between, or nil
	Unlocks []ssa.Instruction // that release it on other paths
}

// A Twice is a lock that is taken while the goroutine holds it.
type Twice struct {
	Lock      *Lock
	At        ssa.Instruction // the call in this function that blocks
	HeldSince ssa.Instruction
	HeldWrite bool
	Write     bool // what is wanted
	// Chain leads from the call at At to the call that blocks, which is the last one.
	Chain []ssa.Instruction
	// Sure is false where a condition in a callee could not be decided.
	Sure bool
	// Always is false where the callee comes to the lock on some paths only.
	Always bool
	// Dynamic means that a call was resolved by what the package stores or converts.
	Dynamic bool
}

// A Wrong is a release that does not go with what is held.
type Wrong struct {
	Lock *Lock
	At   ssa.Instruction
	Op   Op
	// Taken is where the lock was taken, Gone where it was released before,
	// or nil: then it is held in the other mode.
	Taken, Gone ssa.Instruction
	// Failed is the TryLock that has not got it, nil where there was none.
	Failed ssa.Instruction
}

// A Blind takes a lock or does not, and goes on either way.
type Blind struct {
	Lock *Lock
	Op   Op
	At   ssa.CallInstruction
}

// Consumed reports whether some caller releases what fn leaves locked.
func (p *Package) Consumed(fn *ssa.Function) bool { return p.consumed[fn] }

// Wrapper reports whether the instruction calls a function that is there to take a
// lock for its caller.
func (p *Package) Wrapper(instr ssa.Instruction) bool {
	call, ok := instr.(ssa.CallInstruction)
	if !ok || call.Common().StaticCallee() == nil {
		return false
	}
	callee := declared(call.Common().StaticCallee())
	return p.consumed[callee] || p.funcs[callee] != nil && p.funcs[callee].keeps()
}

// keeps reports whether a function of another package always leaves a lock held: that is its purpose.
func (f *Func) keeps() bool {
	return f.known && len(f.exits) > 0 && !slices.ContainsFunc(f.exits, func(x exit) bool {
		return !slices.ContainsFunc(x.effects, func(eff effect) bool { return eff.state == held })
	})
}

// Dropped reports whether the package calls fn, and no caller does anything
// about what fn leaves locked.
func (p *Package) Dropped(fn *ssa.Function) bool {
	return p.called[fn] && !p.consumed[fn] && !p.passed[fn]
}

// Lent reports whether some function of the package releases locks of the
// class that it has not taken.
func (p *Package) Lent(l *Lock) bool { return p.HandedOver(l.Class()) }

// HandedOver is Lent for a class.
func (p *Package) HandedOver(class types.Object) bool { return p.lenders[class] }

// Released reports whether somebody may release a lock of the class that he has not taken, so that a function
// may be there to take it: what other packages can come to counts.
func (p *Package) Released(l *Lock) bool {
	v, ok := l.Class().(*types.Var)
	if _, param := l.root.(*ssa.Parameter); !param || !ok || v.Exported() || v.Embedded() || p.HandedOver(v) {
		return true
	}
	return slices.ContainsFunc(p.Funcs, func(f *Func) bool {
		return f.GaveUp || slices.ContainsFunc(f.lends, func(l *Lock) bool { return l.Class() == v })
	})
}

// Writers reports whether some code of the package locks the class for
// writing, or whether code outside can.
func (p *Package) Writers(l *Lock) bool { return p.Written(l.Class()) }

// Written is Writers for a class.
func (p *Package) Written(class types.Object) bool { return p.writers[class] }

func run(pass *analysis.Pass) (any, error) {
	fp := pass.ResultOf[flow.Analyzer].(*flow.Package)
	b := &builder{
		Package: &Package{
			consumed: make(map[*ssa.Function]bool),
			called:   make(map[*ssa.Function]bool),
			passed:   make(map[*ssa.Function]bool),
			given:    givenAway(fp.Funcs),
			lenders:  make(map[types.Object]bool),
			writers:  make(map[types.Object]bool),

			funcs:    make(map[*ssa.Function]*Func),
			entries:  make(map[entryKey]entry),
			with:     make(map[types.Object]map[*ssa.Function]bool),
			chans:    pass.ResultOf[chans.Analyzer].(*chans.Package),
			fset:     pass.Fset,
			imports:  newImporter(pass),
			takes:    func() map[*ssa.Function][]*take { return nil },
			condLock: func(ssa.Value) (types.Object, bool) { return nil, false },
		},
		pkg:   pass.Pkg,
		fp:    fp,
		names: make(map[lockKey]*Lock),
		bound: make(map[bound]*Lock),
		conds: make(map[types.Object]*condAlias),

		methods: make(map[*types.Var]*ssa.Function),
		changes: make(map[*types.Var]bool),

		budget: packageBudget,
	}
	if !b.usesLocks(pass) {
		return b.Package, nil
	}
	b.calls = sync.OnceValue(func() []call { return b.callList(fp.Funcs) })
	b.condLock = b.condClass
	b.Package.builder = b
	b.takes = sync.OnceValue(func() map[*ssa.Function][]*take {
		return b.newOrderer(func(*ssa.Function) []*take { return nil }).takes
	})
	b.survey()
	for _, fn := range fp.Funcs {
		f := b.summary(fn)
		if len(f.exits) > 0 || len(f.acquires) > 0 || f.Kept != nil || f.Twice != nil || f.Wrong != nil || f.Loops != nil || f.GaveUp {
			b.Funcs = append(b.Funcs, f)
		}
	}
	if !standard(pass) {
		if all := b.export(); all.Funcs != nil {
			pass.ExportPackageFact(all)
		}
	}
	b.imports.pass = nil // facts must not be asked for when this run is over
	return b.Package, nil
}

// usesLocks lets packages without locks pass at no cost. It also reads the facts on all functions
// that the package mentions.
func (b *builder) usesLocks(pass *analysis.Pass) bool {
	found := false
	for _, obj := range pass.TypesInfo.Uses {
		if fn, ok := obj.(*types.Func); ok && (methodOp(fn) != NoOp || b.imports.fact(fn.Origin()) != nil) {
			found = true
		}
	}
	for _, t := range b.imports.tables {
		if t == nil {
			continue
		}
		for _, class := range b.imports.classList(t.Written) {
			b.writers[class] = true
		}
		for _, class := range b.imports.classList(t.Lent) {
			b.lenders[class] = true
		}
	}
	return found
}

// A builder follows the functions of one package.
type builder struct {
	*Package
	pkg *types.Package
	fp  *flow.Package

	names map[lockKey]*Lock
	bound map[bound]*Lock
	conds map[types.Object]*condAlias
	// methods are what fields hold that hold one method of their own object, or nil.
	methods map[*types.Var]*ssa.Function
	changes map[*types.Var]bool // fields that are set in objects which others may have
	budget  int                 // states that may still be looked at
}

func (b *builder) prog() *ssa.Program { return b.fp.Pkg.Prog }

type lockKey struct {
	root  ssa.Value
	path  string
	class types.Object // an interface stands for objects of several types, whose fields may have one name
}

// intern returns the name for the memory; equal names are one pointer.
func (b *builder) intern(r ref) *Lock {
	key := lockKey{r.root, r.path(), r.class()}
	l := b.names[key]
	if l == nil {
		l = &Lock{ref: r, number: len(b.names)}
		b.names[key] = l
	}
	return l
}

// survey looks at every operation once, without regard to order.
func (b *builder) survey() {
	all := make(map[*ssa.Function]map[types.Object]bool)
	for _, fn := range b.fp.Funcs {
		taken := make(map[types.Object]bool)
		all[fn] = taken
		var released []types.Object
		var blind []*Blind
		for _, blk := range fn.Blocks {
			for _, instr := range blk.Instrs {
				b.condStore(instr)
				b.methodStore(instr)
				b.fieldStore(instr)
				call, ok := instr.(ssa.CallInstruction)
				if !ok {
					continue
				}
				to := b.static(call.Common())
				for _, callee := range to.fns {
					b.called[callee] = true
				}
				if to.op == NoOp {
					continue
				}
				class := to.lock.Class()
				switch {
				case to.op.Takes():
					if to.op.try() && !looked(call) {
						blind = append(blind, &Blind{to.lock, to.op, call})
					}
					taken[class] = true
					if to.op.Write() {
						b.writers[class] = true
					}
				default:
					released = append(released, class)
				}
			}
		}
		for _, try := range blind {
			if slices.Contains(released, try.Lock.Class()) {
				b.Blind = append(b.Blind, try)
			}
		}
		for _, class := range released {
			if !taken[class] && !takenAround(fn, class, all) {
				b.lenders[class] = true
			}
		}
	}
}

// looked reports whether anything is done with the result of a call, or it is released at once: then
// it only makes sure that the lock is free.
func looked(call ssa.CallInstruction) bool {
	val := call.Value()
	if val == nil {
		return false // deferred, or in a goroutine
	}
	if slices.ContainsFunc(*val.Referrers(), func(ref ssa.Instruction) bool { _, debug := ref.(*ssa.DebugRef); return !debug }) {
		return true
	}
	instrs := val.Block().Instrs
	for _, next := range instrs[slices.Index(instrs, ssa.Instruction(val))+1:] {
		switch next := next.(type) {
		case *ssa.FieldAddr, *ssa.DebugRef: // the way to the lock
		case *ssa.UnOp:
			if !isPointer(next.Type()) {
				return false
			}
		case *ssa.Call:
			return OpOf(next) == Unlocks || OpOf(next) == RUnlocks
		default:
			return false
		}
	}
	return false
}

// takenAround reports whether a function around the literal takes a lock of the
// class: then the literal releases it for that function.
func takenAround(fn *ssa.Function, class types.Object, taken map[*ssa.Function]map[types.Object]bool) bool {
	for fn = fn.Parent(); fn != nil; fn = fn.Parent() {
		if taken[fn][class] {
			return true
		}
	}
	return false
}

// BranchPos is the position of the condition at which the path through the loop turned, or
// that of the call.
func BranchPos(l *Loop) token.Pos {
	if branch, ok := l.Branch.(*ssa.If); ok && branch.Cond.Pos().IsValid() {
		return branch.Cond.Pos()
	}
	return l.At.Pos()
}
