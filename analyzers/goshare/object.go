package goshare

import (
	"go/types"
	"strconv"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/place"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

// objects looks at the goroutines that a function starts with an object that it has made: it may
// still be setting the fields that they read.
func (c *checker) objects(fn *ssa.Function) {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(*ssa.Go)
			if !ok {
				continue
			}
			for object, inside := range given(call) {
				if c.object(call, object, inside) {
					break
				}
			}
		}
	}
}

// given are the new objects that a go statement hands to a function of the package, and what that has of them: a
// parameter, or what it loads from a variable of the function around.
func given(call *ssa.Go) map[*ssa.Alloc][]ssa.Value {
	objects := make(map[*ssa.Alloc][]ssa.Value)
	callee := call.Call.StaticCallee()
	if callee == nil || len(callee.Blocks) == 0 {
		return nil
	}
	for i, arg := range call.Call.Args {
		if object := newObject(arg); object != nil && i < len(callee.Params) {
			objects[object] = []ssa.Value{callee.Params[i]}
		}
	}
	if mc, ok := call.Call.Value.(*ssa.MakeClosure); ok {
		for i, variable := range mc.Bindings {
			if object := newObject(place.StoredOnce(variable)); object != nil && i < len(callee.FreeVars) {
				objects[object] = append(objects[object], loadsOf(callee.FreeVars[i])...)
			}
		}
	}
	return objects
}

// loadsOf are the values that are loaded from a variable.
func loadsOf(variable ssa.Value) (loads []ssa.Value) {
	for _, ref := range *variable.Referrers() {
		if load, ok := ref.(*ssa.UnOp); ok {
			loads = append(loads, load)
		}
	}
	return loads
}

// namesOf are the values by which the function that made the object has it.
func namesOf(object *ssa.Alloc) []ssa.Value {
	names := []ssa.Value{object}
	for _, ref := range *object.Referrers() {
		if store, ok := ref.(*ssa.Store); ok && store.Val == object && place.StoredOnce(store.Addr) == object {
			names = append(names, loadsOf(store.Addr)...)
		}
	}
	return names
}

// newObject is the struct that the function has made and the value points to.
func newObject(v ssa.Value) *ssa.Alloc {
	if load, ok := v.(*ssa.UnOp); ok {
		v = place.StoredOnce(load.X)
	}
	object, ok := v.(*ssa.Alloc)
	if !ok || !object.Heap {
		return nil
	}
	if _, ok := object.Type().Underlying().(*types.Pointer).Elem().Underlying().(*types.Struct); !ok {
		return nil
	}
	return object
}

// object reports a field that the function sets behind the start, and the goroutine reads, before either may have
// waited for the other.
func (c *checker) object(call *ssa.Go, object *ssa.Alloc, inside []ssa.Value) bool {
	there := fieldsOf(inside)
	if len(there) == 0 {
		return false
	}
	early := reached(flow.Entry(call.Call.StaticCallee()), there, orders)
	stop := func(instr ssa.Instruction) bool { return instr == ssa.Instruction(object) || orders(instr) }
	for _, here := range reached(flow.After(call), fieldsOf(namesOf(object)), stop) {
		for _, other := range early {
			if !here.writes || other.writes || here.part != other.part || !here.instr.Pos().IsValid() {
				continue
			}
			pos := here.instr.Pos()
			c.Report(report.Finding{At: report.At(pos, 1), Kind: field,
				Args:    []any{nameOf(object, here), c.Line(pos, call.Pos()), c.Line(pos, other.instr.Pos())},
				Related: []analysis.RelatedInformation{report.Related(report.At(other.instr.Pos(), 1), "the goroutine reads it here")}})
			return true
		}
	}
	return false
}

// fieldsOf lists what is done with the fields of an object that has the names.
func fieldsOf(names []ssa.Value) map[ssa.Instruction]access {
	all := make(map[ssa.Instruction]access)
	for _, name := range names {
		for _, ref := range *name.Referrers() {
			fa, ok := ref.(*ssa.FieldAddr)
			if !ok {
				continue
			}
			part := "." + strconv.Itoa(fa.Field)
			for _, ref := range *fa.Referrers() {
				switch ref := ref.(type) {
				case *ssa.UnOp:
					all[ref] = access{ref, false, part}
				case *ssa.Store:
					if ref.Addr == ssa.Value(fa) {
						all[ref] = access{ref, true, part}
					}
				}
			}
		}
	}
	return all
}

// nameOf is the field that an access is about.
func nameOf(object *ssa.Alloc, a access) string {
	store := a.instr.(*ssa.Store).Addr.(*ssa.FieldAddr)
	st := object.Type().Underlying().(*types.Pointer).Elem().Underlying().(*types.Struct)
	return st.Field(store.Field).Name()
}
