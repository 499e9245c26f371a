// Package hot is the engine that knows where an allocation matters: in loops of
// unknown length that do nothing slow, off the paths of errors and debugging, in
// functions that neither set something up nor make text for people.
package hot

import (
	"go/constant"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
)

// A Function knows where in a function an allocation per iteration matters.
type Function struct {
	loops *flow.Loops
	fn    *ssa.Function
	slow  map[*flow.Loop]bool
}

// Of makes the answers for one function.
func Of(fn *ssa.Function) *Function {
	return &Function{loops: flow.LoopsOf(fn), fn: fn, slow: make(map[*flow.Loop]bool)}
}

// Worth reports whether the block is run again and again: a loop around it has
// a length that is not known from the source, and no loop around it spends its
// time on other things.
func (h *Function) Worth(b *ssa.BasicBlock) bool {
	open := false
	for loop := h.loops.Innermost(b); loop != nil; loop = loop.Parent {
		if h.isSlow(loop) || h.isDebugging(b, loop) {
			return false
		}
		open = open || !isShort(loop) && !oneRound(b, loop)
	}
	return open
}

// oneRound reports whether one round of the loop comes to the block: its counter is equal to a constant there.
func oneRound(b *ssa.BasicBlock, loop *flow.Loop) bool {
	for guard := range loop.Guards(b) {
		if counter := guard.Case(); counter != nil && isCounter(counter, loop) {
			return true
		}
	}
	return false
}

// isCounter reports whether v is another number in each round of the loop: the index of a range, or i of i++.
func isCounter(v ssa.Value, loop *flow.Loop) bool {
	phi, ok := v.(*ssa.Phi)
	if next, isNext := v.(*ssa.BinOp); isNext && next.Op == token.ADD {
		phi, ok = next.X.(*ssa.Phi) // a range adds one before its round
	}
	if !ok || phi.Block() != loop.Head {
		return false
	}
	for i, edge := range phi.Edges {
		if !loop.Contains(phi.Block().Preds[i]) {
			continue
		}
		step, ok := edge.(*ssa.BinOp)
		if !ok || step.Op != token.ADD || step.X != ssa.Value(phi) {
			return false
		}
		if _, ok := step.Y.(*ssa.Const); !ok {
			return false
		}
	}
	return true
}

// isShort reports whether the source says how often the loop runs: over an
// array, a literal, a constant or a package-level table.
func isShort(loop *flow.Loop) bool {
	head := loop.Head
	for _, instr := range head.Instrs {
		if next, ok := instr.(*ssa.Next); ok {
			r, ok := next.Iter.(*ssa.Range)
			return ok && isTable(r.X)
		}
	}
	branch, ok := head.Instrs[len(head.Instrs)-1].(*ssa.If)
	if !ok {
		return false
	}
	cond, ok := branch.Cond.(*ssa.BinOp)
	if !ok {
		return false
	}
	return isShortBound(cond.X) || isShortBound(cond.Y)
}

// Innermost is the smallest loop around the block, nil outside of loops.
func (h *Function) Innermost(b *ssa.BasicBlock) *flow.Loop { return h.loops.Innermost(b) }

// longLoop is the constant from which on a loop counts as long.
const longLoop = 1000

func isShortBound(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.Const:
		if v.Value == nil || v.Value.Kind() != constant.Int {
			return false
		}
		n, ok := constant.Int64Val(v.Value)
		return ok && 1 < n && n < longLoop // 0 ends loops that count down, 1 begins at the other end
	case *ssa.Call:
		b, ok := v.Call.Value.(*ssa.Builtin)
		return ok && b.Name() == "len" && isTable(v.Call.Args[0])
	}
	return false
}

