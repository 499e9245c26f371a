package lockblock

import (
	"go/token"
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
	if list == nil || makesRoom(send) || empties(fn, flow.Field(list)) || chosen(send, flow.Field(list)) {
		return
	}
	for class, write := range c.heldAt(fn, send) {
		if !lockstate.Besides(class, list) {
			continue
		}
		leave := c.leaves(list, class, write)
		if leave == nil || leave.in == fn || !c.leftByReceiver(send, leave.in) {
			continue
		}
		c.reportAt(send, subscriberNeeds, class.Name(), leave.in.Name(), c.Line(send.Pos(), leave.takes.Pos()))
		return
	}
}

// heldAt lists the classes of locks that the function holds at the instruction, or all its callers.
func (c *checker) heldAt(fn *ssa.Function, at ssa.Instruction) map[types.Object]bool {
	all := make(map[types.Object]bool)
	for class, write := range c.locks.HeldBefore(fn) {
		all[class] = write
	}
	if f := c.locks.Func(fn); f != nil {
		for _, h := range f.Held(at) {
			if class := h.Lock.Class(); class != nil {
				all[class] = h.Write
			}
		}
	}
	return all
}

// makesRoom reports whether the sender looks first how full the channel is, or takes out what is in it.
func makesRoom(send *ssa.Send) bool {
	return slices.ContainsFunc(*send.Chan.Referrers(), func(ref ssa.Instruction) bool {
		switch ref := ref.(type) {
		case *ssa.Select:
			return true
		case *ssa.UnOp:
			return ref.Op == token.ARROW
		case *ssa.Call:
			b, ok := ref.Call.Value.(*ssa.Builtin)
			return ok && (b.Name() == "len" || b.Name() == "cap")
		}
		return false
	})
}

// empties reports whether the function takes those to whom it sends out of the list: it is the last that they get, and a buffer may
// be there for it.
func empties(fn *ssa.Function, field *types.Var) bool {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.Store:
				if isField(instr.Addr, field) {
					return true
				}
			case *ssa.Call:
				if b, ok := instr.Call.Value.(*ssa.Builtin); ok && (b.Name() == "delete" || b.Name() == "clear") {
					if load, ok := instr.Call.Args[0].(*ssa.UnOp); ok && isField(load.X, field) {
						return true
					}
				}
			}
		}
	}
	return false
}

// chosen reports whether something in the element says whether to send: then not all of them are waited for.
func chosen(send *ssa.Send, field *types.Var) bool {
	for b := send.Block(); b != nil; b = b.Idom() {
		up := b.Idom()
		if up == nil || len(b.Preds) != 1 {
			continue
		}
		if branch, ok := up.Instrs[len(up.Instrs)-1].(*ssa.If); ok && asks(branch.Cond, field) {
			return true
		}
	}
	return false
}

// asks reports whether the condition looks into an element of the field, other than for nil.
func asks(cond ssa.Value, field *types.Var) bool {
	switch cond := cond.(type) {
	case *ssa.BinOp:
		return !flow.IsNil(cond.X) && !flow.IsNil(cond.Y) && (asks(cond.X, field) || asks(cond.Y, field))
	case *ssa.Call:
		return slices.ContainsFunc(cond.Call.Args, func(arg ssa.Value) bool { return asks(arg, field) })
	case *ssa.Extract:
		if _, next := cond.Tuple.(*ssa.Next); next && cond.Index == 0 {
			return false // whether there is one more
		}
		if _, found := cond.Tuple.(*ssa.Lookup); found && cond.Index == 1 {
			return false // whether there is one
		}
	case *ssa.UnOp:
		if cond.Op == token.NOT {
			return asks(cond.X, field)
		}
	}
	list := listOf(cond)
	return list != nil && flow.Field(list) == field
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

// leaves finds such a function for the list that waits for the lock.
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

// takesOut reports whether the function takes what a parameter names out of the field: deletes it from the map, or looks for it in
// the slice and sets the field.
func takesOut(fn *ssa.Function, field *types.Var) bool {
	deleted, compared, set := false, false, false
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.Call:
				if b, ok := instr.Call.Value.(*ssa.Builtin); ok && b.Name() == "delete" && ofParam(instr.Call.Args[1]) {
					load, ok := instr.Call.Args[0].(*ssa.UnOp)
					deleted = deleted || ok && isField(load.X, field)
				}
			case *ssa.BinOp:
				if instr.Op == token.EQL || instr.Op == token.NEQ {
					compared = compared || ofParam(instr.X) && !isConst(instr.Y) || ofParam(instr.Y) && !isConst(instr.X)
				}
			case *ssa.Store:
				set = set || isField(instr.Addr, field) && !isConst(instr.Val)
			}
		}
	}
	return deleted || compared && set
}

func isField(addr ssa.Value, field *types.Var) bool {
	fa, ok := addr.(*ssa.FieldAddr)
	return ok && flow.Field(fa) == field
}

func isConst(v ssa.Value) bool {
	_, ok := v.(*ssa.Const)
	return ok
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
				if instr.Op == token.ARROW {
					return true
				}
			}
		}
	}
	return false
}

// leftByReceiver reports whether a function that receives from the channel calls the one that leaves the list, where it receives no
// more; or whether code outside the package receives, and an exported function leaves for it.
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
	if !outside {
		return false
	}
	sites, _ := c.chans.Callers(leave)
	return exported(leave) || slices.ContainsFunc(sites, func(s chans.Site) bool { return exported(flow.Outermost(s.Call.Parent())) })
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

func exported(fn *ssa.Function) bool { return fn.Object() != nil && fn.Object().Exported() }
