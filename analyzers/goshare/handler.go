package goshare

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/place"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/typeis"
)

// handlers looks at the handlers of package http, which run for each request in a goroutine of its own: they may not change a
// map, nor count, in what all requests share, before anything that may hold the others off.
func (c *checker) handlers(funcs []*ssa.Function, counts bool) {
	var served map[*ssa.Function]bool
	for _, fn := range funcs {
		if flow.RequestOf(fn) == nil || c.InTest(fn.Pos()) || flow.NoRace(fn) {
			continue
		}
		if served == nil {
			served = servedBy(funcs, c.Pkg)
		}
		if !served[fn] {
			continue
		}
		instr, name := sharedWrite(fn, receivers(fn), counts, 2)
		if instr == nil || !instr.Pos().IsValid() || c.told[instr] || c.InTest(instr.Pos()) || picked(instr) {
			continue
		}
		c.told[instr] = true
		kind := perRequest
		if _, ok := instr.(*ssa.Store); ok {
			kind = counted
		}
		c.Report(report.Finding{At: report.At(instr.Pos(), 1), Kind: kind, Args: []any{name}})
	}
}

// servedBy finds the functions that other packages get as handlers: directly, or as an http.HandlerFunc. What a function of this
// package gets may run with a lock held.
func servedBy(funcs []*ssa.Function, pkg *types.Package) map[*ssa.Function]bool {
	served := make(map[*ssa.Function]bool)
	methods := make(map[types.Object]*ssa.Function)
	for _, fn := range funcs {
		if obj := fn.Object(); obj != nil {
			methods[obj] = fn
			served[fn] = fn.Name() == "ServeHTTP"
		}
	}
	var operands []*ssa.Value
	for _, fn := range funcs {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				switch instr := instr.(type) {
				case *ssa.Call:
					if callee := instr.Call.StaticCallee(); callee != nil && (callee.Pkg == nil || callee.Pkg.Pkg == pkg) {
						continue
					}
				case *ssa.ChangeType:
					if !typeis.Named(instr.Type(), "net/http.HandlerFunc") || guarded(instr, pkg) {
						continue
					}
				default:
					continue
				}
				operands = instr.Operands(operands[:0])
				for _, v := range operands {
					if f := functionOf(*v); f != nil {
						if real := methods[f.Object()]; real != nil {
							f = real
						}
						served[f] = true
					}
				}
			}
		}
	}
	return served
}

// guarded reports whether a function of the package gets the handler, which may take a lock around it.
func guarded(handler ssa.Value, pkg *types.Package) bool {
	for _, ref := range *handler.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Call:
			if callee := ref.Call.StaticCallee(); callee != nil && callee.Pkg != nil && callee.Pkg.Pkg == pkg {
				return true
			}
		case *ssa.MakeInterface:
			if guarded(ref, pkg) {
				return true
			}
		}
	}
	return false
}

// functionOf is the function, literal or method that a value is.
func functionOf(v ssa.Value) *ssa.Function {
	switch v := v.(type) {
	case *ssa.Function:
		return v
	case *ssa.MakeClosure:
		fn, _ := v.Fn.(*ssa.Function)
		return fn
	}
	return nil
}

// receivers are the values of a handler that all requests share: its receiver, and what its literal has of the function around it.
func receivers(fn *ssa.Function) map[ssa.Value]bool {
	shared := make(map[ssa.Value]bool)
	if fn.Signature.Recv() != nil {
		shared[fn.Params[0]] = typeis.Pointer(fn.Params[0].Type())
	}
	for _, fv := range fn.FreeVars {
		if bound, ok := place.Binding(fv).(*ssa.Alloc); ok && flow.RequestOf(bound.Parent()) == nil && bound.Parent().Parent() == nil {
			shared[fv] = true
		}
	}
	return shared
}

// sharedWrite finds where the function, or one that it calls, changes a map of what is shared, or adds to it if counts are
// asked for, on the way to anything that may wait for others or hold them off.
func sharedWrite(fn *ssa.Function, shared map[ssa.Value]bool, counts bool, depth int) (at ssa.Instruction, name string) {
	if len(fn.Blocks) == 0 {
		return nil, ""
	}
	walk(flow.Entry(fn), func(instr ssa.Instruction) bool {
		if at != nil {
			return false
		}
		switch instr := instr.(type) {
		case *ssa.MapUpdate:
			if name = nameShared(instr.Map, shared); name != "" {
				at = instr
			}
		case *ssa.Store:
			if counts && addsTo(instr) {
				if name = nameOfShared(instr.Addr, shared); name != "" {
					at = instr
				}
			}
		case *ssa.Call:
			if b, ok := instr.Call.Value.(*ssa.Builtin); ok && b.Name() == "delete" {
				if name = nameShared(instr.Call.Args[0], shared); name != "" {
					at = instr
				}
			}
			if waits(instr) {
				return false
			}
			callee := instr.Call.StaticCallee()
			if depth > 0 && callee != nil && !picked(instr) && callee.Pkg == fn.Pkg && callee.Parent() == nil && len(callee.Params) == len(instr.Call.Args) {
				inner := make(map[ssa.Value]bool)
				for i, arg := range instr.Call.Args {
					if typeis.Pointer(arg.Type()) && isShared(arg, shared) {
						inner[callee.Params[i]] = true
					}
				}
				if at, name = sharedWrite(callee, inner, counts, depth-1); at == nil && takesLock(callee) {
					return false
				}
			}
			return at == nil
		}
		return at == nil && !waits(instr)
	})
	return at, name
}

// takesLock reports whether a function has anything to do with locks, or waits: it may hold others off for its caller.
func takesLock(fn *ssa.Function) bool {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if call, ok := instr.(ssa.CallInstruction); ok && ofSync(call.Common()) || waits(instr) {
				return true
			}
		}
	}
	return false
}

// nameShared is the name of a map that all requests share, "" for any other.
func nameShared(m ssa.Value, shared map[ssa.Value]bool) string {
	load, ok := m.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return ""
	}
	return nameOfShared(load.X, shared)
}

// nameOfShared is the name of the variable or field at the address if all requests share it.
func nameOfShared(addr ssa.Value, shared map[ssa.Value]bool) string {
	switch addr := addr.(type) {
	case *ssa.Global:
		return addr.Name()
	case *ssa.FreeVar:
		if shared[addr] {
			return addr.Name()
		}
	case *ssa.FieldAddr:
		if f := flow.Field(addr); f != nil && isShared(addr.X, shared) {
			return f.Name()
		}
	}
	return ""
}

// isShared reports whether a pointer leads to what all requests share.
func isShared(v ssa.Value, shared map[ssa.Value]bool) bool {
	if shared[v] {
		return true
	}
	switch v := v.(type) {
	case *ssa.Global:
		return true
	case *ssa.FieldAddr:
		return isShared(v.X, shared)
	case *ssa.UnOp:
		return v.Op == token.MUL && isShared(v.X, shared)
	}
	return false
}
