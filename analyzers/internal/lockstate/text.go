package lockstate

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

// Name is the lock as the source writes it where instr takes or releases it.
func (l *Lock) Name(pass *report.Pass, instr ssa.Instruction) string {
	if call, ok := Call(pass, instr).(*ast.CallExpr); ok && OpOf(instr) != NoOp {
		if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok {
			if text := types.ExprString(sel.X); len(text) <= 40 {
				return text
			}
		}
	}
	return l.text()
}

// text is a path that starts with a variable, or the class.
func (l *Lock) text() string {
	name := ""
	switch root := l.root.(type) {
	case *ssa.Parameter:
		name = root.Name()
	case *ssa.Global:
		name = root.Name()
	case *ssa.Alloc:
		if root.Comment != "complit" && root.Comment != "new" {
			name = root.Comment
		}
	}
	if name == "" || !token.IsIdentifier(name) || l.vague {
		return l.className()
	}
	var b strings.Builder
	b.WriteString(name)
	for i, s := range l.steps {
		switch {
		case s.load:
		case s.field == nil:
			return l.className()
		case s.field.Embedded() && i == len(l.steps)-1:
		default:
			b.WriteString(s.String())
		}
	}
	return b.String()
}

// Call is the range of a call: the syntax at its position.
func Call(pass *report.Pass, instr ssa.Instruction) ast.Node {
	pos := instr.Pos()
	for _, f := range pass.Files {
		if f.FileStart > pos || pos > f.FileEnd {
			continue
		}
		var found ast.Node
		ast.Inspect(f, func(n ast.Node) bool {
			if n == nil || found != nil || n.Pos() > pos || pos > n.End() {
				return false
			}
			switch n := n.(type) {
			case *ast.CallExpr:
				if n.Lparen == pos {
					found = n
				}
			case *ast.DeferStmt:
				if n.Defer == pos {
					found = n.Call
				}
			}
			return true
		})
		return found
	}
	return nil
}

// Callee names what an instruction calls: T.m or f.
func Callee(instr ssa.Instruction) string {
	if r, ok := instr.(*remote); ok {
		return r.Callee
	}
	call, ok := instr.(ssa.CallInstruction)
	if !ok {
		return ""
	}
	fn := call.Common().StaticCallee()
	if fn == nil {
		if m := call.Common().Method; m != nil {
			return m.Name()
		}
		return "a function value"
	}
	if obj, ok := fn.Object().(*types.Func); ok {
		return obj.Name()
	}
	return "a function literal"
}

// Way tells the calls that lead to the last instruction of a chain, which is not the first.
func Way(pass *report.Pass, chain []ssa.Instruction) string {
	if len(chain) < 2 {
		return ""
	}
	last := chain[len(chain)-1]
	return fmt.Sprintf("%s at %s", Callee(chain[0]), Where(pass, chain[0].Pos(), last))
}

// Where says where an instruction stands, seen from another place: the file and the line in
// the source of another package.
func Where(pass *report.Pass, from token.Pos, instr ssa.Instruction) string {
	if r, ok := instr.(*remote); ok {
		return r.At
	}
	return pass.Line(from, instr.Pos())
}

// Remote reports whether an instruction stands in the source of another package, and has no position.
func Remote(instr ssa.Instruction) bool {
	_, ok := instr.(*remote)
	return ok
}

// Step is the related information that tells of an instruction on the way to a lock. One in another package is
// told at the place that leads there.
func Step(pass *report.Pass, from token.Pos, instr ssa.Instruction, text string) analysis.RelatedInformation {
	if r, ok := instr.(*remote); ok {
		return report.Related(report.At(from, 1), "%s, at %s", text, r.At)
	}
	return report.Related(report.At(instr.Pos(), 1), "%s", text)
}
