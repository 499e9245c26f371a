package lockblock

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/chans"
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/lockstate"
)

// toSubscriber reports a send, with the lock of a list of subscribers held, on the channel of one of them, if they take that lock to
// leave the list: who has stopped to receive and leaves waits for the lock, and the sender for him.
func (c *checker) toSubscriber(fn *ssa.Function, send *ssa.Send) {
	list := listOf(send.Chan)
	if list == nil {
		return
	}
	for class, held := range c.heldAt(fn, send) {
		if !lockstate.Besides(class, list) {
			continue
		}
		leave := c.leaves(list, class, held.write)
		if leave == nil || leave.in == fn || !c.leftByReceiver(send, leave.in) {
			continue
		}
		c.reportAt(send, subscriberNeeds, class.Name(), leave.in.Name(), c.Line(send.Pos(), leave.takes.Pos()))
		return
	}
}

type holding struct{ write bool }

// heldAt lists the classes of locks that the function holds at the instruction, or all its callers.
func (c *checker) heldAt(fn *ssa.Function, at ssa.Instruction) map[types.Object]holding {
	all := make(map[types.Object]holding)
	for class, write := range c.locks.HeldBefore(fn) {
		all[class] = holding{write}
	}
	if f := c.locks.Func(fn); f != nil {
		for _, h := range f.Held(at) {
			if class := h.Lock.Class(); class != nil {
				all[class] = holding{h.Write}
			}
		}
	}
	return all
}

// listOf is the field with the map or slice that has the channel, or what the channel is a field of, as an element.
func listOf(ch ssa.Value) *ssa.FieldAddr {
	element := false
	for v := ch; ; {
		switch x := v.(type) {
		case *ssa.Field:
			v = x.X
		case *ssa.UnOp:
			v = x.X
		case *ssa.Lookup:
			v, element = x.X, true
		case *ssa.IndexAddr:
			v, element = x.X, true
		case *ssa.Range:
			v, element = x.X, true
		case *ssa.Extract:
			v = x.Tuple
		case *ssa.Next:
			v = x.Iter
		case *ssa.ChangeType:
			v = x.X
		case *ssa.FieldAddr:
			if element {
				return x
			}
			v = x.X
		default:
			return nil
		}
	}
}

// A leave is a function that takes one subscriber out of the list, which its caller names.
type leave struct {
	in    *ssa.Function
	takes ssa.Instruction // the lock
}

// leaves finds such a function that waits for the lock.
func (c *checker) leaves(list *ssa.FieldAddr, class types.Object, write bool) *leave {
	field := flow.Field(list)
	for _, fn := range c.funcs {
		if fn.Signature.Recv() == nil || len(fn.Params) < 2 || !takesOut(fn, field) || drains(fn) {
			continue
		}
		for _, w := range c.locks.Waits(fn) {
			if w.Object == class && (w.Write || write) && len(w.Chain) == 1 {
				return &leave{fn, w.Chain[0]}
			}
		}
	}
	return nil
}

// takesOut reports whether the function deletes what a parameter names from the map in the field.
func takesOut(fn *ssa.Function, field *types.Var) bool {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(*ssa.Call)
			if !ok {
				continue
			}
			if del, ok := call.Call.Value.(*ssa.Builtin); !ok || del.Name() != "delete" || !ofParam(call.Call.Args[1]) {
				continue
			}
			if load, ok := call.Call.Args[0].(*ssa.UnOp); ok {
				if fa, ok := load.X.(*ssa.FieldAddr); ok && flow.Field(fa) == field {
					return true
				}
			}
		}
	}
	return false
}

// ofParam reports whether the value is a parameter, or a field of one.
func ofParam(v ssa.Value) bool {
	for {
		switch x := v.(type) {
		case *ssa.Parameter:
			return true
		case *ssa.UnOp:
			v = x.X
		case *ssa.FieldAddr:
			v = x.X
		case *ssa.Field:
			v = x.X
		case *ssa.ChangeType:
			v = x.X
		default:
			return false
		}
	}
}

// drains reports whether the function receives, or starts somebody who may.
func drains(fn *ssa.Function) bool {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.Select, *ssa.Go:
				return true
			case *ssa.UnOp:
				if instr.Op.String() == "<-" {
					return true
				}
			}
		}
	}
	return false
}

// leftByReceiver reports whether a function that receives from the channel calls the one that leaves the list, where it receives no
// more; or whether code outside the package receives, and can leave.
func (c *checker) leftByReceiver(send *ssa.Send, leave *ssa.Function) bool {
	objects, all := c.chans.Of(send.Chan)
	outside := !all || len(objects) == 0
	for _, o := range objects {
		outside = outside || o.Open
		for _, r := range o.Find(chans.Recv) {
			if c.leavesAfter(r, leave) {
				return true
			}
		}
	}
	return outside && leave.Object() != nil && leave.Object().Exported()
}

func (c *checker) leavesAfter(r *chans.Op, leave *ssa.Function) bool {
	fn := r.Fn
	receives := func(instr ssa.Instruction) bool {
		if instr == r.Instr {
			return true
		}
		call, ok := instr.(*ssa.Call)
		return ok && call.Call.StaticCallee() == fn && fn != r.Instr.Parent()
	}
	sites, _ := c.chans.Callers(leave)
	return slices.ContainsFunc(sites, func(s chans.Site) bool {
		_, now := s.Call.(*ssa.Call)
		return now && s.Call.Parent() == fn && !flow.Reaches(flow.After(s.Call), receives, nil)
	})
}
