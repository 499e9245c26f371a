package escape

import (
	"go/ast"
	"go/constant"
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// A Verdict says where memory lives.
type Verdict uint8

const (
	Unknown Verdict = iota // it depends on code that was not seen
	Stack                  // the compiler can keep it on the stack
	Heap                   // it must be on the heap
)

func (v Verdict) String() string { return [...]string{"unknown", "stack", "heap"}[v] }

// analyzed is set in attributes that are final.
const analyzed attr = 1 << 7

// isSite reports whether the value is made by an allocation that Escapes
// answers for.
func isSite(v ssa.Value) bool {
	switch v.(type) {
	case *ssa.Alloc, *ssa.MakeInterface, *ssa.MakeClosure, *ssa.MakeSlice, *ssa.MakeMap, *ssa.Convert:
		return true
	}
	return false
}

// Escapes says where the memory lives that an instruction makes:
//
//   - Alloc: a variable whose address is taken, new(T), &T{}, the array of a
//     slice literal, or of the arguments of a variadic call (Comment "varargs");
//   - MakeInterface of a value that is not a pointer, see also [Result.Boxes];
//   - MakeClosure, also of a method value;
//   - MakeSlice, MakeMap, MakeChan;
//   - Convert between string and []byte or []rune, see also [Result.Written].
//
// It is the compiler's answer to "does it escape". That a slice made with a
// length that is not constant does not escape means that it is on the stack if
// it is at most 32 bytes. For anything else, and in generic functions, whose
// instances differ, the answer is Unknown. For local variables the compiler
// says "moved to heap" in 9 of 10 cases where the answer is Heap, too few to
// report on: it also looks at inlined callees.
func (r *Result) Escapes(v ssa.Value) Verdict {
	if _, ok := v.(*ssa.MakeChan); ok {
		return Heap
	}
	attrs := r.attrs[v]
	switch {
	case attrs&analyzed == 0 || isGeneric(v.Parent()):
		return Unknown
	case attrs&escapes == 0:
		return Stack
	case attrs&certain == 0:
		return Unknown
	}
	return Heap
}

// Written reports whether the bytes that a conversion from string makes may be
// written to. Otherwise the compiler uses the string's own bytes and does not
// allocate.
func (r *Result) Written(v *ssa.Convert) bool {
	attrs := r.attrs[v]
	return attrs&analyzed == 0 || attrs&mutates != 0
}

// isGeneric reports whether the function is, or is in, one with type
// parameters.
func isGeneric(fn *ssa.Function) bool {
	for ; fn != nil; fn = fn.Parent() {
		if fn.TypeParams().Len() > 0 || fn.Signature.RecvTypeParams().Len() > 0 {
			return true
		}
	}
	return false
}

const (
	maxStackVar      = 128 << 10 // ir.MaxStackVarSize
	maxImplicitStack = 64 << 10  // ir.MaxImplicitStackVarSize
)

// tooLarge reports whether memory is on the heap for its size
// (cmd/compile/internal/escape.HeapAllocReason).
func (b *batch) tooLarge(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.Alloc:
		size := b.types.size(elem(v))
		return size > maxStackVar || v.Comment != "varargs" && isImplicit(v) && size > maxImplicitStack
	case *ssa.MakeSlice:
		slice, ok := v.Type().Underlying().(*types.Slice)
		if !ok {
			return false // a type parameter
		}
		size := b.types.size(slice.Elem())
		if size == 0 {
			return true
		}
		n, ok := v.Cap.(*ssa.Const)
		if !ok || size < 0 {
			return false
		}
		max, exact := constant.Int64Val(constant.ToInt(n.Value))
		return !exact || max > maxImplicitStack/size
	}
	return false
}

// isImplicit reports whether the memory is not a declared variable's.
func isImplicit(v *ssa.Alloc) bool {
	switch v.Comment {
	case "new", "complit", "slicelit", "makeslice", "varargs":
		return true
	}
	return false
}

// isNoEscape reports whether the declaration says //go:noescape.
func isNoEscape(fn *ssa.Function) bool {
	decl, ok := fn.Syntax().(*ast.FuncDecl)
	if !ok || decl.Doc == nil {
		return false
	}
	for _, c := range decl.Doc.List {
		if c.Text == "//go:noescape" {
			return true
		}
	}
	return false
}
