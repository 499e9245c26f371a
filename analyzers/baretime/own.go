package baretime

import (
	"go/ast"
	"go/token"
	"go/types"
	"maps"
	"slices"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/gocorelint/gocorelint/analyzers/internal/expr"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/internal/lazyregexp"
)

// own looks at the program's own variables and fields that become times to wait as they are.
func (c *checker) own(root inspector.Cursor) {
	waits := make(map[*types.Var]*wait)
	for cur := range root.Preorder((*ast.CallExpr)(nil)) {
		call := cur.Node().(*ast.CallExpr)
		if c.InTest(call.Pos()) {
			continue
		}
		for i, arg := range call.Args {
			if !isDuration(c.TypesInfo.TypeOf(arg)) {
				continue
			}
			if name := c.waiter(call, i); name != "" {
				c.waitsFor(arg, name, waits)
			}
		}
	}
	c.numbers(root, waits)
}

// A wait is where a variable or a field becomes a time to wait without a unit.
type wait struct {
	at   ast.Expr
	name string // of the function
}

// waiter is the name of the function of the standard library that takes the argument for a time to wait; "" for others.
func (c *checker) waiter(call *ast.CallExpr, i int) string {
	fn, ok := typeutil.Callee(c.TypesInfo, call).(*types.Func)
	if !ok || fn.Pkg() == nil || !slices.Contains(packages, fn.Pkg().Path()) {
		return ""
	}
	params, recv := fn.Origin().Signature().Params(), fn.Signature().Recv()
	if i >= params.Len() || !isDuration(params.At(i).Type()) || recv != nil && (isOf(recv.Type(), "Time") || isOf(recv.Type(), "Duration")) {
		return ""
	}
	if recv != nil {
		return fn.Name()
	}
	return fn.Pkg().Name() + "." + fn.Name()
}

// waitsFor notes the variable that an argument is, or reports a number that its name says is one of seconds or the like.
func (c *checker) waitsFor(arg ast.Expr, name string, waits map[*types.Var]*wait) {
	e := ast.Unparen(arg)
	conv, isConversion := e.(*ast.CallExpr)
	if isConversion {
		if !c.TypesInfo.Types[conv.Fun].IsType() || !isDuration(c.TypesInfo.TypeOf(conv)) || len(conv.Args) != 1 {
			return
		}
		e = ast.Unparen(conv.Args[0])
	}
	v := c.variable(e)
	if v == nil {
		return
	}
	if isConversion && isInteger(v.Type()) {
		if unit := unitOf(v.Name()); unit != "" {
			text := types.ExprString(e)
			c.Report(report.Finding{At: arg, Kind: lost, Args: []any{name, text, "time.Duration(" + text + ") * " + unit}})
			return
		}
	}
	if (isDuration(v.Type()) || isConversion && isInteger(v.Type())) && waits[v] == nil {
		waits[v] = &wait{arg, name}
	}
}

// variable is the field or the package variable of this package that an expression is.
func (c *checker) variable(e ast.Expr) *types.Var {
	var id *ast.Ident
	switch e := e.(type) {
	case *ast.SelectorExpr:
		id = e.Sel
	case *ast.Ident:
		id = e
	default:
		return nil
	}
	v, _ := c.TypesInfo.Uses[id].(*types.Var)
	if v == nil || v.Pkg() != c.Pkg {
		return nil
	}
	return v.Origin()
}

func isInteger(t types.Type) bool {
	b, ok := types.Unalias(t).(*types.Basic)
	return ok && b.Info()&types.IsInteger != 0
}

// unitOf is the unit in which a name says that its number counts.
func unitOf(name string) string {
	switch {
	case millis.MatchString(name):
		return "time.Millisecond"
	case noUnit.MatchString(name):
		return ""
	case seconds.MatchString(name):
		return "time.Second"
	case minutes.MatchString(name):
		return "time.Minute"
	case hours.MatchString(name):
		return "time.Hour"
	}
	return ""
}

