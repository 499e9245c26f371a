package closing

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/typeis"
)

// A Race is a close that a goroutine's send may come after: nothing on the way
// from the start of the goroutine to the close waits for it.
type Race struct {
	Start ssa.CallInstruction // starts the goroutine
	Send  *ssa.Send           // in the goroutine
	Close *Hit                // in the function of Start
}

// Races lists the closes in fn that goroutines which fn started may still send
// after, at most one for each start.
func (e *Engine) Races(fn *ssa.Function) []*Race {
	var races []*Race
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(ssa.CallInstruction)
			if !ok || !starts(call) {
				continue
			}
			if r := e.raceOf(call); r != nil {
				races = append(races, r)
			}
		}
	}
	return races
}

func (e *Engine) raceOf(start ssa.CallInstruction) *Race {
	callee, bound := calleeOf(start)
	if callee == nil || Recovers(callee) {
		return nil
	}
	for _, b := range callee.Blocks {
		for _, instr := range b.Instrs {
			send, ok := instr.(*ssa.Send)
			if !ok {
				continue
			}
			if hit := e.overtakes(start, callee, bound, send); hit != nil {
				return &Race{start, send, hit}
			}
		}
	}
	return nil
}

// overtakes finds a close that control may come to from the start of a
// goroutine before the goroutine sends.
func (e *Engine) overtakes(start ssa.CallInstruction, callee *ssa.Function, bound *binding, send *ssa.Send) *Hit {
	eff := effect{value: stripped(send.Chan)}
	if !visible(eff.value) {
		p, ok := placeOfLoad(eff.value)
		if !ok || !visible(p.root) || e.volatile(p, callee) {
			return nil
		}
		eff = effect{place: p}
	}
	c := eff.in(start, bound)
	if c == nil {
		return nil
	}
	st := e.stateAt(c)
	if st == nil {
		return nil
	}
	inner := inside(st, bound)
	if inner == nil {
		return nil
	}
	if hit := e.ask(callee, inner, false, 1); hit == nil || hit.At != ssa.Instruction(send) {
		return nil
	}
	w := e.newWalker(start.Parent(), maxDepth-1)
	w.closeOnly = true
	w.race = &race{
		many:    w.loops.Innermost(start.Block()) != nil,
		repeats: flow.LoopsOf(callee).Innermost(send.Block()) != nil,
		endless: !reachesReturn(send),
	}
	return w.run(flow.After(start), st)
}

// A race is a question about a path on which nothing waits for a goroutine.
type race struct {
	many    bool // there are several such goroutines
	repeats bool // the goroutine sends in a loop
	endless bool // the goroutine goes on sending whatever happens
}

// reachesReturn reports whether the function may end after the send.
func reachesReturn(send *ssa.Send) bool {
	again := false
	ends := flow.Reaches(flow.After(send), func(instr ssa.Instruction) bool {
		again = again || instr == ssa.Instruction(send)
		_, ok := instr.(*ssa.Return)
		return ok
	}, nil)
	return ends || !again
}

// stops reports whether the instruction may wait for the goroutine, so that
// what follows is in order.
func (w *walker) stops(st *state, instr ssa.Instruction) bool {
	if w.race.endless {
		return false
	}
	switch instr := instr.(type) {
	case *ssa.UnOp:
		if instr.Op != token.ARROW {
			return false
		}
		return !w.receives(st, instr.X)
	case *ssa.Send:
		return true
	case *ssa.Call:
		return !w.passes(instr, 0)
	}
	return false
}

// follows reports whether the path goes on at a side of a branch.
func (w *walker) follows(st *state, c condition, is bool, from, to *ssa.BasicBlock) bool {
	if w.race.endless {
		return true
	}
	if loop := w.loops.Innermost(from); loop != nil && !loop.Contains(to) && w.waitsIn(loop) {
		st.ordered = true // however often it ran
	}
	w.fails(st, c, is)
	if i, ok := caseOf(c, nil); ok && is {
		return w.takes(st, c.x.(*ssa.Extract).Tuple.(*ssa.Select), i)
	}
	return true
}

// waitsIn reports whether something in the loop may wait.
func (w *walker) waitsIn(loop *flow.Loop) bool {
	for _, b := range w.fn.Blocks {
		if !loop.Contains(b) {
			continue
		}
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.Send, *ssa.Select:
				return true
			case *ssa.UnOp:
				if instr.Op == token.ARROW {
					return true
				}
			case *ssa.Call:
				if !starts(instr) && !w.passes(instr, 0) {
					return true
				}
			}
		}
	}
	return false
}

