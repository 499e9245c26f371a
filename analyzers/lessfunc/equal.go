package lessfunc

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/gocorelint/gocorelint/analyzers/internal/expr"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
)

func isTrue(v constant.Value) bool     { return v.Kind() == constant.Bool && constant.BoolVal(v) }
func isNegative(v constant.Value) bool { return v.Kind() == constant.Int && constant.Sign(v) < 0 }
func isPositive(v constant.Value) bool { return v.Kind() == constant.Int && constant.Sign(v) > 0 }
func isNotZero(v constant.Value) bool  { return isNegative(v) || isPositive(v) }

// decided evaluates the function for two equal elements. It returns the result
// expression that is reached first, if the answer has the property on every path.
func (c *checker) decided(property func(constant.Value) bool) ast.Expr {
	e := &evaluation{checker: c, alias: make(map[types.Object]string), known: make(map[types.Object]constant.Value)}
	e.keys = expr.Keys{Info: c.TypesInfo, Calls: true, Name: e.name}
	if _, done := e.block(c.fn.body.List); !done || e.unknown || len(e.returned) == 0 {
		return nil
	}
	for _, r := range e.returned {
		if r.value == nil || !property(r.value) {
			return nil
		}
	}
	return e.returned[0].at
}

// An evaluation runs the function with one element for both parameters. A value
// that depends on more than their being equal is nil.
type evaluation struct {
	*checker
	keys     expr.Keys
	alias    map[types.Object]string         // the keys of the values of local variables
	known    map[types.Object]constant.Value // the values of those that are known
	returned []outcome
	unknown  bool // a statement was not understood

	// For two elements that differ: how their parts compare, and 1 or -1 for the order of the arguments.
	relations *relations
	turn      int
}

type outcome struct {
	at    ast.Expr
	value constant.Value
}

func (e *evaluation) name(obj types.Object) string {
	if key, ok := e.alias[obj]; ok {
		return key
	}
	if e.relations != nil {
		return e.fn.elementNames(obj)
	}
	return e.fn.elementName(obj)
}

// block runs statements. It reports whether control goes on behind them, and
// whether they certainly end the function.
func (e *evaluation) block(list []ast.Stmt) (goesOn, done bool) {
	for _, s := range list {
		if _, done := e.stmt(s); done || e.unknown {
			return false, done
		}
	}
	return true, false
}

func (e *evaluation) stmt(s ast.Stmt) (goesOn, done bool) {
	switch s := s.(type) {
	case *ast.ReturnStmt:
		if len(s.Results) != 1 {
			break
		}
		e.returned = append(e.returned, outcome{s.Results[0], e.value(s.Results[0])})
		return false, true
	case *ast.AssignStmt:
		e.assign(s)
		return true, false
	case *ast.BlockStmt:
		return e.block(s.List)
	case *ast.IfStmt:
		if s.Init != nil {
			e.stmt(s.Init)
		}
		return e.branches([]branch{{e.value(s.Cond), s.Body.List}, {nil, elseOf(s)}})
	case *ast.ForStmt:
		if s.Init != nil {
			e.stmt(s.Init)
		}
		if init, ok := s.Init.(*ast.AssignStmt); e.relations == nil && (ok || s.Init == nil) {
			return e.loop(s.Body, init)
		}
	case *ast.RangeStmt:
		if e.relations == nil && (s.Key == nil || s.Tok == token.DEFINE) {
			return e.loop(s.Body, &ast.AssignStmt{Lhs: variables(s)})
		}
	case *ast.SwitchStmt:
		if s.Init != nil {
			e.stmt(s.Init)
		}
		if list, ok := e.cases(s); ok {
			return e.branches(list)
		}
	}
	e.unknown = true
	return false, false
}

// loop runs the body once, or not at all, with loop variables that are equal to nothing but themselves. What the body
// assigns to may be anything behind it.
func (e *evaluation) loop(body *ast.BlockStmt, vars *ast.AssignStmt) (goesOn, done bool) {
	if vars != nil {
		e.unlike(vars.Lhs)
	}
	ast.Inspect(body, func(n ast.Node) bool {
		if assign, ok := n.(*ast.AssignStmt); ok && assign.Tok != token.DEFINE {
			e.unlike(assign.Lhs)
		}
		return true
	})
	return e.branches([]branch{{nil, body.List}, {nil, nil}})
}

// unlike makes variables equal to nothing but themselves.
func (e *evaluation) unlike(vars []ast.Expr) {
	for _, x := range vars {
		if id, ok := x.(*ast.Ident); ok && e.TypesInfo.ObjectOf(id) != nil {
			obj := e.TypesInfo.ObjectOf(id)
			delete(e.known, obj)
			e.alias[obj] = fmt.Sprintf("%s@%d", id.Name, x.Pos())
		}
	}
}

// variables lists those of a range statement.
func variables(s *ast.RangeStmt) (list []ast.Expr) {
	for _, x := range []ast.Expr{s.Key, s.Value} {
		if x != nil {
			list = append(list, x)
		}
	}
	return list
}

func elseOf(s *ast.IfStmt) []ast.Stmt {
	if s.Else == nil {
		return nil
	}
	return []ast.Stmt{s.Else}
}

// A branch is taken if its condition is true and no earlier one was.
type branch struct {
	cond constant.Value // nil where it is not known
	body []ast.Stmt
}

// branches runs all that may be taken; the last is taken when nothing else is.
func (e *evaluation) branches(list []branch) (goesOn, done bool) {
	done = true
	for i, b := range list {
		last := i == len(list)-1
		if !last && b.cond != nil && !isTrue(b.cond) {
			continue
		}
		on, ended := e.block(b.body)
		goesOn = goesOn || on
		done = done && ended
		if !last && b.cond != nil {
			break
		}
	}
	return goesOn, done
}

