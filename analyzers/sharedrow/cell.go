package sharedrow

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/keep"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

// A slice in a field, or in a variable that literals share, is read anew
// wherever it is used. cellOf is what such an address stands for: the
// field, the variable or the parameter; nil for others.
func cellOf(addr ssa.Value) any {
	switch addr := addr.(type) {
	case *ssa.FieldAddr:
		if s, ok := addr.X.Type().Underlying().(*types.Pointer).Elem().Underlying().(*types.Struct); ok {
			return s.Field(addr.Field).Origin()
		}
	case *ssa.FreeVar, *ssa.Alloc, *ssa.Global:
		return keep.Variable(addr)
	case *ssa.Parameter:
		return addr
	}
	return nil
}

// loaded is the address that a value was read from.
func loaded(v ssa.Value) ssa.Value {
	if load, ok := v.(*ssa.UnOp); ok && load.Op == token.MUL {
		return load.X
	}
	return nil
}

// same reports whether both values are one, or read from one address.
func same(a, b ssa.Value) bool {
	if a == b {
		return true
	}
	x, y := loaded(a), loaded(b)
	return x != nil && y != nil && sameAddr(x, y)
}

func sameAddr(a, b ssa.Value) bool {
	if a == b {
		return true
	}
	f, ok := a.(*ssa.FieldAddr)
	g, ok2 := b.(*ssa.FieldAddr)
	return ok && ok2 && f.Field == g.Field && same(f.X, g.X)
}

// grownCells are the cells of the package that are appended to: s = append(s, …).
func grownCells(pkg *flow.Package) map[any]bool {
	cells := make(map[any]bool)
	for _, fn := range pkg.Funcs {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				if store, ok := instr.(*ssa.Store); ok && grows(store) {
					cells[cellOf(store.Addr)] = true
				}
			}
		}
	}
	delete(cells, nil)
	return cells
}

func grows(store *ssa.Store) bool {
	if !isAppend(store.Val) {
		return false
	}
	from := loaded(store.Val.(*ssa.Call).Call.Args[0])
	return from != nil && sameAddr(from, store.Addr)
}

// checkCell reports a slice in a cell that is cut, after it was kept, and that
// others append to.
func checkCell(pass *report.Pass, cut *ssa.Slice, grown map[any]bool) {
	addr := loaded(cut.X)
	if addr == nil || !grown[cellOf(addr)] {
		return
	}
	back := storedBack(cut, addr)
	if back == nil {
		return
	}
	for _, b := range cut.Parent().Blocks {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.UnOp:
				if instr.Op == token.MUL && sameAddr(instr.X, addr) && cellKept(pass, instr, cut, back, addr) {
					return
				}
			case *ssa.Store:
				if !isConst(cut.High, 0) && grows(instr) && sameAddr(instr.Addr, addr) && keptInBetween(pass, instr, cut, addr) {
					return
				}
			}
		}
	}
}

func storedBack(cut *ssa.Slice, addr ssa.Value) *ssa.Store {
	for _, ref := range *cut.Referrers() {
		if store, ok := ref.(*ssa.Store); ok && store.Val == cut && sameAddr(store.Addr, addr) {
			return store
		}
	}
	return nil
}

// cellKept reports the cut if what was read from the cell is kept when it is cut.
func cellKept(pass *report.Pass, load *ssa.UnOp, cut *ssa.Slice, back *ssa.Store, addr ssa.Value) bool {
	if !isConst(cut.High, 0) {
		return false // what was kept has no elements behind the cut, unless they come back
	}
	setsCell := func(instr ssa.Instruction) bool {
		store, ok := instr.(*ssa.Store)
		return ok && store != back && sameAddr(store.Addr, addr)
	}
	k := keep.Find(load, func(k *keep.Keeper) bool {
		if store, ok := k.Instruction.(*ssa.Store); ok && sameAddr(store.Addr, addr) {
			return false // the cell itself
		}
		if k.Root != nil || handsOver(k) || k.Parent() != cut.Parent() || !k.Pos().IsValid() || !k.Lives(back) || !between(k.Instruction, cut, nil) {
			return false
		}
		return flow.Reaches(flow.After(load), flow.Is(k.Instruction), setsCell) && flow.Reaches(flow.After(k.Instruction), flow.Is(cut), setsCell)
	})
	if k == nil {
		return false
	}
	reportCut(pass, cut, k)
	return true
}

// keptInBetween reports the cut if it takes back what an append has added, and
// what runs in between keeps the slice with it: the next append overwrites that.
func keptInBetween(pass *report.Pass, grow *ssa.Store, cut *ssa.Slice, addr ssa.Value) bool {
	if !flow.Reaches(flow.After(cut), flow.Is(grow), nil) {
		return false
	}
	for _, b := range cut.Parent().Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(*ssa.Call)
			if !ok || !flow.Reaches(flow.After(grow), flow.Is(call), flow.Is(cut)) || !flow.Reaches(flow.After(call), flow.Is(cut), flow.Is(grow)) {
				continue
			}
			fn := keep.Callee(&call.Call)
			if fn == nil {
				continue
			}
			if k := keeps(fn, cellOf(addr), fn == cut.Parent(), call, addr); k != nil {
				reportCut(pass, cut, k)
				return true
			}
		}
	}
	return false
}

// keeps finds where a function keeps what it reads from the cell.
func keeps(fn *ssa.Function, cell any, recursive bool, call *ssa.Call, addr ssa.Value) *keep.Keeper {
	if p, ok := addr.(*ssa.Parameter); ok && (!recursive || !passes(call, p)) {
		return nil
	}
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			load, ok := instr.(*ssa.UnOp)
			if !ok || load.Op != token.MUL || cellOf(load.X) != cell {
				continue
			}
			if k := keep.Find(load, func(k *keep.Keeper) bool { return k.Root == nil && k.Outlives() && k.Pos().IsValid() }); k != nil {
				return k
			}
		}
	}
	return nil
}

// passes reports whether the function gives its own parameter on.
func passes(call *ssa.Call, p *ssa.Parameter) bool {
	for i, arg := range call.Call.Args {
		if arg == p && i < len(p.Parent().Params) && p.Parent().Params[i] == p {
			return true
		}
	}
	return false
}
