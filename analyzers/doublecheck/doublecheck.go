package doublecheck

import (
	_ "embed"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/lockstate"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/typeis"
)

//go:embed doc.go
var doc string

// Analyzer has the default settings.
var Analyzer = New()

var (
	early = &report.Kind{ID: "early-check",
		Format: "%s is read here without %s, under which %s sets it: a data race, what it stands for may be half made; use sync.Once or an atomic type"}
	lookup = &report.Kind{ID: "early-lookup",
		Format: "the map %s is read here without %s, under which %s writes to it: a fatal error when both meet; take RLock first, or use sync.Map"}
	replaced = &report.Kind{ID: "late-store",
		Format: "%s was released since the lookup at %s: this replaces what another goroutine has put into %s meanwhile; look again here"}
	lateFlag = &report.Kind{ID: "late-flag",
		Format: "who tests %s at %s before the goroutine sets it at %s starts a second one: set it here, before the go statement"}
)

// New makes the analyzer.
func New() *analysis.Analyzer {
	return report.Check{
		Name:     "doublecheck",
		DocFile:  doc,
		Kinds:    []*report.Kind{early, lookup, replaced, lateFlag},
		Requires: []*analysis.Analyzer{flow.Analyzer, lockstate.Analyzer},
		Run:      run,
	}.New()
}

func run(pass *report.Pass) {
	locks := pass.ResultOf[lockstate.Analyzer].(*lockstate.Package)
	if len(locks.Funcs) == 0 && !pass.Imports("sync/atomic") {
		return
	}
	c := &checker{Pass: pass, locks: locks, second: make(map[*ssa.Function][]*second)}
	for _, fn := range pass.ResultOf[flow.Analyzer].(*flow.Package).Funcs {
		for _, t := range tests(fn) {
			if !pass.InTest(t.at.Pos()) {
				c.first(fn, t)
			}
		}
		if !pass.InTest(fn.Pos()) {
			c.late(fn)
			c.flags(fn)
		}
	}
}

type checker struct {
	*report.Pass
	locks  *lockstate.Package
	second map[*ssa.Function][]*second
}

// A test is a branch on what a field, a variable or a map in it holds.
type test struct {
	at     ssa.Instruction // the load, or the lookup in the map
	addr   ssa.Value
	branch *ssa.If
	inMap  bool
}

// A second is a test under a lock, after which what was tested is set.
type second struct {
	*test
	lock lockstate.Held
	set  ssa.Instruction
}

// tests lists the branches of a function on shared memory.
func tests(fn *ssa.Function) []*test {
	var list []*test
	for _, b := range fn.Blocks {
		branch, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
		if !ok {
			continue
		}
		if t := tested(branch.Cond); t != nil && shared(fn, t.addr) {
			t.branch = branch
			list = append(list, t)
		}
	}
	return list
}

// tested finds what a condition compares with a constant.
func tested(cond ssa.Value) *test {
	if not, ok := cond.(*ssa.UnOp); ok && not.Op == token.NOT {
		cond = not.X
	}
	if cmp, ok := cond.(*ssa.BinOp); ok {
		if _, constant := cmp.Y.(*ssa.Const); !constant || cmp.Op != token.EQL && cmp.Op != token.NEQ {
			return nil
		}
		cond = cmp.X
	}
	if part, ok := cond.(*ssa.Extract); ok {
		cond = part.Tuple
	}
	switch v := cond.(type) {
	case *ssa.UnOp:
		if v.Op == token.MUL {
			return &test{at: v, addr: v.X}
		}
	case *ssa.Lookup:
		if load, ok := v.X.(*ssa.UnOp); ok && load.Op == token.MUL && typeis.Map(load.Type()) {
			return &test{at: v, addr: load.X, inMap: true}
		}
	}
	return nil
}

// shared reports whether the address is that of a package's variable or of a field of an
// object which the function has not made.
func shared(fn *ssa.Function, addr ssa.Value) bool {
	switch addr := addr.(type) {
	case *ssa.Global:
		return true
	case *ssa.FieldAddr:
		alloc, ok := addr.X.(*ssa.Alloc)
		return !ok || alloc.Parent() != fn
	}
	return false
}

// first reports a test without a lock that is made again with it.
func (c *checker) first(fn *ssa.Function, t *test) {
	for _, s := range c.seconds(fn) {
		if s.test != t && t.inMap == s.inMap && t.branch.Block().Dominates(s.branch.Block()) &&
			after(t.branch, s.lock.Since) && lockstate.SameMemory(t.addr, s.addr) && c.bare(fn, t, s) {
			c.report(t, s)
			return
		}
	}
	for _, succ := range t.branch.Block().Succs {
		if len(succ.Preds) == 1 && c.calls(fn, t, succ) {
			return
		}
	}
}

