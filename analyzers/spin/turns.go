package spin

import (
	"go/ast"
	"go/token"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

// turns looks at a loop without any channel operation.
func (c *checker) turns(fn *ssa.Function, loop *flow.Loop) {
	exits := false
	var tested ssa.Value // the memory that decides
	for _, b := range fn.Blocks {
		if !loop.Contains(b) {
			continue
		}
		for _, instr := range b.Instrs {
			if phi, ok := instr.(*ssa.Phi); ok && len(phi.Edges) > 0 {
				return // the loop changes a variable
			}
			if !quiet(instr) && !sleeps(instr) {
				return
			}
		}
		for _, succ := range b.Succs {
			if loop.Contains(succ) {
				continue
			}
			exits = true
			addr := loaded(b.Instrs[len(b.Instrs)-1])
			if addr == nil {
				return
			}
			tested = addr
		}
	}
	at := c.forStmt(loop)
	if at == nil {
		return
	}
	switch {
	case tested != nil:
		c.Report(report.Finding{At: report.At(at.For, len("for")), Kind: flag, Args: []any{nameOf(tested)}})
	case !exits && len(at.Body.List) > 0 && !isSleepy(fn, loop):
		c.Report(report.Finding{At: report.At(at.For, len("for")), Kind: endless})
	}
}

// loaded returns the memory whose plain content decides a branch: a package
// variable, a field or a variable that a function literal shares.
func loaded(branch ssa.Instruction) ssa.Value {
	cond, ok := branch.(*ssa.If)
	if !ok {
		return nil
	}
	v := cond.Cond
	for {
		switch x := v.(type) {
		case *ssa.UnOp:
			switch x.Op {
			case token.NOT:
				v = x.X
				continue
			case token.MUL:
				switch x.X.(type) {
				case *ssa.Global, *ssa.FieldAddr, *ssa.FreeVar, *ssa.Alloc:
					return x.X
				}
			}
			return nil
		case *ssa.BinOp:
			if _, ok := x.Y.(*ssa.Const); !ok {
				return nil
			}
			v = x.X
			continue
		}
		return nil
	}
}

func sleeps(instr ssa.Instruction) bool {
	call, ok := instr.(*ssa.Call)
	if !ok {
		return false
	}
	fn := call.Call.StaticCallee()
	return fn != nil && fn.RelString(nil) == "time.Sleep"
}

func isSleepy(fn *ssa.Function, loop *flow.Loop) bool {
	for b := range loopBlocks(loop, fn) {
		for _, instr := range b.Instrs {
			if sleeps(instr) {
				return true
			}
		}
	}
	return false
}

// forStmt is the statement whose body the loop is.
func (c *checker) forStmt(loop *flow.Loop) *ast.ForStmt {
	for _, b := range loop.Head.Parent().Blocks {
		if !loop.Contains(b) {
			continue
		}
		for _, instr := range b.Instrs {
			if !instr.Pos().IsValid() {
				continue
			}
			cur, ok := c.root.FindByPos(instr.Pos(), instr.Pos())
			if !ok {
				return nil
			}
			for stmt := range cur.Enclosing((*ast.ForStmt)(nil), (*ast.FuncLit)(nil)) {
				f, _ := stmt.Node().(*ast.ForStmt)
				return f
			}
			return nil
		}
	}
	return nil
}

func nameOf(addr ssa.Value) string {
	switch v := addr.(type) {
	case *ssa.FieldAddr:
		if f := flow.Field(v); f != nil {
			return f.Name()
		}
	case *ssa.Global:
		return v.Name()
	case *ssa.FreeVar:
		return v.Name()
	case *ssa.Alloc:
		return v.Comment
	}
	return "the variable"
}
