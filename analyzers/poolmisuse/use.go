package poolmisuse

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/place"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/typeis"
)

// function looks at everything that a function puts back.
func (c *checker) function(fn *ssa.Function) {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(ssa.CallInstruction)
			if !ok {
				continue
			}
			for _, obj := range c.returned(call) {
				if !named(obj) || obj.Parent() != fn {
					continue
				}
				c.kept(fn, call, obj)
				switch call := call.(type) {
				case *ssa.Call:
					c.afterPut(fn, call, obj)
				case *ssa.Defer:
					c.deferred(call, obj)
				}
			}
		}
	}
}

// named reports whether the value is one object during one run of the
// instruction that makes it.
func named(v ssa.Value) bool {
	switch v.(type) {
	case *ssa.Const, *ssa.FieldAddr, *ssa.Global, *ssa.UnOp, *ssa.Function:
		return false
	}
	switch v.Type().Underlying().(type) {
	case *types.Pointer, *types.Slice, *types.Map:
		return true
	}
	return false
}

// afterPut looks for a use of the object after the call that puts it back.
func (c *checker) afterPut(fn *ssa.Function, put *ssa.Call, obj ssa.Value) {
	shares := c.aliases(obj)
	use, ok := flow.FirstReached(flow.After(put),
		func(instr ssa.Instruction) bool { return uses(instr, shares) },
		func(instr ssa.Instruction) bool { return made(instr, obj) })
	if !ok || !use.Pos().IsValid() {
		return
	}
	name := c.nameOf(put, obj)
	if call, isCall := use.(*ssa.Call); isCall {
		for _, again := range c.returned(call) {
			if again == obj {
				c.report(use, twice, put, name)
				return
			}
		}
	}
	if ret, isReturn := use.(*ssa.Return); isReturn {
		if !fails(ret) {
			c.report(ret, alias, put, name)
		}
		return
	}
	c.report(use, after, put, name)
}

// deferred looks for a second Put before a deferred one, and for results that share
// memory with the object.
func (c *checker) deferred(put *ssa.Defer, obj ssa.Value) {
	shares := c.aliases(obj)
	name := c.nameOf(put, obj)
	flow.Walk(flow.After(put), func(instr ssa.Instruction) bool {
		switch instr := instr.(type) {
		case *ssa.Return:
			if fails(instr) {
				return false
			}
			for _, r := range instr.Results {
				if v := result(instr, r); shares[v] || holds(v, shares, instr) {
					c.report(instr, alias, put, name)
					break
				}
			}
		case *ssa.Call:
			for _, again := range c.returned(instr) {
				if again == obj {
					c.report(instr, twice, put, name)
				}
			}
		}
		return !made(instr, obj)
	})
}

// holds reports whether the value is a struct that the function has made, one of whose fields got memory of the object on a
// way to the return.
func holds(v ssa.Value, shares map[ssa.Value]bool, ret *ssa.Return) bool {
	if load, ok := v.(*ssa.UnOp); ok && load.Op == token.MUL {
		if stored := place.StoredOnce(load.X); stored != nil {
			v = stored
		} else {
			v = load.X
		}
	}
	made, ok := v.(*ssa.Alloc)
	if !ok {
		return false
	}
	stores := make(map[int][]*ssa.Store) // by field
	for _, ref := range *made.Referrers() {
		addr, ok := ref.(*ssa.FieldAddr)
		if !ok {
			continue
		}
		for _, use := range *addr.Referrers() {
			if store, ok := use.(*ssa.Store); ok && store.Addr == ssa.Value(addr) {
				stores[addr.Field] = append(stores[addr.Field], store)
			}
		}
	}
	isReturn := func(instr ssa.Instruction) bool { return instr == ssa.Instruction(ret) }
	for _, list := range stores {
		if len(list) == 1 && shares[list[0].Val] && typeis.Slice(list[0].Val.Type()) && flow.Reaches(flow.After(list[0]), isReturn, nil) {
			return true
		}
	}
	return false
}

// fails reports whether the function comes to the return only with an error: then
// nobody looks at the other results.
func fails(ret *ssa.Return) bool {
	for b := ret.Block(); b != nil; b = b.Idom() {
		d := b.Idom()
		if d == nil {
			return false
		}
		cond, ok := d.Instrs[len(d.Instrs)-1].(*ssa.If)
		if !ok || d.Succs[0] != b || len(b.Preds) != 1 {
			continue
		}
		cmp, ok := cond.Cond.(*ssa.BinOp)
		if ok && cmp.Op == token.NEQ && types.Identical(cmp.X.Type(), types.Universe.Lookup("error").Type()) {
			return true
		}
	}
	return false
}

// result is the value that is returned: in a function with defers it goes through a variable.
func result(ret *ssa.Return, r ssa.Value) ssa.Value {
	load, ok := r.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return r
	}
	for _, instr := range ret.Block().Instrs {
		if store, ok := instr.(*ssa.Store); ok && store.Addr == load.X {
			r = store.Val
		}
	}
	return r
}

