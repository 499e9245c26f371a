package guardedby

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/lockstate"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

// elements reports changes of a field of elements with only the read lock of the object held that has the slice or map of them,
// where all who come to the field hold this lock, and several functions do.
func (c *checker) elements(v *types.Var, all []*access) {
	for _, a := range all {
		list := container(a.field.X)
		if !a.write || list == nil || !onlyReadLocked(a) {
			continue
		}
		for class := range a.held {
			if lockstate.Besides(class, list) && c.alwaysHeld(all, class) {
				c.Report(report.Finding{At: report.At(a.at.Pos(), 1), Kind: readLocked, Args: []any{v.Name(), class.Name()}})
			}
		}
	}
}

// alwaysHeld reports whether all accesses hold the lock, for all that is known, and those of two functions do for sure.
func (c *checker) alwaysHeld(all []*access, class types.Object) bool {
	var holding []*access
	for _, a := range all {
		if _, held := a.held[class]; held {
			holding = append(holding, a)
		} else if !c.mayHold(a, class) {
			return false
		}
	}
	return functions(holding) > 1
}

// container is the field whose slice or map has the element that v points to, nil if it is not known.
func container(v ssa.Value) *ssa.FieldAddr {
	var from ssa.Value
	switch v := v.(type) {
	case *ssa.UnOp:
		if elem, ok := v.X.(*ssa.IndexAddr); ok {
			from = elem.X
		}
	case *ssa.Lookup:
		from = v.X
	case *ssa.Extract:
		switch tuple := v.Tuple.(type) {
		case *ssa.Lookup:
			from = tuple.X
		case *ssa.Next:
			if r, ok := tuple.Iter.(*ssa.Range); ok {
				from = r.X
			}
		}
	}
	if load, ok := from.(*ssa.UnOp); ok {
		if fa, ok := load.X.(*ssa.FieldAddr); ok {
			return fa
		}
	}
	return nil
}
