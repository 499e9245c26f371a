package copysync

import (
	"go/ast"
	"go/token"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/place"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

// New values for what is in use. Only what must end badly is reported: to
// reset an idle lock is a usual thing.
var (
	overwrittenLocked = &report.Kind{ID: "overwritten-locked",
		Format: "this makes %s, locked in %s, a new unlocked one: %s in %s dies of \"fatal error: sync: %s\"; keep the lock, reset the other fields"}
	overwrittenOnce = &report.Kind{ID: "overwritten-once",
		Format: "this overwrites %s while its Do in %s runs: Do dies of \"fatal error: sync: unlock of unlocked mutex\"; do it when Do has returned"}
	overwrittenWaitGroup = &report.Kind{ID: "overwritten-waitgroup",
		Format: "this overwrites %s after %s in %s without Wait: Done in %s panics with \"sync: negative WaitGroup counter\"; Wait first"}

	overwriteKinds = []*report.Kind{overwrittenLocked, overwrittenOnce, overwrittenWaitGroup}
)

func (c *checker) overwrites(pkg *flow.Package) {
	if !c.Imports("sync") {
		return
	}
	w := &writer{c.types, make(map[*ssa.Function][]write)}
	for _, fn := range pkg.Funcs {
		writes := w.of(fn)
		for _, o := range ops(fn) {
			switch {
			case o.method == "Once.Do":
				c.inDo(w, o)
			case len(writes) == 0:
			case unlockOf[o.method] != "":
				c.locked(fn, o, writes)
			case o.method == "WaitGroup.Add" || o.method == "WaitGroup.Go":
				c.counted(fn, o, writes)
			}
		}
	}
}

var unlockOf = map[string]string{
	"Mutex.Lock":    "Mutex.Unlock",
	"RWMutex.Lock":  "RWMutex.Unlock",
	"RWMutex.RLock": "RWMutex.RUnlock",
}

// fatal is what the runtime says, in internal/sync/mutex.go and sync/rwmutex.go.
var fatal = map[string]string{
	"Mutex.Unlock":    "unlock of unlocked mutex",
	"RWMutex.Unlock":  "Unlock of unlocked RWMutex",
	"RWMutex.RUnlock": "RUnlock of unlocked RWMutex",
}

// locked reports writes between a Lock and its Unlock.
func (c *checker) locked(fn *ssa.Function, lock op, writes []write) {
	unlock := unlockOf[lock.method]
	for _, w := range writes {
		if !w.at.Contains(lock.at) || !dominates(lock.instr, w.instr) || c.mayBeReleased(fn, lock, unlock, w) {
			continue
		}
		release := c.certainRelease(fn, lock, unlock, w)
		if release == nil {
			continue
		}
		at := c.source(w.pos)
		c.reportCrash(report.Finding{At: at, Kind: overwrittenLocked, Related: c.via(w), Args: []any{
			c.object(lock), c.Line(at.Pos(), lock.instr.Pos()),
			unlock[strings.IndexByte(unlock, '.')+1:], c.Line(at.Pos(), release.Pos()), fatal[unlock]}})
	}
}

// mayBeReleased reports whether the lock may be free when the write happens.
func (c *checker) mayBeReleased(fn *ssa.Function, lock op, unlock string, w write) bool {
	again := func(instr ssa.Instruction) bool { return instr == lock.instr }
	for _, block := range fn.Blocks {
		for _, instr := range block.Instrs {
			if instr == w.instr || !mayRelease(instr, lock.at, unlock) {
				continue
			}
			if reaches(lock.instr, instr, lock.at.Root, again) && reaches(instr, w.instr, lock.at.Root, again) {
				return true
			}
		}
	}
	return false
}

// certainRelease returns an Unlock that every way from the write to the end of the
// function passes, with no other Lock or write before it.
func (c *checker) certainRelease(fn *ssa.Function, lock op, unlock string, w write) ssa.Instruction {
	var release ssa.Instruction
	for _, block := range fn.Blocks {
		for _, instr := range block.Instrs {
			if d, ok := instr.(*ssa.Defer); ok && dominates(d, w.instr) && releases(d, lock.at, unlock) {
				release = d
			}
		}
	}
	deferred := release != nil
	escapes := false
	flow.Walk(flow.After(w.instr), func(instr ssa.Instruction) bool {
		o, isOp := opOf(instr)
		switch {
		case isOp && unlockOf[o.method] == unlock && o.at == lock.at, isRoot(instr, lock.at.Root), c.restores(instr, lock.at):
			escapes = true
		case releases(instr, lock.at, unlock):
			if release == nil || release.Pos() > instr.Pos() {
				release = instr
			}
			return false
		default:
			_, ret := instr.(*ssa.Return)
			escapes = escapes || ret && !deferred
		}
		return !escapes
	})
	if escapes {
		return nil
	}
	return release
}

// releases reports whether the instruction is an Unlock, or a defer of one, or
// a defer of a function literal with one.
func releases(instr ssa.Instruction, at place.Place, unlock string) bool {
	if o, ok := opOf(instr); ok {
		return o.method == unlock && o.at == at
	}
	d, ok := instr.(*ssa.Defer)
	if !ok {
		return false
	}
	mc, ok := d.Call.Value.(*ssa.MakeClosure)
	return ok && slices.ContainsFunc(ops(mc.Fn.(*ssa.Function)), func(o op) bool {
		return o.method == unlock && o.at == at && always(o.instr)
	})
}

// restores reports whether the instruction writes a value to the place that may be locked.
func (c *checker) restores(instr ssa.Instruction, at place.Place) bool {
	s, ok := instr.(*ssa.Store)
	if !ok || isFresh(c.types, s.Val) {
		return false
	}
	to, ok := place.Of(s.Addr)
	return ok && to.Contains(at)
}

// source is the assignment or call around pos.
func (c *checker) source(pos token.Pos) analysis.Range {
	if n := c.node(pos, (*ast.AssignStmt)(nil), (*ast.CallExpr)(nil)); n != nil {
		return n
	}
	return report.At(pos, 1)
}

// node is the smallest node of one of the types around pos, or nil.
func (c *checker) node(pos token.Pos, of ...ast.Node) ast.Node {
	root := c.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root()
	if cur, ok := root.FindByPos(pos, pos); ok {
		for n := range cur.Enclosing(of...) {
			return n.Node()
		}
	}
	return nil
}

// via tells where a called function does the write.
func (c *checker) via(w write) []analysis.RelatedInformation {
	if w.via == nil {
		return nil
	}
	return []analysis.RelatedInformation{report.Related(report.At(w.via.Pos(), 1), "%s gives it a new value", w.via.Name())}
}
