package reuse

import (
	"go/token"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/internal/lazyregexp"
)

// orders reports whether an instruction may wait for whoever has the memory. A
// select statement is judged case by case.
func orders(instr ssa.Instruction) bool {
	switch instr := instr.(type) {
	case *ssa.UnOp:
		return instr.Op == token.ARROW && !flow.IsClock(instr.X)
	case *ssa.Send, *ssa.RunDefers:
		return true
	case *ssa.Call:
		return callOrders(&instr.Call) || unknownMethod(instr)
	}
	return false
}

// callOrders decides about a call of another package, by what it is called; so about a function value that has a
// result, others may do anything.
func callOrders(call *ssa.CallCommon) bool {
	if b, ok := call.Value.(*ssa.Builtin); ok {
		return b.Name() == "close"
	}
	fn := flow.Callee(call)
	if fn == nil {
		name := flow.CalledName(call)
		return !flow.Answers(call) || name == "" || waitName.MatchString(name) || nextName.MatchString(name)
	}
	if fn.Pkg() == nil {
		return false // Error of errors
	}
	switch fn.Pkg().Path() {
	case "sync":
		return fn.Name() != "Unlock" && fn.Name() != "RUnlock" && fn.Name() != "Done" && fn.Name() != "Add"
	case "sync/atomic":
		return fn.Name() != "Add" && fn.Name() != "Store"
	case "context", "time", "log", "fmt", "errors":
		return false
	}
	return waitName.MatchString(fn.Name())
}

// unknownMethod reports whether an interface method of this module or another one is called, which may
// do anything; loggers are known.
func unknownMethod(call *ssa.Call) bool {
	if !call.Call.IsInvoke() {
		return false
	}
	pkg := call.Call.Method.Pkg()
	if pkg == nil || logName.MatchString(call.Call.Method.Name()) {
		return false
	}
	return !know.IsStd(pkg, call.Parent().Pkg.Pkg)
}

var logName = lazyregexp.New(`^(Trace|Debug|Info|Warn|Warning|Error|Print|Log)(f|ln|w|Context)?$`)

var waitName = lazyregexp.New(`(?i)lock|wait|acquire|recv|receive|^do$|once|sync|barrier|join|flush|ack`)

var nextName = lazyregexp.New(`(?i)next|take|get|yield|pull|callback`)
