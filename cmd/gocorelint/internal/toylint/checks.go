package main

import (
	"errors"
	"go/ast"
	"go/token"
	"go/types"
	"reflect"
	"strings"

	"golang.org/x/tools/go/analysis"
)

const url = "https://example.com/checks/"

// newAssign makes a check with a fix: x = x.
func newAssign() *analysis.Analyzer {
	a := &analysis.Analyzer{Name: "assign", Doc: "assignments to itself", URL: url + "assign.md"}
	addSettings(a)
	a.Run = func(pass *analysis.Pass) (any, error) {
		trace(pass)
		each(pass, func(s *ast.AssignStmt) {
			left, right := s.Lhs[0], s.Rhs[0]
			if s.Tok == token.ASSIGN && types.ExprString(left) == types.ExprString(right) {
				pass.Report(analysis.Diagnostic{
					Pos: s.Pos(), End: s.End(), Category: "self",
					Message: types.ExprString(left) + " is assigned to itself (assign)",
					SuggestedFixes: []analysis.SuggestedFix{{
						Message:   "Remove the assignment",
						TextEdits: []analysis.TextEdit{{Pos: s.Pos(), End: s.End()}},
					}},
				})
			}
		})
		return nil, nil
	}
	return a
}

// newBlank makes a check whose fix is another one for what assign reports.
func newBlank() *analysis.Analyzer {
	a := &analysis.Analyzer{Name: "blank", Doc: "assignments of x to itself", URL: url + "blank.md"}
	a.Run = func(pass *analysis.Pass) (any, error) {
		each(pass, func(s *ast.AssignStmt) {
			if types.ExprString(s.Lhs[0]) == "x" && types.ExprString(s.Rhs[0]) == "x" {
				pass.Report(analysis.Diagnostic{
					Pos: s.Pos(), End: s.End(), Category: "self", Message: "x is assigned to itself (blank)",
					SuggestedFixes: []analysis.SuggestedFix{{
						Message:   "Assign to the blank identifier",
						TextEdits: []analysis.TextEdit{{Pos: s.Lhs[0].Pos(), End: s.Lhs[0].End(), NewText: []byte("_")}},
					}},
				})
			}
		})
		return nil, nil
	}
	return a
}

// newAfter makes a check that stands on facts of imported packages, and reports
// related places.
func newAfter() *analysis.Analyzer {
	a := &analysis.Analyzer{Name: "after", Doc: "statements after a call that never returns", URL: url + "after.md",
		Requires: []*analysis.Analyzer{halts}}
	addSettings(a)
	a.Run = func(pass *analysis.Pass) (any, error) {
		trace(pass)
		halting := pass.ResultOf[halts].(func(ast.Stmt) bool)
		each(pass, func(b *ast.BlockStmt) {
			for i, s := range b.List[:max(0, len(b.List)-1)] {
				if halting(s) {
					next := b.List[i+1]
					pass.Report(analysis.Diagnostic{
						Pos: next.Pos(), End: next.End(), Category: "never-runs", Message: "this never runs (after)",
						Related: []analysis.RelatedInformation{{Pos: s.Pos(), End: s.End(), Message: "never returns"}},
					})
				}
			}
		})
		return nil, nil
	}
	return a
}

// halts is an engine: it exports a fact for each function that ends in for {}
// or in the call of such a function.
var halts = &analysis.Analyzer{
	Name: "halts", Doc: "functions that never return",
	FactTypes:  []analysis.Fact{new(neverReturns)},
	ResultType: reflect.TypeFor[func(ast.Stmt) bool](),
	Run: func(pass *analysis.Pass) (any, error) {
		trace(pass)
		halting := func(s ast.Stmt) bool {
			switch s := s.(type) {
			case *ast.ForStmt:
				return s.Cond == nil && len(s.Body.List) == 0
			case *ast.ExprStmt:
				if call, ok := s.X.(*ast.CallExpr); ok {
					return pass.ImportObjectFact(callee(pass, call), new(neverReturns))
				}
			}
			return false
		}
		each(pass, func(f *ast.FuncDecl) {
			if f.Body != nil && len(f.Body.List) > 0 && halting(f.Body.List[len(f.Body.List)-1]) {
				pass.ExportObjectFact(pass.TypesInfo.Defs[f.Name], new(neverReturns))
			}
		})
		return halting, nil
	},
}

type neverReturns struct{}

func (*neverReturns) AFact() {}

func callee(pass *analysis.Pass, call *ast.CallExpr) types.Object {
	switch f := call.Fun.(type) {
	case *ast.Ident:
		return pass.TypesInfo.Uses[f]
	case *ast.SelectorExpr:
		return pass.TypesInfo.Uses[f.Sel]
	}
	return nil
}

// newPrefix makes a check with a setting.
func newPrefix() *analysis.Analyzer {
	a := &analysis.Analyzer{Name: "prefix", Doc: "functions whose name begins with a prefix", URL: url + "prefix.md"}
	addSettings(a)
	prefix := a.Flags.String("prefix", "Fussy", "the `prefix` of names")
	a.Run = func(pass *analysis.Pass) (any, error) {
		trace(pass)
		each(pass, func(f *ast.FuncDecl) {
			if strings.HasPrefix(f.Name.Name, *prefix) {
				pass.Report(analysis.Diagnostic{Pos: f.Name.Pos(), Category: "name",
					Message: f.Name.Name + " begins with " + *prefix + " (prefix)"})
			}
		})
		return nil, nil
	}
	return a
}

// newFails makes a check that fails.
func newFails() *analysis.Analyzer {
	return &analysis.Analyzer{Name: "fails", Doc: "nothing", URL: url + "fails.md",
		Run: func(pass *analysis.Pass) (any, error) { return nil, errors.New("the toy is broken") }}
}

// addSettings adds settings of the same names as real checks have.
func addSettings(a *analysis.Analyzer) {
	a.Flags.Bool("tests", true, "report in _test.go files")
	a.Flags.Bool("generated", false, "report in generated files")
	a.Flags.String("url", url, "base `URL` of the page")
}

// each calls f for every node of its type, in files that are wanted.
func each[T ast.Node](pass *analysis.Pass, f func(T)) {
	tests := pass.Analyzer.Flags.Lookup("tests")
	for _, file := range pass.Files {
		name := pass.Fset.Position(file.Pos()).Filename
		if tests != nil && tests.Value.String() == "false" && strings.HasSuffix(name, "_test.go") {
			continue
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if t, ok := n.(T); ok {
				f(t)
			}
			return true
		})
	}
}
