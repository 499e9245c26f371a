package errtype

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

// pathErrors lists functions that put each error of the system into an *fs.PathError or *os.LinkError.
var pathErrors = map[string]bool{
	"os.Open": true, "os.Create": true, "os.OpenFile": true, "os.Stat": true, "os.Lstat": true, "os.ReadFile": true, "os.WriteFile": true,
	"os.ReadDir": true, "os.Mkdir": true, "os.MkdirAll": true, "os.Remove": true, "os.RemoveAll": true, "os.Rename": true, "os.Chdir": true,
	"os.Chmod": true, "os.Chown": true, "os.Truncate": true, "os.Link": true, "os.Symlink": true, "os.Readlink": true,
}

// inside looks at comparisons and type assertions of what a function returns,
// which see the outermost error only.
func (c *checker) inside() {
	for _, fn := range c.ResultOf[flow.Analyzer].(*flow.Package).Funcs {
		if c.InTest(fn.Pos()) {
			continue
		}
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				switch instr := instr.(type) {
				case *ssa.BinOp:
					if instr.Op == token.EQL || instr.Op == token.NEQ {
						c.comparison(instr, instr.X, instr.Y)
						c.comparison(instr, instr.Y, instr.X)
					}
				case *ssa.TypeAssert:
					c.assertion(instr)
				case *ssa.Call:
					c.lost(instr)
				}
			}
		}
	}
}

// from is the function whose last result the error is, nil if it is anything else.
func from(err ssa.Value) *types.Func {
	call, ok := err.(*ssa.Call)
	if x, isExtract := err.(*ssa.Extract); isExtract {
		call, ok = x.Tuple.(*ssa.Call)
		if ok && x.Index != call.Call.Signature().Results().Len()-1 {
			return nil
		}
	}
	if !ok || !types.Identical(err.Type(), types.Universe.Lookup("error").Type()) {
		return nil
	}
	return flow.StaticCallee(&call.Call)
}

// sentinel is the package variable that is read, nil if it is none.
func sentinel(v ssa.Value) *types.Var {
	load, ok := v.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return nil
	}
	g, ok := load.X.(*ssa.Global)
	if !ok {
		return nil
	}
	obj, _ := g.Object().(*types.Var)
	return obj
}

func (c *checker) comparison(at *ssa.BinOp, err, other ssa.Value) {
	fn, v := from(err), sentinel(other)
	if fn == nil || v == nil || v.Pkg() == nil || !at.Pos().IsValid() {
		return
	}
	system := pathErrors[fn.FullName()] && (v.Pkg().Path() == "os" || v.Pkg().Path() == "io/fs") && strings.HasPrefix(v.Name(), "Err")
	if !system && !c.all(fn, true) {
		return
	}
	c.Report(report.Finding{At: report.At(at.Pos(), len(at.Op.String())), Kind: compared, Args: []any{fn.Name(), v.Pkg().Name() + "." + v.Name()}})
}

func (c *checker) assertion(at *ssa.TypeAssert) {
	fn := from(at.X)
	if fn == nil || types.IsInterface(at.AssertedType) || !at.Pos().IsValid() || !c.all(fn, true) {
		return
	}
	c.Report(report.Finding{At: report.At(at.Pos(), 1), Kind: asserted, Args: []any{fn.Name(), types.TypeString(at.AssertedType, types.RelativeTo(c.Pkg))}})
}

// lost reports errors.Is and errors.As of an error that is made of text only.
func (c *checker) lost(call *ssa.Call) {
	is := flow.StaticCallee(&call.Call)
	if is == nil || is.FullName() != "errors.Is" && is.FullName() != "errors.As" || len(call.Call.Args) != 2 {
		return
	}
	if is.Name() == "Is" && sentinel(call.Call.Args[1]) == nil {
		return
	}
	if fn := from(call.Call.Args[0]); fn != nil && c.all(fn, false) {
		c.Report(report.Finding{At: report.At(call.Pos(), 1), Kind: text, Args: []any{fn.Name()}})
	}
}

// all reports whether every error that a function of the package returns is made
// by fmt.Errorf or errors.New, one of them from another error: with %w or, for
// wrapping false, all of them without.
func (c *checker) all(fn *types.Func, wrapping bool) bool {
	if fn.Pkg() != c.Pkg {
		return false
	}
	for cur := range c.root.Preorder((*ast.FuncDecl)(nil)) {
		decl := cur.Node().(*ast.FuncDecl)
		if c.TypesInfo.Defs[decl.Name] != fn.Origin() || decl.Body == nil {
			continue
		}
		if wrapping {
			return c.wrapsAll(cur)
		}
		made := false
		for cur := range cur.Preorder((*ast.CallExpr)(nil)) {
			call := cur.Node().(*ast.CallExpr)
			if f := typeutil.StaticCallee(c.TypesInfo, call); f != nil && f.FullName() == "fmt.Errorf" {
				if c.isWrapping(call) {
					return false
				}
				made = made || c.formatsError(call)
			}
		}
		return made && c.madeAll(cur)
	}
	return false
}

// formatsError reports whether an error becomes a part of the text.
func (c *checker) formatsError(call *ast.CallExpr) bool {
	for _, arg := range call.Args[1:] {
		if t := c.TypesInfo.TypeOf(arg); t != nil && types.Identical(t, types.Universe.Lookup("error").Type()) {
			return true
		}
	}
	return false
}
