package boxing

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

// number reports fmt.Sprintf and fmt.Sprint of one integer.
func (c *checker) number(call *ssa.Call, syntax *ast.CallExpr) bool {
	arg, base := formatted(call, syntax)
	if arg == nil || endsInDiagnostics(call, 0) || !buildsOutput(call) {
		return false
	}
	boxed := elements(call.Call.Args[len(call.Call.Args)-1])
	if len(boxed) != 1 || c.cost(boxed[0]) == "" {
		return false
	}
	t := c.TypesInfo.TypeOf(arg)
	basic, ok := t.Underlying().(*types.Basic)
	if !ok || basic.Info()&types.IsInteger == 0 || hasMethods(t) {
		return false
	}
	name, open, end := conversion(t, basic, base)
	f := report.Finding{
		At:   syntax,
		Kind: number,
		Args: []any{types.ExprString(syntax.Fun), types.ExprString(arg), c.cost(boxed[0]), "strconv." + name},
	}
	f.Fixes = c.numberFix(syntax, arg, name, open, end)
	c.Report(f)
	return true
}

// buildsOutput reports whether the text is written to something, appended to a
// longer text, or used as a key of a map: code that many elements go through. Text that is
// kept one by one is mostly for few.
func buildsOutput(v ssa.Value) bool {
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case ssa.CallInstruction:
			if fn := flow.Callee(ref.Common()); fn != nil && strings.HasPrefix(fn.Name(), "Write") && fn.Signature().Recv() != nil {
				return true
			}
		case *ssa.BinOp:
			if ref.Op == token.ADD {
				return true
			}
		case *ssa.MapUpdate:
			return ref.Key == v
		case *ssa.Lookup:
			return ref.Index == v
		}
	}
	return false
}

// numberFix rewrites the call where the file still needs fmt afterwards and no
// comment is lost.
func (c *checker) numberFix(syntax *ast.CallExpr, arg ast.Expr, name, open, end string) []analysis.SuggestedFix {
	edits := c.importEdits(syntax, "strconv")
	if edits == nil || !c.stillUsed(syntax.Pos()) || c.hasComment(syntax.Pos(), arg.Pos()) || c.hasComment(arg.End(), syntax.End()) {
		return nil
	}
	return []analysis.SuggestedFix{{
		Message: "Use strconv." + name,
		TextEdits: append(edits.add,
			analysis.TextEdit{Pos: syntax.Pos(), End: arg.Pos(), NewText: []byte(edits.name + "." + name + "(" + open)},
			analysis.TextEdit{Pos: arg.End(), End: syntax.End(), NewText: []byte(end + ")")}),
	}}
}

// formatted returns the only operand of a call that formats one integer, and
// the base of the number.
func formatted(call *ssa.Call, syntax *ast.CallExpr) (arg ast.Expr, base int) {
	if syntax.Ellipsis.IsValid() {
		return nil, 0
	}
	switch {
	case isFunc(&call.Call, "fmt.Sprint") && len(syntax.Args) == 1:
		return syntax.Args[0], 10
	case isFunc(&call.Call, "fmt.Sprintf") && len(syntax.Args) == 2:
		format, ok := call.Call.Args[0].(*ssa.Const)
		if !ok || format.Value == nil || format.Value.Kind() != constant.String {
			return nil, 0
		}
		switch constant.StringVal(format.Value) {
		case "%d", "%v":
			return syntax.Args[1], 10
		case "%x":
			return syntax.Args[1], 16
		case "%o":
			return syntax.Args[1], 8
		case "%b":
			return syntax.Args[1], 2
		}
	}
	return nil, 0
}

// conversion says which function of strconv formats the type, and what goes
// around its operand.
func conversion(t types.Type, basic *types.Basic, base int) (name, open, end string) {
	name, target, tail := "FormatInt", types.Int64, ", "+strconv.Itoa(base)
	switch {
	case basic.Info()&types.IsUnsigned != 0:
		name, target = "FormatUint", types.Uint64
	case base == 10 && (basic.Kind() == types.Int || basic.Kind() == types.Int8 || basic.Kind() == types.Int16):
		name, target, tail = "Itoa", types.Int, ""
	}
	if types.Identical(types.Unalias(t), types.Typ[target]) {
		return name, "", tail
	}
	return name, types.Typ[target].Name() + "(", ")" + tail
}

// hasMethods reports whether fmt may call a method of the value.
func hasMethods(t types.Type) bool {
	return types.NewMethodSet(t).Len() > 0
}

// elements lists what is stored in the array of variadic arguments.
func elements(v ssa.Value) []ssa.Value {
	slice, ok := v.(*ssa.Slice)
	if !ok {
		return nil
	}
	array, ok := slice.X.(*ssa.Alloc)
	if !ok {
		return nil
	}
	var stored []ssa.Value
	for _, ref := range *array.Referrers() {
		addr, ok := ref.(*ssa.IndexAddr)
		if !ok {
			continue
		}
		for _, ref := range *addr.Referrers() {
			if store, ok := ref.(*ssa.Store); ok {
				stored = append(stored, store.Val)
			}
		}
	}
	return stored
}
