package chanclose

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/chans"
	"github.com/gocorelint/gocorelint/analyzers/internal/closing"
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
)

// releases reports whether a sender holds no lock when it sends, although it took
// one before: the one that it took is unlocked on the way, and no caller has one.
func (c *checker) releases(send *chans.Op) bool {
	for _, fn := range c.callers(send.Fn) {
		if fn != send.Fn && closing.Locks(fn) {
			return false
		}
	}
	locks := 0
	for _, b := range send.Fn.Blocks {
		for _, instr := range b.Instrs {
			if call, ok := instr.(*ssa.Call); ok && closing.IsLock(call) {
				locks++
			}
		}
	}
	return locks == 1 && unlockBefore(send) != nil
}

// unlockBefore is the unlock that every way to the send passes, and no lock behind it.
func unlockBefore(send *chans.Op) ssa.Instruction {
	for b := send.Instr.Block(); b != nil; b = b.Idom() {
		for _, instr := range b.Instrs {
			if isUnlock(instr) && flow.Reaches(flow.After(instr), flow.Is(send.Instr), isLock) &&
				!flow.Reaches(flow.After(instr), isLock, flow.Is(send.Instr)) {
				return instr
			}
		}
	}
	return nil
}

func isLock(instr ssa.Instruction) bool {
	call, ok := instr.(*ssa.Call)
	return ok && closing.IsLock(call)
}

func isUnlock(instr ssa.Instruction) bool {
	call, ok := instr.(*ssa.Call)
	if !ok {
		return false
	}
	switch calleeName(call) {
	case "(*sync.Mutex).Unlock", "(*sync.RWMutex).Unlock", "(*sync.RWMutex).RUnlock":
		return true
	}
	return false
}

// releasedFlags lists the fields beside the channel that are tested under the lock, before
// the send.
func releasedFlags(send *chans.Op) []*types.Var {
	unlock := unlockBefore(send)
	var flags []*types.Var
	for b := unlock.Block(); b != nil; b = b.Idom() {
		for _, instr := range b.Instrs {
			if instr == unlock {
				break
			}
			if load, ok := instr.(*ssa.UnOp); ok && load.Op == token.MUL && tested(load) {
				if addr, ok := load.X.(*ssa.FieldAddr); ok && root(addr.X) == owner(send.Chan) {
					flags = append(flags, flow.Field(addr))
				}
			}
		}
	}
	return flags
}

// plainBefore finds the assignment to one of the flags before the close.
func plainBefore(last *ssa.Call, flags []*types.Var) ssa.Instruction {
	for b := last.Block(); b != nil; b = b.Idom() {
		for _, instr := range b.Instrs {
			store, ok := instr.(*ssa.Store)
			if !ok {
				continue
			}
			if addr, ok := store.Addr.(*ssa.FieldAddr); ok && slices.Contains(flags, flow.Field(addr)) && root(addr.X) == owner(last.Call.Args[0]) {
				return store
			}
		}
	}
	return nil
}
