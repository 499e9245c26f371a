package errtype

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"sync"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/typeis"
	"github.com/gocorelint/gocorelint/analyzers/internal/verbs"
)

// maxDepth bounds how many functions are looked into, one in the other.
const maxDepth = 4

// hides reports tests of an error that comes from functions of the package all
// of whose errors are new, one of them with the text of another error only.
func (c *checker) hides(pkg *flow.Package) {
	sentinels := sync.OnceValue(func() map[*ssa.Global]bool { return sentinelsOf(pkg) })
	for _, fn := range pkg.Funcs {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				err, target := tested(instr)
				if err == nil || c.InTest(instr.Pos()) {
					continue
				}
				o := &origin{pkg: pkg, sentinels: sentinels, seen: make(map[ssa.Value]bool), target: target}
				if !o.isNew(err, 0) || o.text == nil {
					continue
				}
				if at := c.syntax(instr.Pos()); at != nil {
					c.Report(report.Finding{At: at, Kind: hidden, Args: []any{o.from.Name(), c.Line(at.Pos(), o.text.Pos())}})
				}
			}
		}
	}
}

// tested returns the error that the instruction compares with a package
// variable or asks for a type, and that variable.
func tested(instr ssa.Instruction) (err ssa.Value, target *ssa.Global) {
	switch instr := instr.(type) {
	case *ssa.Call:
		fn := flow.StaticCallee(&instr.Call)
		if fn == nil || fn.Pkg() == nil || fn.Pkg().Path() != "errors" || len(instr.Call.Args) != 2 {
			return nil, nil
		}
		switch fn.Name() {
		case "Is":
			if g := global(instr.Call.Args[1]); g != nil {
				return instr.Call.Args[0], g
			}
		case "As":
			if mi, ok := instr.Call.Args[1].(*ssa.MakeInterface); ok {
				if p, ok := mi.X.Type().Underlying().(*types.Pointer); ok && !types.IsInterface(p.Elem()) {
					return instr.Call.Args[0], nil
				}
			}
		}
	case *ssa.BinOp:
		if instr.Op != token.EQL && instr.Op != token.NEQ {
			return nil, nil
		}
		for _, pair := range [2][2]ssa.Value{{instr.X, instr.Y}, {instr.Y, instr.X}} {
			if g := global(pair[1]); g != nil && typeis.Error(pair[0].Type()) {
				return pair[0], g
			}
		}
	}
	return nil, nil
}

// global is the package variable of type error that is loaded.
func global(v ssa.Value) *ssa.Global {
	load, ok := v.(*ssa.UnOp)
	if !ok || load.Op != token.MUL || !typeis.Error(load.Type()) {
		return nil
	}
	g, _ := load.X.(*ssa.Global)
	return g
}

// An origin is where an error comes from.
type origin struct {
	pkg       *flow.Package
	sentinels func() map[*ssa.Global]bool
	seen      map[ssa.Value]bool
	target    *ssa.Global // what it is compared with, nil for a type
	from      *types.Func // whose error it is
	text      *ssa.Call   // of fmt.Errorf, with an error as text
}

// isNew reports whether the error is nil, another variable of errors.New, or made
// by errors.New or by fmt.Errorf without %w, in whatever way it comes about.
func (o *origin) isNew(v ssa.Value, depth int) bool {
	if o.seen[v] {
		return true
	}
	o.seen[v] = true
	switch v := v.(type) {
	case *ssa.Const:
		return v.IsNil()
	case *ssa.Phi:
		return !slices.ContainsFunc(v.Edges, func(e ssa.Value) bool { return !o.isNew(e, depth) })
	case *ssa.Call:
		return o.call(v, 0, depth)
	case *ssa.Extract:
		call, ok := v.Tuple.(*ssa.Call)
		return ok && o.call(call, v.Index, depth)
	case *ssa.UnOp:
		switch from := v.X.(type) {
		case *ssa.Global:
			return depth > 0 && from != o.target && o.sentinels()[from]
		case *ssa.Alloc: // the result of a function that defers
			return o.stored(from, depth)
		}
	}
	return false
}

