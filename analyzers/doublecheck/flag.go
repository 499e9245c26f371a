package doublecheck

import (
	"go/constant"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/goroutine"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

// A flagTest is a branch on a flag that says whether a goroutine runs.
type flagTest struct {
	at     ssa.Instruction
	addr   ssa.Value
	unset  *ssa.BasicBlock // where control comes if it is not set
	atomic bool
}

// flags reports go statements under the test of a flag that the goroutine itself sets: until it runs, others find
// the flag unset, and start one more.
func (c *checker) flags(fn *ssa.Function) {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			start, ok := instr.(ssa.CallInstruction)
			if !ok {
				continue
			}
			g := goroutine.Of(start)
			if g == nil {
				continue
			}
			for _, set := range setsFirst(g.Fn) {
				if t := c.testOf(fn, start, set); t != nil {
					c.reportFlag(t, start, set)
					break
				}
			}
		}
	}
}

// setsFirst lists what a goroutine does at once to set a flag that it has not looked at.
func setsFirst(fn *ssa.Function) (list []ssa.Instruction) {
	for _, instr := range fn.Blocks[0].Instrs {
		if addr := raised(instr); addr != nil && flow.Variable(addr) != nil && !looksAt(fn, flow.Variable(addr)) {
			list = append(list, instr)
		}
	}
	return list
}

// raised is the address of the flag that an instruction sets, nil if it sets none.
func raised(instr ssa.Instruction) ssa.Value {
	switch instr := instr.(type) {
	case *ssa.Store:
		if isTrue(instr.Val) {
			return instr.Addr
		}
	case *ssa.Call:
		if isAtomic(instr, "Store") && len(instr.Call.Args) == 2 && isTrue(instr.Call.Args[1]) {
			return instr.Call.Args[0]
		}
	}
	return nil
}

// isTrue reports whether a value is the constant true, or a number other than 0.
func isTrue(v ssa.Value) bool {
	k, ok := v.(*ssa.Const)
	if !ok || k.Value == nil {
		return false
	}
	switch k.Value.Kind() {
	case constant.Bool:
		return constant.BoolVal(k.Value)
	case constant.Int:
		return constant.Sign(k.Value) != 0
	}
	return false
}

func isAtomic(call *ssa.Call, verb string) bool {
	fn := flow.StaticCallee(call.Common())
	return fn != nil && fn.Pkg() != nil && fn.Pkg().Path() == "sync/atomic" && strings.HasPrefix(fn.Name(), verb)
}

// looksAt reports whether the function reads the flag.
func looksAt(fn *ssa.Function, flag *types.Var) bool {
	return uses(fn, func(instr ssa.Instruction) bool {
		switch instr := instr.(type) {
		case *ssa.UnOp:
			return instr.Op == token.MUL && flow.Variable(instr.X) == flag
		case *ssa.Call:
			return (isAtomic(instr, "Load") || isAtomic(instr, "CompareAndSwap") || isAtomic(instr, "Swap")) && flow.Variable(instr.Call.Args[0]) == flag
		}
		return false
	})
}

func uses(fn *ssa.Function, is func(ssa.Instruction) bool) bool {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if is(instr) {
				return true
			}
		}
	}
	return false
}

// testOf finds the test that decides whether the goroutine is started. It is nil where the function sets the flag
// itself, waits for the goroutine, or has neither a lock nor an atomic for the test.
func (c *checker) testOf(fn *ssa.Function, start ssa.CallInstruction, set ssa.Instruction) *flagTest {
	flag := flow.Variable(raised(set))
	for _, b := range fn.Blocks {
		t := flagTested(b)
		if t == nil || flow.Variable(t.addr) != flag || len(t.unset.Preds) != 1 || !t.unset.Dominates(start.Block()) {
			continue
		}
		switch {
		case !shared(fn, t.addr), !t.atomic && !c.locked(fn, t.at):
		case uses(fn, func(instr ssa.Instruction) bool { return changes(instr, flag) }):
		case flow.Reaches(flow.After(start), waits, nil):
		default:
			return t
		}
	}
	return nil
}

// flagTested is the branch at the end of a block, if it is on a flag.
func flagTested(b *ssa.BasicBlock) *flagTest {
	branch, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
	if !ok {
		return nil
	}
	cond, unset := branch.Cond, b.Succs[1]
	if not, ok := cond.(*ssa.UnOp); ok && not.Op == token.NOT {
		cond, unset = not.X, b.Succs[0]
	}
	if cmp, ok := cond.(*ssa.BinOp); ok && (cmp.Op == token.EQL || cmp.Op == token.NEQ) {
		if _, ok := cmp.Y.(*ssa.Const); !ok {
			return nil
		}
		if (cmp.Op == token.EQL) != isTrue(cmp.Y) {
			unset = b.Succs[0]
		}
		cond = cmp.X
	}
	switch v := cond.(type) {
	case *ssa.UnOp:
		if v.Op == token.MUL {
			return &flagTest{at: v, addr: v.X, unset: unset}
		}
	case *ssa.Call:
		if isAtomic(v, "Load") {
			return &flagTest{at: v, addr: v.Call.Args[0], unset: unset, atomic: true}
		}
	}
	return nil
}

// locked reports whether a lock is held at the instruction, by the function or by its callers.
func (c *checker) locked(fn *ssa.Function, at ssa.Instruction) bool {
	f := c.locks.Func(fn)
	return f != nil && len(f.Held(at)) > 0 || len(c.locks.HeldBefore(fn)) > 0
}

// changes reports whether an instruction may set the flag.
func changes(instr ssa.Instruction, flag *types.Var) bool {
	switch instr := instr.(type) {
	case *ssa.Store:
		return flow.Variable(instr.Addr) == flag
	case *ssa.Call:
		for _, arg := range instr.Call.Args {
			if flow.Variable(arg) == flag && !isAtomic(instr, "Load") {
				return true
			}
		}
	}
	return false
}

// waits reports whether an instruction may wait until the goroutine has begun.
func waits(instr ssa.Instruction) bool {
	switch instr := instr.(type) {
	case *ssa.UnOp:
		return instr.Op == token.ARROW
	case *ssa.Select:
		return true
	case *ssa.Call:
		fn := flow.Callee(instr.Common())
		return fn != nil && strings.HasPrefix(fn.Name(), "Wait")
	}
	return false
}

func (c *checker) reportFlag(t *flagTest, start ssa.CallInstruction, set ssa.Instruction) {
	pos := start.Pos()
	c.Report(report.Finding{At: report.At(pos, len("go")), Kind: lateFlag,
		Args: []any{flow.Variable(t.addr).Name(), c.Line(pos, t.at.Pos()), c.Line(pos, set.Pos())},
		Related: []analysis.RelatedInformation{
			report.Related(report.At(t.at.Pos(), 1), "here it is tested"),
			report.Related(report.At(set.Pos(), 1), "and only here it is set"),
		}})
}
