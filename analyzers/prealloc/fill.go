package prealloc

import (
	"go/ast"
	"go/token"
	"go/types"

	"github.com/gocorelint/gocorelint/analyzers/internal/expr"
)

// A fill says what each iteration that goes on adds.
type fill struct {
	perIteration int
	mayLeave     bool                // an error ends the loop, and what was collected is of no use
	idents       map[*ast.Ident]bool // the uses of the variable that add
	key          ast.Expr            // that is stored under, for a map
}

// filler walks the body of the loop.
type filler struct {
	info *types.Info
	c    *candidate
	fill
	ends []int // what was added where an iteration ends by continue
	bad  bool
}

// fillOf returns nil if iterations add different numbers of elements.
func fillOf(info *types.Info, c *candidate) *fill {
	f := &filler{info: info, c: c, fill: fill{idents: make(map[*ast.Ident]bool)}}
	n, falls := f.list(c.body.List, 0)
	if falls {
		f.ends = append(f.ends, n)
	}
	for _, end := range f.ends {
		if end != f.ends[0] {
			f.bad = true
		}
	}
	if f.bad || len(f.ends) == 0 {
		return nil
	}
	f.perIteration = f.ends[0]
	return &f.fill
}

// list walks statements that begin when n elements were added. It returns
// how many there are after them, and whether control comes there.
func (f *filler) list(list []ast.Stmt, n int) (after int, falls bool) {
	for _, stmt := range list {
		if n, falls = f.stmt(stmt, n); !falls {
			return n, false
		}
	}
	return n, true
}

func (f *filler) stmt(stmt ast.Stmt, n int) (after int, falls bool) {
	switch stmt := stmt.(type) {
	case *ast.AssignStmt:
		return n + f.adds(stmt), true
	case *ast.IncDecStmt:
		return n + f.stores(stmt.X), true
	case *ast.BlockStmt:
		return f.list(stmt.List, n)
	case *ast.IfStmt:
		return f.ifElse(stmt, n)
	case *ast.SwitchStmt:
		return f.clauses(stmt.Body, n)
	case *ast.TypeSwitchStmt:
		return f.clauses(stmt.Body, n)
	case *ast.ReturnStmt:
		f.leaves(stmt)
		return n, false
	case *ast.BranchStmt:
		f.bad = f.bad || stmt.Tok != token.CONTINUE || stmt.Label != nil
		f.ends = append(f.ends, n)
		return n, false
	case *ast.ExprStmt:
		if call, ok := stmt.X.(*ast.CallExpr); ok && expr.Builtin(f.info, call) == "panic" {
			f.mayLeave = true
			return n, false
		}
	case *ast.LabeledStmt, *ast.SelectStmt, *ast.GoStmt, *ast.DeferStmt, *ast.SendStmt:
		f.bad = true
	case *ast.ForStmt, *ast.RangeStmt:
		f.inner(stmt)
	}
	return n, true
}

func (f *filler) ifElse(stmt *ast.IfStmt, n int) (after int, falls bool) {
	a, fallsA := f.list(stmt.Body.List, n)
	b, fallsB := n, true
	if stmt.Else != nil {
		b, fallsB = f.stmt(stmt.Else, n)
	}
	return f.join(a, fallsA, b, fallsB)
}

func (f *filler) join(a int, fallsA bool, b int, fallsB bool) (after int, falls bool) {
	switch {
	case fallsA && fallsB:
		f.bad = f.bad || a != b
		return a, true
	case fallsA:
		return a, true
	}
	return b, fallsB
}

// clauses walks the cases of a switch. A break that leaves one, and a fallthrough, are too rare to be followed.
func (f *filler) clauses(body *ast.BlockStmt, n int) (after int, falls bool) {
	complete, first := false, true
	for _, clause := range body.List {
		clause := clause.(*ast.CaseClause)
		complete = complete || clause.List == nil
		m, fallsM := f.list(clause.Body, n)
		if first {
			after, falls, first = m, fallsM, false
			continue
		}
		after, falls = f.join(after, falls, m, fallsM)
	}
	if !complete {
		if first {
			return n, true
		}
		return f.join(after, falls, n, true)
	}
	return after, falls
}

