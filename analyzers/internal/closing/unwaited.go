package closing

import (
	"go/token"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
)

// Unwaited reports whether some path leads from the entry of a function
// through first to second on which nothing waits for another goroutine. Taking a
// lock does not count as waiting, nor does a receive before first from what
// isOut accepts.
func Unwaited(first, second ssa.Instruction, isOut func(ssa.Value) bool) bool {
	return direct(flow.Entry(first.Parent()), first, isOut) && direct(flow.After(first), second, nil)
}

func direct(from flow.Point, to ssa.Instruction, isOut func(ssa.Value) bool) bool {
	w := &walker{}
	return flow.Reaches(from,
		func(instr ssa.Instruction) bool { return instr == to },
		func(instr ssa.Instruction) bool {
			switch instr := instr.(type) {
			case *ssa.Send, *ssa.Select:
				return true
			case *ssa.UnOp:
				return instr.Op == token.ARROW && (isOut == nil || !isOut(instr.X))
			case *ssa.Call:
				return !starts(instr) && !IsLock(instr) && !w.passes(instr, 0)
			}
			return false
		})
}

// IsLock reports whether the call takes a lock of package sync.
func IsLock(call *ssa.Call) bool {
	fn := call.Call.StaticCallee()
	return fn != nil && fn.Pkg != nil && fn.Pkg.Pkg.Path() == "sync" && strings.HasSuffix(fn.Name(), "Lock")
}

// Locks reports whether the function takes a lock.
func Locks(fn *ssa.Function) bool {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if call, ok := instr.(*ssa.Call); ok && IsLock(call) {
				return true
			}
		}
	}
	return false
}
