package boxing

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/escape"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

// pool reports sync.Pool.Put of what is not a pointer, in a loop or not: a pool
// is there for code that runs often.
func (c *checker) pool(instr ssa.CallInstruction) {
	call := instr.Common()
	if !isFunc(call, "(*sync.Pool).Put") {
		return
	}
	mi, ok := call.Args[1].(*ssa.MakeInterface)
	cost := c.cost(call.Args[1])
	if !ok || cost == "" {
		return
	}
	if syntax := c.syntax(instr); syntax != nil && len(syntax.Args) == 1 {
		c.Report(report.Finding{
			At:   syntax.Args[0],
			Kind: poolPut,
			Args: []any{"the " + kindOf(mi.X.Type()), cost},
		})
	}
}

// kindOf names the kind of a type for a reader.
func kindOf(t types.Type) string {
	switch u := t.Underlying().(type) {
	case *types.Slice:
		return "slice"
	case *types.Struct:
		return "struct"
	case *types.Array:
		return "array"
	case *types.Basic:
		return u.Name()
	}
	return "value"
}

// write reports w.Write([]byte(s)) of a buffered writer, which takes strings.
func (c *checker) write(call *ssa.Call, syntax *ast.CallExpr) bool {
	if !isFunc(&call.Call, "(*bufio.Writer).Write") || len(syntax.Args) != 1 {
		return false
	}
	args := call.Call.Args
	conv, ok := args[len(args)-1].(*ssa.Convert)
	if !ok || c.esc.Escapes(conv) != escape.Heap {
		return false
	}
	outer, ok := ast.Unparen(syntax.Args[0]).(*ast.CallExpr)
	sel, isSel := ast.Unparen(syntax.Fun).(*ast.SelectorExpr)
	if !ok || !isSel || len(outer.Args) != 1 || !types.Identical(c.TypesInfo.TypeOf(outer.Args[0]), types.Typ[types.String]) {
		return false
	}
	f := report.Finding{At: syntax, Kind: write, Args: []any{"WriteString"}}
	whole, text := syntax.Args[0], outer.Args[0]
	if !c.hasComment(whole.Pos(), text.Pos()) && !c.hasComment(text.End(), whole.End()) {
		f.Fixes = []analysis.SuggestedFix{{
			Message: "Use WriteString",
			TextEdits: []analysis.TextEdit{
				{Pos: sel.Sel.Pos(), End: sel.Sel.End(), NewText: []byte("WriteString")},
				{Pos: whole.Pos(), End: text.Pos()},
				{Pos: text.End(), End: whole.End()},
			},
		}}
	}
	c.Report(f)
	return true
}

// sort reports sort.Slice.
func (c *checker) sort(call *ssa.Call, syntax *ast.CallExpr) bool {
	if !isFunc(&call.Call, "sort.Slice") || c.cost(call.Call.Args[0]) == "" {
		return false
	}
	c.Report(report.Finding{At: syntax.Fun, Kind: sortSlice, Since: "go1.21"})
	return true
}

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
	fn := calleeOf(&call.Call)
	if fn == nil || fn.Pkg() != c.Pkg || fn.Exported() || fn.Signature().Recv() != nil || fn.Signature().TypeParams().Len() > 0 {
		return false
	}
	if isDiagnostic(call.Call.StaticCallee()) {
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
		if u.decl == nil || u.named != u.called || u.called != len(u.calls) || !u.always(i, t) {
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
					if callee := calleeOf(call.Common()); callee != nil && !call.Common().IsInvoke() && callee.Pkg() == c.Pkg {
						at(callee).calls = append(at(callee).calls, call.Common())
					}
				}
			}
		}
	}
}

// endsInDiagnostics reports whether the text goes into an error, a log, or a
// panic.
func endsInDiagnostics(v ssa.Value, depth int) bool {
	if depth > 6 || v.Referrers() == nil {
		return false
	}
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case ssa.CallInstruction:
			if fn := calleeOf(ref.Common()); fn != nil && isDiagnosticName(fn) {
				return true
			}
		case *ssa.Panic:
			return true
		case *ssa.Store:
			if addr, ok := ref.Addr.(*ssa.IndexAddr); ok && ref.Val == v && endsInDiagnostics(addr.X, depth+1) {
				return true
			}
		case *ssa.BinOp, *ssa.Phi, *ssa.MakeInterface, *ssa.ChangeInterface, *ssa.ChangeType, *ssa.Slice:
			if bin, ok := ref.(*ssa.BinOp); ok && bin.Op != token.ADD {
				continue
			}
			if endsInDiagnostics(ref.(ssa.Value), depth+1) {
				return true
			}
		}
	}
	return false
}

// isDiagnosticName reports whether the function takes text for people.
func isDiagnosticName(fn *types.Func) bool {
	if fn.Pkg() != nil {
		switch fn.Pkg().Path() {
		case "errors", "log", "log/slog", "testing", "go.uber.org/zap", "github.com/rs/zerolog", "github.com/sirupsen/logrus",
			"github.com/go-kit/log", "github.com/golang/glog", "k8s.io/klog", "k8s.io/klog/v2", "github.com/go-logr/logr":
			return true
		case "fmt":
			return fn.Name() == "Errorf" || strings.HasPrefix(fn.Name(), "Print")
		}
	}
	return namesDiagnostics(fn.Name())
}
