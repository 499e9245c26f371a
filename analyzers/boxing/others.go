package boxing

import (
	"go/ast"
	"go/token"
	"go/types"

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
			Args: []any{cost, "the " + kindOf(mi.X.Type())},
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

// isWrite reports whether the function is the method of io.Writer.
func isWrite(fn *types.Func) bool {
	sig := fn.Signature()
	if fn.Name() != "Write" || sig.Recv() == nil || sig.Params().Len() != 1 {
		return false
	}
	slice, ok := sig.Params().At(0).Type().(*types.Slice)
	return ok && types.Identical(slice.Elem(), types.Typ[types.Byte])
}

// write reports w.Write([]byte(s)) where w also takes strings, and copying s
// is all that the conversion is for.
func (c *checker) write(call *ssa.Call, syntax *ast.CallExpr) bool {
	fn := calleeOf(&call.Call)
	if fn == nil || !isWrite(fn) || len(syntax.Args) != 1 {
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
	f := report.Finding{At: syntax, Kind: write}
	switch fn.FullName() {
	case "(*bufio.Writer).Write":
		f.Args = []any{"WriteString"}
		f.Fixes = []analysis.SuggestedFix{{
			Message: "Use WriteString",
			TextEdits: []analysis.TextEdit{
				{Pos: sel.Sel.Pos(), End: sel.Sel.End(), NewText: []byte("WriteString")},
				{Pos: syntax.Args[0].Pos(), End: outer.Args[0].Pos()},
				{Pos: outer.Args[0].End(), End: syntax.Args[0].End()},
			},
		}}
	case "(net/http.ResponseWriter).Write":
		f.Args = []any{"io.WriteString"}
	default:
		return false
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
	decl  *ast.FuncDecl
	calls []*ssa.CallCommon
	named int // identifiers that name it
}

// oneType reports arguments of the package's own functions that take an
// interface but are always called with the same type.
func (c *checker) oneType(call *ssa.Call, syntax *ast.CallExpr) bool {
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
		if u.decl == nil || u.named != len(u.calls) || !u.always(i, t) {
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
		for _, decl := range f.Decls {
			if decl, ok := decl.(*ast.FuncDecl); ok && decl.Recv == nil {
				if fn, ok := c.TypesInfo.Defs[decl.Name].(*types.Func); ok {
					at(fn).decl = decl
				}
			}
		}
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
		case "errors", "log", "log/slog", "testing":
			return true
		case "fmt":
			return fn.Name() == "Errorf" || len(fn.Name()) > 5 && fn.Name()[:5] == "Print"
		}
	}
	return namesDiagnostics(fn.Name())
}