func (c *checker) report(at ssa.Instruction, kind *report.Kind, put ssa.CallInstruction, name string) {
	rng := report.At(at.Pos(), 1)
	switch at.(type) {
	case *ssa.Return:
		rng = report.At(at.Pos(), len("return"))
	case *ssa.Call:
		if call := c.calls.At(at.Pos()); call != nil {
			rng = call
		}
	}
	c.Report(report.Finding{At: rng, Kind: kind, Args: []any{name, c.Line(rng.Pos(), put.Pos())},
		Related: []analysis.RelatedInformation{report.Related(report.At(put.Pos(), 1), "it goes back into the pool here")}})
}

// nameOf is the argument of the call as the source writes it.
func (c *checker) nameOf(put ssa.CallInstruction, obj ssa.Value) string {
	if call := c.calls.At(put.Common().Pos()); call != nil {
		args := call.Args
		if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok && !isPut(put) && len(args) == 0 {
			return types.ExprString(sel.X)
		}
		if len(args) > 0 {
			return types.ExprString(args[0])
		}
	}
	if ref := obj.Referrers(); ref != nil {
		for _, r := range *ref {
			if store, ok := r.(*ssa.Store); ok && store.Val == obj {
				if v, ok := store.Addr.(*ssa.Alloc); ok {
					return v.Comment
				}
			}
		}
	}
	return "the object"
}

// made reports whether the instruction makes the value anew.
func made(instr ssa.Instruction, obj ssa.Value) bool {
	v, ok := instr.(ssa.Value)
	return ok && v == obj
}

// uses reports whether the instruction reads or writes memory of the object, or hands it on.
func uses(instr ssa.Instruction, shares map[ssa.Value]bool) bool {
	switch instr := instr.(type) {
	case *ssa.DebugRef, *ssa.Phi, *ssa.MakeInterface, *ssa.ChangeType, *ssa.FieldAddr, *ssa.IndexAddr, *ssa.Slice, *ssa.BinOp, *ssa.MakeClosure, *ssa.ChangeInterface:
		return false // what is made of it may be used
	case *ssa.UnOp:
		return instr.Op == token.MUL && shares[instr.X]
	case *ssa.Store:
		return shares[instr.Addr] // to store the pointer itself is no use
	case *ssa.Call:
		if b, ok := instr.Call.Value.(*ssa.Builtin); ok && (b.Name() == "len" || b.Name() == "cap") {
			return false
		}
	case *ssa.Defer, *ssa.Go:
		return false
	}
	for _, op := range instr.Operands(nil) {
		if *op != nil && shares[*op] {
			return true
		}
	}
	return false
}

// aliases lists the values that are the object, point into it or share its array.
func (c *checker) aliases(obj ssa.Value) map[ssa.Value]bool {
	shares := map[ssa.Value]bool{obj: true}
	work := []ssa.Value{obj}
	for len(work) > 0 {
		v := work[len(work)-1]
		work = work[:len(work)-1]
		if v.Referrers() == nil {
			continue
		}
		for _, ref := range *v.Referrers() {
			for _, next := range shared(ref, v) {
				if !shares[next] && !c.isReplaced(next) {
					shares[next] = true
					work = append(work, next)
				}
			}
		}
	}
	return shares
}

// isReplaced reports whether the value is read from a field that gets memory from
// outside: each user of the object brings its own.
func (c *checker) isReplaced(v ssa.Value) bool {
	load, ok := v.(*ssa.UnOp)
	if !ok {
		return false
	}
	addr, ok := load.X.(*ssa.FieldAddr)
	return ok && c.replaced[flow.Field(addr)]
}

// replacements notes the fields that a function sets to one of its parameters.
func (c *checker) replacements(fn *ssa.Function) {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if store, ok := instr.(*ssa.Store); ok {
				addr, isField := store.Addr.(*ssa.FieldAddr)
				if _, param := store.Val.(*ssa.Parameter); param && isField {
					c.replaced[flow.Field(addr)] = true
				}
			}
		}
	}
}

// shared lists the values that share memory with v by way of the instruction.
func shared(instr ssa.Instruction, v ssa.Value) []ssa.Value {
	switch instr := instr.(type) {
	case *ssa.MakeInterface:
		return []ssa.Value{instr}
	case *ssa.ChangeType:
		return []ssa.Value{instr}
	case *ssa.FieldAddr:
		return []ssa.Value{instr}
	case *ssa.TypeAssert:
		if !instr.CommaOk {
			return []ssa.Value{instr}
		}
	case *ssa.IndexAddr:
		if instr.X == v {
			return []ssa.Value{instr}
		}
	case *ssa.Slice:
		if instr.X == v && typeis.Slice(instr.Type()) {
			return []ssa.Value{instr}
		}
	case *ssa.UnOp: // the slice in a *[]byte or in a field shares its array with the pool
		if instr.Op == token.MUL && typeis.Slice(instr.Type()) {
			return []ssa.Value{instr}
		}
	case *ssa.Call:
		if isMethod(instr, "(*bytes.Buffer).Bytes") {
			return []ssa.Value{instr}
		}
	case *ssa.Store:
		if instr.Val == v && place.StoredOnce(instr.Addr) == v {
			return loads(instr.Addr)
		}
	}
	return nil
}

// loads lists what is read from a variable.
func loads(variable ssa.Value) []ssa.Value {
	var list []ssa.Value
	for _, ref := range *variable.Referrers() {
		if load, ok := ref.(*ssa.UnOp); ok {
			list = append(list, load)
		}
	}
	return list
}