// cases turns a switch into branches, the default last.
func (e *evaluation) cases(s *ast.SwitchStmt) (list []branch, ok bool) {
	otherwise := branch{}
	for _, clause := range s.Body.List {
		clause := clause.(*ast.CaseClause)
		if n := len(clause.Body); n > 0 {
			if br, ok := clause.Body[n-1].(*ast.BranchStmt); ok && br.Tok == token.FALLTHROUGH {
				return nil, false
			}
		}
		if clause.List == nil {
			otherwise.body = clause.Body
			continue
		}
		for _, cond := range clause.List {
			v := e.value(cond)
			if s.Tag != nil {
				v = e.compare(token.EQL, s.Tag, cond)
			}
			list = append(list, branch{v, clause.Body})
		}
	}
	return append(list, otherwise), true
}

// assign remembers what local variables are made of, or forgets it.
func (e *evaluation) assign(s *ast.AssignStmt) {
	for i, l := range s.Lhs {
		id, ok := l.(*ast.Ident)
		if !ok {
			continue
		}
		obj := e.TypesInfo.ObjectOf(id)
		if obj == nil {
			continue
		}
		key, same := "", false
		delete(e.known, obj)
		switch {
		case s.Tok != token.DEFINE:
		case len(s.Lhs) == len(s.Rhs):
			key, same = e.keys.Of(s.Rhs[i])
			if v := e.value(s.Rhs[i]); v != nil {
				e.known[obj] = v
			}
		default:
			key, same = e.keys.Of(s.Rhs[0])
			key = fmt.Sprintf("%s#%d", key, i)
		}
		if !same {
			// Equal to nothing but itself.
			key = fmt.Sprintf("%s@%d", id.Name, s.Pos())
		}
		e.alias[obj] = key
	}
}

// value is what the expression is, if that follows from the elements' being equal.
func (e *evaluation) value(x ast.Expr) constant.Value {
	if v := e.TypesInfo.Types[x].Value; v != nil {
		return v
	}
	switch x := ast.Unparen(x).(type) {
	case *ast.Ident:
		return e.known[e.TypesInfo.ObjectOf(x)]
	case *ast.UnaryExpr:
		switch v := e.value(x.X); {
		case v == nil:
		case x.Op == token.NOT:
			return constant.MakeBool(!isTrue(v))
		case x.Op == token.SUB && v.Kind() == constant.Int:
			return constant.UnaryOp(token.SUB, v, 0)
		}
	case *ast.BinaryExpr:
		switch x.Op {
		case token.LAND:
			return both(e.value(x.X), e.value(x.Y), false)
		case token.LOR:
			return both(e.value(x.X), e.value(x.Y), true)
		case token.EQL, token.NEQ, token.LSS, token.LEQ, token.GTR, token.GEQ:
			return e.compare(x.Op, x.X, x.Y)
		}
	case *ast.CallExpr:
		return e.call(x)
	}
	return nil
}

// both combines the operands of && (wins is false) or || (wins is true).
func both(x, y constant.Value, wins bool) constant.Value {
	for _, v := range []constant.Value{x, y} {
		if v != nil && isTrue(v) == wins {
			return constant.MakeBool(wins)
		}
	}
	if x == nil || y == nil {
		return nil
	}
	return constant.MakeBool(!wins)
}

func (e *evaluation) compare(op token.Token, x, y ast.Expr) constant.Value {
	if v, w := e.value(x), e.value(y); v != nil && w != nil && v.Kind() == w.Kind() {
		return constant.MakeBool(constant.Compare(v, op, w))
	}
	sign, ok := e.sign(x, y)
	if !ok {
		return nil
	}
	return constant.MakeBool(constant.Compare(constant.MakeInt64(int64(sign)), op, constant.MakeInt64(0)))
}

// sign is negative if x is smaller than y, as far as that is known.
func (e *evaluation) sign(x, y ast.Expr) (sign int, ok bool) {
	if e.relations != nil {
		return e.relation(x, y)
	}
	return 0, e.equal(x, y)
}

func (e *evaluation) equal(x, y ast.Expr) bool {
	a, ok := e.keys.Of(x)
	b, ok2 := e.keys.Of(y)
	return ok && ok2 && a == b
}

// call knows the comparisons of the standard library.
func (e *evaluation) call(call *ast.CallExpr) constant.Value {
	fn, ok := typeutil.Callee(e.TypesInfo, call).(*types.Func)
	if !ok {
		return nil
	}
	args := call.Args
	if sel, ok := call.Fun.(*ast.SelectorExpr); ok && fn.Signature().Recv() != nil {
		args = append([]ast.Expr{sel.X}, args...)
	}
	if len(args) != 2 {
		return nil
	}
	sign, ok := e.sign(args[0], args[1])
	if !ok {
		return nil
	}
	switch know.Name(fn.Origin()) {
	case "strings.Compare", "bytes.Compare", "cmp.Compare", "(time.Time).Compare", "(*math/big.Int).Cmp", "(net/netip.Addr).Compare":
		return constant.MakeInt64(int64(sign))
	case "cmp.Less", "(time.Time).Before", "(net/netip.Addr).Less":
		return constant.MakeBool(sign < 0)
	case "(time.Time).After":
		return constant.MakeBool(sign > 0)
	case "bytes.Equal", "strings.EqualFold", "(time.Time).Equal":
		return constant.MakeBool(sign == 0)
	}
	return nil
}
