package doublecheck

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/lockstate"
	"github.com/gocorelint/gocorelint/analyzers/internal/nocopy"
	"github.com/gocorelint/gocorelint/analyzers/internal/place"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/typeis"
)

// A look is a lookup in a map under a lock, and the branch on what it has found.
type look struct {
	at       *ssa.Lookup
	addr     ssa.Value // of the map
	lock     lockstate.Held
	found    *ssa.BasicBlock // where the map has the key
	notFound *ssa.BasicBlock
	val      ssa.Value // what it has found
}

// late reports stores of what a lookup has not found, under the same lock, which was released between the two:
// who did the same at that time has put in something else, which is lost.
func (c *checker) late(fn *ssa.Function) {
	f := c.locks.Func(fn)
	if f == nil || f.GaveUp || len(c.locks.HeldBefore(fn)) > 0 {
		return
	}
	looks := lookups(f)
	for _, l := range looks {
		if c.locks.MayBeHeldBefore(fn, l.lock.Lock.Class()) {
			continue
		}
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				update, ok := instr.(*ssa.MapUpdate)
				if ok && l.loses(f, update, looks) {
					c.reportLate(l, update)
				}
			}
		}
	}
}

// lookups lists the lookups of a function with one lock held, beside which the map is.
func lookups(f *lockstate.Func) []*look {
	var list []*look
	for _, b := range f.Fn.Blocks {
		branch, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
		if !ok {
			continue
		}
		ext, ok := branch.Cond.(*ssa.Extract)
		if !ok || ext.Index != 1 {
			continue
		}
		at, ok := ext.Tuple.(*ssa.Lookup)
		if !ok {
			continue
		}
		load, ok := at.X.(*ssa.UnOp)
		if !ok {
			continue
		}
		fa, ok := load.X.(*ssa.FieldAddr)
		if held := f.Held(at); ok && len(held) == 1 && held[0].Lock.Class() != nil && !held[0].Lock.Vague() && lockstate.Besides(held[0].Lock.Class(), fa) {
			list = append(list, &look{at: at, addr: fa, lock: held[0], found: b.Succs[0], notFound: b.Succs[1], val: valueOf(at)})
		}
	}
	return list
}

func valueOf(at *ssa.Lookup) ssa.Value {
	for _, ref := range *at.Referrers() {
		if ext, ok := ref.(*ssa.Extract); ok && ext.Index == 0 {
			return ext
		}
	}
	return nil
}

// loses reports whether the store may replace what somebody else has put in since the lookup.
func (l *look) loses(f *lockstate.Func, update *ssa.MapUpdate, looks []*look) bool {
	load, ok := update.Map.(*ssa.UnOp)
	if !ok || !sameKey(update.Key, l.at.Index) || !lockstate.SameMemory(load.X, l.addr) || !l.at.Block().Dominates(update.Block()) {
		return false
	}
	if !typeis.Pointer(update.Value.Type()) || !l.acts() && !l.shares(update) {
		return false // one is as good as the other
	}
	held := f.Held(update)
	if len(held) != 1 || held[0].Lock != l.lock.Lock || !held[0].Write || held[0].Since == l.lock.Since {
		return false
	}
	if flow.Reaches(flow.Point{Block: l.found}, func(instr ssa.Instruction) bool { return instr == ssa.Instruction(update) }, func(ssa.Instruction) bool { return false }) {
		return false // it replaces on purpose
	}
	return !slices.ContainsFunc(looks, func(again *look) bool {
		return again != l && again.lock.Since == held[0].Since && lockstate.SameMemory(again.addr, l.addr)
	})
}

// sameKey reports whether two keys are one value, or are read from one variable of the function around, which
// never changes.
func sameKey(x, y ssa.Value) bool {
	if x == y {
		return true
	}
	a, ok := x.(*ssa.UnOp)
	b, ok2 := y.(*ssa.UnOp)
	return ok && ok2 && a.Op == token.MUL && a.X == b.X && b.Op == token.MUL && place.StoredOnce(a.X) != nil
}

// acts reports whether the function does something to what it has found, for which it is called, and gives it to nobody.
func (l *look) acts() bool {
	if l.val == nil {
		return false
	}
	acts := false
	for _, ref := range *l.val.Referrers() {
		switch ref := ref.(type) {
		case *ssa.DebugRef:
		case *ssa.Call:
			if ref.Call.IsInvoke() || len(ref.Call.Args) == 0 || ref.Call.Args[0] != l.val || ref.Call.StaticCallee() == nil || ref.Call.Signature().Recv() == nil {
				return false
			}
			acts = true
		default:
			return false
		}
	}
	return acts && typeis.Pointer(l.val.Type())
}

// shares reports whether the function gives its callers what it has found or made, to lock it: each of two gets
// another lock.
func (l *look) shares(update *ssa.MapUpdate) bool {
	if l.val == nil || !returned(l.val) || !returned(update.Value) {
		return false
	}
	alloc, made := update.Value.(*ssa.Alloc)
	return made && nocopy.NewFinder().In(alloc.Type().Underlying().(*types.Pointer).Elem()) != nil
}

// returned reports whether the value is a result, directly or where paths join.
func returned(v ssa.Value) bool {
	return slices.ContainsFunc(*v.Referrers(), func(ref ssa.Instruction) bool {
		switch ref := ref.(type) {
		case *ssa.Return:
			return true
		case *ssa.Phi:
			return slices.ContainsFunc(*ref.Referrers(), func(use ssa.Instruction) bool { _, ok := use.(*ssa.Return); return ok })
		}
		return false
	})
}

func (c *checker) reportLate(l *look, update *ssa.MapUpdate) {
	pos := update.Pos()
	c.Report(report.Finding{At: report.At(pos, 1), Kind: replaced,
		Args: []any{l.lock.Lock.Class().Name(), c.Line(pos, l.at.Pos()), variable(l.addr)},
		Related: []analysis.RelatedInformation{
			report.Related(report.At(l.at.Pos(), 1), "here the key is looked up"),
		}})
}
