package aliasbuf

import (
	"go/ast"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/keep"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/typeis"
	"github.com/gocorelint/gocorelint/internal/lazyregexp"
)

var (
	decoded = &report.Kind{ID: "unmarshal",
		Format: "%s belongs to the caller of %s, who reads the next value into it, and is kept here; keep a copy, as the interface demands: bytes.Clone(%[1]s)"}
	scanned = &report.Kind{ID: "scan",
		Format: "the bytes that Scan gets belong to the driver, which overwrites them with the next row, and are kept here; keep a copy: bytes.Clone(%s)"}
)

// decoders are the methods whose interfaces in the standard library say that they must copy what they keep.
var decoders = map[string]bool{"UnmarshalJSON": true, "UnmarshalText": true, "UnmarshalBinary": true}

// checkArgs reports methods that decode values and keep the bytes of them.
func checkArgs(pass *report.Pass, fn *ssa.Function) {
	sig := fn.Signature
	if sig.Recv() == nil || sig.Params().Len() != 1 || sig.Results().Len() != 1 || len(fn.Params) != 2 || !typeis.Error(sig.Results().At(0).Type()) || isDocumented(fn) {
		return
	}
	arg := fn.Params[1]
	switch {
	case decoders[fn.Name()] && typeis.Bytes(arg.Type()):
		if k := keptFor(fn, arg); k != nil {
			pass.Report(report.Finding{At: report.At(k.Pos(), 1), Kind: decoded, Args: []any{arg.Name(), fn.Name()}})
		}
	case fn.Name() == "Scan" && isAny(arg.Type()) && !isLocal(sig.Recv().Type()):
		for _, ref := range *arg.Referrers() {
			assert, ok := ref.(*ssa.TypeAssert)
			if !ok || !typeis.Bytes(assert.AssertedType) {
				continue
			}
			var v ssa.Value = assert
			if assert.CommaOk {
				if v = first(assert); v == nil {
					continue
				}
			}
			if k := keptFor(fn, v); k != nil {
				pass.Report(report.Finding{At: report.At(k.Pos(), 1), Kind: scanned, Args: []any{nameOf(v)}})
				return
			}
		}
	}
}

// isLocal reports whether other packages can't name the type: this one may have used what was scanned when the next row comes.
func isLocal(t types.Type) bool {
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t = p.Elem()
	}
	named, ok := types.Unalias(t).(*types.Named)
	return ok && !named.Obj().Exported()
}

func isAny(t types.Type) bool {
	i, ok := t.Underlying().(*types.Interface)
	return ok && i.Empty()
}

// first is the value of an assertion with a comma-ok result.
func first(tuple ssa.Value) ssa.Value {
	for _, ref := range *tuple.Referrers() {
		if x, ok := ref.(*ssa.Extract); ok && x.Index == 0 {
			return x
		}
	}
	return nil
}

// nameOf is the name that the source has for the value.
func nameOf(v ssa.Value) string {
	for _, ref := range *v.Referrers() {
		if d, ok := ref.(*ssa.DebugRef); ok {
			if id, ok := d.Expr.(*ast.Ident); ok {
				return id.Name
			}
		}
	}
	return "v"
}

var aboutMemory = lazyregexp.New(`(?i)cop(y|ies|ied)|retain|alias|shar(e|ing)|reus|own(s|ed|ership)|refer|modif|valid until|keep`)

// isDocumented reports whether the comment of the method says how long the bytes are needed.
func isDocumented(fn *ssa.Function) bool {
	decl, ok := fn.Syntax().(*ast.FuncDecl)
	return ok && aboutMemory.MatchString(decl.Doc.Text())
}

// keptFor finds what keeps the bytes in the receiver, or for longer, when the method is over.
func keptFor(fn *ssa.Function, v ssa.Value) *keep.Keeper {
	k := keep.Find(v, func(k *keep.Keeper) bool {
		if k.Parent() != fn || !k.Pos().IsValid() {
			return false
		}
		if _, ok := k.Instruction.(*ssa.Go); ok {
			return false
		}
		if k.Root != nil {
			return k.Outlives() && !k.Replaced() && !defers(fn)
		}
		return !mayWait(k.Instruction) && !made(k) && k.Outlives()
	})
	if k == nil || k.Root == nil && flow.Reaches(flow.After(k.Instruction), waits, nil) {
		return nil
	}
	return k
}

// defers reports whether the function defers a call, which may set what it has stored to something else.
func defers(fn *ssa.Function) bool {
	return slices.ContainsFunc(fn.Blocks, func(b *ssa.BasicBlock) bool {
		return slices.ContainsFunc(b.Instrs, func(instr ssa.Instruction) bool {
			_, ok := instr.(*ssa.Defer)
			return ok
		})
	})
}