// isTable reports whether the collection is written down in the source.
func isTable(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.UnOp:
		if v.Op == token.MUL {
			return isTable(v.X)
		}
	case *ssa.Slice:
		return isTable(v.X)
	case *ssa.Global:
		return true
	case *ssa.Alloc:
		return v.Comment == "slicelit" || v.Comment == "complit"
	case *ssa.MakeMap:
		return true // filled here, so that the loops that fill it are looked at
	case *ssa.Const:
		return true
	}
	_, isArray := v.Type().Underlying().(*types.Array)
	return isArray
}

// isSlow reports whether an iteration does something that an allocation does
// not matter beside: it prints, logs, sleeps, opens files, starts goroutines or
// processes, talks to a network or a database.
func (h *Function) isSlow(loop *flow.Loop) bool {
	slow, known := h.slow[loop]
	if known {
		return slow
	}
	for _, b := range h.fn.Blocks {
		if !loop.Contains(b) {
			continue
		}
		for _, instr := range b.Instrs {
			if isSlowInstr(instr) {
				h.slow[loop] = true
				return true
			}
		}
	}
	h.slow[loop] = false
	return false
}

func isSlowInstr(instr ssa.Instruction) bool {
	switch instr := instr.(type) {
	case *ssa.Go:
		return true
	case *ssa.Call:
		fn := flow.Callee(&instr.Call)
		return fn != nil && fn.Pkg() != nil && (isSlowFunc(fn) || fn.Name() == "Go")
	}
	return false
}

func isSlowFunc(fn *types.Func) bool {
	switch fn.Pkg().Path() {
	case "os", "os/exec", "net", "database/sql", "syscall", "log", "log/slog", "testing", "path/filepath", "reflect", "regexp", "text/template", "html/template", "encoding/json", "encoding/xml", "encoding/gob":
		return true
	case "net/http":
		return fn.Signature().Recv() == nil || fn.Name() == "Do" || fn.Name() == "RoundTrip"
	case "time":
		return fn.Name() == "Sleep" || strings.HasPrefix(fn.Name(), "After")
	case "fmt":
		return strings.HasPrefix(fn.Name(), "Print")
	}
	return false
}

// isDebugging reports whether the block within the loop is run only when
// something is being looked into, or went wrong.
func (h *Function) isDebugging(b *ssa.BasicBlock, loop *flow.Loop) bool {
	for ; b != nil && loop.Contains(b); b = b.Idom() {
		if len(b.Preds) != 1 {
			continue
		}
		pred := b.Preds[0]
		branch, ok := pred.Instrs[len(pred.Instrs)-1].(*ssa.If)
		if ok && (namesDebugging(branch.Cond) || isError(branch.Cond, b == pred.Succs[0])) {
			return true
		}
	}
	return false
}

// isError reports whether an error is not nil when the condition is as given.
func isError(cond ssa.Value, holds bool) bool {
	cmp, ok := cond.(*ssa.BinOp)
	if !ok || !types.Identical(cmp.X.Type(), types.Universe.Lookup("error").Type()) {
		return false
	}
	return cmp.Op == token.NEQ && holds || cmp.Op == token.EQL && !holds
}

// namesDebugging reports whether the condition is called debug or the like.
func namesDebugging(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.UnOp:
		return namesDebugging(v.X)
	case *ssa.Global:
		return isDebuggingName(v.Name())
	case *ssa.FieldAddr:
		p, ok := v.X.Type().Underlying().(*types.Pointer)
		if !ok {
			return false // a type parameter
		}
		s, ok := p.Elem().Underlying().(*types.Struct)
		return ok && isDebuggingName(s.Field(v.Field).Name())
	case *ssa.Parameter:
		return isDebuggingName(v.Name())
	case *ssa.Call:
		fn := flow.Callee(&v.Call)
		return fn != nil && isDebuggingName(fn.Name())
	}
	return false
}

func isDebuggingName(name string) bool {
	return name == "V" || name == "v" || hasWord(name, "debug", "trace", "tracing", "verbose", "dump", "log", "logger", "logging", "level", "enabled")
}
