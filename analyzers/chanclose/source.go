package chanclose

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/closing"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

// A sourceIndex finds the syntax of instructions, which know one position only.
type sourceIndex struct {
	calls  map[token.Pos]*ast.CallExpr // by opening parenthesis
	sends  map[token.Pos]*ast.SendStmt // by arrow
	closes bool                        // there is a close at all
}

func indexCalls(pass *report.Pass) *sourceIndex {
	s := &sourceIndex{
		calls: make(map[token.Pos]*ast.CallExpr),
		sends: make(map[token.Pos]*ast.SendStmt),
	}
	for _, file := range pass.Files {
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				s.calls[n.Lparen] = n
				s.closes = s.closes || isClose(pass.TypesInfo, n)
			case *ast.SendStmt:
				s.sends[n.Arrow] = n
			}
			return true
		})
	}
	return s
}

func isClose(info *types.Info, call *ast.CallExpr) bool {
	id, ok := ast.Unparen(call.Fun).(*ast.Ident)
	if !ok {
		return false
	}
	b, ok := info.Uses[id].(*types.Builtin)
	return ok && b.Name() == "close"
}

// at is the range to underline for an instruction, or nil.
func (s *sourceIndex) at(instr ssa.Instruction) analysis.Range {
	switch instr := instr.(type) {
	case ssa.CallInstruction:
		if call := s.calls[instr.Common().Pos()]; call != nil {
			return head(call)
		}
	case *ssa.Send:
		if send := s.sends[instr.Pos()]; send != nil {
			return send
		}
	}
	return nil
}

// hit is the range to underline for what happens to a closed channel, or nil.
func (s *sourceIndex) hit(h *closing.Hit) analysis.Range {
	sel, ok := h.Instr.(*ssa.Select)
	if !ok {
		return s.at(h.Instr)
	}
	if send := s.sends[sel.States[h.Case].Pos]; send != nil {
		return send
	}
	return nil
}

// head leaves out the body of a function literal that is called.
func head(call *ast.CallExpr) analysis.Range {
	if lit, ok := ast.Unparen(call.Fun).(*ast.FuncLit); ok {
		return report.At(lit.Pos(), len("func"))
	}
	for _, arg := range call.Args {
		if lit, ok := arg.(*ast.FuncLit); ok {
			return report.At(call.Pos(), int(lit.Pos()-call.Pos())+len("func"))
		}
	}
	return call
}

// operand is the source text of the channel that a call of close closes.
func (s *sourceIndex) operand(instr ssa.Instruction) string {
	call, ok := instr.(ssa.CallInstruction)
	if !ok {
		return ""
	}
	expr := s.calls[call.Common().Pos()]
	if expr == nil || len(expr.Args) != 1 {
		return ""
	}
	return types.ExprString(expr.Args[0])
}
