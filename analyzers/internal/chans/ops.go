package chans

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// collect fills in the objects when the constraints are solved.
func (p *Package) collect() {
	s := p.solver
	s.shareContents()
	p.Objects = s.channels()
	for _, fn := range s.order {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				for _, op := range opsOf(instr) {
					p.attach(op)
				}
			}
		}
	}
	where := newGoroutines(p)
	for _, o := range p.Objects {
		sortByPos(o.Ops, func(op *Op) token.Pos { return op.Pos })
		where.mark(o)
	}
}

// attach adds the operation to the channels that it may be on.
func (p *Package) attach(op *Op) {
	objects, all := p.Of(op.Chan)
	for _, o := range objects {
		op := *op
		op.Only = len(objects) == 1 && (all || o.Param != nil)
		o.Ops = append(o.Ops, &op)
	}
}

// opsOf lists the channel operations of one instruction.
func opsOf(instr ssa.Instruction) []*Op {
	op := &Op{Fn: instr.Parent(), Instr: instr, Pos: instr.Pos()}
	switch instr := instr.(type) {
	case *ssa.Send:
		op.Kind, op.Chan = Send, instr.Chan
	case *ssa.UnOp:
		if instr.Op != token.ARROW {
			return nil
		}
		op.Kind, op.Chan, op.CommaOk = Recv, instr.X, instr.CommaOk
		op.Ranges = instr.CommaOk && instr.Block().Comment == "rangechan.loop"
	case *ssa.Select:
		return casesOf(instr)
	case ssa.CallInstruction:
		b, ok := instr.Common().Value.(*ssa.Builtin)
		if !ok || len(instr.Common().Args) == 0 || !isChan(instr.Common().Args[0].Type()) {
			return nil
		}
		op.Kind, op.Chan = builtins[b.Name()], instr.Common().Args[0]
	}
	if op.Kind == 0 {
		return nil
	}
	return []*Op{op}
}

var builtins = map[string]Kind{"close": Close, "len": Len, "cap": CapOf}

func casesOf(sel *ssa.Select) []*Op {
	var ops []*Op
	for i, state := range sel.States {
		op := &Op{
			Kind: Recv, CommaOk: true, Fn: sel.Parent(), Instr: sel,
			Chan: state.Chan, Pos: state.Pos, Select: sel, Case: i,
		}
		if state.Dir == types.SendOnly {
			op.Kind, op.CommaOk = Send, false
		}
		ops = append(ops, op)
	}
	return ops
}

// goroutines finds which functions run in which goroutine.
type goroutines struct {
	calls map[*ssa.Function][]*ssa.Function // callees in the same goroutine
	goes  []*ssa.Function                   // what is started in goroutines of its own
	open  []*ssa.Function                   // what unknown code calls
	p     *Package
}

func newGoroutines(p *Package) *goroutines {
	g := &goroutines{calls: make(map[*ssa.Function][]*ssa.Function), p: p}
	for _, fn := range p.solver.order {
		started := false
		for _, site := range p.calls.sites[fn] {
			if site.Go {
				started = true
			} else {
				caller := site.Call.Parent()
				g.calls[caller] = append(g.calls[caller], fn)
			}
		}
		if started {
			g.goes = append(g.goes, fn)
		}
		if p.calls.open[fn] {
			g.open = append(g.open, fn)
		}
	}
	return g
}

// mark sets Where of the operations on the channel.
func (g *goroutines) mark(o *Object) {
	up := g.callers(o.Fn())
	same := g.reach(up, nil)
	other := g.reach(g.goes, up)
	outside := g.reach(g.open, up)
	for _, op := range o.Ops {
		if same[op.Fn] {
			op.Where |= Same
		}
		if other[op.Fn] {
			op.Where |= Other
		}
		if outside[op.Fn] {
			op.Where |= Outside
		}
	}
}

// callers returns fn and what calls it in the same goroutine, directly and
// indirectly.
func (g *goroutines) callers(fn *ssa.Function) []*ssa.Function {
	seen := map[*ssa.Function]bool{fn: true}
	list := []*ssa.Function{fn}
	for i := 0; i < len(list); i++ {
		for _, site := range g.p.calls.sites[list[i]] {
			if caller := site.Call.Parent(); !site.Go && !seen[caller] {
				seen[caller] = true
				list = append(list, caller)
			}
		}
	}
	return list
}

// reach returns what the functions call in the same goroutine, directly and
// indirectly, themselves included, starting from none of except.
func (g *goroutines) reach(from, except []*ssa.Function) map[*ssa.Function]bool {
	skip := make(map[*ssa.Function]bool)
	for _, fn := range except {
		skip[fn] = true
	}
	seen := make(map[*ssa.Function]bool)
	var work []*ssa.Function
	for _, fn := range from {
		if !skip[fn] {
			work = append(work, fn)
		}
	}
	for len(work) > 0 {
		fn := work[len(work)-1]
		work = work[:len(work)-1]
		if !seen[fn] {
			seen[fn] = true
			work = append(work, g.calls[fn]...)
		}
	}
	return seen
}
