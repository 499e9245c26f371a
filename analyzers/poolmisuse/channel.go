package poolmisuse

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/place"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/typeis"
)

// A pooled channel is one that a function got from a pool, with what it does with it.
type pooled struct {
	puts   []ssa.CallInstruction
	closes []ssa.CallInstruction
	waits  []*ssa.Select // with other cases beside the receive
	out    []ssa.Instruction
	recvs  map[ssa.Instruction]bool
}

// channels reports channels that go back into a pool while they are closed, or while somebody may still send on them.
func (c *checker) channels(fn *ssa.Function) {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			got, ok := instr.(*ssa.TypeAssert)
			if !ok || got.CommaOk || !typeis.Chan(got.Type()) {
				continue
			}
			if get, ok := got.X.(*ssa.Call); ok && isMethod(get, "(*sync.Pool).Get") {
				x := &pooled{recvs: make(map[ssa.Instruction]bool)}
				if x.collect(got) {
					c.closedChannel(x)
					c.lateValue(fn, x)
				}
			}
		}
	}
}

// collect lists what is done with the channel. It reports false where it is kept in more variables than one.
func (x *pooled) collect(v ssa.Value) bool {
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.DebugRef:
		case *ssa.UnOp:
			x.recvs[ref] = true
		case *ssa.MakeInterface:
			for _, ref := range *ref.Referrers() {
				if call, ok := ref.(ssa.CallInstruction); ok && isPut(call) {
					x.puts = append(x.puts, call)
				} else {
					x.out = append(x.out, ref)
				}
			}
		case *ssa.Select:
			x.recvs[ref] = true
			if ref.Blocking && len(ref.States) > 1 {
				x.waits = append(x.waits, ref)
			}
		case *ssa.Store:
			variable, ok := ref.Addr.(*ssa.Alloc)
			switch {
			case !ok:
				x.out = append(x.out, ref)
			case place.StoredOnce(variable) != v:
				return false
			default:
				for _, load := range *variable.Referrers() {
					switch load := load.(type) {
					case *ssa.UnOp:
						if !x.collect(load) {
							return false
						}
					case *ssa.MakeClosure:
						x.out = append(x.out, load)
					}
				}
			}
		case ssa.CallInstruction:
			if b, ok := ref.Common().Value.(*ssa.Builtin); !ok {
				x.out = append(x.out, ref)
			} else if b.Name() == "close" {
				x.closes = append(x.closes, ref)
			}
		default:
			x.out = append(x.out, ref)
		}
	}
	return true
}

// closedChannel reports a close behind which the channel goes back.
func (c *checker) closedChannel(x *pooled) {
	for _, end := range x.closes {
		for _, put := range x.puts {
			if !endsClosed(end, put) {
				continue
			}
			c.Report(report.Finding{At: report.At(put.Pos(), 1), Kind: closedChan, Args: []any{c.Line(put.Pos(), end.Pos())},
				Related: []analysis.RelatedInformation{report.Related(report.At(end.Pos(), 1), "it is closed here")}})
			return
		}
	}
}

// endsClosed reports whether both happen on one path: the order does not matter to who gets the channel next.
func endsClosed(end, put ssa.CallInstruction) bool {
	return flow.Reaches(flow.After(end), flow.Is(put), nil) || flow.Reaches(flow.After(put), flow.Is(end), nil)
}

// lateValue reports a wait for a value that can be given up, with the channel going back although
// who has it may still send.
func (c *checker) lateValue(fn *ssa.Function, x *pooled) {
	for _, sel := range x.waits {
		if !x.handedOut(sel) {
			continue
		}
		for i, state := range sel.States {
			if x.receives(state) {
				continue
			}
			from, to, ok := flow.CaseOf(sel, i)
			if !ok || from == nil {
				continue
			}
			if put := x.putBehind(fn, flow.Point{Block: to}, sel); put != nil {
				c.Report(report.Finding{At: report.At(put.Pos(), 1), Kind: late, Args: []any{c.Line(put.Pos(), state.Pos)},
					Related: []analysis.RelatedInformation{report.Related(report.At(state.Pos, 2), "nothing is received when this case is chosen")}})
				return
			}
		}
	}
}

// receives reports whether a case receives from the channel, itself or by a variable.
func (x *pooled) receives(state *ssa.SelectState) bool {
	if state.Dir != types.RecvOnly {
		return false
	}
	v := state.Chan
	if load, ok := v.(*ssa.UnOp); ok && load.Op == token.MUL {
		if once := place.StoredOnce(load.X); once != nil {
			v = once
		}
	}
	got, ok := v.(*ssa.TypeAssert)
	if !ok {
		return false
	}
	get, ok := got.X.(*ssa.Call)
	return ok && isMethod(get, "(*sync.Pool).Get")
}

// handedOut reports whether somebody surely has got the channel before the wait.
func (x *pooled) handedOut(sel *ssa.Select) bool {
	for _, out := range x.out {
		if out.Block().Dominates(sel.Block()) && flow.Reaches(flow.After(out), flow.Is(sel), nil) {
			return true
		}
	}
	return false
}

// putBehind is the Put to which control comes from the point, by itself or at the return, with nothing
// in between that could take the channel back from who has it.
func (x *pooled) putBehind(fn *ssa.Function, p flow.Point, sel *ssa.Select) ssa.CallInstruction {
	for _, put := range x.puts {
		if deferred, ok := put.(*ssa.Defer); ok {
			if deferred.Block().Dominates(sel.Block()) && flow.Reaches(flow.After(deferred), flow.Is(sel), nil) && onlyDefer(fn, deferred) &&
				flow.Reaches(p, flow.IsReturn, x.takesBack) {
				return put
			}
			continue
		}
		if flow.Reaches(p, flow.Is(put), x.takesBack) {
			return put
		}
	}
	return nil
}

// takesBack reports whether an instruction receives from the channel, or calls something that may
// see to it that nobody sends any more.
func (x *pooled) takesBack(instr ssa.Instruction) bool {
	if x.recvs[instr] {
		return true
	}
	call, ok := instr.(ssa.CallInstruction)
	if !ok || isPut(call) {
		return false
	}
	if _, ok := call.Common().Value.(*ssa.Builtin); ok {
		return false
	}
	callee := flow.Callee(call.Common())
	return callee == nil || !know.Inert(callee) && (callee.Pkg() == nil || callee.Pkg().Path() != "context")
}

// onlyDefer reports whether nothing else is deferred that is more than harmless.
func onlyDefer(fn *ssa.Function, put *ssa.Defer) bool {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			d, ok := instr.(*ssa.Defer)
			if !ok || d == put {
				continue
			}
			if callee := flow.Callee(&d.Call); (callee == nil || !know.Inert(callee)) && !typeis.Named(d.Call.Value.Type(), "context.CancelFunc") {
				return false
			}
		}
	}
	return true
}
