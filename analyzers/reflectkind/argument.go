package reflectkind

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/calls"
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

var argument = &report.Kind{ID: "argument",
	Format: "%s panics in %s (%s): it is for %s, and this argument is a %s%s"}

// A need is what a function does with any argument, whatever its kind is.
type need struct {
	call   *ssa.Call // of the method that panics
	param  int
	isType bool
	name   string
}

// needOf returns what a call of a method of reflect wants of a parameter of the
// function, if every call of the function comes to it.
func needOf(call *ssa.Call) *need {
	recv, name := receiver(call)
	from, ok := recv.(*ssa.Call)
	if !ok {
		return nil
	}
	fn := flow.StaticCallee(&from.Call)
	if !know.Is(fn, "reflect.TypeOf") && !know.Is(fn, "reflect.ValueOf") {
		return nil
	}
	p, ok := from.Call.Args[0].(*ssa.Parameter)
	isType := fn.Name() == "TypeOf"
	if !ok || needs(name, isType) == nil || !always(call.Block()) {
		return nil
	}
	for i, param := range call.Parent().Params {
		if param == p {
			return &need{call, i, isType, name}
		}
	}
	return nil
}

// always reports whether no condition comes before the block.
func always(b *ssa.BasicBlock) bool {
	for b = b.Idom(); b != nil; b = b.Idom() {
		if _, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If); ok {
			return false
		}
	}
	return true
}

// checkArgument reports an argument that the function can't do with.
func checkArgument(pass *report.Pass, call *ssa.Call, n *need) {
	args := call.Call.Args
	if n.param >= len(args) {
		return
	}
	t := dynamic(args[n.param])
	if t == nil {
		return
	}
	kinds := needs(n.name, n.isType)
	if kinds[kindOf(t)] {
		return
	}
	syntax := pass.ResultOf[calls.Analyzer].(*calls.Index).At(call.Pos())
	i := n.param
	if call.Call.StaticCallee().Signature.Recv() != nil {
		i--
	}
	if syntax == nil || syntax.Lparen != call.Pos() || i < 0 || i >= len(syntax.Args) {
		return
	}
	hint := ""
	if p, ok := t.Underlying().(*types.Pointer); ok && kinds[kindOf(p.Elem())] {
		hint = "; take Elem there"
	}
	var at ast.Expr = syntax.Args[i]
	pass.Report(report.Finding{At: at, Kind: argument, Args: []any{n.name, n.call.Parent().Name(), pass.Line(at.Pos(), n.call.Pos()),
		list(kinds), types.TypeString(types.Unalias(t), types.RelativeTo(pass.Pkg)), hint}})
}
