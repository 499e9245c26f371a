package paths

import (
	"go/constant"
	"go/token"
	"go/types"
	"maps"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/typeis"
)

// conds knows the conditions of a function: which of them decide the same.
type conds struct {
	uses  map[string]int      // how many branches a condition decides
	phis  map[*ssa.Phi]bool   // those that a condition depends on
	cells map[*ssa.Alloc]bool // variables in memory that a condition depends on
	keep  func(ssa.Value) bool
	worth map[ssa.Value]bool // conditions that matters has answered for
	plain map[ssa.Value]plainKey
	last  map[*ssa.If]bool // comparisons with the last constant of a type
}

func condsOf(fn *ssa.Function) *conds {
	c := &conds{last: lastCases(fn), uses: make(map[string]int), phis: make(map[*ssa.Phi]bool), cells: make(map[*ssa.Alloc]bool), worth: make(map[ssa.Value]bool), plain: make(map[ssa.Value]plainKey)}
	for _, b := range fn.Blocks {
		if len(b.Instrs) == 0 {
			continue
		}
		if cond, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If); ok {
			c.collect(cond.Cond, 0)
			key, _ := keyOf(nil, cond.Cond)
			c.uses[key.text]++
			if first := firstRound(cond.Cond); first != nil {
				key, _ := keyOf(first, cond.Cond)
				c.uses[key.text]++
			}
		}
		for _, instr := range b.Instrs {
			if sel, ok := instr.(*ssa.Select); ok {
				for _, state := range sel.States {
					c.collect(state.Chan, 0)
				}
			}
		}
	}
	return c
}

// firstRound is the state in which a loop has just begun that compares a counter, nil for other conditions.
func firstRound(cond ssa.Value) *state {
	cmp, ok := cond.(*ssa.BinOp)
	if !ok || !isComparison(cmp.Op) {
		return nil
	}
	phi, ok := cmp.X.(*ssa.Phi)
	if !ok {
		return nil
	}
	for _, edge := range phi.Edges {
		if k, ok := edge.(*ssa.Const); ok && isInteger(k.Type()) {
			return &state{phis: map[*ssa.Phi]ssa.Value{phi: k}}
		}
	}
	return nil
}

// collect finds the phis in a condition.
func (c *conds) collect(v ssa.Value, depth int) {
	if depth > maxDepth {
		return
	}
	switch v := v.(type) {
	case *ssa.Phi:
		if !c.phis[v] {
			c.phis[v] = true
			for _, edge := range v.Edges {
				c.collect(edge, depth+1)
			}
		}
	case *ssa.UnOp:
		if v.Op == token.NOT {
			c.collect(v.X, depth+1)
		}
		if cell, ok := v.X.(*ssa.Alloc); ok && v.Op == token.MUL && storedHere(cell) && !c.cells[cell] {
			c.cells[cell] = true
			for _, ref := range *cell.Referrers() {
				if store, ok := ref.(*ssa.Store); ok {
					c.asserts(store.Val)
				}
			}
		}
	case *ssa.Extract:
		c.asserts(v)
	case *ssa.BinOp:
		if isComparison(v.Op) && !isInteger(v.X.Type()) {
			c.collect(v.X, depth+1)
			c.collect(v.Y, depth+1)
		}
	}
}

// asserts notes that what x, ok := v.(T) says of ok decides whether x is nil, too.
func (c *conds) asserts(v ssa.Value) {
	if ok := assertOK(v); ok != nil {
		key, _ := keyOf(nil, ok)
		c.uses[key.text]++
	}
}

// assertOK is the ok of x, ok := v.(T), where T is a pointer or an interface; nil for other values.
func assertOK(x ssa.Value) ssa.Value {
	ex, ok := x.(*ssa.Extract)
	if !ok || ex.Index != 0 || !typeis.Pointer(x.Type()) && !types.IsInterface(x.Type()) {
		return nil
	}
	if _, ok := ex.Tuple.(*ssa.TypeAssert); !ok {
		return nil
	}
	for _, ref := range *ex.Tuple.Referrers() {
		if other, ok := ref.(*ssa.Extract); ok && other.Index == 1 {
			return other
		}
	}
	return nil
}

