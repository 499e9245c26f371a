package leave

import (
	"fmt"
	"go/ast"
	"go/token"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/chans"
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/paths"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

// report tells of a path on which the receiver leaves; worst is the one that
// leaves the most behind.
func (r *receiver) report(p, worst *paths.Path) {
	ops := append([]*ssa.Send(nil), r.ops...)
	for _, step := range p.Steps() {
		ops = append(ops, r.sendsAt(step.Instr, nil)...)
	}
	if len(ops) == 0 {
		return
	}
	leave, act := r.leaving(p), nameOf(r.fn)+" leaves"
	if p.Last == r.origin {
		leave, act = r.origin.Pos(), nameOf(r.fn)+" makes the next channel"
	}
	need := r.total(worst)
	if need >= paths.Many {
		r.tell(ops[len(ops)-1], ReceiverStops, act, leave, nil)
		return
	}
	received := max(len(ops)-p.Counter, 0)
	stuck := ops[min(received+int(r.Cap.Min), len(ops)-1)]
	r.tell(stuck, ReceiverLeaves, act, leave, r.buffer(need), need)
}

// total counts what is sent on a path.
func (r *receiver) total(p *paths.Path) int {
	n := r.pending
	seen := make(map[ssa.Instruction]bool)
	for _, step := range p.Steps() {
		if step.Alt.Add > 0 && !seen[step.Instr] {
			n = min(n+step.Alt.Add, paths.Many)
			seen[step.Instr] = step.Alt.Once
		}
	}
	return n
}

func (r *receiver) tell(send *ssa.Send, kind Kind, act string, leave token.Pos, fixes []analysis.SuggestedFix, args ...any) {
	if r.c.onlyTested(leave, send.Pos()) {
		return
	}
	r.c.found(kind, report.Finding{
		At:   report.At(send.Pos(), len("<-")),
		Args: append([]any{act, leave}, args...),
		Related: []analysis.RelatedInformation{
			report.Related(report.At(r.Pos(), 1), "the channel is made here"),
			report.Related(report.At(leave, 1), "%s here without receiving", act),
		},
		Fixes: fixes,
	})
}

// onlyTested reports whether a test leaves what is not of a test: it ends soon, and who else calls that code
// may wait.
func (c *checker) onlyTested(leaves, stays token.Pos) bool {
	ofTest := func(pos token.Pos) bool { return strings.HasSuffix(c.Fset.Position(pos).Filename, "_test.go") }
	return ofTest(leaves) && !ofTest(stays)
}

// leaving returns where the path turns away from the channel: the case that a
// select statement took instead, or the return.
func (r *receiver) leaving(p *paths.Path) token.Pos {
	steps := p.Steps()
	for i := len(steps) - 1; i >= 0; i-- {
		sel, ok := steps[i].Instr.(*ssa.Select)
		if !ok {
			continue
		}
		for _, state := range sel.States {
			if !r.may(state.Chan) {
				continue
			}
			if chosen := steps[i].Alt.Case; chosen >= 0 {
				return sel.States[chosen].Pos
			}
			return sel.Pos()
		}
	}
	if pos := p.Last.Pos(); pos.IsValid() {
		return pos
	}
	if syntax := r.fn.Syntax(); syntax != nil {
		return syntax.End() - 1
	}
	return r.fn.Pos()
}

func nameOf(fn *ssa.Function) string {
	if fn.Parent() != nil {
		return "the function around it"
	}
	return fn.Name()
}

// buffer makes the fix: the capacity with which nothing can block. It changes
// nothing else if the sender does nothing after its send.
func (r *receiver) buffer(need int) []analysis.SuggestedFix {
	call := r.makeCall()
	if call == nil || need > maxFix {
		return nil
	}
	edit := analysis.TextEdit{Pos: call.Rparen, End: call.Rparen, NewText: fmt.Appendf(nil, ", %d", need)}
	if len(call.Args) == 2 {
		edit = analysis.TextEdit{Pos: call.Args[1].Pos(), End: call.Args[1].End(), NewText: fmt.Appendf(nil, "%d", need)}
	}
	for _, op := range r.Find(chans.Send) {
		if send, ok := op.Instr.(*ssa.Send); !ok || !lastAct(send) || r.calledAgain(op.Fn) {
			return nil
		}
	}
	return []analysis.SuggestedFix{{
		Message:   fmt.Sprintf("Make the channel with a buffer of %d", need),
		TextEdits: []analysis.TextEdit{edit},
	}}
}

// maxFix is the largest buffer that a fix makes.
const maxFix = 16

// lastAct reports whether the goroutine does nothing after the send that
// another one could see: then it does not matter whether the send waits.
func lastAct(send *ssa.Send) bool {
	return !flow.Reaches(flow.After(send), func(instr ssa.Instruction) bool {
		switch instr.(type) {
		case *ssa.Jump, *ssa.If, *ssa.Return, *ssa.RunDefers, *ssa.Phi, *ssa.DebugRef:
			return false
		}
		return true
	}, nil)
}

// makeCall finds the syntax of the make.
func (r *receiver) makeCall() *ast.CallExpr {
	var found *ast.CallExpr
	for _, f := range r.c.Files {
		if f.FileStart <= r.Pos() && r.Pos() <= f.FileEnd {
			ast.Inspect(f, func(n ast.Node) bool {
				call, ok := n.(*ast.CallExpr)
				if ok && (call.Lparen == r.Pos() || call.Pos() == r.Pos()) {
					found = call
				}
				return found == nil
			})
		}
	}
	return found
}
