package spin

import (
	"go/token"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

// busyWait reports a loop that does nothing but ask an atomic, again and again, whether it has
// changed: a lock made of CompareAndSwap, a flag. What computes the value that it wants to store comes to
// an end by itself.
func (c *checker) busyWait(loop *flow.Loop) bool {
	var asked *ssa.Call
	for b := range loopBlocks(loop, loop.Head.Parent()) {
		for _, instr := range b.Instrs {
			if _, ok := instr.(*ssa.Phi); ok {
				return false // the loop counts
			}
			call, ok := instr.(*ssa.Call)
			switch {
			case ok && asks(call):
				if asked == nil || call.Pos() < asked.Pos() {
					asked = call
				}
			case ok, !quiet(instr):
				return false
			}
		}
		for _, succ := range b.Succs {
			if !loop.Contains(succ) && !decidedBy(b.Instrs[len(b.Instrs)-1]) {
				return false
			}
		}
	}
	if asked == nil {
		return false
	}
	at := c.forStmt(loop)
	if at == nil {
		return false
	}
	c.Report(report.Finding{At: report.At(at.For, len("for")), Kind: busy, Args: []any{memory(asked.Call.Args[0])}})
	return true
}

// asks reports whether a call reads an atomic, or tries to set it from one constant to another.
func asks(call *ssa.Call) bool {
	fn := flow.StaticCallee(&call.Call)
	if fn == nil || fn.Pkg() == nil || fn.Pkg().Path() != "sync/atomic" {
		return false
	}
	if !strings.HasPrefix(fn.Name(), "Load") && !strings.HasPrefix(fn.Name(), "CompareAndSwap") && !strings.HasPrefix(fn.Name(), "Swap") {
		return false
	}
	for _, arg := range call.Call.Args[1:] {
		if _, ok := arg.(*ssa.Const); !ok {
			return false
		}
	}
	return true
}

// decidedBy reports whether what an atomic holds decides the branch, alone or compared with a constant.
func decidedBy(branch ssa.Instruction) bool {
	cond, ok := branch.(*ssa.If)
	if !ok {
		return false
	}
	v := cond.Cond
	for {
		switch x := v.(type) {
		case *ssa.UnOp:
			if x.Op != token.NOT {
				return false
			}
			v = x.X
		case *ssa.BinOp:
			if _, ok := x.Y.(*ssa.Const); !ok {
				return false
			}
			v = x.X
		case *ssa.Call:
			return asks(x)
		default:
			return false
		}
	}
}

// memory names the atomic at the address.
func memory(addr ssa.Value) string {
	if p, ok := addr.(*ssa.UnOp); ok && p.Op == token.MUL {
		addr = p.X
	}
	return nameOf(addr)
}
