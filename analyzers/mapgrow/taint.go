package mapgrow

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/place"
)

// maxDepth bounds how many functions a key is followed through.
const maxDepth = 4

// A taint knows which values are what a client has sent.
type taint struct {
	funcs   []*ssa.Function
	callers map[*ssa.Function][]*ssa.CallCommon // made when it is asked for
}

// fromClient reports whether the value is a part of a request.
func (t *taint) fromClient(v ssa.Value, depth int) bool {
	return t.follow(v, depth, make(map[ssa.Value]bool))
}

func (t *taint) follow(v ssa.Value, depth int, seen map[ssa.Value]bool) bool {
	if seen[v] || depth > maxDepth {
		return false
	}
	seen[v] = true
	switch v := v.(type) {
	case *ssa.Parameter:
		if isRequest(v.Type()) && serves(v.Parent()) {
			return true
		}
		for _, call := range t.callersOf(v.Parent()) {
			for i, p := range v.Parent().Params {
				if p == v && i < len(call.Args) && t.follow(call.Args[i], depth+1, seen) {
					return true
				}
			}
		}
	case *ssa.FreeVar:
		b := place.Binding(v)
		return b != nil && t.follow(b, depth, seen)
	case *ssa.Alloc:
		val := place.StoredOnce(v)
		return val != nil && t.follow(val, depth, seen)
	case *ssa.Phi:
		for _, e := range v.Edges {
			if t.follow(e, depth, seen) {
				return true
			}
		}
	case *ssa.UnOp:
		return v.Op == token.MUL && t.follow(v.X, depth, seen)
	case *ssa.FieldAddr:
		return !isFew(v) && t.follow(v.X, depth, seen)
	case *ssa.BinOp:
		return v.Op == token.ADD && (t.follow(v.X, depth, seen) || t.follow(v.Y, depth, seen))
	case *ssa.Field, *ssa.Slice, *ssa.Convert, *ssa.ChangeType, *ssa.MakeInterface, *ssa.IndexAddr, *ssa.Lookup, *ssa.Extract:
		return t.follow(*v.(ssa.Instruction).Operands(nil)[0], depth, seen)
	case *ssa.Call:
		return t.call(v, depth, seen)
	}
	return false
}

// call follows functions of the standard library that take texts apart, methods of
// requests, and functions of the package.
func (t *taint) call(call *ssa.Call, depth int, seen map[ssa.Value]bool) bool {
	fn := flow.StaticCallee(&call.Call)
	if fn == nil || fn.Pkg() == nil {
		return false
	}
	if callee := call.Call.StaticCallee(); callee.Pkg == call.Parent().Pkg {
		for _, b := range callee.Blocks {
			if ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok && len(ret.Results) > 0 && t.follow(ret.Results[0], depth+1, seen) {
				return true
			}
		}
		return false
	}
	switch fn.Pkg().Path() {
	case "net/http":
		switch fn.Name() {
		case "FormValue", "PostFormValue", "PathValue", "UserAgent", "Referer", "Get", "Cookie":
			return t.follow(call.Call.Args[0], depth, seen)
		}
	case "strings", "net", "net/url", "path":
		return len(call.Call.Args) > 0 && t.follow(call.Call.Args[0], depth, seen)
	}
	return false
}

// callersOf lists the calls of a function in the package.
func (t *taint) callersOf(fn *ssa.Function) []*ssa.CallCommon {
	if t.callers == nil {
		t.callers = make(map[*ssa.Function][]*ssa.CallCommon)
		for _, f := range t.funcs {
			for _, b := range f.Blocks {
				for _, instr := range b.Instrs {
					if call, ok := instr.(ssa.CallInstruction); ok {
						if callee := call.Common().StaticCallee(); callee != nil {
							t.callers[callee] = append(t.callers[callee], call.Common())
						}
					}
				}
			}
		}
	}
	return t.callers[fn]
}

// isKnown reports whether the function looks the key up in another map before: only
// known ones get that far.
func (t *taint) isKnown(fn *ssa.Function, key ssa.Value, store ssa.Instruction) bool {
	update, ok := store.(*ssa.MapUpdate)
	if !ok {
		return false
	}
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if look, ok := instr.(*ssa.Lookup); ok && look.Index == key && !sameMap(look.X, update.Map) {
				return true
			}
		}
	}
	return false
}

// sameMap reports whether two loads are of one package variable or of one field.
func sameMap(a, b ssa.Value) bool {
	x, ok := a.(*ssa.UnOp)
	y, ok2 := b.(*ssa.UnOp)
	if !ok || !ok2 {
		return a == b
	}
	f, ok := x.X.(*ssa.FieldAddr)
	g, ok2 := y.X.(*ssa.FieldAddr)
	return x.X == y.X || ok && ok2 && f.Field == g.Field && types.Identical(f.X.Type(), g.X.Type())
}

// isFew recognizes fields of a request that have a few values, or none of the client's.
func isFew(addr *ssa.FieldAddr) bool {
	if !isRequest(addr.X.Type()) {
		return false
	}
	s := addr.X.Type().Underlying().(*types.Pointer).Elem().Underlying().(*types.Struct)
	switch s.Field(addr.Field).Name() {
	case "Method", "Proto", "Pattern", "TLS", "Response", "Cancel":
		return true
	}
	return false
}

// serves reports whether the function answers requests: it gets an
// http.ResponseWriter, too.
func serves(fn *ssa.Function) bool {
	for _, p := range fn.Params {
		if named, ok := types.Unalias(p.Type()).(*types.Named); ok && isHTTP(named, "ResponseWriter") {
			return true
		}
	}
	return false
}

func isHTTP(named *types.Named, name string) bool {
	return named.Obj().Name() == name && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == "net/http"
}

// isRequest recognizes *http.Request, and a variable that holds one.
func isRequest(t types.Type) bool {
	p, ok := types.Unalias(t).(*types.Pointer)
	if !ok {
		return false
	}
	if q, ok := types.Unalias(p.Elem()).(*types.Pointer); ok {
		p = q
	}
	named, ok := types.Unalias(p.Elem()).(*types.Named)
	return ok && isHTTP(named, "Request")
}