// storedHere reports whether only the function itself stores to a variable,
// though closures may read it.
func storedHere(cell *ssa.Alloc) bool {
	for _, ref := range *cell.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Store:
			if ref.Val == cell {
				return false
			}
		case *ssa.UnOp, *ssa.DebugRef:
		case *ssa.MakeClosure:
			if storesToBinding(ref, cell) {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// storesToBinding reports whether the closure does anything with the captured
// variable but read it.
func storesToBinding(closure *ssa.MakeClosure, cell *ssa.Alloc) bool {
	i := slices.Index(closure.Bindings, ssa.Value(cell))
	for _, ref := range *closure.Fn.(*ssa.Function).FreeVars[i].Referrers() {
		if load, ok := ref.(*ssa.UnOp); !ok || load.Op != token.MUL {
			return true
		}
	}
	return false
}

// enter chooses the values of the phis of a block by the edge into it.
func (c *conds) enter(st *state, to *ssa.BasicBlock) map[*ssa.Phi]ssa.Value {
	phis := st.phis
	edge := slices.Index(to.Preds, st.block)
	for _, instr := range to.Instrs {
		phi, ok := instr.(*ssa.Phi)
		if !ok {
			break
		}
		if !c.phis[phi] {
			continue
		}
		v := c.value(st, phi.Edges[edge])
		phis = maps.Clone(phis)
		if phis == nil {
			phis = make(map[*ssa.Phi]ssa.Value)
		}
		phis[phi] = v
	}
	return phis
}

// resolve replaces a phi, or what is read from a variable, by the value that
// it has on the path.
func (st *state) resolve(v ssa.Value) ssa.Value {
	if st == nil {
		return v
	}
	var known ssa.Value
	switch v := v.(type) {
	case *ssa.Phi:
		known = st.phis[v]
	case *ssa.UnOp:
		if cell, ok := v.X.(*ssa.Alloc); ok && v.Op == token.MUL {
			known = st.cells[cell]
		}
	case *ssa.Call:
		known = st.taken[v].result(0)
	case *ssa.Extract:
		known = st.taken[v.Tuple].result(v.Index)
	}
	if known != nil {
		return known
	}
	return v
}

// value is what a value is at this moment, for a variable that keeps it: the
// opposite of a variable would be that of its later value.
func (c *conds) value(st *state, v ssa.Value) ssa.Value {
	v = st.resolve(v)
	if not, ok := v.(*ssa.UnOp); ok && not.Op == token.NOT {
		if value, known := c.eval(st, not); known {
			return constants[value]
		}
		return someBool
	}
	return v
}

var constants = map[bool]ssa.Value{
	true:  ssa.NewConst(constant.MakeBool(true), types.Typ[types.Bool]),
	false: ssa.NewConst(constant.MakeBool(false), types.Typ[types.Bool]),
}

// someBool is a value of which nothing is known.
var someBool ssa.Value = ssa.NewConst(nil, types.Typ[types.UntypedNil])

// tells reports whether the choice says anything of the value that the instruction computes.
func (alt Alt) tells(v ssa.Value) bool { return alt.Results != nil || alt.Got || isSelect(v) }

func (alt Alt) result(i int) ssa.Value {
	if i < len(alt.Results) {
		return alt.Results[i]
	}
	return nil
}

// eval decides a condition by what the path has decided before.
func (c *conds) eval(st *state, cond ssa.Value) (value, known bool) {
	switch v := st.resolve(cond).(type) {
	case *ssa.Const:
		if v.Value != nil && v.Value.Kind() == constant.Bool {
			return constant.BoolVal(v.Value), true
		}
	case *ssa.UnOp:
		if v.Op == token.NOT {
			value, known = c.eval(st, v.X)
			return !value, known
		}
	case *ssa.Extract:
		if alt, ok := st.taken[v.Tuple]; ok && v.Index == 1 && alt.Got {
			return true, true
		}
	case *ssa.BinOp:
		if value, known = compare(st, v); known {
			return value, known
		}
		if c.notNil(st, v) {
			return v.Op == token.NEQ, true
		}
	}
	key, _ := c.key(st, cond)
	d, known := st.decided[key.text]
	return d.value != key.negated, known
}

// notNil reports whether a comparison with nil is about a pointer or an interface that is not nil: it was dereferenced
// before, or came of a type assertion that has succeeded.
func (c *conds) notNil(st *state, cmp *ssa.BinOp) bool {
	x, y := st.resolve(cmp.X), st.resolve(cmp.Y)
	if flow.IsNil(x) {
		x, y = y, x
	}
	if cmp.Op != token.EQL && cmp.Op != token.NEQ || !flow.IsNil(y) {
		return false
	}
	if dereferenced(x, cmp.Block()) {
		return true
	}
	ok := assertOK(x)
	if ok == nil {
		return false
	}
	succeeded, known := c.eval(st, ok)
	return known && succeeded
}

// dereferenced reports whether the block that computes the value, which is another one than at, panics if it is nil.
func dereferenced(x ssa.Value, at *ssa.BasicBlock) bool {
	def, ok := x.(ssa.Instruction)
	if !ok || def.Block() == at {
		return false
	}
	for _, ref := range *x.Referrers() {
		if ref.Block() != def.Block() {
			continue
		}
		switch ref := ref.(type) {
		case *ssa.FieldAddr:
			return true
		case *ssa.Call:
			if ref.Call.IsInvoke() && ref.Call.Value == x {
				return true
			}
		}
	}
	return false
}

// compare decides comparisons with constants: the index of a select
// statement, nil, and values that a phi chose.
func compare(st *state, v *ssa.BinOp) (value, known bool) {
	x, y := st.resolve(v.X), st.resolve(v.Y)
	if v.Op != token.EQL && v.Op != token.NEQ {
		return ordered(v.Op, x, y)
	}
	equal := v.Op == token.EQL
	if x == y && typeis.Pointer(x.Type()) {
		return equal, true
	}
	k, ok := y.(*ssa.Const)
	if !ok {
		x, y = y, x
		if k, ok = y.(*ssa.Const); !ok {
			return false, false
		}
	}
	switch x := x.(type) {
	case *ssa.Extract:
		if alt, ok := st.taken[x.Tuple]; ok && x.Index == 0 && k.Value != nil && isSelect(x.Tuple) {
			return (k.Int64() == int64(alt.Case)) == equal, true
		}
	case *ssa.Const:
		if x.Value == nil || k.Value == nil {
			return (x.Value == nil && k.Value == nil) == equal, true
		}
		return constant.Compare(x.Value, token.EQL, k.Value) == equal, true
	case *ssa.MakeChan, *ssa.MakeMap, *ssa.MakeSlice, *ssa.MakeClosure, *ssa.MakeInterface, *ssa.Alloc, *ssa.Function, *ssa.FieldAddr:
		return !equal, k.Value == nil
	}
	return false, false
}

// ordered decides whether the one is less than the other: of two constants, or of a constant and a counter
// that has been counted up.
func ordered(op token.Token, x, y ssa.Value) (value, known bool) {
	if !isComparison(op) {
		return false, false
	}
	b, ok := y.(*ssa.Const)
	if !ok || b.Value == nil || b.Value.Kind() != constant.Int && b.Value.Kind() != constant.Float && b.Value.Kind() != constant.String {
		return false, false
	}
	if a, ok := x.(*ssa.Const); ok && a.Value != nil {
		return constant.Compare(a.Value, op, b.Value), true
	}
	least := counted(x)
	if least == nil || b.Value.Kind() != constant.Int {
		return false, false
	}
	switch op {
	case token.GTR:
		return true, constant.Compare(least, token.GTR, b.Value)
	case token.GEQ:
		return true, constant.Compare(least, token.GEQ, b.Value)
	case token.LSS:
		return false, constant.Compare(least, token.GEQ, b.Value)
	case token.LEQ:
		return false, constant.Compare(least, token.GTR, b.Value)
	}
	return false, false
}

// counted is the least that a counter can be when its loop has counted it up, nil for other values.
func counted(v ssa.Value) constant.Value {
	add, ok := v.(*ssa.BinOp)
	if !ok || add.Op != token.ADD {
		return nil
	}
	phi, ok := add.X.(*ssa.Phi)
	step, ok2 := add.Y.(*ssa.Const)
	if !ok || !ok2 || step.Value == nil || step.Value.Kind() != constant.Int || constant.Sign(step.Value) <= 0 {
		return nil
	}
	var first constant.Value
	for _, edge := range phi.Edges {
		if edge == v {
			continue
		}
		k, ok := edge.(*ssa.Const)
		if !ok || first != nil || k.Value == nil || k.Value.Kind() != constant.Int {
			return nil
		}
		first = k.Value
	}
	if first == nil {
		return nil
	}
	return constant.BinaryOp(first, token.ADD, step.Value)
}

func isSelect(v ssa.Value) bool {
	_, ok := v.(*ssa.Select)
	return ok
}

// decide remembers a decision if it can matter again. One that is remembered already lasts as long as it did.
func (c *conds) decide(st *state, cond ssa.Value, way bool, until any) {
	if !c.matters(cond) {
		return
	}
	key, from := c.key(st, cond)
	if old, known := st.decided[key.text]; known {
		until = old.until
	}
	st.decided = maps.Clone(st.decided)
	st.decided[key.text] = decision{way != key.negated, from, until}
}

// matters reports whether a condition decides several branches, or is kept for the caller.
func (c *conds) matters(cond ssa.Value) bool {
	matters, known := c.worth[cond]
	if !known {
		static, _ := keyOf(nil, cond)
		matters = c.uses[static.text] >= 2 || c.keep != nil && c.keep(cond)
		c.worth[cond] = matters
	}
	return matters
}

// forget drops the decisions that read what is stored to.
func (st *state) forget(c *conds, addr ssa.Value) {
	if len(st.decided) == 0 {
		return
	}
	key, _ := c.key(st, addr)
	text := "*" + key.text
	for cond := range st.decided {
		if strings.Contains(cond, text) {
			st.decided = maps.Clone(st.decided)
			delete(st.decided, cond)
		}
	}
}
