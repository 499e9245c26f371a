package poolmisuse

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/gocorelint/gocorelint/analyzers/internal/atomics"
	"github.com/gocorelint/gocorelint/analyzers/internal/calls"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/typeis"
)

// pools looks at the pools of a package that nothing outside of it can see.
type pools struct {
	*report.Pass
	index *calls.Index
	cost  bool // also what does not pay
	all   map[*types.Var]*pool
}

// A pool is a variable or field of type sync.Pool.
type pool struct {
	open    bool       // it is used in a way that is not known
	makes   types.Type // what New returns
	new     ast.Expr   // the function
	hasNew  bool
	literal bool // it is made by a literal of the package
	puts    []types.Type
	gets    []calls.Call
	unknown bool // something of unknown type is put into it
}

func (p *pools) run() {
	p.all = make(map[*types.Var]*pool)
	known := make(map[*ast.Ident]bool)
	at := func(call calls.Call) *pool {
		sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
		if !ok {
			return nil
		}
		v := atomics.Variable(p.TypesInfo, sel.X)
		if v == nil || v.Pkg() != p.Pkg || v.Exported() || !typeis.Named(v.Type(), "sync.Pool") && !typeis.Named(v.Type(), "*sync.Pool") {
			return nil
		}
		if p.all[v] == nil {
			p.all[v] = new(pool)
		}
		known[name(sel.X)] = true
		return p.all[v]
	}
	for _, call := range p.index.Of("(*sync.Pool).Get") {
		if x := at(call); x != nil {
			x.gets = append(x.gets, call)
		}
	}
	for _, call := range p.index.Of("(*sync.Pool).Put") {
		if x := at(call); x != nil {
			t := p.TypesInfo.TypeOf(call.Args[0])
			if t == nil || types.IsInterface(t) {
				x.unknown = true
			}
			x.puts = append(x.puts, t)
		}
	}
	if len(p.all) == 0 {
		return
	}
	p.declared(known)
	for v, x := range p.all {
		if !x.open {
			p.judge(v, x)
			if p.cost {
				p.large(x)
			}
		}
	}
}

func name(e ast.Expr) *ast.Ident {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		return e
	case *ast.SelectorExpr:
		return e.Sel
	}
	return nil
}

// declared looks at all other mentions of the pools: how they are made, and whether somebody
// else gets hold of them.
func (p *pools) declared(known map[*ast.Ident]bool) {
	root := p.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root()
	for cur := range root.Preorder((*ast.Ident)(nil)) {
		id := cur.Node().(*ast.Ident)
		if known[id] {
			continue
		}
		v, ok := p.TypesInfo.ObjectOf(id).(*types.Var)
		if !ok || p.all[v.Origin()] == nil {
			continue
		}
		p.mention(p.all[v.Origin()], cur)
	}
}

func (p *pools) mention(x *pool, cur inspector.Cursor) {
	if cur.ParentEdgeKind() == edge.SelectorExpr_Sel {
		cur = cur.Parent()
	}
	switch parent := cur.Parent().Node().(type) {
	case *ast.Field: // of a struct
		return
	case *ast.ValueSpec:
		if cur.ParentEdgeKind() == edge.ValueSpec_Names {
			if i := cur.ParentEdgeIndex(); i < len(parent.Values) {
				p.literal(x, parent.Values[i])
			}
			return
		}
	case *ast.KeyValueExpr:
		if cur.ParentEdgeKind() == edge.KeyValueExpr_Key {
			p.literal(x, parent.Value)
			return
		}
	case *ast.AssignStmt:
		if cur.ParentEdgeKind() == edge.AssignStmt_Lhs && len(parent.Lhs) == len(parent.Rhs) {
			p.literal(x, parent.Rhs[cur.ParentEdgeIndex()])
			return
		}
	case *ast.SelectorExpr:
		if parent.Sel.Name == "New" {
			x.hasNew = true
			outer := cur.Parent()
			if assign, ok := outer.Parent().Node().(*ast.AssignStmt); ok && outer.ParentEdgeKind() == edge.AssignStmt_Lhs && len(assign.Lhs) == len(assign.Rhs) {
				p.constructor(x, assign.Rhs[outer.ParentEdgeIndex()])
				return
			}
		}
	}
	x.open = true
}

