package boxing

import (
	"go/ast"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/hot"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

// usage is how the package uses one of its functions.
type usage struct {
	decl   *ast.FuncDecl
	calls  []*ssa.CallCommon
	named  int // identifiers that name it
	called int // those that are the operand of a call
}

// oneType reports arguments of the package's own functions that take an
// interface but are always called with the same type.
func (c *checker) oneType(call *ssa.Call, syntax *ast.CallExpr) bool {
	// Files for other platforms may pass other types.
	if len(c.IgnoredFiles) > 0 {
		return false
	}
	fn := flow.Callee(&call.Call)
	if fn == nil || fn.Pkg() != c.Pkg || fn.Exported() || fn.Signature().Recv() != nil || fn.Signature().TypeParams().Len() > 0 {
		return false
	}
	if hot.IsDiagnostic(call.Call.StaticCallee()) {
		return false
	}
	for i, arg := range call.Call.Args {
		if fn.Signature().Variadic() && i == len(call.Call.Args)-1 || i >= len(syntax.Args) {
			break
		}
		cost := c.cost(arg)
		if cost == "" {
			continue
		}
		t := arg.(*ssa.MakeInterface).X.Type()
		u := c.usageOf(fn)
		if u.decl == nil || u.named != u.called || u.called != len(u.calls) || !u.always(i, t) || !opens(call.Call.StaticCallee().Params[i]) {
			continue
		}
		c.Report(report.Finding{
			At:   syntax.Args[i],
			Kind: oneType,
			Args: []any{types.ExprString(syntax.Args[i]), types.TypeString(fn.Signature().Params().At(i).Type(), types.RelativeTo(c.Pkg)),
				cost, fn.Name(), types.TypeString(t, types.RelativeTo(c.Pkg)), c.Line(syntax.Pos(), u.decl.Pos())},
		})
		return true
	}
	return false
}

// always reports whether each call passes the type.
func (u *usage) always(i int, t types.Type) bool {
	for _, call := range u.calls {
		mi, ok := call.Args[i].(*ssa.MakeInterface)
		if !ok || !types.Identical(mi.X.Type(), t) {
			return false
		}
	}
	return true
}

// opens reports whether the function only calls methods of its parameter, or asks for what is in
// it: one that hands the interface on, or keeps it, would make it itself then.
func opens(param *ssa.Parameter) bool {
	for _, ref := range *param.Referrers() {
		switch ref := ref.(type) {
		case *ssa.TypeAssert:
			if ref.CommaOk || types.IsInterface(ref.AssertedType) {
				return false
			}
		case *ssa.DebugRef:
		case ssa.CallInstruction:
			if !ref.Common().IsInvoke() || ref.Common().Value != param || slices.Contains(ref.Common().Args, ssa.Value(param)) {
				return false
			}
		default:
			return false
		}
	}
	return true
}

func (c *checker) usageOf(fn *types.Func) *usage {
	if c.uses == nil {
		c.collectUses()
	}
	if u := c.uses[fn]; u != nil {
		return u
	}
	return &usage{}
}

func (c *checker) collectUses() {
	c.uses = make(map[*types.Func]*usage)
	at := func(fn *types.Func) *usage {
		if c.uses[fn] == nil {
			c.uses[fn] = &usage{}
		}
		return c.uses[fn]
	}
	for _, f := range c.Files {
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncDecl:
				if fn, ok := c.TypesInfo.Defs[n.Name].(*types.Func); ok {
					at(fn).decl = n
				}
			case *ast.CallExpr:
				if id, ok := ast.Unparen(n.Fun).(*ast.Ident); ok {
					if fn, ok := c.TypesInfo.Uses[id].(*types.Func); ok {
						at(fn).called++
					}
				}
			}
			return true
		})
	}
	for _, obj := range c.TypesInfo.Uses {
		if fn, ok := obj.(*types.Func); ok && fn.Pkg() == c.Pkg {
			at(fn).named++
		}
	}
	for _, fn := range c.funcs {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				if call, ok := instr.(ssa.CallInstruction); ok {
					if callee := flow.Callee(call.Common()); callee != nil && !call.Common().IsInvoke() && callee.Pkg() == c.Pkg {
						at(callee).calls = append(at(callee).calls, call.Common())
					}
				}
			}
		}
	}
}
