package maploop

import (
	"go/ast"
	"go/token"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
)

// A Loop is one loop over the entries of a map.
type Loop struct {
	Func *ssa.Function // where the statement is
	Pos  token.Pos     // of the statement, or of what is ranged over
	Map  ssa.Value     // what is ranged over, a value of Func

	// Bounded is set by Writes if the body does more than was looked at.
	Bounded bool

	frame  *frame // of the body
	outer  *frame // of Func; the same as frame for a range statement over the map itself
	next   *ssa.Next
	yield  *ssa.Function // body of a range over an iterator
	params [2]ssa.Value  // the key and value that the iterator yields, nil if it doesn't

	head    *ssa.BasicBlock // where an iteration begins
	start   *ssa.BasicBlock // Func's block from which the loop is entered or called
	blocks  []*ssa.BasicBlock
	region  map[*ssa.BasicBlock]bool
	mapAt   place
	cells   []ssa.Value
	actions []action // what the body does, calls followed
	dynamic bool     // some call of the body goes to a function that isn't known
}

// Loops lists the loops over maps in a function, those over iterators of package maps included.
// A loop whose body always leaves it is none.
func Loops(fn *ssa.Function) []*Loop {
	if fn.Blocks == nil {
		return nil
	}
	var all []*Loop
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			var l *Loop
			switch instr := instr.(type) {
			case *ssa.Next:
				l = overMap(fn, instr)
			case *ssa.Call:
				l = overIterator(fn, instr)
			}
			if l != nil {
				l.mapAt, l.cells = l.outer.placeOf(l.Map)
				all = append(all, l)
			}
		}
	}
	return all
}

func overMap(fn *ssa.Function, next *ssa.Next) *Loop {
	rng, ok := next.Iter.(*ssa.Range)
	if !ok || next.IsString {
		return nil
	}
	for _, nat := range flow.LoopsOf(fn).All {
		if nat.Head != next.Block() {
			continue
		}
		f := &frame{fn: fn}
		l := &Loop{
			Func: fn, Pos: rng.Pos(), Map: rng.X, frame: f, outer: f, next: next,
			head: nat.Head, start: rng.Block(), region: make(map[*ssa.BasicBlock]bool),
		}
		for _, b := range fn.Blocks {
			if nat.Contains(b) {
				l.add(b)
			}
		}
		return l
	}
	return nil
}

// overIterator recognizes iterator(body), where the body is what the compiler
// makes of a range statement and the iterator is maps.All(m), maps.Keys(m) or maps.Values(m).
func overIterator(fn *ssa.Function, call *ssa.Call) *Loop {
	body := yieldBody(call)
	if body == nil {
		return nil
	}
	maker, ok := call.Call.Value.(*ssa.Call)
	if !ok || len(maker.Call.Args) != 1 {
		return nil
	}
	outer := &frame{fn: fn}
	yield := body.Fn.(*ssa.Function)
	l := &Loop{
		Func: fn, Pos: maker.Pos(), Map: maker.Call.Args[0], outer: outer, yield: yield,
		frame: &frame{fn: yield, closure: body, yieldOf: call, call: call, caller: outer},
		head:  yield.Blocks[0], start: call.Block(), region: make(map[*ssa.BasicBlock]bool),
	}
	switch name := stdName(maker.Call.StaticCallee()); {
	case name == "maps.All" && len(yield.Params) == 2:
		l.params = [2]ssa.Value{yield.Params[0], yield.Params[1]}
	case name == "maps.Keys" && len(yield.Params) == 1:
		l.params[0] = yield.Params[0]
	case name == "maps.Values" && len(yield.Params) == 1:
		l.params[1] = yield.Params[0]
	default:
		return nil
	}
	for _, b := range yield.Blocks {
		if reachesContinue(b) {
			l.add(b)
		}
	}
	return l
}

func (l *Loop) add(b *ssa.BasicBlock) {
	l.blocks = append(l.blocks, b)
	l.region[b] = true
}

// yieldBody returns the body if the call is that of an iterator by a range statement.
func yieldBody(call *ssa.Call) *ssa.MakeClosure {
	if len(call.Call.Args) != 1 {
		return nil
	}
	body, ok := call.Call.Args[0].(*ssa.MakeClosure)
	if !ok {
		return nil
	}
	fn := body.Fn.(*ssa.Function)
	if _, ok := fn.Syntax().(*ast.RangeStmt); !ok || fn.Blocks == nil {
		return nil
	}
	return body
}

// continues reports whether the block ends the body of a range over a function so that the iterator goes on.
func continues(b *ssa.BasicBlock) bool {
	ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
	if !ok || len(ret.Results) != 1 {
		return false
	}
	c, ok := ret.Results[0].(*ssa.Const)
	return ok && c.Value != nil && c.Value.String() == "true"
}

func reachesContinue(b *ssa.BasicBlock) bool {
	seen := make(map[*ssa.BasicBlock]bool)
	var reach func(*ssa.BasicBlock) bool
	reach = func(b *ssa.BasicBlock) bool {
		if seen[b] {
			return false
		}
		seen[b] = true
		if continues(b) {
			return true
		}
		for _, s := range b.Succs {
			if reach(s) {
				return true
			}
		}
		return false
	}
	return reach(b)
}

// stdName is the full name of a function of another package, "" for none.
func stdName(fn *ssa.Function) string {
	if fn == nil {
		return ""
	}
	if fn.Origin() != nil {
		fn = fn.Origin()
	}
	if fn.Object() == nil || fn.Object().Pkg() == nil || fn.Signature.Recv() != nil {
		return ""
	}
	return fn.Object().Pkg().Path() + "." + fn.Object().Name()
}

// isKey and isValue recognize the current entry, in the terms of any frame.
func (l *Loop) isKey(v ssa.Value) bool   { return l.isEntry(v, 0) }
func (l *Loop) isValue(v ssa.Value) bool { return l.isEntry(v, 1) }

func (l *Loop) isEntry(v ssa.Value, i int) bool {
	if ex, ok := v.(*ssa.Extract); ok && l.next != nil {
		return ex.Tuple == l.next && ex.Index == i+1
	}
	return l.params[i] != nil && v == l.params[i]
}