// literal reads the composite literal that makes a pool.
func (p *pools) literal(x *pool, e ast.Expr) {
	e = ast.Unparen(e)
	if u, ok := e.(*ast.UnaryExpr); ok && u.Op == token.AND {
		e = u.X
	}
	lit, ok := e.(*ast.CompositeLit)
	if !ok {
		x.open = true
		return
	}
	x.literal = true
	for _, elt := range lit.Elts {
		kv, ok := elt.(*ast.KeyValueExpr)
		if !ok {
			x.open = true
			return
		}
		if key, ok := kv.Key.(*ast.Ident); ok && key.Name == "New" {
			p.constructor(x, kv.Value)
		}
	}
}

// constructor reads the type that New returns.
func (p *pools) constructor(x *pool, e ast.Expr) {
	x.hasNew = true
	lit, ok := ast.Unparen(e).(*ast.FuncLit)
	if !ok {
		x.unknown = true
		return
	}
	ast.Inspect(lit.Body, func(n ast.Node) bool {
		ret, ok := n.(*ast.ReturnStmt)
		if _, inner := n.(*ast.FuncLit); inner {
			return false
		}
		if !ok {
			return true
		}
		if len(ret.Results) != 1 {
			x.unknown = true
			return true
		}
		t := p.TypesInfo.TypeOf(ret.Results[0])
		switch {
		case t == nil || types.IsInterface(t) || x.makes != nil && !types.Identical(x.makes, t):
			x.unknown = true
		default:
			x.makes, x.new = types.Default(t), ret.Results[0]
		}
		return true
	})
}

func (p *pools) judge(v *types.Var, x *pool) {
	for _, get := range x.gets {
		if get.ParentEdgeKind() != edge.TypeAssertExpr_X {
			continue
		}
		assert := get.Parent().Node().(*ast.TypeAssertExpr)
		if assert.Type == nil || isTuple(p.TypesInfo.TypeOf(assert)) {
			continue
		}
		t := p.TypesInfo.TypeOf(assert.Type)
		switch {
		case !x.hasNew && typeis.Pointer(v.Type()) && !x.literal: // others make it
		case !x.hasNew:
			p.Report(report.Finding{At: assert, Kind: noNew, Args: []any{v.Name()}})
		case x.unknown || x.makes == nil || satisfies(x, t):
		default:
			p.Report(report.Finding{At: assert, Kind: otherType,
				Args:    []any{v.Name(), p.name(x.makes), p.Line(assert.Pos(), x.new.Pos()), p.name(t)},
				Related: []analysis.RelatedInformation{report.Related(x.new, "New returns this")}})
		}
	}
	if x.makes != nil && !x.unknown && len(x.puts) > 0 && resettable(x.makes) && !p.resets(x.makes) {
		p.Report(report.Finding{At: x.new, Kind: noReset, Args: []any{p.name(x.makes)}})
	}
}

func isTuple(t types.Type) bool {
	_, ok := t.(*types.Tuple)
	return ok
}

// satisfies reports whether what the pool makes, or all that is put into it, has the type.
func satisfies(x *pool, t types.Type) bool {
	if t == nil || isParam(t) || isParam(x.makes) {
		return true
	}
	if it, ok := t.Underlying().(*types.Interface); ok {
		return types.Implements(x.makes, it)
	}
	return types.Identical(x.makes, t)
}

func isParam(t types.Type) bool {
	s := types.Unalias(t)
	if ptr, ok := s.(*types.Pointer); ok {
		s = types.Unalias(ptr.Elem())
	}
	if named, ok := s.(*types.Named); ok && named.TypeArgs().Len() > 0 {
		return true
	}
	_, ok := s.(*types.TypeParam)
	return ok
}

// resettable reports whether values of the type keep what was written to them.
func resettable(t types.Type) bool {
	switch t.String() {
	case "*bytes.Buffer", "*strings.Builder":
		return true
	}
	return false
}

// resets reports whether the package empties some value of the type, or gives one to
// who may.
func (p *pools) resets(t types.Type) bool {
	var methods []string
	for _, m := range []string{"Reset", "Truncate", "WriteTo", "Read", "ReadByte", "ReadBytes", "ReadString", "ReadRune", "Next"} {
		methods = append(methods, "("+t.String()+")."+m)
	}
	return len(p.index.Of(methods...)) > 0 || len(p.index.Of("io.Copy", "io.ReadAll", "io.CopyBuffer")) > 0 ||
		len(p.index.Of("("+t.String()+").String", "("+t.String()+").Bytes")) == 0
}

func (p *pools) name(t types.Type) string {
	return types.TypeString(t, func(pkg *types.Package) string {
		if pkg == p.Pkg {
			return ""
		}
		return pkg.Name()
	})
}
