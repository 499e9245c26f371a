package errfirst

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/verbs"
)

// wraps reports a call that wraps an error that is nil.
func (c *checker) wraps(call *ssa.Call, fn *types.Func) {
	if know.Is(fn, "fmt.Errorf") {
		c.errorf(call)
		return
	}
	if know.WrapsNil(fn) && len(call.Call.Args) > 0 && !succeeds(call) {
		c.wrap(call, call.Call.Args[0], 0, fmt.Sprintf("%s.%s returns nil and the caller sees a success", fn.Pkg().Name(), fn.Name()))
	}
}

// errorf looks at the operands of the verbs %w.
func (c *checker) errorf(call *ssa.Call) {
	args := call.Call.Args
	format, ok := args[0].(*ssa.Const)
	if !ok || len(args) != 2 || format.Value == nil || format.Value.Kind() != constant.String {
		return
	}
	list, ok := verbs.Parse(constant.StringVal(format.Value))
	if !ok {
		return
	}
	for _, verb := range list {
		if verb.Char == 'w' {
			if v := flow.Element(args[1], verb.Operand); v != nil {
				c.wrap(call, v, verb.Operand+1, "the new error wraps nothing and says %!w(<nil>)")
			}
		}
	}
}

// wrap reports the argument if it is nil whenever control comes to the call.
func (c *checker) wrap(call *ssa.Call, v ssa.Value, arg int, effect string) {
	if change, ok := v.(*ssa.ChangeInterface); ok {
		v = change.X
	}
	if flow.IsNil(v) {
		c.reportWrap(call, arg, "it is set nowhere", effect)
		return
	}
	if test, isNil := flow.Tested(v, call); test != nil && isNil {
		c.reportWrap(call, arg, c.Line(call.Pos(), test.Cond.Pos())+" has tested it", effect)
	}
}

func (c *checker) reportWrap(call *ssa.Call, arg int, why, effect string) {
	cur, ok := c.root.FindByPos(call.Pos(), call.Pos())
	if !ok {
		return
	}
	for outer := range cur.Enclosing((*ast.CallExpr)(nil)) {
		syntax := outer.Node().(*ast.CallExpr)
		if syntax.Lparen != call.Pos() || arg >= len(syntax.Args) {
			return
		}
		e := syntax.Args[arg]
		if c.TypesInfo.Types[e].IsNil() {
			return // written so
		}
		c.Report(report.Finding{At: e, Kind: wrapped, Args: []any{types.ExprString(e), why, effect}})
		return
	}
}

// succeeds reports whether the call is the only way in which its function returns no error: what it makes of nil is
// meant to be nil.
func succeeds(wrap *ssa.Call) bool {
	if wrap.Parent().Signature.Results().Len() == 0 {
		return false
	}
	returned := false
	for _, b := range wrap.Parent().Blocks {
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		switch {
		case !ok:
		case slices.Contains(ret.Results, ssa.Value(wrap)):
			returned = true
		case mayBeNil(ret, wrap):
			return false
		}
	}
	return returned
}

// mayBeNil reports whether the last result may be a nil error. A nil that is wrapped in front of the end of the
// function is a mistake itself.
func mayBeNil(ret *ssa.Return, end *ssa.Call) bool {
	v := ret.Results[len(ret.Results)-1]
	switch v := v.(type) {
	case *ssa.MakeInterface:
		return false
	case *ssa.UnOp:
		if _, ok := v.X.(*ssa.Global); ok {
			return false // an error that a package declares
		}
	}
	if test, isNil := flow.Tested(v, ret); test != nil && !isNil {
		return false
	}
	call, ok := v.(*ssa.Call)
	if !ok {
		return true
	}
	fn := flow.Callee(&call.Call)
	if !know.WrapsNil(fn) {
		return !know.NeverNil(fn)
	}
	test, isNil := flow.Tested(call.Call.Args[0], call)
	return test == nil || isNil && end.Pos() < call.Pos()
}
