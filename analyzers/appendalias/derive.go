package appendalias

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/calls"
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/internal/lazyregexp"
)

var derived = &report.Kind{ID: "derived",
	Format: "two calls of %s on one value share an array if %s has room: the second overwrites what the first appended; append to slices.Clip(%[2]s)"}

var (
	// derivers are names of methods that make another value of their kind, of which there may be many.
	derivers = lazyregexp.New(`^([Ww]ith|[Ss]ub|[Nn]amed|[Cc]hild|[Ff]ork|[Dd]eriv|[Cc]lone|[Gg]roup|[Ss]cope|[Nn]ew|[Ee]xtend)([A-Z_0-9]|e$|ed$|$)`)
	// derivation is what the comments of others say.
	derivation = lazyregexp.New(`(?i)returns? (a|an) (\w+ )?(clone|copy|child)`)
)

// derives reports whether the name or the comment of the method says that the receiver stays as it was.
func derives(fn *ssa.Function) bool {
	decl, ok := fn.Syntax().(*ast.FuncDecl)
	return derivers.MatchString(fn.Name()) || ok && derivation.MatchString(decl.Doc.Text())
}

// checkDerived reports a method that returns a copy of its receiver, to a slice of which it has appended: the receiver
// stays as it was, and the next copy appends to the same place.
func checkDerived(pass *report.Pass, call *ssa.Call) {
	fn := call.Parent()
	if fn.Signature.Recv() == nil || fn.Parent() != nil || len(fn.Params) == 0 || addsNothing(call) || !derives(fn) {
		return
	}
	load, ok := call.Call.Args[0].(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return
	}
	from, ok := load.X.(*ssa.FieldAddr)
	if !ok {
		return
	}
	for _, ref := range *call.Referrers() {
		store, ok := ref.(*ssa.Store)
		if !ok || store.Val != ssa.Value(call) {
			continue
		}
		to, ok := store.Addr.(*ssa.FieldAddr)
		if !ok || to.Field != from.Field {
			continue
		}
		child, ok := to.X.(*ssa.Alloc)
		if ok && sameStruct(child.Type(), fn.Signature.Recv().Type()) && isParent(fn, from, child, load) &&
			!setAgain(to, store) && isReturned(fn, child, store) && !neverTwice(pass, fn) {
			syntax := pass.ResultOf[calls.Analyzer].(*calls.Index).At(call.Pos())
			if syntax != nil && len(syntax.Args) > 1 {
				pass.Report(report.Finding{At: syntax, Kind: derived, Args: []any{fn.Name(), types.ExprString(syntax.Args[0])}})
			}
			return
		}
	}
}

// neverTwice reports whether all calls of the method are seen, and none leaves its receiver to another: x = x.with(…), or
// what a call has returned and nothing else uses.
func neverTwice(pass *report.Pass, fn *ssa.Function) bool {
	if fn.Object() == nil || fn.Object().Exported() {
		return false
	}
	calls := 0
	for instr := range flow.Mentions(pass.ResultOf[flow.Analyzer].(*flow.Package).Funcs, fn) {
		site, _ := flow.CallOf(instr, fn)
		call, ok := site.(*ssa.Call)
		if !ok || !replaces(call) && !takesAway(call) {
			return false
		}
		calls++
	}
	return calls > 0
}

// replaces reports whether the result goes to the variable that the receiver comes from.
func replaces(call *ssa.Call) bool {
	load, ok := call.Call.Args[0].(*ssa.UnOp)
	return ok && slices.ContainsFunc(*call.Referrers(), func(ref ssa.Instruction) bool {
		store, ok := ref.(*ssa.Store)
		return ok && store.Addr == load.X
	})
}

// takesAway reports whether the receiver is what another call has returned, and not used again.
func takesAway(call *ssa.Call) bool {
	recv := call.Call.Args[0]
	switch recv.(type) {
	case *ssa.Call, *ssa.Extract, *ssa.Phi:
	default:
		return false
	}
	made := flow.Is(recv.(ssa.Instruction))
	return !slices.ContainsFunc(*recv.Referrers(), func(ref ssa.Instruction) bool {
		phi, ok := ref.(*ssa.Phi)
		if !ok {
			return flow.Reaches(flow.After(call), flow.Is(ref), made)
		}
		for i, edge := range phi.Edges {
			pred := phi.Block().Preds[i]
			if edge == recv && flow.Reaches(flow.After(call), flow.Is(pred.Instrs[len(pred.Instrs)-1]), made) {
				return true
			}
		}
		return false
	})
}

