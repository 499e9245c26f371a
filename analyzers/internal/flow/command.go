package flow

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// IsCommand reports whether a function is what a program runs for a command on its
// command line, so once, after which the process ends: a library for command lines calls it, or
// it belongs to a package of commands and is handed on as a value, not called.
func IsCommand(fn *ssa.Function) bool {
	if fn.Pkg == nil || fn.Signature.Recv() != nil {
		return false
	}
	if slices.ContainsFunc(fn.Params, func(p *ssa.Parameter) bool { return isCommandType(p.Type()) }) {
		return true
	}
	elems := strings.Split(fn.Pkg.Pkg.Path(), "/")
	if fn.Parent() != nil || !slices.ContainsFunc(elems, func(e string) bool { return e == "cmd" || e == "cli" || e == "commands" }) {
		return false
	}
	return handedOn(fn)
}

// isCommandType reports whether a type is what libraries for command lines hand to a command.
func isCommandType(t types.Type) bool {
	p, ok := types.Unalias(t).(*types.Pointer)
	if !ok {
		return false
	}
	named, ok := types.Unalias(p.Elem()).(*types.Named)
	if !ok || named.Obj().Pkg() == nil {
		return false
	}
	path, name := named.Obj().Pkg().Path(), named.Obj().Name()
	switch {
	case path == "github.com/spf13/cobra":
		return name == "Command"
	case strings.HasPrefix(path, "github.com/urfave/cli"):
		return name == "Command" || name == "Context"
	}
	return false
}

// handedOn reports whether a function is used as a value, and never called by its name.
func handedOn(fn *ssa.Function) bool {
	used := false
	for instr := range Mentions(declaredIn(fn.Pkg), fn) {
		if call, ok := instr.(ssa.CallInstruction); ok && call.Common().Value == fn {
			return false
		}
		used = true
	}
	return used
}

// declaredIn lists the functions and methods that a package declares, and the literals in them.
func declaredIn(pkg *ssa.Package) []*ssa.Function {
	var fns []*ssa.Function
	var add func(fn *ssa.Function)
	add = func(fn *ssa.Function) {
		fns = append(fns, fn)
		for _, lit := range fn.AnonFuncs {
			add(lit)
		}
	}
	for _, member := range pkg.Members {
		switch member := member.(type) {
		case *ssa.Function:
			add(member)
		case *ssa.Type:
			if named, ok := types.Unalias(member.Type()).(*types.Named); ok {
				for m := range named.Methods() {
					if fn := pkg.Prog.FuncValue(m); fn != nil {
						add(fn)
					}
				}
			}
		}
	}
	return fns
}
