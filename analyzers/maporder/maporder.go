package maporder

import (
	_ "embed"
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/vars"
)

//go:embed doc.go
var doc string

var (
	hashed = &report.Kind{ID: "hashed",
		Format: "the sum is another one each time: the loop at %s ranges over a map in random order; range over its sorted keys"}
	looked = &report.Kind{ID: "key",
		Format: "this key is another one each time: the loop at %s puts it together in the random order of a map; sort first"}
	compared = &report.Kind{ID: "compared",
		Format: "equal maps compare as different here: the loop at %s puts %s together in random order; sort first"}
)

// Analyzer is the check with its default settings.
var Analyzer = New()

// New makes the check.
func New() *analysis.Analyzer {
	return report.Check{
		Name:     "maporder",
		DocFile:  doc,
		Kinds:    []*report.Kind{hashed, looked, compared},
		Requires: []*analysis.Analyzer{inspect.Analyzer},
		Run:      run,
	}.New()
}

func run(pass *report.Pass) {
	root := pass.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root()
	for cur := range root.Preorder((*ast.RangeStmt)(nil)) {
		n := cur.Node().(*ast.RangeStmt)
		if !overMap(pass.TypesInfo, n) {
			continue
		}
		l := &loop{Pass: pass, stmt: n, ordered: make(map[*types.Var]bool)}
		l.variable(n.Key)
		l.variable(n.Value)
		if len(l.ordered) == 0 || leaves(n.Body) {
			continue
		}
		fn := vars.Func(cur)
		if _, body := vars.Signature(fn); body != nil {
			l.around = body
			l.body(n.Body)
			l.follow(body)
		}
	}
}

// overMap recognizes a range over a map, or over maps.Keys, Values or All of one.
func overMap(info *types.Info, n *ast.RangeStmt) bool {
	t := info.TypeOf(n.X)
	if t == nil {
		return false
	}
	if _, ok := t.Underlying().(*types.Map); ok {
		return true
	}
	call, ok := ast.Unparen(n.X).(*ast.CallExpr)
	if !ok {
		return false
	}
	switch callee(info, call) {
	case "maps.Keys", "maps.Values", "maps.All":
		return true
	}
	return false
}

// leaves reports whether the loop may end before it has seen all: then it looks
// for something.
func leaves(body *ast.BlockStmt) bool {
	found := false
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.BranchStmt:
			found = found || n.Tok.String() == "break" || n.Tok.String() == "goto"
		case *ast.SwitchStmt, *ast.SelectStmt:
			// A break in them is theirs; one that is not has a label.
		}
		return true
	})
	return found
}
