package lockblock

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/lockstate"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

var subscriberNeeds = &report.Kind{ID: "send-to-subscriber",
	Format: "PROTO %s held since %s: send to an element"}

// subscribers reports sends
func (c *checker) subscribers(fn *ssa.Function) {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			send, ok := instr.(*ssa.Send)
			if !ok {
				continue
			}
			f := c.locks.Func(fn)
			if f == nil {
				if before := c.locks.HeldBefore(fn); before != nil {
					for class := range before {
						if within(send.Chan, class) {
							c.reportAt(send, subscriberNeeds, class.Name(), "before")
						}
					}
				}
				continue
			}
			for _, h := range f.Held(send) {
				if class := h.Lock.Class(); class != nil && within(send.Chan, class) {
					c.reportAt(send, subscriberNeeds, class.Name(), c.Line(send.Pos(), h.Since.Pos()))
				}
			}
		}
	}
}

// within reports whether the channel is an element, or in an element, of a map or slice beside the lock.
func within(v ssa.Value, class types.Object) bool {
	element := false
	for range 12 {
		switch x := v.(type) {
		case *ssa.Field:
			v = x.X
		case *ssa.UnOp:
			v = x.X
		case *ssa.Lookup:
			v, element = x.X, true
		case *ssa.IndexAddr:
			v, element = x.X, true
		case *ssa.Extract:
			v = x.Tuple
		case *ssa.Next:
			v = x.Iter
		case *ssa.Range:
			v, element = x.X, true
		case *ssa.FieldAddr:
			if element && lockstate.Besides(class, x) {
				return true
			}
			v = x.X
		case *ssa.ChangeType:
			v = x.X
		default:
			return false
		}
	}
	return false
}
