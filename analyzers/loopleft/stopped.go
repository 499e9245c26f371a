package loopleft

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/chans"
	"github.com/gocorelint/gocorelint/analyzers/internal/closing"
	"github.com/gocorelint/gocorelint/analyzers/internal/ctxlife"
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

// stopped reports the sends that look whether the loop was told to stop, and can be overtaken: it
// is told between the look and the send.
func (c *checker) stopped(o *chans.Object, l *loop) {
	if !o.Cap.Unbuffered() {
		return // what is left in a buffer holds up nobody
	}
	for _, exit := range c.stopsIn(l.fn, l.Loop) {
		for _, op := range o.Find(chans.Send) {
			if op.Fn == l.fn || !op.Only || !c.hasNoOtherWay(op) || c.locks(op.Fn) {
				continue
			}
			look := c.lookBefore(op, exit.key)
			if look == nil || !look.Pos().IsValid() {
				continue
			}
			name := l.fn.Name()
			if l.fn.Parent() != nil {
				name = "the goroutine"
			}
			c.Report(report.Finding{
				At:   report.At(op.Pos, len("<-")),
				Kind: overtaken,
				Args: []any{c.Line(op.Pos, look.Pos()), name, c.Line(op.Pos, exit.state.Pos), fieldName(op.Chan)},
				Related: []analysis.RelatedInformation{
					report.Related(report.At(look.Pos(), 1), "here it looks"),
					report.Related(report.At(exit.state.Pos, 1), "here the loop ends, the only one that receives"),
				},
			})
		}
	}
}

// A stop is a case of a select statement of a loop that ends the loop.
type stop struct {
	state *ssa.SelectState
	key   any // see keyOf
}

func (c *checker) stopsIn(fn *ssa.Function, loop *flow.Loop) (stops []stop) {
	for _, b := range fn.Blocks {
		if !loop.Contains(b) {
			continue
		}
		for _, instr := range b.Instrs {
			sel, ok := instr.(*ssa.Select)
			if !ok || !sel.Blocking {
				continue
			}
			for i, state := range sel.States {
				key := c.keyOf(state.Chan)
				if state.Dir != types.RecvOnly || key == nil {
					continue
				}
				_, to, ok := flow.CaseOf(sel, i)
				if ok && !flow.Reaches(flow.Point{Block: to}, flow.Is(sel), nil) && flow.Reaches(flow.Point{Block: to}, flow.IsReturn, nil) {
					stops = append(stops, stop{state, key})
				}
			}
		}
	}
	return stops
}

// keyOf tells apart what stops loops: a channel that the package closes, or a field with a context. It
// is nil for others.
func (c *checker) keyOf(ch ssa.Value) any {
	if ctx := ctxlife.DoneOf(ch); ctx != nil {
		return contextIn(ctx)
	}
	objects, all := c.chans.Of(ch)
	if !all || len(objects) != 1 || objects[0].Make == nil || !objects[0].Shared || len(objects[0].Find(chans.Close)) == 0 {
		return nil
	}
	return objects[0]
}

// contextIn is the field that a context is kept in.
func contextIn(ctx ssa.Value) any {
	if load, ok := ctx.(*ssa.UnOp); ok {
		if field, ok := load.X.(*ssa.FieldAddr); ok {
			return flow.Field(field)
		}
	}
	return nil
}

// hasNoOtherWay reports whether a send waits until somebody receives, or until a context of the caller ends.
func (c *checker) hasNoOtherWay(op *chans.Op) bool {
	if op.Select == nil {
		return true
	}
	if !op.Select.Blocking {
		return false
	}
	for i, state := range op.Select.States {
		if i == op.Case {
			continue
		}
		ctx := ctxlife.DoneOf(state.Chan)
		if ctx == nil || !slices.ContainsFunc(op.Fn.Params, func(p *ssa.Parameter) bool { return ctx == ssa.Value(p) }) {
			return false
		}
	}
	return true
}

// locks reports whether a function, or one that calls it, takes a lock, which may keep the end of the loop away.
func (c *checker) locks(fn *ssa.Function) bool {
	seen := map[*ssa.Function]bool{fn: true}
	work := []*ssa.Function{fn}
	for len(work) > 0 {
		fn := work[len(work)-1]
		work = work[:len(work)-1]
		if closing.Locks(fn) {
			return true
		}
		sites, _ := c.chans.Callers(fn)
		for _, site := range sites {
			if caller := site.Call.Parent(); !site.Go && !seen[caller] {
				seen[caller] = true
				work = append(work, caller)
			}
		}
	}
	return false
}

// lookBefore finds what looks whether the loop was stopped, and lets the function go on to the send only if
// it was not.
func (c *checker) lookBefore(op *chans.Op, key any) ssa.Instruction {
	for b := op.Instr.Block(); b.Idom() != nil; b = b.Idom() {
		branch, ok := b.Idom().Instrs[len(b.Idom().Instrs)-1].(*ssa.If)
		if !ok || !slices.ContainsFunc(b.Idom().Succs, func(to *ssa.BasicBlock) bool {
			return !flow.Reaches(flow.Point{Block: to}, flow.Is(op.Instr), nil)
		}) {
			continue
		}
		if look := c.look(branch.Cond, key); look != nil {
			return look
		}
	}
	return nil
}

// look returns the instruction by which a condition says whether the loop was stopped.
func (c *checker) look(cond ssa.Value, key any) ssa.Instruction {
	for range 4 {
		switch v := cond.(type) {
		case *ssa.BinOp:
			cond = v.X
		case *ssa.UnOp:
			cond = v.X
		case *ssa.Extract:
			cond = v.Tuple
		case *ssa.Select:
			if c.polls(v, key) {
				return v
			}
			return nil
		case *ssa.Call:
			if v.Call.IsInvoke() {
				if v.Call.Method.Name() == "Err" && ctxlife.IsContext(v.Call.Value.Type()) && contextIn(ctxlife.Value(v.Call.Value)) == key && key != nil {
					return v
				}
				return nil
			}
			if fn := v.Call.StaticCallee(); fn != nil && c.asks(fn, key) {
				return v
			}
			return nil
		}
	}
	return nil
}

// asks reports whether a function does nothing but look whether the loop was stopped.
func (c *checker) asks(fn *ssa.Function, key any) bool {
	return slices.ContainsFunc(fn.Blocks, func(b *ssa.BasicBlock) bool {
		return slices.ContainsFunc(b.Instrs, func(instr ssa.Instruction) bool {
			sel, ok := instr.(*ssa.Select)
			return ok && c.polls(sel, key)
		})
	})
}

// polls reports whether a select statement with a default receives from what stops the loop.
func (c *checker) polls(sel *ssa.Select, key any) bool {
	return !sel.Blocking && len(sel.States) == 1 && sel.States[0].Dir == types.RecvOnly && c.keyOf(sel.States[0].Chan) == key
}