// stored looks at all that a local variable is set to, if nobody else has it.
func (o *origin) stored(v *ssa.Alloc, depth int) bool {
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.UnOp:
		case *ssa.Store:
			if ref.Addr != v || !o.isNew(ref.Val, depth) {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// sentinelsOf finds the variables of the package that are set by errors.New, and by nobody else.
func sentinelsOf(pkg *flow.Package) map[*ssa.Global]bool {
	sentinels := make(map[*ssa.Global]bool)
	init := pkg.Pkg.Func("init")
	stores(init, func(g *ssa.Global, v ssa.Value) {
		call, ok := v.(*ssa.Call)
		sentinels[g] = ok && know.Is(flow.StaticCallee(&call.Call), "errors.New")
	})
	for _, fn := range pkg.Funcs {
		if fn != init {
			stores(fn, func(g *ssa.Global, _ ssa.Value) { delete(sentinels, g) })
		}
	}
	return sentinels
}

// stores calls do for each value that the function stores in a package variable.
func stores(fn *ssa.Function, do func(*ssa.Global, ssa.Value)) {
	if fn == nil {
		return
	}
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if store, ok := instr.(*ssa.Store); ok {
				if g, ok := store.Addr.(*ssa.Global); ok {
					do(g, store.Val)
				}
			}
		}
	}
}

func (o *origin) call(call *ssa.Call, result, depth int) bool {
	fn := flow.StaticCallee(&call.Call)
	if fn == nil || depth > maxDepth {
		return false
	}
	switch know.Name(fn) {
	case "errors.New":
		return depth > 0
	case "fmt.Errorf":
		if depth == 0 {
			return false // nobody asks for more right there
		}
		format, ok := call.Call.Args[0].(*ssa.Const)
		if !ok || format.Value == nil || format.Value.Kind() != constant.String {
			return false
		}
		return o.errorf(call, constant.StringVal(format.Value))
	}
	callee := call.Call.StaticCallee()
	if len(callee.Blocks) == 0 || callee.Origin() != nil || callee.Pkg != call.Parent().Pkg {
		return false
	}
	if o.from == nil {
		o.from = fn
	}
	returns := false
	for _, b := range callee.Blocks {
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if !ok {
			continue
		}
		if returns = true; result >= len(ret.Results) || !o.isNew(ret.Results[result], depth+1) {
			return false
		}
	}
	return returns
}

// errorf looks at the operands of fmt.Errorf: no %w, and whether one is an error.
func (o *origin) errorf(call *ssa.Call, format string) bool {
	list, ok := verbs.Parse(format)
	if !ok {
		return false
	}
	for _, verb := range list {
		if verb.Char == 'w' {
			return false
		}
	}
	if o.text != nil || len(call.Call.Args) < 2 {
		return true
	}
	for i := range list {
		if arg := flow.Element(call.Call.Args[1], i); arg != nil && isErrorValue(arg) {
			o.text = call
			break
		}
	}
	return true
}

// isErrorValue recognizes the operand that was an error before it became any.
func isErrorValue(v ssa.Value) bool {
	if c, ok := v.(*ssa.ChangeInterface); ok {
		return typeis.Error(c.X.Type())
	}
	return typeis.Error(v.Type())
}

// syntax is the call or the comparison at a position.
func (c *checker) syntax(pos token.Pos) ast.Expr {
	cur, ok := c.root.FindByPos(pos, pos)
	if !ok {
		return nil
	}
	for outer := range cur.Enclosing((*ast.CallExpr)(nil), (*ast.BinaryExpr)(nil)) {
		switch n := outer.Node().(type) {
		case *ast.CallExpr:
			if n.Lparen == pos {
				return n
			}
		case *ast.BinaryExpr:
			if n.OpPos == pos {
				return n
			}
		}
	}
	return nil
}
