package goshare

import (
	"go/constant"
	"strconv"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
)

// An access is an instruction that reads or writes a captured variable.
type access struct {
	instr  ssa.Instruction
	writes bool
	part   string // a field as ".3", the entries of the map, or "" for the variable itself
}

const entries = "[]" // the part that is what the map in the variable holds

func (a access) verb(read, write string) string {
	if a.writes {
		return write
	}
	return read
}

// tells reports whether a flag is set. After a call that may block it says that the call has
// returned, and the function may look at it when it knows that this can't be yet.
func (a access) tells() bool {
	store, ok := a.instr.(*ssa.Store)
	if !ok {
		return false
	}
	k, ok := store.Val.(*ssa.Const)
	return ok && k.Value != nil && k.Value.Kind() == constant.Bool
}

// conflicts reports whether two accesses at the same time are a data race.
func (a access) conflicts(b access) bool {
	switch {
	case !a.writes && !b.writes:
		return false
	case a.part == b.part:
		return true
	}
	return a.part == "" && b.part != entries || b.part == "" && a.part != entries // a field of it
}

// accessesOf lists what is done with the variable at the address: a local variable, or
// what a function literal has of it. It is nil where something else has the
// address as well.
func accessesOf(addr ssa.Value) map[ssa.Instruction]access {
	all := make(map[ssa.Instruction]access)
	for _, ref := range *addr.Referrers() {
		switch ref := ref.(type) {
		case *ssa.MakeClosure, *ssa.DebugRef:
		case *ssa.UnOp:
			all[ref] = access{instr: ref}
			entriesOf(ref, entries, all)
		case *ssa.Store:
			if ref.Addr != addr {
				return nil
			}
			if load, ok := ref.Val.(*ssa.UnOp); ok && load.X == addr {
				continue // return v of the named result v: no code is made for it
			}
			all[ref] = access{ref, true, ""}
		case *ssa.FieldAddr:
			if !fieldOf(ref, all) {
				return nil
			}
		default:
			return nil
		}
	}
	return all
}

func fieldOf(field *ssa.FieldAddr, all map[ssa.Instruction]access) bool {
	part := "." + strconv.Itoa(field.Field)
	for _, ref := range *field.Referrers() {
		switch ref := ref.(type) {
		case *ssa.DebugRef:
		case *ssa.UnOp:
			all[ref] = access{ref, false, part}
		case *ssa.Store:
			if ref.Addr != field {
				return false
			}
			all[ref] = access{ref, true, part}
		default:
			return false
		}
	}
	return true
}

// entriesOf adds what is done with the entries of a map that was loaded from the variable.
func entriesOf(load ssa.Value, part string, all map[ssa.Instruction]access) {
	for _, ref := range *load.Referrers() {
		switch ref := ref.(type) {
		case *ssa.MapUpdate:
			if ref.Map == load {
				all[ref] = access{ref, true, part}
			}
		case *ssa.Lookup:
			if ref.X == load {
				all[ref] = access{ref, false, part}
			}
		case *ssa.Range:
			all[ref] = access{ref, false, part}
		case *ssa.Call:
			if b, ok := ref.Call.Value.(*ssa.Builtin); ok && (b.Name() == "delete" || b.Name() == "clear") {
				all[ref] = access{ref, true, part}
			}
		}
	}
}

// reached lists those of the accesses to which control can come from the point before it
// comes to a stop, in the order in which it does.
func reached(from flow.Point, all map[ssa.Instruction]access, stop func(ssa.Instruction) bool) []access {
	var list []access
	walk(from, func(instr ssa.Instruction) bool {
		if a, ok := all[instr]; ok {
			list = append(list, a)
		}
		return !stop(instr)
	})
	return list
}

// reach finds a target to which control can come from the point before it comes to a stop.
func reach(from flow.Point, target, stop func(ssa.Instruction) bool) (found ssa.Instruction, ok bool) {
	walk(from, func(instr ssa.Instruction) bool {
		if !ok && target(instr) {
			found, ok = instr, true
		}
		return !ok && !stop(instr)
	})
	return found, ok
}
