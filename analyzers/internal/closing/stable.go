package closing

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
)

// fieldUses says where the package writes struct fields and globals.
type fieldUses struct {
	writers   map[any]map[*ssa.Function]bool // by *types.Var or *ssa.Global
	open      map[any]bool                   // the address goes elsewhere
	values    map[*types.Var][]ssa.Value     // what fields get anywhere, in new structs too
	converted map[*types.Named]bool          // types whose values come from other struct types
}

func fieldUsesOf(pkg *flow.Package) *fieldUses {
	u := &fieldUses{
		writers:   make(map[any]map[*ssa.Function]bool),
		open:      make(map[any]bool),
		values:    make(map[*types.Var][]ssa.Value),
		converted: make(map[*types.Named]bool),
	}
	for _, fn := range append(slices.Clone(pkg.Funcs), pkg.Pkg.Func("init")) {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				u.add(instr)
			}
		}
	}
	return u
}

func (u *fieldUses) add(instr ssa.Instruction) {
	switch instr := instr.(type) {
	case *ssa.Store:
		u.store(instr)
	case *ssa.FieldAddr:
		if escapes(instr) {
			u.open[flow.Field(instr)] = true
		}
	case *ssa.ChangeType:
		u.converts(instr.Type())
	case *ssa.Convert: // from unsafe.Pointer
		u.converts(instr.Type())
	}
	for _, op := range instr.Operands(nil) {
		if g, ok := (*op).(*ssa.Global); ok && !accesses(instr, g) {
			u.open[g] = true
		}
	}
}

func (u *fieldUses) converts(t types.Type) {
	if ptr, ok := t.Underlying().(*types.Pointer); ok {
		t = ptr.Elem()
	}
	if named, ok := types.Unalias(t).(*types.Named); ok {
		u.converted[named.Origin()] = true
	}
}

// store notes what a store writes. What is written to a struct that the
// function just made is its first value, which nobody else saw before.
func (u *fieldUses) store(st *ssa.Store) {
	if addr, ok := st.Addr.(*ssa.FieldAddr); ok {
		u.values[flow.Field(addr)] = append(u.values[flow.Field(addr)], st.Val)
	}
	if fresh(st.Addr) || st.Parent().Synthetic != "" { // the initializer runs before all
		return
	}
	switch addr := st.Addr.(type) {
	case *ssa.Global:
		u.wrote(addr, st.Parent())
	case *ssa.FieldAddr:
		u.wrote(flow.Field(addr), st.Parent())
	}
	if s, ok := types.Unalias(st.Val.Type()).Underlying().(*types.Struct); ok {
		for v := range s.Fields() {
			u.wrote(v.Origin(), st.Parent())
		}
	}
}

func (u *fieldUses) wrote(what any, fn *ssa.Function) {
	if u.writers[what] == nil {
		u.writers[what] = make(map[*ssa.Function]bool)
	}
	u.writers[what][fn] = true
}

// elsewhere reports whether code other than fn may write.
func (u *fieldUses) elsewhere(what any, exported bool, fn *ssa.Function) bool {
	writers := u.writers[what]
	return exported || u.open[what] || len(writers) > 1 || len(writers) == 1 && !writers[fn]
}

// escapes reports whether the address is used for more than loads and stores.
func escapes(addr ssa.Value) bool {
	for _, ref := range *addr.Referrers() {
		switch ref := ref.(type) {
		case *ssa.UnOp, *ssa.FieldAddr, *ssa.DebugRef:
		case *ssa.Store:
			if ref.Val == addr {
				return true
			}
		default:
			return true
		}
	}
	return false
}

func accesses(instr ssa.Instruction, g *ssa.Global) bool {
	switch instr := instr.(type) {
	case *ssa.UnOp, *ssa.FieldAddr, *ssa.DebugRef:
		return true
	case *ssa.Store:
		return instr.Val != g
	}
	return false
}

