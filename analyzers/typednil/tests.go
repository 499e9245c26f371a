package typednil

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// tests are the comparisons of interfaces with nil in the package, by what is
// compared: an *ssa.Parameter, a field as a *types.Var, or a result.
type tests map[any]token.Pos

// A result is one of what a function returns.
type result struct {
	fn    *ssa.Function
	index int
}

// testOf says where the package compares the thing with nil, "" if nowhere.
func (c *checker) testOf(thing any, at ast.Expr) string {
	if c.tests == nil {
		c.tests = &tests{}
		for _, fn := range c.flow.Funcs {
			for _, b := range fn.Blocks {
				for _, instr := range b.Instrs {
					if cmp, ok := instr.(*ssa.BinOp); ok && (cmp.Op == token.EQL || cmp.Op == token.NEQ) {
						c.tests.add(cmp)
					}
				}
			}
		}
	}
	if pos, ok := (*c.tests)[thing]; ok {
		return "the comparison with nil at " + c.Line(at.Pos(), pos)
	}
	if f, ok := thing.(*types.Var); ok && f.Pkg() != nil && testsField[f.Pkg().Path()+"."+f.Name()] {
		return "package " + f.Pkg().Name()
	}
	return ""
}

// testsField lists the fields that the standard library compares with nil.
var testsField = map[string]bool{
	"os/exec.Stdin": true, "os/exec.Stdout": true, "os/exec.Stderr": true,
	"net/http.Transport": true, "net/http.Handler": true, "net/http.Body": true, "net/http.Jar": true,
}

func (t tests) add(cmp *ssa.BinOp) {
	if k, ok := cmp.Y.(*ssa.Const); !ok || !k.IsNil() || !types.IsInterface(cmp.X.Type()) || !cmp.Pos().IsValid() {
		return
	}
	var thing any
	switch x := cmp.X.(type) {
	case *ssa.Parameter:
		thing = x
	case *ssa.UnOp:
		if addr, ok := x.X.(*ssa.FieldAddr); ok && x.Op == token.MUL {
			thing = fieldOf(addr)
		}
	case *ssa.Field:
		if s, ok := x.X.Type().Underlying().(*types.Struct); ok {
			thing = s.Field(x.Field)
		}
	case *ssa.Call:
		if callee := x.Call.StaticCallee(); callee != nil {
			thing = result{callee, 0}
		}
	case *ssa.Extract:
		if call, ok := x.Tuple.(*ssa.Call); ok && call.Call.StaticCallee() != nil {
			thing = result{call.Call.StaticCallee(), x.Index}
		}
	}
	if thing == nil {
		return
	}
	if _, ok := t[thing]; !ok {
		t[thing] = cmp.Pos()
	}
}
