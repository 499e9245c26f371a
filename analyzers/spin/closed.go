package spin

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/place"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

// A closing is a call of close.
type closing struct {
	pos   token.Pos
	at    place.Place
	field *types.Var // the unexported field that holds the channel
}

// receive reports a receive without ok in a loop without another way out, from
// a channel that the package closes.
func (c *checker) receive(loop *flow.Loop, recv *ssa.UnOp) {
	if recv.CommaOk || !loopsOn(loop, recv) {
		return
	}
	ch, ok := channelOf(recv.X)
	if !ok {
		return
	}
	if !c.closed {
		c.closed = true
		c.collectCloses()
	}
	for _, cl := range c.closes {
		if cl.at == ch.at || cl.field != nil && cl.field == ch.field {
			c.Report(report.Finding{At: report.At(recv.Pos(), len("<-")), Kind: zeros, Args: []any{c.Line(recv.Pos(), cl.pos)}})
			return
		}
	}
}

// loopsOn reports whether the loop has no exit, and the receive is all that
// it waits for.
func loopsOn(loop *flow.Loop, recv *ssa.UnOp) bool {
	for b := range loopBlocks(loop, recv.Parent()) {
		for _, succ := range b.Succs {
			if !loop.Contains(succ) {
				return false
			}
		}
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.Select:
				return false
			case *ssa.UnOp:
				if instr.Op == token.ARROW && instr != recv {
					return false
				}
			}
		}
	}
	return true
}

// channelOf names the channel by where it is kept.
func channelOf(ch ssa.Value) (closing, bool) {
	if v, ok := ch.(*ssa.ChangeType); ok {
		ch = v.X
	}
	load, ok := ch.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		at, ok := place.Of(ch)
		return closing{at: at}, ok
	}
	if field, ok := load.X.(*ssa.FieldAddr); ok {
		s, ok := field.X.Type().Underlying().(*types.Pointer).Elem().Underlying().(*types.Struct)
		if !ok || s.Field(field.Field).Exported() {
			return closing{}, false
		}
		return closing{at: place.Place{Root: ch}, field: s.Field(field.Field).Origin()}, true
	}
	at, ok := place.Of(ch)
	return closing{at: at}, ok
}

func (c *checker) collectCloses() {
	for _, fn := range c.funcs {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				call, ok := instr.(ssa.CallInstruction)
				if !ok {
					continue
				}
				if builtin, ok := call.Common().Value.(*ssa.Builtin); !ok || builtin.Name() != "close" {
					continue
				}
				if cl, ok := channelOf(call.Common().Args[0]); ok {
					cl.pos = call.Pos()
					c.closes = append(c.closes, cl)
				}
			}
		}
	}
}
