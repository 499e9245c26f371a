package timerchan

import (
	"go/token"
	"time"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

// A receive takes a value from the channel of a timer or ticker.
type receive struct {
	instr ssa.Instruction // a receive or a select statement
	state int             // the case of the select statement
	ptr   ssa.Value       // the timer
	timer timer
	pos   token.Pos
}

// plain reports that nothing else can let the goroutine go on.
func (r receive) plain() bool {
	sel, ok := r.instr.(*ssa.Select)
	return !ok || sel.Blocking && len(sel.States) == 1
}

// receives lists the receives from timer channels of a function.
func receives(fn *ssa.Function) []receive {
	var list []receive
	add := func(instr ssa.Instruction, state int, ch ssa.Value, pos token.Pos) {
		ptr := timerBehind(ch)
		if ptr == nil {
			return
		}
		if t, ok := timerOf(ptr); ok {
			list = append(list, receive{instr, state, ptr, t, pos})
		}
	}
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.UnOp:
				if instr.Op == token.ARROW {
					add(instr, 0, instr.X, instr.Pos())
				}
			case *ssa.Select:
				for i, state := range instr.States {
					add(instr, i, state.Chan, state.Pos)
				}
			}
		}
	}
	return list
}

// timerBehind returns the timer whose field C a channel is, or nil.
func timerBehind(ch ssa.Value) ssa.Value {
	load, ok := ch.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return nil
	}
	field, ok := load.X.(*ssa.FieldAddr)
	if !ok || !isTimer(field.X.Type()) {
		return nil
	}
	return field.X
}

// afterFunc reports a receive from the channel of a timer that has none.
func (c *checker) afterFunc(r receive) {
	if !r.plain() {
		return
	}
	made := c.madeByAfterFunc(r)
	if !made.IsValid() {
		return
	}
	c.Report(report.Finding{At: report.At(r.pos, len("<-")), Kind: afterFunc, Args: []any{c.Line(r.pos, made)}})
}

// madeByAfterFunc is where the timer is made, if only AfterFunc can have made it.
func (c *checker) madeByAfterFunc(r receive) token.Pos {
	values := []ssa.Value{r.ptr}
	if r.timer.field != nil {
		if r.timer.field.Exported() {
			return token.NoPos
		}
		values = c.stores[r.timer.field]
	}
	var made token.Pos
	for _, v := range values {
		call, ok := v.(*ssa.Call)
		if !ok {
			if k, isConst := v.(*ssa.Const); isConst && k.Value == nil {
				continue // to be forgotten
			}
			return token.NoPos
		}
		fn := call.Call.StaticCallee()
		if fn == nil || fn.RelString(nil) != "time.AfterFunc" || isNever(call.Call.Args[0]) {
			return token.NoPos
		}
		made = call.Pos()
	}
	return made
}

// isNever reports whether the duration is a constant of a year or more: a timer that is made to be
// reset does not fire before.
func isNever(d ssa.Value) bool {
	k, ok := d.(*ssa.Const)
	return ok && k.Value != nil && k.Int64() >= int64(365*24*time.Hour)
}