// receives follows a receive and reports whether the path goes on. A
// value from one of several goroutines leaves the others where they are.
func (w *walker) receives(st *state, ch ssa.Value) bool {
	if st.is(ch) {
		st.ordered = true
		return w.race.many || w.race.repeats
	}
	return foreign(ch)
}

// takes follows the choice of a case of a select statement. Whoever takes a timeout
// in place of a value leaves a goroutine behind that has one.
func (w *walker) takes(st *state, sel *ssa.Select, i int) bool {
	s := sel.States[i]
	if s.Dir != types.RecvOnly || !w.receives(st, s.Chan) {
		return false
	}
	if !st.is(s.Chan) && slices.ContainsFunc(sel.States, func(s *ssa.SelectState) bool { return st.is(s.Chan) }) {
		st.ordered = false
	}
	return true
}

// fails notes that a path is left because of an error that one of several
// goroutines sent.
func (w *walker) fails(st *state, c condition, is bool) {
	if w.race.many && !is && c.isNil() && typeis.Error(c.x.Type()) && w.received(st, c.x) {
		st.ordered = false
	}
}

// received reports whether the value came over the channel, or is a field of
// what did.
func (w *walker) received(st *state, v ssa.Value) bool {
	for range 5 {
		switch x := v.(type) {
		case *ssa.Extract:
			if sel, ok := x.Tuple.(*ssa.Select); ok {
				i, ok := st.chosen(sel)
				return ok && st.is(sel.States[i].Chan)
			}
			v = x.Tuple
		case *ssa.Field:
			v = x.X
		case *ssa.UnOp:
			if x.Op == token.ARROW {
				return st.is(x.X)
			}
			addr, ok := x.X.(*ssa.FieldAddr)
			if !ok {
				return false
			}
			if only := onlyStored(addr.X); only != nil {
				v = only
				continue
			}
			v = addr.X
		default:
			return false
		}
	}
	return false
}

// onlyStored is the one value that a variable gets.
func onlyStored(addr ssa.Value) ssa.Value {
	cell, ok := addr.(*ssa.Alloc)
	if !ok {
		return nil
	}
	stores, escapes := storesTo(cell)
	if escapes || len(stores) != 1 {
		return nil
	}
	return stores[0].Val
}

// foreign reports whether a goroutine of this program that sends results has
// nothing to do with the channel: a context, a timer.
func foreign(ch ssa.Value) bool {
	switch ch := ch.(type) {
	case *ssa.Call:
		if fn := ch.Call.StaticCallee(); fn != nil {
			return fn.String() == "time.After" || fn.String() == "time.Tick"
		}
		return isContextDone(ch)
	case *ssa.UnOp:
		addr, ok := ch.X.(*ssa.FieldAddr)
		t := ""
		if ok {
			t = addr.X.Type().String()
		}
		return t == "*time.Timer" || t == "*time.Ticker"
	}
	return false
}

// passes reports whether a call surely does not wait for anything.
func (w *walker) passes(call ssa.CallInstruction, depth int) bool {
	common := call.Common()
	if _, ok := common.Value.(*ssa.Builtin); ok {
		return true
	}
	if common.IsInvoke() {
		return contextMethod(common.Method)
	}
	if named, ok := types.Unalias(common.Value.Type()).(*types.Named); ok && named.Obj().Name() == "CancelFunc" {
		return true
	}
	fn := common.StaticCallee()
	if fn == nil {
		return false
	}
	if len(fn.Blocks) > 0 {
		return depth < 3 && w.quick(fn, depth)
	}
	return fn.Pkg != nil && quickFunc(fn)
}

// quick reports whether a function of the package surely does not wait.
func (w *walker) quick(fn *ssa.Function, depth int) bool {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.Send, *ssa.Select:
				return false
			case *ssa.UnOp:
				if instr.Op == token.ARROW {
					return false
				}
			case ssa.CallInstruction:
				if !starts(instr) && !w.passes(instr, depth+1) {
					return false
				}
			}
		}
	}
	return true
}

func contextMethod(m *types.Func) bool {
	return m.Pkg() == nil || m.Pkg().Path() == "context" // without a package: error.Error
}

func quickFunc(fn *ssa.Function) bool {
	switch fn.Pkg.Pkg.Path() {
	case "errors", "fmt", "strings", "strconv", "bytes", "math", "unicode", "context", "log", "sort", "slices", "maps":
		return true
	case "time":
		return fn.Name() != "Sleep"
	case "sync":
		return strings.HasSuffix(fn.String(), "Unlock") || fn.String() == "(*sync.WaitGroup).Add" ||
			fn.String() == "(*sync.WaitGroup).Done" || fn.String() == "(*sync.WaitGroup).Go"
	}
	return false
}
