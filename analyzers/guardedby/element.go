package guardedby

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/chans"
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/lockstate"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

// elements reports changes of a field of elements with only the read lock of the object held that has the slice or map of them,
// where all who come to the field hold this lock, and one of them can meet the change.
func (c *checker) elements(v *types.Var, all []*access) {
	for _, a := range all {
		list := container(a.field.X)
		if !a.write || list == nil || !onlyReadLocked(a) {
			continue
		}
		for class := range a.held {
			if lockstate.Besides(class, list) && c.met(a, all, class) {
				c.Report(report.Finding{At: report.At(a.at.Pos(), 1), Kind: readLocked, Args: []any{v.Name(), class.Name()}})
			}
		}
	}
}

// met reports whether all accesses hold the lock, for all that is known, and one of them for sure in an exported function, or what
// one calls, which has no part in the change: another goroutine may be there meanwhile.
func (c *checker) met(change *access, all []*access, class types.Object) bool {
	found := false
	above := make(map[*ssa.Function]bool)
	c.callersOf(flow.Outermost(change.fn), above)
	for _, a := range all {
		_, held := a.held[class]
		if !held && !c.mayHold(a, class) {
			return false
		}
		found = found || held && c.fromOutside(flow.Outermost(a.fn), above, make(map[*ssa.Function]bool))
	}
	return found
}

// callersOf adds the function and all of the package that call it, directly or further up.
func (c *checker) callersOf(fn *ssa.Function, all map[*ssa.Function]bool) {
	if all[fn] {
		return
	}
	all[fn] = true
	sites, _ := c.chans.Callers(fn)
	for _, site := range sites {
		c.callersOf(flow.Outermost(site.Call.Parent()), all)
	}
}

// fromOutside reports whether code outside the package comes to the function on a way that does not lead through the others.
func (c *checker) fromOutside(fn *ssa.Function, others, seen map[*ssa.Function]bool) bool {
	if others[fn] || seen[fn] {
		return false
	}
	seen[fn] = true
	if exported(fn) {
		return true
	}
	sites, _ := c.chans.Callers(fn)
	return slices.ContainsFunc(sites, func(s chans.Site) bool { return c.fromOutside(flow.Outermost(s.Call.Parent()), others, seen) })
}

// container is the field whose slice or map has the element that v points to, or gets it where it had none; nil if it is not known.
func container(v ssa.Value) *ssa.FieldAddr {
	var from ssa.Value
	switch v := v.(type) {
	case *ssa.Phi:
		var found *ssa.FieldAddr
		for _, edge := range v.Edges {
			if _, made := edge.(*ssa.Alloc); made {
				continue
			}
			if _, again := edge.(*ssa.Phi); again || found != nil {
				return nil
			}
			found = container(edge)
		}
		return found
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
