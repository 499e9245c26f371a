package goshare

import (
	"go/types"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/goroutine"
	"github.com/gocorelint/gocorelint/analyzers/internal/place"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

// objects looks at the goroutines that a function starts with an object that it has made: they may
// still be setting the fields that the other reads.
func (c *checker) objects(fn *ssa.Function) {
	loops := flow.LoopsOf(fn)
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(ssa.CallInstruction)
			if !ok {
				continue
			}
			g := goroutine.Of(call)
			if g == nil {
				continue
			}
			if c.manyOf(g, loops.Innermost(b)) {
				continue
			}
			for object, inside := range given(g) {
				if c.object(g, object, inside) {
					break
				}
			}
		}
	}
}

// given are the new objects that a goroutine gets, and what it has of them: a parameter, or what it loads from a
// variable of the function around.
func given(g *goroutine.Goroutine) map[*ssa.Alloc][]ssa.Value {
	objects := make(map[*ssa.Alloc][]ssa.Value)
	for outer, inner := range g.Gets() {
		if object := newObject(outer); object != nil {
			objects[object] = append(objects[object], inner)
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

// object reports a field that the function sets behind the start, and the goroutine reads, or the other way round, before
// either may have waited for the other.
func (c *checker) object(g *goroutine.Goroutine, object *ssa.Alloc, inside []ssa.Value) bool {
	there := fieldsOf(inside)
	if len(there) == 0 {
		return false
	}
	early := reached(flow.Entry(g.Fn), there, orders)
	late := slices.DeleteFunc(reached(flow.Entry(g.Fn), there, waits), access.tells)
	stop := func(instr ssa.Instruction) bool { return instr == ssa.Instruction(object) || orders(instr) }
	for _, here := range reached(flow.After(g.Start), fieldsOf(namesOf(object)), stop) {
		if !here.instr.Pos().IsValid() {
			continue
		}
		if here.writes {
			if i := slices.IndexFunc(early, func(a access) bool { return !a.writes && a.part == here.part }); i >= 0 {
				c.reportField(field, object, here, g, early[i])
				return true
			}
		}
		if i := slices.IndexFunc(late, func(a access) bool { return a.writes && a.conflicts(here) }); i >= 0 {
			c.reportField(used, object, here, g, late[i])
			return true
		}
	}
	return false
}

func (c *checker) reportField(kind *report.Kind, object *ssa.Alloc, here access, g *goroutine.Goroutine, there access) {
	pos := here.instr.Pos()
	args := []any{nameOf(object.Type(), here), c.Line(pos, g.Start.Pos()), c.Line(pos, there.instr.Pos())}
	related := report.Related(report.At(there.instr.Pos(), 1), "the goroutine reads it here")
	if kind == used {
		args = []any{nameOf(object.Type(), here), here.verb("read", "set"), c.Line(pos, g.Start.Pos()), "set", c.Line(pos, there.instr.Pos())}
		related = report.Related(report.At(there.instr.Pos(), 1), "the goroutine sets it here")
	}
	c.Report(report.Finding{At: report.At(pos, 1), Kind: kind, Args: args,
		Related: []analysis.RelatedInformation{related}})
}

// fieldsOf lists what is done with the fields of an object that has the names, and with the entries of maps in them.
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
					entriesOf(ref, part+entries, all)
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

// nameOf is the field of a struct, to which t points, that an access is about.
func nameOf(t types.Type, a access) string {
	st, ok := types.Unalias(t).Underlying().(*types.Pointer).Elem().Underlying().(*types.Struct)
	i, err := strconv.Atoi(strings.TrimSuffix(strings.TrimPrefix(a.part, "."), entries))
	if !ok || err != nil {
		return ""
	}
	return st.Field(i).Name()
}
