package errtype

import (
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
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
	system := pathErrors[know.Name(fn)] && (v.Pkg().Path() == "os" || v.Pkg().Path() == "io/fs") && strings.HasPrefix(v.Name(), "Err")
	if !system && !c.allWrapped(fn) {
		return
	}
	c.Report(report.Finding{At: report.At(at.Pos(), len(at.Op.String())), Kind: compared, Args: []any{fn.Name(), v.Pkg().Name() + "." + v.Name()}})
}

func (c *checker) assertion(at *ssa.TypeAssert) {
	fn := from(at.X)
	if fn == nil || types.IsInterface(at.AssertedType) || !at.Pos().IsValid() || !c.allWrapped(fn) {
		return
	}
	c.Report(report.Finding{At: report.At(at.Pos(), 1), Kind: asserted, Args: []any{fn.Name(), types.TypeString(at.AssertedType, types.RelativeTo(c.Pkg))}})
}