// calls reports the test if a call that follows it, on one of its sides, locks and tests again.
func (c *checker) calls(fn *ssa.Function, t *test, side *ssa.BasicBlock) bool {
	for _, instr := range side.Instrs {
		call, ok := instr.(*ssa.Call)
		if !ok {
			continue
		}
		callee := call.Call.StaticCallee()
		if callee == nil || callee.Object() == nil || callee.Pkg != fn.Pkg {
			continue
		}
		for _, s := range c.seconds(callee) {
			if t.inMap == s.inMap && passed(t.addr, s.addr, call) && c.bare(fn, t, s) {
				c.report(t, s)
				return true
			}
		}
	}
	return false
}

// passed reports whether the callee's address is the caller's: one variable, or the same
// field of an object that the call passes.
func passed(mine, theirs ssa.Value, call *ssa.Call) bool {
	if g, ok := mine.(*ssa.Global); ok {
		return g == theirs
	}
	a, ok := mine.(*ssa.FieldAddr)
	b, ok2 := theirs.(*ssa.FieldAddr)
	if !ok || !ok2 || a.Field != b.Field {
		return false
	}
	for i, param := range call.Call.StaticCallee().Params {
		if param == b.X {
			return lockstate.SameMemory(a.X, call.Call.Args[i])
		}
	}
	return false
}

// seconds lists the tests of a function under a lock that it has taken.
func (c *checker) seconds(fn *ssa.Function) []*second {
	if list, done := c.second[fn]; done {
		return list
	}
	c.second[fn] = nil
	f := c.locks.Func(fn)
	if f == nil || f.GaveUp {
		return nil
	}
	var list []*second
	for _, t := range tests(fn) {
		for _, h := range f.Held(t.at) {
			if h.Lock.Class() == nil || !h.Write {
				continue
			}
			if set := setter(f, t, h); set != nil {
				list = append(list, &second{t, h, set})
				break
			}
		}
	}
	c.second[fn] = list
	return list
}

// setter finds, after the test and under the same lock, what sets the variable.
func setter(f *lockstate.Func, t *test, lock lockstate.Held) ssa.Instruction {
	for _, b := range f.Fn.Blocks {
		if !t.branch.Block().Dominates(b) || b == t.branch.Block() {
			continue
		}
		for _, instr := range b.Instrs {
			var sets bool
			switch instr := instr.(type) {
			case *ssa.Store:
				sets = !t.inMap && lockstate.SameMemory(instr.Addr, t.addr)
			case *ssa.MapUpdate:
				load, ok := instr.Map.(*ssa.UnOp)
				sets = t.inMap && ok && lockstate.SameMemory(load.X, t.addr)
			}
			if !sets {
				continue
			}
			for _, h := range f.Held(instr) {
				if h.Lock == lock.Lock && h.Write {
					return instr
				}
			}
		}
	}
	return nil
}

// after reports whether the second instruction comes after the branch only.
func after(branch *ssa.If, instr ssa.Instruction) bool {
	return instr.Block() != branch.Block() && branch.Block().Dominates(instr.Block())
}

// bare reports whether no lock is held at the first test, by the function or its callers.
func (c *checker) bare(fn *ssa.Function, t *test, s *second) bool {
	class := s.lock.Lock.Class()
	if f := c.locks.Func(fn); f != nil && (len(f.Held(t.at)) > 0 || f.MayHold(t.at, class)) {
		return false
	}
	return len(c.locks.HeldBefore(fn)) == 0 && !c.locks.MayBeHeldBefore(fn, class)
}

func (c *checker) report(t *test, s *second) {
	name := variable(t.addr)
	f := report.Finding{At: report.At(t.branch.Cond.Pos(), 1), Kind: early,
		Args: []any{name, s.lock.Lock.Class().Name(), c.Line(t.at.Pos(), s.set.Pos())},
		Related: []analysis.RelatedInformation{
			report.Related(report.At(s.lock.Since.Pos(), 1), "the lock is taken here"),
			report.Related(report.At(s.set.Pos(), 1), "and it is set here"),
		}}
	if t.inMap {
		f.Kind = lookup
	}
	if pos := t.at.Pos(); pos.IsValid() {
		f.At = report.At(pos, 1)
	}
	c.Report(f)
}

func variable(addr ssa.Value) string {
	switch addr := addr.(type) {
	case *ssa.Global:
		return addr.Name()
	case *ssa.FieldAddr:
		if p, ok := addr.X.Type().Underlying().(*types.Pointer); ok {
			if st, ok := p.Elem().Underlying().(*types.Struct); ok {
				return st.Field(addr.Field).Name()
			}
		}
	}
	return "it"
}
