package leave

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/chans"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/paths"
)

// effect counts what is sent to and received by the receiver.
func (r *receiver) effect(instr ssa.Instruction) []paths.Alt {
	switch instr := instr.(type) {
	case *ssa.UnOp:
		if instr.Op == token.ARROW {
			return r.receive(instr.X, instr.CommaOk)
		}
	case *ssa.Send:
		if r.dismisses(instr.Chan) {
			return stop
		}
	case *ssa.Select:
		return r.selects(instr)
	case ssa.CallInstruction:
		return r.calls(instr)
	}
	return nil
}

var stop = []paths.Alt{{Stop: true}}

func (r *receiver) receive(x ssa.Value, commaOk bool) []paths.Alt {
	switch {
	case r.must(x, nil):
		return []paths.Alt{{Add: -1, Got: commaOk}}
	case r.may(x) || r.signals(x) || r.c.joined(x) && r.sendersJoin():
		return stop
	}
	return nil
}

func (r *receiver) selects(sel *ssa.Select) []paths.Alt {
	alts := paths.AnyCase(sel)
	for i, state := range sel.States {
		for _, alt := range r.receive(state.Chan, true) {
			alt.Case = i
			alts[i] = alt
		}
	}
	return alts
}

func (r *receiver) calls(call ssa.CallInstruction) []paths.Alt {
	if waits(call) || failsTest(call) {
		return stop
	}
	if chans.Spawns(call) {
		return r.sendEffect(call, nil)
	}
	fns, _ := r.c.chans.Callees(call)
	for _, fn := range fns {
		if r.receives()[fn] {
			return stop // it receives in the helper
		}
	}
	if other := r.receiverFrom(call); other != nil {
		return nil // it makes another channel
	}
	return r.sendEffect(call, nil)
}

// waits reports whether the call waits for goroutines by other means.
func waits(call ssa.CallInstruction) bool {
	common := call.Common()
	if common.IsInvoke() {
		return common.Method.Name() == "Wait"
	}
	fn := common.StaticCallee()
	return fn != nil && fn.Name() == "Wait"
}

// failsTest reports whether the call marks a test as failed: what leaks then is
// nobody's concern.
func failsTest(call ssa.CallInstruction) bool {
	var fn *types.Func
	if callee := call.Common().StaticCallee(); callee != nil {
		fn, _ = callee.Object().(*types.Func)
	} else {
		fn = call.Common().Method
	}
	return know.FailsTest(fn) || call.Common().IsInvoke() && endsByName[fn.Name()]
}

// endsByName are the methods of interfaces that stand for a test or a logger: they end its goroutine or the process.
var endsByName = map[string]bool{"FailNow": true, "Fatal": true, "Fatalf": true}

// signals reports whether receiving from x tells that a sending goroutine
// is past its send: the goroutines that send on this channel are the only
// ones that signal x.
func (r *receiver) signals(x ssa.Value) bool {
	objects, all := r.c.chans.Of(x)
	if !all || len(objects) != 1 {
		return false
	}
	senders := make(map[*ssa.Function]bool)
	for _, op := range r.Find(chans.Send) {
		senders[op.Fn] = true
	}
	signals := objects[0].Find(chans.Send, chans.Close)
	for _, op := range signals {
		if !senders[op.Fn] && !senders[deferredBy(op.Fn)] || !op.Only {
			return false
		}
	}
	return len(signals) > 0
}

// deferredBy is the function that defers a literal, and uses it for nothing else: when that runs it sends no
// more. It is nil for others.
func deferredBy(lit *ssa.Function) *ssa.Function {
	if lit.Parent() == nil {
		return nil
	}
	deferred := false
	for _, b := range lit.Parent().Blocks {
		for _, instr := range b.Instrs {
			mc, ok := instr.(*ssa.MakeClosure)
			if !ok || mc.Fn != ssa.Value(lit) {
				continue
			}
			for _, ref := range *mc.Referrers() {
				if d, ok := ref.(*ssa.Defer); !ok || d.Call.Value != ssa.Value(mc) {
					return nil
				}
				deferred = true
			}
		}
	}
	if !deferred {
		return nil
	}
	return lit.Parent()
}

// dismisses reports whether a send on x is taken by a sending goroutine in a select statement: it
// may end then, and not come to its own send.
func (r *receiver) dismisses(x ssa.Value) bool {
	objects, _ := r.c.chans.Of(x)
	for _, o := range objects {
		for _, op := range o.Find(chans.Recv) {
			if op.Select != nil && slices.ContainsFunc(r.Find(chans.Send), func(send *chans.Op) bool { return send.Fn == op.Fn }) {
				return true
			}
		}
	}
	return false
}
