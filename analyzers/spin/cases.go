package spin

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/paths"
	"github.com/gocorelint/gocorelint/analyzers/internal/place"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

// selects looks at a select statement in a loop.
func (c *checker) selects(loop *flow.Loop, sel *ssa.Select) {
	for i, state := range sel.States {
		if state.Dir != types.RecvOnly {
			continue
		}
		pos := state.Pos
		if !pos.IsValid() {
			pos = sel.Pos()
		}
		at := report.At(pos, len("<-"))
		if cl, ok := c.closedBySender(loop, sel, state.Chan); ok && !mayLeave(loop, sel, i) {
			c.Report(report.Finding{At: at, Kind: zeros, Args: []any{c.Line(pos, cl.pos)}})
			continue
		}
		if name := c.staysReady(state.Chan); name != "" && same(loop, state.Chan) && !mayLeave(loop, sel, i) && comesBack(sel, i, logs) {
			c.Report(report.Finding{At: at, Kind: stays, Args: []any{name}})
		}
	}
	if !sel.Blocking && comesBack(sel, -1, nil) && !c.isSA5004(sel) && straightBack(loop, sel) {
		c.Report(report.Finding{At: report.At(sel.Pos(), len("select")), Kind: idle})
	}
}

// same reports whether a channel is the same in each iteration.
func same(loop *flow.Loop, ch ssa.Value) bool {
	switch v := ch.(type) {
	case *ssa.Phi:
		return !loop.Contains(v.Block())
	case *ssa.Call:
		if v.Call.IsInvoke() {
			return same(loop, v.Call.Value)
		}
		return false
	case *ssa.UnOp:
		if v.Op != token.MUL {
			return false
		}
		return !loop.Contains(v.Block()) || place.StoredOnce(v.X) != nil
	case *ssa.ChangeType:
		return same(loop, v.X)
	case ssa.Instruction:
		return !loop.Contains(v.Block())
	}
	return true // a parameter, a free variable, a global's address
}

// staysReady returns the name of a channel that is closed some time and that
// nothing is sent on: that of a context.
func (c *checker) staysReady(ch ssa.Value) string {
	if v, ok := ch.(*ssa.ChangeType); ok {
		ch = v.X
	}
	call, ok := ch.(*ssa.Call)
	if !ok || !call.Call.IsInvoke() || !know.Is(call.Call.Method, "(context.Context).Done") {
		return ""
	}
	if expr := c.exprAt(call.Pos()); expr != "" {
		return expr
	}
	return "the channel of the context"
}

// exprAt is the source of the call at a position.
func (c *checker) exprAt(pos token.Pos) string {
	cur, ok := c.root.FindByPos(pos, pos)
	if !ok {
		return ""
	}
	for call := range cur.Enclosing((*ast.CallExpr)(nil)) {
		return types.ExprString(call.Node().(*ast.CallExpr))
	}
	return ""
}

// comesBack reports whether the case of the select statement leads to the
// select statement again, past nothing that waits or that others could see,
// but for what also allows.
func comesBack(sel *ssa.Select, state int, also func(ssa.Instruction) bool) bool {
	began := false
	search := &paths.Search{
		From: pointAt(sel),
		End: func(instr ssa.Instruction) bool {
			if instr != sel {
				return false
			}
			if !began {
				began = true
				return false
			}
			return true
		},
		Effect: func(instr ssa.Instruction) []paths.Alt {
			switch {
			case instr == sel:
				return []paths.Alt{{Case: state, Add: 1}} // to tell the second time from the first
			case quiet(instr) || also != nil && also(instr):
				return nil
			}
			return []paths.Alt{{Stop: true}}
		},
		Budget: 500,
	}
	found := false
	search.Each(func(p *paths.Path) bool {
		found = p.Last == sel
		return !found
	})
	return found
}

