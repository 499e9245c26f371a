package typednil

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// tests are the comparisons of interfaces with nil in the package, by what is
// compared: an *ssa.Parameter, a field as a *types.Var, or a result.
type tests map[any]*ssa.BinOp

// A result is one of what a function returns.
type result struct {
	fn    *ssa.Function
	index int
}

// testOf says where the package compares with nil the thing that the interface becomes, "" if nowhere.
func (c *checker) testOf(thing any, mi *ssa.MakeInterface, at ast.Expr) string {
	if c.tests == nil {
		c.tests = &tests{}
		for _, inTests := range [...]bool{false, true} { // which count where nobody else asks
			for _, fn := range c.flow.Funcs {
				if c.InTest(fn.Pos()) == inTests {
					c.tests.look(fn, inTests)
				}
			}
		}
	}
	// A test may look at what nobody else asks for.
	if cmp, ok := (*c.tests)[thing]; ok && (!c.InTest(cmp.Pos()) || c.InTest(at.Pos())) && !sameQuestion(mi, cmp) {
		return "the comparison with nil at " + c.Line(at.Pos(), cmp.Pos())
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

func (t tests) look(fn *ssa.Function, inTest bool) {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if cmp, ok := instr.(*ssa.BinOp); ok && (cmp.Op == token.EQL || cmp.Op == token.NEQ) {
				t.add(cmp, inTest)
			}
		}
	}
}

func (t tests) add(cmp *ssa.BinOp, inTest bool) {
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
	if old := t[thing]; old == nil || !inTest && len(asked(old.Block())) > 0 && len(asked(cmp.Block())) == 0 {
		t[thing] = cmp
	}
}

// sameQuestion reports whether the pointer is set where a field says so, and the comparison is behind a branch on that
// field too: where the pointer is nil, nothing is compared.
func sameQuestion(mi *ssa.MakeInterface, cmp *ssa.BinOp) bool {
	phi, ok := mi.X.(*ssa.Phi)
	if !ok {
		return false
	}
	there := asked(cmp.Block())
	return slices.ContainsFunc(phi.Block().Preds, func(pred *ssa.BasicBlock) bool {
		fields := asked(pred)
		if field := fieldAsked(pred); field != nil {
			fields = append(fields, field)
		}
		return slices.ContainsFunc(fields, func(f any) bool { return slices.Contains(there, f) })
	})
}

// asked lists the fields whose values decide whether control comes to a block.
func asked(b *ssa.BasicBlock) (fields []any) {
	for ; b.Idom() != nil; b = b.Idom() {
		if len(b.Preds) != 1 {
			continue // both ways come here
		}
		if field := fieldAsked(b.Idom()); field != nil {
			fields = append(fields, field)
		}
	}
	return fields
}

// fieldAsked is the field whose value decides at the end of a block, or nil.
func fieldAsked(b *ssa.BasicBlock) any {
	branch, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
	if !ok {
		return nil
	}
	cond := branch.Cond
	if not, ok := cond.(*ssa.UnOp); ok && not.Op == token.NOT {
		cond = not.X
	}
	switch v := cond.(type) {
	case *ssa.UnOp:
		if addr, ok := v.X.(*ssa.FieldAddr); ok && v.Op == token.MUL {
			return fieldOf(addr)
		}
	case *ssa.Field:
		if s, ok := v.X.Type().Underlying().(*types.Struct); ok {
			return s.Field(v.Field)
		}
	}
	return nil
}