// What names of numbers end in.
var (
	millis  = lazyregexp.New(`(?:[a-z_]M[sS]|_ms|^ms|[mM]illis|(?i:milli_?sec(?:s|onds?)?))$`)
	seconds = lazyregexp.New(`(?:[a-z_]Secs?|_secs?|^secs?|[sS]econds?)$`)
	minutes = lazyregexp.New(`(?:[a-z_]Mins|_mins|^mins|[mM]inutes?)$`)
	hours   = lazyregexp.New(`[hH]ours?$`)
	noUnit  = lazyregexp.New(`(?i)nano|micro|per_?(?:sec|min|hour)`)
)

// numbers reports the bare numbers that a variable gets which is a time to wait, if nothing in the package gives it a unit.
func (c *checker) numbers(root inspector.Cursor, waits map[*types.Var]*wait) {
	if len(waits) == 0 {
		return
	}
	gets := make(map[*types.Var][]ast.Expr)
	scaled := make(map[*types.Var]bool)
	for cur := range root.Preorder((*ast.Ident)(nil)) {
		v, ok := c.TypesInfo.ObjectOf(cur.Node().(*ast.Ident)).(*types.Var)
		if !ok || v.Pkg() != c.Pkg || !isDuration(v.Type()) && !isInteger(v.Type()) {
			continue
		}
		val, changes := c.given(cur)
		if changes {
			scaled[v.Origin()] = true
		}
		if val != nil && !c.InTest(val.Pos()) {
			gets[v.Origin()] = append(gets[v.Origin()], val)
		}
	}
	byPos := func(a, b *types.Var) int { return int(a.Pos() - b.Pos()) }
	for _, v := range slices.SortedFunc(maps.Keys(waits), byPos) { // a local variable may hold a field
		for _, val := range gets[v] {
			if from := c.variable(ast.Unparen(val)); from != nil && !scaled[v] && waits[from] == nil {
				waits[from] = waits[v]
			}
		}
	}
	for _, v := range slices.SortedFunc(maps.Keys(waits), byPos) {
		w := waits[v]
		for _, val := range gets[v] {
			if n, ok := expr.Int(c.TypesInfo, val); !scaled[v] && ok && least <= n && n <= most && c.isBare(val) {
				c.Report(report.Finding{At: val, Kind: bare, Args: []any{v.Name(), types.ExprString(val), w.name, c.Line(val.Pos(), w.at.Pos())}})
			}
		}
	}
}

// given is what a variable gets where it is mentioned, nil if it gets nothing there; it is scaled where it is multiplied,
// divided or converted, but for the conversion of a number to a duration.
func (c *checker) given(cur inspector.Cursor) (val ast.Expr, scaled bool) {
	if cur.ParentEdgeKind() == edge.SelectorExpr_Sel {
		cur = cur.Parent()
	}
	kind, i := cur.ParentEdge()
	switch parent := cur.Parent().Node().(type) {
	case *ast.KeyValueExpr:
		if kind == edge.KeyValueExpr_Key {
			return parent.Value, false
		}
	case *ast.AssignStmt:
		if kind == edge.AssignStmt_Lhs {
			if parent.Tok != token.ASSIGN && parent.Tok != token.DEFINE {
				return nil, parent.Tok != token.MUL_ASSIGN || !c.isBare(parent.Rhs[i])
			}
			if len(parent.Lhs) == len(parent.Rhs) {
				return parent.Rhs[i], false
			}
		}
	case *ast.ValueSpec:
		if kind == edge.ValueSpec_Names && i < len(parent.Values) {
			return parent.Values[i], false
		}
	case *ast.BinaryExpr:
		other := parent.X
		if kind == edge.BinaryExpr_X {
			other = parent.Y
		}
		return nil, (parent.Op == token.MUL || parent.Op == token.QUO) && !c.isBare(ast.Unparen(other))
	case *ast.CallExpr:
		if c.TypesInfo.Types[parent.Fun].IsType() && kind == edge.CallExpr_Args {
			up := cur.Parent()
			for up.ParentEdgeKind() == edge.ParenExpr_X {
				up = up.Parent()
			}
			_, times := up.Parent().Node().(*ast.BinaryExpr)
			return nil, times || !isDuration(c.TypesInfo.TypeOf(parent))
		}
	case *ast.UnaryExpr:
		return nil, parent.Op == token.AND // whoever has its address
	}
	return nil, false
}
