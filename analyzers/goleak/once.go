package goleak

import (
	"go/ast"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/scope"
)

// runsOnce reports whether a function is func main, or a step of it that it runs
// once: what it leaves behind does not add up, and soon the process ends.
func (c *checker) runsOnce(fn *ssa.Function) bool {
	for range 10 {
		if flow.IsCommand(fn) {
			return true
		}
		if fn.Pkg == nil || fn.Parent() != nil {
			return false
		}
		if fn.Pkg.Pkg.Name() == "main" && fn.Signature.Recv() == nil && fn.Name() == "main" {
			return true
		}
		if obj := fn.Object(); fn.Pkg.Pkg.Name() != "main" && (obj == nil || obj.Exported()) {
			return false // others may call it
		}
		call := c.onlyCall(fn)
		if call == nil || flow.LoopsOf(call.Parent()).Depth(call.Block()) > 0 {
			return false
		}
		fn = call.Parent()
	}
	return false
}

// onlyCall returns the call of a function if it is used nowhere else.
func (c *checker) onlyCall(fn *ssa.Function) *ssa.Call {
	var only *ssa.Call
	for _, f := range c.funcs.Funcs {
		for _, b := range f.Blocks {
			for _, instr := range b.Instrs {
				for _, v := range instr.Operands(nil) {
					if *v != ssa.Value(fn) {
						continue
					}
					call, ok := instr.(*ssa.Call)
					if !ok || only != nil || call.Call.StaticCallee() != fn {
						return nil
					}
					only = call
				}
			}
		}
	}
	return only
}

// ofCommand reports whether a function is one of a command, and not called again and again: soon after it
// returns the process ends, and what it leaves behind with it.
func (c *checker) ofCommand(fn *ssa.Function) bool {
	return fn.Pkg != nil && fn.Pkg.Pkg.Name() == "main" && !c.repeated(fn, make(map[*ssa.Function]bool))
}

// untilSignal reports whether a function, or the one that calls it, waits for signals: with it the program ends.
func (c *checker) untilSignal(fn *ssa.Function) bool {
	for range 3 {
		if notified(fn) {
			return true
		}
		call := c.onlyCall(fn)
		if call == nil {
			return false
		}
		fn = call.Parent()
	}
	return false
}

func notified(fn *ssa.Function) bool {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(*ssa.Call)
			if !ok {
				continue
			}
			if callee := call.Call.StaticCallee(); callee != nil && callee.Object() != nil && callee.Object().Pkg() != nil &&
				callee.Object().Pkg().Path() == "os/signal" && strings.HasPrefix(callee.Name(), "Notify") {
				return true
			}
		}
	}
	return false
}

// ofTerminal reports whether the goroutine that is left reads the standard input, by itself or by a variable of
// the package that is set to it.
func (c *checker) ofTerminal(f *scope.Finding) bool {
	fn := c.around(f.Pos)
	if !f.Go.IsValid() || fn == nil {
		return false
	}
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			for _, v := range instr.Operands(nil) {
				if global, ok := (*v).(*ssa.Global); ok && (isStdin(global) || setToStdin(global)) {
					return true
				}
			}
		}
	}
	return false
}

func isStdin(v ssa.Value) bool {
	global, ok := v.(*ssa.Global)
	return ok && global.Pkg != nil && global.Pkg.Pkg.Path() == "os" && global.Name() == "Stdin"
}

// setToStdin reports whether a variable of the package begins as the standard input.
func setToStdin(v *ssa.Global) bool {
	start := v.Pkg.Func("init")
	if start == nil {
		return false
	}
	for _, b := range start.Blocks {
		for _, instr := range b.Instrs {
			store, ok := instr.(*ssa.Store)
			if !ok || store.Addr != ssa.Value(v) {
				continue
			}
			val := store.Val
			if conv, ok := val.(*ssa.MakeInterface); ok {
				val = conv.X
			}
			if load, ok := val.(*ssa.UnOp); ok && isStdin(load.X) {
				return true
			}
		}
	}
	return false
}

// repeated reports whether a function, or one that calls it, is used as a value, as handlers are, called in a loop or
// started as a goroutine.
func (c *checker) repeated(fn *ssa.Function, seen map[*ssa.Function]bool) bool {
	obj, ok := fn.Object().(*types.Func)
	if !ok || obj.Name() == "ServeHTTP" || c.values()[obj] {
		return true
	}
	if seen[fn] {
		return false
	}
	seen[fn] = true
	for _, f := range c.funcs.Funcs {
		for _, b := range f.Blocks {
			for _, instr := range b.Instrs {
				call, ok := instr.(ssa.CallInstruction)
				if !ok || call.Common().StaticCallee() != fn {
					continue
				}
				if _, ok := call.(*ssa.Call); !ok || flow.LoopsOf(f).Depth(b) > 0 || c.repeated(f, seen) {
					return true
				}
			}
		}
	}
	return false
}

// values lists the functions and methods that are used otherwise than called.
func (c *checker) values() map[*types.Func]bool {
	if c.valued != nil {
		return c.valued
	}
	c.valued = make(map[*types.Func]bool)
	called := make(map[*ast.Ident]bool)
	for _, f := range c.Files {
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				switch fun := ast.Unparen(n.Fun).(type) {
				case *ast.Ident:
					called[fun] = true
				case *ast.SelectorExpr:
					called[fun.Sel] = true
				}
			case *ast.Ident:
				if fn, ok := c.TypesInfo.Uses[n].(*types.Func); ok && !called[n] {
					c.valued[fn] = true
				}
			}
			return true
		})
	}
	return c.valued
}
