package guardedby

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/lockstate"
	"github.com/gocorelint/gocorelint/analyzers/internal/place"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

// An access is one use of a field by an instruction.
type access struct {
	fn    *ssa.Function
	at    ssa.Instruction // the load, store, or operation on the map
	field *ssa.FieldAddr
	write bool
	// inside means that a map or slice is changed, not the field.
	inside bool

	held map[types.Object]bool // classes that are held for sure, and whether for writing
}

// collector finds the accesses of a package, by field.
type collector struct {
	*report.Pass
	locks  *lockstate.Package
	fields map[*types.Var][]*access
	order  []*types.Var
}

func (c *collector) function(fn *ssa.Function) {
	f := c.locks.Func(fn)
	if f != nil && f.GaveUp {
		return
	}
	var before map[types.Object]bool
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			fa, ok := instr.(*ssa.FieldAddr)
			if !ok || fresh(fa.X) {
				continue
			}
			v := fieldOf(fa)
			if v == nil || v.Pkg() != c.Pkg || !plain(v.Type()) {
				continue
			}
			if before == nil {
				before = c.locks.HeldOnceShared(fn)
				if before == nil {
					before = make(map[types.Object]bool)
				}
			}
			for _, a := range accesses(fa) {
				if f != nil && !f.Reaches(a.at) {
					continue
				}
				a.fn, a.field = fn, fa
				a.held = before
				if f != nil {
					a.held = union(before, f.Held(a.at))
				}
				if c.fields[v] == nil {
					c.order = append(c.order, v)
				}
				c.fields[v] = append(c.fields[v], a)
			}
		}
	}
}

func union(before map[types.Object]bool, held []lockstate.Held) map[types.Object]bool {
	if len(held) == 0 {
		return before
	}
	all := make(map[types.Object]bool, len(before)+len(held))
	for class, write := range before {
		all[class] = write
	}
	for _, h := range held {
		if class := h.Lock.Class(); class != nil {
			all[class] = all[class] || h.Write
		}
	}
	return all
}

func fieldOf(fa *ssa.FieldAddr) *types.Var {
	t := fa.X.Type().Underlying().(*types.Pointer).Elem()
	if st, ok := t.Underlying().(*types.Struct); ok {
		return st.Field(fa.Field).Origin()
	}
	return nil
}

// plain reports whether a value of the type needs a lock: it is none itself, no
// atomic, no channel.
func plain(t types.Type) bool {
	if _, ok := t.Underlying().(*types.Chan); ok {
		return false
	}
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	if named, ok := types.Unalias(t).(*types.Named); ok && named.Obj().Pkg() != nil {
		switch named.Obj().Pkg().Path() {
		case "sync", "sync/atomic":
			return false
		}
	}
	return true
}

// accesses lists what is done with the address of a field. An address that
// goes elsewhere says nothing.
func accesses(fa *ssa.FieldAddr) []*access {
	var list []*access
	for _, ref := range *fa.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Store:
			if ref.Addr == fa {
				list = append(list, &access{at: ref, write: true})
			}
		case *ssa.UnOp:
			if ref.Op != token.MUL {
				continue
			}
			list = append(list, &access{at: ref})
			list = append(list, changes(ref)...)
		}
	}
	return list
}

// changes lists the places at which a map or slice that was loaded is changed.
func changes(v ssa.Value) []*access {
	var list []*access
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.MapUpdate:
			if ref.Map == v {
				list = append(list, &access{at: ref, write: true, inside: true})
			}
		case *ssa.Call:
			if b, ok := ref.Call.Value.(*ssa.Builtin); ok && (b.Name() == "delete" || b.Name() == "clear") && ref.Call.Args[0] == v || rearranges(ref, v) {
				list = append(list, &access{at: ref, write: true, inside: true})
			}
		case *ssa.MakeInterface:
			for _, use := range *ref.Referrers() {
				if call, ok := use.(*ssa.Call); ok && rearranges(call, ref) {
					list = append(list, &access{at: call, write: true, inside: true})
				}
			}
		case *ssa.IndexAddr:
			for _, elem := range *ref.Referrers() {
				if store, ok := elem.(*ssa.Store); ok && store.Addr == ref {
					list = append(list, &access{at: store, write: true, inside: true})
				}
			}
		}
	}
	return list
}

// rearranges reports whether the call moves the elements of a slice.
func rearranges(call *ssa.Call, slice ssa.Value) bool {
	callee := call.Call.StaticCallee()
	if callee == nil || len(call.Call.Args) == 0 || call.Call.Args[0] != slice {
		return false
	}
	obj, ok := callee.Object().(*types.Func)
	if !ok || obj.Pkg() == nil {
		return false
	}
	switch obj.Pkg().Path() {
	case "sort":
		return slices.Contains([]string{"Slice", "SliceStable", "Ints", "Float64s", "Strings"}, obj.Name())
	case "slices":
		return strings.HasPrefix(obj.Name(), "Sort") && !strings.HasPrefix(obj.Name(), "Sorted") || obj.Name() == "Reverse"
	}
	return false
}

// looksInside reports whether the map or slice that the instruction loads is looked into: to load it alone reads
// only where it is.
func looksInside(instr ssa.Instruction) bool {
	load, ok := instr.(*ssa.UnOp)
	if !ok {
		return true
	}
	_, isMap := load.Type().Underlying().(*types.Map)
	return slices.ContainsFunc(*load.Referrers(), func(ref ssa.Instruction) bool {
		switch ref := ref.(type) {
		case *ssa.Lookup, *ssa.Range, *ssa.IndexAddr:
			return true
		case *ssa.Call:
			b, ok := ref.Call.Value.(*ssa.Builtin)
			return ok && isMap && b.Name() == "len"
		}
		return false
	})
}

// fresh reports whether the function has made the object itself.
func fresh(v ssa.Value) bool {
	for range 12 {
		switch x := v.(type) {
		case *ssa.FieldAddr:
			v = x.X
		case *ssa.Extract:
			v = x.Tuple
		case *ssa.Alloc:
			return true
		case *ssa.UnOp:
			if part, ok := x.X.(*ssa.FieldAddr); ok {
				v = part.X // what a new object refers to is new as well, or nothing is known of it
				continue
			}
			if v = place.StoredOnce(x.X); v == nil {
				return false
			}
		case *ssa.Call:
			callee := x.Call.StaticCallee()
			return callee != nil && (constructs(callee) || lockstate.ReturnsNew(callee))
		default:
			return false
		}
	}
	return false
}

// constructs reports whether a function's name says that what it returns is new: a method may
// make objects of another type than its own.
func constructs(fn *ssa.Function) bool {
	if recv := fn.Signature.Recv(); recv != nil {
		results := fn.Signature.Results()
		return results.Len() > 0 && !types.Identical(results.At(0).Type(), recv.Type()) && startsWith(fn.Name(), "new", "make", "create")
	}
	return fn.Signature.Recv() == nil && startsWith(fn.Name(), "new", "make", "create", "init", "open", "parse", "load", "build", "setup", "default", "must", "dial", "clone", "copy")
}

func startsWith(name string, words ...string) bool {
	name = strings.ToLower(name)
	return slices.ContainsFunc(words, func(w string) bool { return strings.HasPrefix(name, w) })
}