// sameStruct reports whether a pointer is one to the receiver's type.
func sameStruct(ptr, recv types.Type) bool {
	if p, ok := recv.Underlying().(*types.Pointer); ok {
		recv = p.Elem()
	}
	return types.Identical(ptr.Underlying().(*types.Pointer).Elem(), recv)
}

// isParent reports whether the field is loaded from the receiver, or from the child, which is a copy of it whose field
// was not set before.
func isParent(fn *ssa.Function, from *ssa.FieldAddr, child *ssa.Alloc, load *ssa.UnOp) bool {
	recv := fn.Params[0]
	if from.X == ssa.Value(recv) {
		return true
	}
	object, ok := from.X.(*ssa.Alloc)
	if !ok {
		return false
	}
	copied := false
	for _, ref := range *object.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Store:
			if ref.Addr != ssa.Value(object) || copied {
				return false
			}
			v, _ := ref.Val.(*ssa.UnOp)
			copied = ref.Val == ssa.Value(recv) || v != nil && v.Op == token.MUL && (v.X == ssa.Value(recv) || isCopyOf(v.X, recv))
			if !copied {
				return false
			}
		case *ssa.FieldAddr:
			if ref.Field != from.Field {
				continue
			}
			for _, use := range *ref.Referrers() {
				store, ok := use.(*ssa.Store)
				if ok && store.Addr == ssa.Value(ref) && flow.Reaches(flow.After(store), flow.Is(load), nil) {
					return false
				}
			}
		case *ssa.MakeClosure:
			return false
		case *ssa.Call:
			if flow.Reaches(flow.After(ref), flow.Is(load), nil) {
				return false
			}
		}
	}
	return copied
}

// isCopyOf reports whether a variable is the one that holds the receiver, which is a value.
func isCopyOf(v, recv ssa.Value) bool {
	variable, ok := v.(*ssa.Alloc)
	if !ok {
		return false
	}
	for _, ref := range *variable.Referrers() {
		if store, ok := ref.(*ssa.Store); ok && store.Addr == v {
			return store.Val == recv
		}
	}
	return false
}

// setAgain reports whether the field of the child gets another slice behind the store.
func setAgain(to *ssa.FieldAddr, store *ssa.Store) bool {
	for _, ref := range *to.X.Referrers() {
		addr, ok := ref.(*ssa.FieldAddr)
		if !ok || addr.Field != to.Field {
			continue
		}
		for _, use := range *addr.Referrers() {
			if other, ok := use.(*ssa.Store); ok && other != store && other.Addr == ssa.Value(addr) && flow.Reaches(flow.After(store), flow.Is(other), nil) {
				return true
			}
		}
	}
	return false
}

// isReturned reports whether the function returns the child, or what a function makes of it.
func isReturned(fn *ssa.Function, child *ssa.Alloc, store *ssa.Store) bool {
	for _, b := range fn.Blocks {
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if !ok || !flow.Reaches(flow.After(store), flow.Is(ret), nil) {
			continue
		}
		for _, r := range ret.Results {
			if holdsChild(r, child, 0) {
				return true
			}
		}
	}
	return false
}

func holdsChild(v ssa.Value, child *ssa.Alloc, depth int) bool {
	if v == ssa.Value(child) {
		return true
	}
	if depth > 4 {
		return false
	}
	switch v := v.(type) {
	case *ssa.UnOp:
		return v.Op == token.MUL && v.X == ssa.Value(child)
	case *ssa.MakeInterface:
		return holdsChild(v.X, child, depth+1)
	case *ssa.ChangeType:
		return holdsChild(v.X, child, depth+1)
	case *ssa.Call:
		callee := v.Call.StaticCallee()
		return callee != nil && callee.Pkg == child.Parent().Pkg && callee.Signature.Recv() != nil && len(v.Call.Args) > 0 && holdsChild(v.Call.Args[0], child, depth+1)
	}
	return false
}
