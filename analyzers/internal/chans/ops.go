package chans

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/typeis"
)

// collect fills in the objects when the constraints are solved.
func (p *Package) collect() {
	s := p.solver
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
	op := func(kind Kind, ch ssa.Value) *Op {
		return &Op{Fn: instr.Parent(), Instr: instr, Pos: instr.Pos(), Kind: kind, Chan: ch}
	}
	switch instr := instr.(type) {
	case *ssa.Send:
		return []*Op{op(Send, instr.Chan)}
	case *ssa.UnOp:
		if instr.Op != token.ARROW {
			return nil
		}
		recv := op(Recv, instr.X)
		recv.CommaOk = instr.CommaOk
		recv.Ranges = instr.CommaOk && instr.Block().Comment == "rangechan.loop"
		return []*Op{recv}
	case *ssa.Select:
		return casesOf(instr)
	case ssa.CallInstruction:
		b, ok := instr.Common().Value.(*ssa.Builtin)
		if !ok || len(instr.Common().Args) == 0 || !typeis.Chan(instr.Common().Args[0].Type()) {
			return nil
		}
		if kind := builtins[b.Name()]; kind != 0 {
			return []*Op{op(kind, instr.Common().Args[0])}
		}
	}
	return nil
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
	sites map[*ssa.Function][]Site
	goes  map[*ssa.Function]bool // what is started in goroutines of its own
	open  map[*ssa.Function]bool // what unknown code calls
	known map[*ssa.Function]map[*ssa.Function]bool
}

func newGoroutines(p *Package) *goroutines {
	g := &goroutines{
		sites: p.calls.sites,
		goes:  make(map[*ssa.Function]bool),
		open:  p.calls.open,
		known: make(map[*ssa.Function]map[*ssa.Function]bool),
	}
	for fn, sites := range p.calls.sites {
		g.goes[fn] = slices.ContainsFunc(sites, func(s Site) bool { return s.Go })
	}
	return g
}

// mark sets Where of the operations on the channel, by who calls the function
// that the operation is in and who calls the one that makes the channel.
func (g *goroutines) mark(o *Object) {
	makers := g.callers(o.Fn())
	for _, op := range o.Ops {
		for fn := range g.callers(op.Fn) {
			switch {
			case makers[fn]:
				op.Where |= Same
			default:
				if g.goes[fn] {
					op.Where |= Other
				}
				if g.open[fn] && Within(fn) == nil {
					op.Where |= Outside
				}
			}
		}
	}
}

// callers returns fn and what calls it in the same goroutine, directly and
// indirectly.
func (g *goroutines) callers(fn *ssa.Function) map[*ssa.Function]bool {
	if set := g.known[fn]; set != nil {
		return set
	}
	set := map[*ssa.Function]bool{fn: true}
	work := []*ssa.Function{fn}
	for len(work) > 0 {
		fn := work[len(work)-1]
		work = work[:len(work)-1]
		if call := Within(fn); call != nil && !set[call.Parent()] {
			set[call.Parent()] = true
			work = append(work, call.Parent())
		}
		for _, site := range g.sites[fn] {
			if caller := site.Call.Parent(); !site.Go && !set[caller] {
				set[caller] = true
				work = append(work, caller)
			}
		}
	}
	g.known[fn] = set
	return set
}