// leaves looks at a return: it must give up everything for an error.
func (f *filler) leaves(ret *ast.ReturnStmt) {
	f.mayLeave = true
	if len(ret.Results) == 0 {
		f.bad = true
		return
	}
	last := ret.Results[len(ret.Results)-1]
	t := f.info.TypeOf(last)
	isError := t != nil && types.AssignableTo(t, types.Universe.Lookup("error").Type()) && !f.info.Types[last].IsNil()
	f.bad = f.bad || !isError
}

// inner looks at a loop within the loop: it must neither add nor leave.
func (f *filler) inner(loop ast.Stmt) {
	ast.Inspect(loop, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.ReturnStmt:
			f.leaves(n)
		case *ast.BranchStmt:
			f.bad = f.bad || n.Label != nil
		case *ast.AssignStmt:
			f.bad = f.bad || f.adds(n) != 0
		case *ast.IncDecStmt:
			f.bad = f.bad || f.stores(n.X) != 0
		}
		return !f.bad
	})
}

// adds is the number of elements that an assignment adds.
func (f *filler) adds(stmt *ast.AssignStmt) int {
	if f.c.empty.isMap {
		n := 0
		for _, l := range stmt.Lhs {
			n += f.stores(l)
		}
		return n
	}
	if stmt.Tok != token.ASSIGN || len(stmt.Lhs) != 1 || len(stmt.Rhs) != 1 || !isUse(f.info, stmt.Lhs[0], f.c.empty.obj) {
		return 0
	}
	call, ok := stmt.Rhs[0].(*ast.CallExpr)
	if !ok || expr.Builtin(f.info, call) != "append" || call.Ellipsis.IsValid() || !isUse(f.info, call.Args[0], f.c.empty.obj) {
		return 0
	}
	f.mark(stmt.Lhs[0])
	f.mark(call.Args[0])
	f.at(call)
	return len(call.Args) - 1
}

// stores is 1 if the expression is an element of the map.
func (f *filler) stores(l ast.Expr) int {
	x, ok := ast.Unparen(l).(*ast.IndexExpr)
	if !ok || !f.c.empty.isMap || !isUse(f.info, x.X, f.c.empty.obj) {
		return 0
	}
	f.mark(x.X)
	f.at(x)
	f.key = x.Index
	return 1
}

func (f *filler) at(n ast.Node) {
	if f.c.grow == nil {
		f.c.grow = n
	}
}

func (f *filler) mark(e ast.Expr) {
	f.idents[ast.Unparen(e).(*ast.Ident)] = true
}

// exactKeys reports whether each iteration stores under a key of its own.
func (c *candidate) exactKeys() bool {
	return c.fill.perIteration == 1 && c.fill.key != nil && c.count.key != nil &&
		isUse(c.pass.TypesInfo, c.fill.key, c.count.key) && !assigned(c.pass.TypesInfo, c.body, c.count.key)
}

// simpler recognizes loops that copy what they range over, for which other
// tools propose append(s, x...) and maps.Copy.
func (c *candidate) simpler() bool {
	if len(c.body.List) != 1 || c.count.value == nil {
		return false
	}
	stmt, ok := c.body.List[0].(*ast.AssignStmt)
	if !ok || len(stmt.Rhs) != 1 {
		return false
	}
	value := stmt.Rhs[0]
	if call, ok := value.(*ast.CallExpr); ok && !c.empty.isMap && len(call.Args) == 2 {
		value = call.Args[1]
	}
	return c.empty.isMap == c.count.overMap && isUse(c.pass.TypesInfo, value, c.count.value)
}