// mayLeave reports whether some path from the case leaves the loop before it
// comes to the select statement again.
func mayLeave(loop *flow.Loop, sel *ssa.Select, state int) bool {
	leaves := false
	search := &paths.Search{
		From: pointAt(sel),
		End:  func(instr ssa.Instruction) bool { return !loop.Contains(instr.Block()) },
		Effect: func(instr ssa.Instruction) []paths.Alt {
			if instr == sel {
				return []paths.Alt{{Case: state}}
			}
			return nil
		},
		Edge:   func(from, to *ssa.BasicBlock) bool { return to != sel.Block() },
		Budget: 500,
	}
	complete := search.Each(func(*paths.Path) bool {
		leaves = true
		return false
	})
	return leaves || !complete
}

func pointAt(instr ssa.Instruction) flow.Point {
	p := flow.After(instr)
	p.Index--
	return p
}

// logs reports whether an instruction is a call that prints, or one of those
// that prepare its operands.
func logs(instr ssa.Instruction) bool {
	switch instr := instr.(type) {
	case *ssa.Store: // into the slice of operands
		_, ok := instr.Addr.(*ssa.IndexAddr)
		return ok
	case *ssa.Call:
		fn := instr.Call.StaticCallee()
		if fn == nil || fn.Pkg == nil {
			return false
		}
		switch fn.Pkg.Pkg.Path() {
		case "fmt", "log", "log/slog", "errors":
			return true
		}
	}
	return false
}

// straightBack reports whether the way from the default to the select
// statement decides nothing: a loop that polls something else needs its default.
func straightBack(loop *flow.Loop, sel *ssa.Select) bool {
	for b := range loopBlocks(loop, sel.Parent()) {
		branch, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
		if !ok || dispatches(branch.Cond, sel) {
			continue
		}
		if !behindCase(b, sel) {
			return false
		}
	}
	return true
}

func loopBlocks(loop *flow.Loop, fn *ssa.Function) map[*ssa.BasicBlock]bool {
	blocks := make(map[*ssa.BasicBlock]bool)
	for _, b := range fn.Blocks {
		if loop.Contains(b) {
			blocks[b] = true
		}
	}
	return blocks
}

// dispatches reports whether a condition asks which case was taken.
func dispatches(cond ssa.Value, sel *ssa.Select) bool {
	cmp, ok := cond.(*ssa.BinOp)
	if !ok {
		return false
	}
	extract, ok := cmp.X.(*ssa.Extract)
	return ok && extract.Tuple == sel && extract.Index == 0
}

// behindCase reports whether a block runs only after a case was taken.
func behindCase(b *ssa.BasicBlock, sel *ssa.Select) bool {
	for d := b; d != nil && d != sel.Block(); d = d.Idom() {
		idom := d.Idom()
		if idom == nil {
			return false
		}
		branch, ok := idom.Instrs[len(idom.Instrs)-1].(*ssa.If)
		if ok && dispatches(branch.Cond, sel) && idom.Succs[0] == d {
			return true
		}
	}
	return false
}

// isSA5004 reports whether the select statement is all there is in a loop and
// its default is empty: staticcheck finds that.
func (c *checker) isSA5004(sel *ssa.Select) bool {
	cur, ok := c.root.FindByPos(sel.Pos(), sel.Pos())
	if !ok {
		return true
	}
	for stmt := range cur.Enclosing((*ast.SelectStmt)(nil)) {
		body, ok := stmt.Parent().Node().(*ast.BlockStmt)
		if !ok || len(body.List) != 1 {
			return false
		}
		if loop, ok := stmt.Parent().Parent().Node().(*ast.ForStmt); !ok || loop.Cond != nil || loop.Init != nil {
			return false
		}
		for _, clause := range stmt.Node().(*ast.SelectStmt).Body.List {
			if clause := clause.(*ast.CommClause); clause.Comm == nil {
				return len(clause.Body) == 0
			}
		}
	}
	return false
}
