package sendleak

import (
	"go/token"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/place"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

// alone reports sends on a channel without a buffer that nobody but the function has, so far. It returns where they are.
func alone(pass *report.Pass) (reported map[token.Pos]bool) {
	reported = make(map[token.Pos]bool)
	for _, fn := range pass.ResultOf[flow.Analyzer].(*flow.Package).Funcs {
		for _, made := range madeToSend(fn) {
			if send := aloneWith(made); send != nil {
				reported[send.Pos()] = true
				pass.Report(report.Finding{At: report.At(send.Pos(), len("<-")), Kind: nobodyYet, Args: []any{pass.Line(send.Pos(), made.Pos())},
					Related: []analysis.RelatedInformation{report.Related(report.At(made.Pos(), 1), "the channel is made here")}})
			}
		}
	}
	return reported
}

// madeToSend lists the channels without a buffer that a function makes, if it sends on any channel: few do both.
func madeToSend(fn *ssa.Function) (list []*ssa.MakeChan) {
	sends := false
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.Send:
				sends = true
			case *ssa.MakeChan:
				if isZero(instr.Size) {
					list = append(list, instr)
				}
			}
		}
	}
	if !sends {
		return nil
	}
	return list
}

func isZero(size ssa.Value) bool {
	k, ok := size.(*ssa.Const)
	return ok && k.Int64() == 0
}

// aloneWith finds the first send on the channel before the function hands it on.
func aloneWith(made *ssa.MakeChan) (found *ssa.Send) {
	o := &owned{made: made}
	if !o.places() {
		return nil
	}
	flow.Walk(flow.After(made), func(instr ssa.Instruction) bool {
		if send, ok := instr.(*ssa.Send); ok && found == nil && send.Pos().IsValid() && o.is(send.Chan) {
			found = send
		}
		return found == nil && instr != ssa.Instruction(made) && !o.handsOn(instr)
	})
	if found == nil || o.handsOnBefore(found) {
		return nil
	}
	return found
}

// handsOnBefore reports whether control may come to the send behind an instruction that hands the channel on: which way it
// takes there is not known.
func (o *owned) handsOnBefore(send *ssa.Send) bool {
	is, anew := flow.Is(send), flow.Is(o.made)
	for _, b := range send.Parent().Blocks {
		for _, instr := range b.Instrs {
			if !is(instr) && o.handsOn(instr) && flow.Reaches(flow.After(instr), is, anew) {
				return true
			}
		}
	}
	return false
}

// owned is a channel that a function has made, and the new memory of the function in which it is kept.
type owned struct {
	made *ssa.MakeChan
	at   []place.Place
	root []*ssa.Alloc // of these
}

// places finds where the function keeps the channel. It is false where others have that memory.
func (o *owned) places() bool {
	for _, ref := range *o.made.Referrers() {
		store, ok := ref.(*ssa.Store)
		if !ok || store.Val != o.made {
			continue
		}
		at, ok := place.Of(store.Addr)
		root, isNew := at.Root.(*ssa.Alloc)
		if !ok || !isNew || root.Parent() != o.made.Parent() {
			return false
		}
		o.at = append(o.at, at)
		o.root = append(o.root, root)
	}
	stores := 0
	for _, b := range o.made.Parent().Blocks {
		for _, instr := range b.Instrs {
			if store, ok := instr.(*ssa.Store); ok {
				if at, ok := place.Of(store.Addr); ok && slices.Contains(o.at, at) {
					stores++
				}
			}
		}
	}
	return stores == len(o.at)
}

// is reports whether a value is the channel.
func (o *owned) is(v ssa.Value) bool {
	switch x := v.(type) {
	case *ssa.MakeChan:
		return x == o.made
	case *ssa.ChangeType:
		return o.is(x.X)
	case *ssa.UnOp:
		at, ok := place.Of(x.X)
		return ok && slices.Contains(o.at, at)
	}
	return false
}

// handsOn reports whether an instruction gives the channel, or the memory in which it is kept, to somebody else.
func (o *owned) handsOn(instr ssa.Instruction) bool {
	switch instr := instr.(type) {
	case *ssa.DebugRef, *ssa.FieldAddr, *ssa.BinOp, *ssa.UnOp, *ssa.ChangeType:
		return false // what it gives is looked at where it is used
	case *ssa.Store:
		return o.has(instr.Val) && !(instr.Val == ssa.Value(o.made))
	case *ssa.Call:
		if b, ok := instr.Call.Value.(*ssa.Builtin); ok && (b.Name() == "len" || b.Name() == "cap") {
			return false
		}
	}
	for _, v := range instr.Operands(nil) {
		if *v != nil && o.has(*v) {
			return true
		}
	}
	return false
}

// has reports whether a value is the channel, leads to it, or is a copy of what does.
func (o *owned) has(v ssa.Value) bool {
	if o.is(v) {
		return true
	}
	if load, ok := v.(*ssa.UnOp); ok {
		if held, ok := place.StoredOnce(load.X).(*ssa.Alloc); ok && slices.Contains(o.root, held) {
			return true // the pointer to the struct, from a variable
		}
		v = load.X // a copy of the struct
	}
	at, ok := place.Of(v)
	return ok && slices.ContainsFunc(o.at, at.Contains)
}