// fresh reports whether the address lies in memory that the function made.
func fresh(addr ssa.Value) bool {
	for range 10 {
		switch v := addr.(type) {
		case *ssa.Alloc:
			return true
		case *ssa.FieldAddr:
			addr = v.X
		case *ssa.UnOp:
			only := onlyValue(v)
			if only == ssa.Value(v) {
				return false
			}
			addr = only
		default:
			return false
		}
	}
	return false
}

// volatile reports whether code other than fn may write the place or what leads
// to it, so that a call or a wait may change what is there.
func (e *Engine) volatile(p place, fn *ssa.Function) bool {
	for _, v := range p.vars {
		if v != nil && e.fields.elsewhere(v, v.Exported(), fn) {
			return true
		}
	}
	switch root := p.root.(type) {
	case *ssa.Global:
		return e.fields.elsewhere(root, root.Object() == nil || root.Object().Exported() || e.pkg.Linked[root.Object()], fn)
	case *ssa.Alloc, *ssa.FreeVar:
		return variableVolatile(root, fn)
	}
	return false
}

func variableVolatile(root ssa.Value, fn *ssa.Function) bool {
	if _, ok := root.(*ssa.FreeVar); !ok && !root.(*ssa.Alloc).Heap {
		return false
	}
	cell := cellOf(root)
	if cell == nil {
		return true
	}
	if _, ok := cell.Type().Underlying().(*types.Pointer).Elem().Underlying().(*types.Struct); ok && cell.Parent() == fn {
		return false // its fields are judged by themselves
	}
	stores, escapes := storesTo(cell)
	if escapes {
		return true
	}
	if len(stores) <= 1 {
		return false
	}
	for _, st := range stores {
		if st.Parent() != fn {
			return true
		}
	}
	return false
}

// steady reports whether the place holds the same when control goes from one
// instruction to another that it dominates.
func (e *Engine) steady(p place, from, to ssa.Instruction) bool {
	if from == to {
		return true
	}
	fn := from.Parent()
	volatile := e.volatile(p, fn)
	changed := make(map[ssa.Instruction]bool)
	flow.Walk(flow.After(from), func(instr ssa.Instruction) bool {
		if instr == to || instr == from {
			return false
		}
		if e.mayWrite(instr, p, volatile) {
			changed[instr] = true
		}
		return true
	})
	for instr := range changed {
		if reaches(instr, to, from) {
			return false
		}
	}
	return true
}

func reaches(from, to, avoid ssa.Instruction) bool {
	return flow.Reaches(flow.After(from),
		func(i ssa.Instruction) bool { return i == to },
		func(i ssa.Instruction) bool { return i == avoid })
}

// mayWrite reports whether the instruction may change what is at the place.
func (e *Engine) mayWrite(instr ssa.Instruction, p place, volatile bool) bool {
	switch instr := instr.(type) {
	case *ssa.Store:
		return mayStore(instr, p)
	case *ssa.Call:
		return volatile && !harmless(instr)
	case *ssa.Send, *ssa.Select, *ssa.RunDefers:
		return volatile
	case *ssa.UnOp:
		return volatile && instr.Op.String() == "<-"
	}
	return false
}

func mayStore(st *ssa.Store, p place) bool {
	if q, ok := placeOf(st.Addr); ok && p.within(q) {
		return true
	}
	if addr, ok := st.Addr.(*ssa.FieldAddr); ok {
		return p.uses(flow.Field(addr)) && !fresh(addr)
	}
	if s, ok := types.Unalias(st.Val.Type()).Underlying().(*types.Struct); ok && !fresh(st.Addr) {
		for v := range s.Fields() {
			if p.uses(v.Origin()) {
				return true
			}
		}
	}
	return false
}

// harmless reports whether the call changes no memory of this package.
func harmless(call *ssa.Call) bool {
	if _, ok := call.Call.Value.(*ssa.Builtin); ok {
		return true
	}
	fn := call.Call.StaticCallee()
	if fn == nil || fn.Pkg == nil {
		return false
	}
	switch fn.Pkg.Pkg.Path() {
	case "errors", "fmt", "strings", "strconv", "time", "bytes", "math", "unicode", "sync/atomic":
		return true
	}
	return false
}
