package scope

import (
	"fmt"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strconv"

	"golang.org/x/tools/go/ssa"
)

// An exec does the local steps of one goroutine in one state.
type exec struct {
	m *machine
	s *state
	g *goroutine
	f *frame // the top frame

	over token.Pos // the return by which the goroutine ended

	decided []Step // by branches, in which something unknown decided

	told bool // a comparison was decided by data

	want int8 // how a comparison of an unknown number comes out: 1 true, -1 false, 0 either way
}

// How the steps of a goroutine end, other than at an operation.
type (
	// fork: something unknown decides. Each alternative makes it known; then the
	// same instruction is executed again.
	fork struct {
		alts   []alternative
		number bool // only a number is decided
	}
	// cut: the path is not followed further.
	cut struct{ why string }
	// ended: the process ends, or the test fails: nothing is stuck.
	processEnds struct{ misuse misuse }
)

type alternative struct {
	text  string
	apply func(*state)
}

func (x *exec) cut(format string, args ...any) { panic(cut{fmt.Sprintf(format, args...)}) }

// choose decides between n possibilities that nothing tells apart.
func (x *exec) choose(n int) int {
	if n <= 1 {
		return 0
	}
	if c := x.g.choice; c > 0 {
		x.g.choice = 0
		return c - 1
	}
	var alts []alternative
	for i := range n {
		g := x.g.name
		alts = append(alts, alternative{"", func(s *state) { s.goroutine(g).choice = i + 1 }})
	}
	panic(fork{alts, false})
}

func (x *exec) get(v ssa.Value) value {
	switch v := v.(type) {
	case *ssa.Const:
		return x.constant(v)
	case *ssa.Function:
		return &closure{fn: v}
	case *ssa.Global:
		return pointer{obj: x.s.globalObj(v)}
	case *ssa.Builtin:
		return nil
	}
	i, ok := x.f.fn.slots[v]
	if !ok {
		x.cut("no slot for %T", v)
	}
	held := x.f.env.get(i)
	if held == nil {
		held = x.s.fresh(v.Type())
		x.f.env.set(i, held)
	}
	return x.s.resolve(held)
}

// by returns who it is that decides.
func (x *exec) by() token.Pos { return x.g.at + 1 }

// remember makes what data have decided a symbol of which that is known.
func (x *exec) remember(v value) value {
	b, ok := v.(boolean)
	if !ok || x.m.coarse {
		return v
	}
	truth := int8(-1)
	if b {
		truth = 1
	}
	return x.s.symbol(&symbol{typ: types.Typ[types.Bool], truth: truth, found: x.by()})
}

func (x *exec) set(v ssa.Value, to value) { x.f.env.set(x.f.fn.slots[v], to) }

func (x *exec) constant(c *ssa.Const) value {
	if c.Value == nil {
		if v := zero(c.Type()); v != nil {
			return v
		}
		return x.s.fresh(c.Type())
	}
	switch c.Value.Kind() {
	case constant.Bool:
		return boolean(constant.BoolVal(c.Value))
	case constant.String:
		return text(constant.StringVal(c.Value))
	case constant.Int:
		if isInteger(c.Type()) {
			if i, ok := constant.Int64Val(c.Value); ok {
				return integer(i)
			}
		}
	}
	return x.s.fresh(c.Type())
}

// instr executes the instruction at which the top frame is, and reports whether
// the goroutine is at an operation now.
func (x *exec) instr() (parked bool) {
	f := x.f
	if instr := f.block.Instrs[f.pc]; x.sleeps(instr) {
		f.pc++
		return false
	}
	switch i := f.block.Instrs[f.pc].(type) {
	case *ssa.DebugRef, *ssa.Phi:
	case *ssa.Alloc:
		t := i.Type().Underlying().(*types.Pointer).Elem()
		x.set(i, pointer{obj: x.s.alloc(&object{val: zero(t), typ: t, pos: i.Pos()})})
	case *ssa.MakeChan:
		n := x.small(x.get(i.Size), 1)
		if n < 0 {
			x.crash()
			return false
		}
		x.set(i, ref{x.s.alloc(&object{val: &channel{cap: n, any: configured(i.Size)}, typ: i.Type(), pos: i.Pos()})})
	case *ssa.MakeMap:
		x.set(i, ref{x.s.alloc(&object{val: &table{}, typ: i.Type(), pos: i.Pos()})})
	case *ssa.MakeSlice:
		x.set(i, x.makeSlice(i))
	case *ssa.MakeClosure:
		c := &closure{fn: i.Fn.(*ssa.Function)}
		for _, b := range i.Bindings {
			c.bind = append(c.bind, x.pass(b))
		}
		x.set(i, c)
	case *ssa.MakeInterface:
		x.set(i, &boxed{i.X.Type(), x.get(i.X)})
	case *ssa.ChangeInterface:
		x.set(i, x.get(i.X))
	case *ssa.ChangeType:
		x.set(i, x.get(i.X))
	case *ssa.Convert:
		x.set(i, x.convert(x.get(i.X), i.X.Type(), i.Type()))
	case *ssa.MultiConvert:
		x.set(i, x.convert(x.get(i.X), i.X.Type(), i.Type()))
	case *ssa.SliceToArrayPointer:
		x.set(i, x.s.fresh(i.Type()))
	case *ssa.BinOp:
		if onlyDecides(i) && x.skips(f.block) != nil {
			break
		}
		x.want, x.told = x.entering(i.Op), false
		x.set(i, x.binop(i))
		if x.told {
			x.set(i, x.remember(x.get(i)))
		}
		x.want = 0
	case *ssa.UnOp:
		if i.Op == token.ARROW {
			return x.park()
		}
		x.set(i, x.unop(i))
	case *ssa.Send, *ssa.Select:
		return x.park()
	case *ssa.Store:
		x.store(x.get(i.Addr), x.pass(i.Val))
	case *ssa.FieldAddr:
		p, ok := x.deref(x.get(i.X), i.X.Type())
		if !ok {
			return false
		}
		x.set(i, pointer{p.obj, step(p.path, i.Field)})
	case *ssa.Field:
		x.set(i, x.elem(x.get(i.X), i.Field, i.Type()))
	case *ssa.IndexAddr:
		return x.indexAddr(i)
	case *ssa.Index:
		v := x.get(i.X)
		if n, ok := x.get(i.Index).(integer); ok {
			x.set(i, x.elem(v, int(n), i.Type()))
		} else {
			x.set(i, x.s.fresh(i.Type()))
		}
	case *ssa.Extract:
		x.set(i, x.elem(x.get(i.Tuple), i.Index, i.Type()))
	case *ssa.Slice:
		x.set(i, x.slice(i))
	case *ssa.Lookup:
		x.set(i, x.lookup(i))
	case *ssa.MapUpdate:
		x.mapUpdate(i)
	case *ssa.Range:
		x.set(i, x.rangeOver(x.get(i.X)))
	case *ssa.Next:
		x.want = x.entering(token.LSS)
		x.set(i, x.next(i))
		x.want = 0
	case *ssa.TypeAssert:
		return x.typeAssert(i)
	case *ssa.If:
		if r := x.skips(f.block); r != nil {
			return x.skip(r)
		}
		to := f.block.Succs[1]
		if x.truth(x.get(i.Cond), i.Cond.Pos()) {
			to = f.block.Succs[0]
		}
		x.decides(i.Cond)
		if f.asked && i.Cond.Pos().IsValid() {
			x.decided = append(x.decided, Step{Go: x.g.at, Pos: i.Cond.Pos(), Op: Condition(to == f.block.Succs[0])})
		}
		if f.asked && f.fn.starts(f.block, to) {
			x.s.bypassed++
		}
		f.asked = false
		if f.fn.ends(f.block, to) {
			x.count(i.Cond)
		}
		x.jump(to)
		return false
	case *ssa.Jump:
		return x.jump(f.block.Succs[0])
	case *ssa.Return:
		if len(x.g.frames) == 1 {
			x.over = i.Pos()
			if syntax := f.fn.Syntax(); !x.over.IsValid() && syntax != nil {
				x.over = syntax.End() - 1
			}
		}
		var res value
		switch len(i.Results) {
		case 0:
		case 1:
			res = x.pass(i.Results[0])
		default:
			t := &tuple{}
			for _, r := range i.Results {
				t.elems = append(t.elems, x.pass(r))
			}
			res = t
		}
		x.ret(res)
		return false
	case *ssa.RunDefers:
		x.runDefers()
		return false
	case *ssa.Panic:
		v := x.get(i.X)
		if b, ok := v.(*boxed); ok {
			if t, ok := b.val.(text); ok && t == "noreturn" && !i.Pos().IsValid() {
				panic(processEnds{})
			}
		}
		x.panics(v)
		return false
	case *ssa.Go:
		x.spawn(i)
	case *ssa.Defer:
		x.deferCall(i)
	case *ssa.Call:
		return x.call(i)
	default:
		x.cut("instruction %T", i)
	}
	f.pc++
	return false
}

// jump goes to a block, evaluating its phis. It reports whether the goroutine
// yields: it does sometimes in a loop without operations.
func (x *exec) jump(to *ssa.BasicBlock) bool {
	f := x.f
	from := f.block
	var vals []value
	edge := slices.Index(to.Preds, from)
	// An If may have the same block twice as its successor; then phis agree.
	n := 0
	for _, instr := range to.Instrs {
		phi, ok := instr.(*ssa.Phi)
		if !ok {
			break
		}
		var v value
		if f.keeps(phi) {
			v = x.pass(phi.Edges[edge])
		}
		vals = append(vals, v)
		n++
	}
	for k := range n {
		x.set(to.Instrs[k].(*ssa.Phi), vals[k])
	}
	f.block, f.pc = to, n
	if to.Dominates(from) {
		x.backEdge(to)
	}
	return false
}

// Bounds of loops: rounds, and rounds in which something unknown decides.
const (
	maxRounds     = 2500
	maxSoftRounds = 6
)

const longLoop = "loop with unknown conditions"

func (x *exec) backEdge(head *ssa.BasicBlock) {
	f := x.f
	c := f.loops.of(head)
	c.hard++
	if f.forks != c.forks {
		c.soft++
		c.forks = f.forks
	}
	if f.turns != c.turns {
		c.doubts++
		c.turns = f.turns
	}
	f.loops = f.loops.with(c)
	if c.hard > maxRounds {
		x.cut("loop")
	}
	if c.soft > maxSoftRounds {
		panic(cut{longLoop})
	}
}

func (x *exec) park() bool {
	x.g.running = false
	x.round()
	x.f.drop(true)
	return true
}

// elem returns an element of a struct, array or tuple.
func (x *exec) elem(v value, i int, t types.Type) value {
	if tup, ok := v.(*tuple); ok && i < len(tup.elems) && tup.elems[i] != nil {
		return tup.elems[i]
	}
	return x.s.fresh(t)
}

func (x *exec) unop(i *ssa.UnOp) value {
	v := x.get(i.X)
	switch i.Op {
	case token.MUL:
		p, ok := x.deref(v, i.X.Type())
		if !ok {
			return nil
		}
		return x.loadRaw(p, i.Type())
	case token.NOT:
		x.decides(i.X)
		return boolean(!x.truth(v, i.Pos()))
	case token.SUB:
		switch v := v.(type) {
		case integer:
			return -v
		case unknown:
			if isInteger(i.Type()) {
				return unknown{v.id, -v.mul, -v.add}
			}
		}
	case token.XOR:
		if v, ok := v.(integer); ok {
			return wrap(^v, i.Type())
		}
	}
	return x.s.fresh(i.Type())
}

// truth decides a condition.
func (x *exec) truth(v value, pos token.Pos) bool {
	switch v := v.(type) {
	case boolean:
		return bool(v)
	case unknown:
		if !x.m.coarse {
			x.fork(x.truthAlts(v.id))
		}
	}
	return x.choose(2) == 0
}

// decides notes that data decides a branch, if it is another goroutine that found out what the data say: what
// it sends is a protocol of which this one knows more than is seen here.
func (x *exec) decides(cond ssa.Value) {
	if u, ok := x.raw(cond).(unknown); ok && u.id != 0 {
		if sym := x.s.syms[u.id]; sym.truth != 0 && sym.found != 0 && sym.found != x.by() {
			x.f.turns++
		}
	}
}

func (x *exec) truthAlts(id int) []alternative {
	by := x.by()
	return []alternative{
		{"true", func(s *state) { s.setSym(id, func(sym *symbol) { sym.truth, sym.found = 1, by }) }},
		{"false", func(s *state) { s.setSym(id, func(sym *symbol) { sym.truth, sym.found = -1, by }) }},
	}
}

func (x *exec) fork(alts []alternative) { panic(fork{alts, false}) }

// isNil decides whether a value is nil.
func (x *exec) isNil(v value) bool {
	switch v := v.(type) {
	case null:
		return true
	case unknown:
		sym := x.s.syms[v.id]
		if _, isChan := sym.typ.Underlying().(*types.Chan); sym.truth == 0 && x.m.coarse && !isChan {
			return x.choose(2) == 0
		}
		if sym.truth == 0 {
			alts := x.truthAlts(v.id)
			if isNil := alts[0].apply; !sym.kept && !isError(sym.typ) {
				alts[0].apply = func(s *state) { // a result that is not there, and no error
					isNil(s)
					s.again = true
				}
			}
			x.fork(alts)
		}
		return sym.truth > 0
	}
	return false
}

// small decides the value of an integer that must be known. Of one that is not, the
// smallest few are tried: if the program is wrong, it is with few already.
func (x *exec) small(v value, least int64) int {
	switch v := x.s.resolve(v).(type) {
	case integer:
		return int(v)
	case unknown:
		sym := x.s.syms[v.id]
		var alts []alternative
		for n := least; n <= 2; n++ {
			if (n-v.add)%v.mul != 0 {
				continue
			}
			k := (n - v.add) / v.mul
			if k < sym.lo || k > sym.hi {
				continue
			}
			id := v.id
			alts = append(alts, alternative{fmt.Sprint(n), func(s *state) {
				s.count(id)
				s.setSym(id, func(sym *symbol) { sym.lo, sym.hi = k, k })
			}})
		}
		if len(alts) == 0 {
			x.cut("size")
		}
		if x.m.coarse {
			n, _ := strconv.Atoi(alts[x.choose(len(alts))].text)
			return n
		}
		panic(fork{alts, true})
	}
	x.cut("size")
	return 0
}

func wrap(v integer, t types.Type) value {
	b, ok := t.Underlying().(*types.Basic)
	if !ok {
		return v
	}
	switch b.Kind() {
	case types.Int8:
		return integer(int8(v))
	case types.Int16:
		return integer(int16(v))
	case types.Int32:
		return integer(int32(v))
	case types.Uint8:
		return integer(uint8(v))
	case types.Uint16:
		return integer(uint16(v))
	case types.Uint32:
		return integer(uint32(v))
	}
	return v
}

func (x *exec) convert(v value, from, to types.Type) value {
	if isInteger(from) && isInteger(to) {
		if n, ok := v.(integer); ok {
			return wrap(n, to)
		}
		return v
	}
	_, fromChan := from.Underlying().(*types.Chan)
	if fromChan || types.Identical(from.Underlying(), to.Underlying()) {
		return v
	}
	if t, ok := to.Underlying().(*types.Slice); ok && !refers(t) {
		return x.s.nonNil(to)
	}
	return x.s.fresh(to)
}

func (x *exec) binop(i *ssa.BinOp) value {
	a, b := x.get(i.X), x.get(i.Y)
	switch i.Op {
	case token.EQL:
		return boolean(x.compare(token.EQL, a, b, i.X.Type()))
	case token.NEQ:
		return boolean(!x.compare(token.EQL, a, b, i.X.Type()))
	case token.LSS:
		return boolean(x.compare(token.LSS, a, b, i.X.Type()))
	case token.GEQ:
		return boolean(!x.compare(token.LSS, a, b, i.X.Type()))
	case token.GTR:
		return boolean(x.compare(token.LSS, b, a, i.X.Type()))
	case token.LEQ:
		return boolean(!x.compare(token.LSS, b, a, i.X.Type()))
	}
	if isInteger(i.Type()) {
		return x.arith(i.Op, a, b, i.Type())
	}
	if ta, ok := a.(text); ok && i.Op == token.ADD {
		if tb, ok := b.(text); ok && len(ta)+len(tb) < 256 {
			return ta + tb
		}
	}
	return x.s.fresh(i.Type())
}

func (x *exec) arith(op token.Token, a, b value, t types.Type) value {
	na, aok := a.(integer)
	nb, bok := b.(integer)
	if aok && bok {
		switch op {
		case token.ADD:
			return wrap(na+nb, t)
		case token.SUB:
			return wrap(na-nb, t)
		case token.MUL:
			return wrap(na*nb, t)
		case token.QUO:
			if nb != 0 {
				return wrap(na/nb, t)
			}
		case token.REM:
			if nb != 0 {
				return wrap(na%nb, t)
			}
		case token.AND:
			return na & nb
		case token.OR:
			return na | nb
		case token.XOR:
			return na ^ nb
		case token.AND_NOT:
			return na &^ nb
		case token.SHL:
			if nb >= 0 && nb < 62 {
				return wrap(na<<nb, t)
			}
		case token.SHR:
			if nb >= 0 && nb < 64 {
				return na >> nb
			}
		}
		return x.s.fresh(t)
	}
	ua, aunk := a.(unknown)
	ub, bunk := b.(unknown)
	const large = 1 << 20
	switch {
	case aunk && bok && nb < large && nb > -large:
		switch op {
		case token.ADD:
			return unknown{ua.id, ua.mul, ua.add + int64(nb)}
		case token.SUB:
			return unknown{ua.id, ua.mul, ua.add - int64(nb)}
		case token.MUL:
			if nb != 0 && nb < 64 && nb > -64 && ua.mul < 64 && ua.mul > -64 {
				return unknown{ua.id, ua.mul * int64(nb), ua.add * int64(nb)}
			}
		}
	case bunk && aok && na < large && na > -large:
		switch op {
		case token.ADD:
			return unknown{ub.id, ub.mul, ub.add + int64(na)}
		case token.SUB:
			return unknown{ub.id, -ub.mul, int64(na) - ub.add}
		case token.MUL:
			if na != 0 && na < 64 && na > -64 && ub.mul < 64 && ub.mul > -64 {
				return unknown{ub.id, ub.mul * int64(na), ub.add * int64(na)}
			}
		}
	case aunk && bunk && ua.id == ub.id && op == token.SUB && ua.mul == ub.mul:
		return integer(ua.add - ub.add)
	}
	v := x.s.fresh(t)
	if u, ok := v.(unknown); ok {
		x.s.setSym(u.id, func(sym *symbol) { sym.derived = true })
	}
	return v
}

// configured reports whether a number is chosen elsewhere: it is kept in a field or
// global, or computed by a call.
func configured(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.Convert:
		return configured(v.X)
	case *ssa.ChangeType:
		return configured(v.X)
	case *ssa.BinOp:
		return configured(v.X) || configured(v.Y)
	case *ssa.Extract:
		return true
	case *ssa.Call:
		_, builtin := v.Call.Value.(*ssa.Builtin)
		return !builtin
	case *ssa.UnOp:
		_, local := v.X.(*ssa.Alloc)
		_, captured := v.X.(*ssa.FreeVar)
		return v.Op == token.MUL && !local && !captured
	}
	return false
}

// compare decides a == b or a < b.
func (x *exec) compare(op token.Token, a, b value, t types.Type) bool {
	if isInteger(t) {
		na, aok := a.(integer)
		nb, bok := b.(integer)
		ua, aunk := a.(unknown)
		ub, bunk := b.(unknown)
		switch {
		case aok && bok:
			return op == token.EQL && na == nb || op == token.LSS && na < nb
		case aunk && bok:
			return x.bound(op, ua, int64(nb), false)
		case aok && bunk:
			return x.bound(op, ub, int64(na), true)
		case aunk && bunk && ua.id == ub.id && ua.mul == ub.mul && !x.m.coarse:
			return op == token.EQL && ua.add == ub.add || op == token.LSS && ua.add < ub.add
		}
		return x.fact(op, a, b)
	}
	if op == token.EQL {
		if b == (null{}) && nilable(t) {
			return x.isNil(a)
		}
		if a == (null{}) && nilable(t) {
			return x.isNil(b)
		}
		_, aunk := a.(unknown)
		_, bunk := b.(unknown)
		if x.m.coarse && (aunk || bunk) {
			return !foreign(a, b) && !foreign(b, a) && x.choose(2) == 0
		}
		if isBoolean(t) {
			ta := x.truth(a, 0)
			return ta == x.truth(b, 0)
		}
		if eq, known := equal(a, b); known {
			return eq
		}
		if foreign(a, b) || foreign(b, a) {
			return false
		}
	} else if a, ok := a.(text); ok {
		if b, ok := b.(text); ok {
			return a < b
		}
	}
	return x.fact(op, a, b)
}

// foreign reports whether a is an interface value of which nothing is known, and
// b one of an unexported type: code that is not seen does not make those.
func foreign(a, b value) bool {
	if _, ok := a.(unknown); !ok {
		return false
	}
	box, ok := b.(*boxed)
	if !ok {
		return false
	}
	t := types.Unalias(box.typ)
	if p, ok := t.(*types.Pointer); ok {
		t = types.Unalias(p.Elem())
	}
	named, ok := t.(*types.Named)
	return ok && !named.Obj().Exported() && named.Obj().Pkg() != nil
}

// bound decides u == n or u < n, or n < u if swapped.
func (x *exec) bound(op token.Token, u unknown, n int64, swapped bool) bool {
	if x.m.coarse {
		if x.want != 0 {
			return x.want > 0
		}
		return x.choose(2) == 0
	}
	sym := x.s.syms[u.id]
	// Beyond what symbols reach, all numbers are the same; sums must not overflow.
	const far = unbounded << 10
	n = min(max(n, -far), far)
	holds := func(k int64) bool {
		v := u.mul*k + u.add
		switch {
		case op == token.EQL:
			return v == n
		case swapped:
			return n < v
		}
		return v < n
	}
	// The condition changes at one or two values of the symbol: try the pieces.
	k := (n - u.add) / u.mul
	cuts := []int64{sym.lo}
	for d := k - 1; d <= k+1; d++ {
		if d > sym.lo && d <= sym.hi {
			cuts = append(cuts, d)
		}
	}
	if k+2 > sym.lo && k+2 <= sym.hi {
		cuts = append(cuts, k+2)
	}
	type piece struct {
		lo, hi int64
		res    bool
	}
	var pieces []piece
	for i, lo := range cuts {
		hi := sym.hi
		if i+1 < len(cuts) {
			hi = cuts[i+1] - 1
		}
		res := holds(lo)
		if last := len(pieces) - 1; last >= 0 && pieces[last].res == res {
			pieces[last].hi = hi
			continue
		}
		pieces = append(pieces, piece{lo, hi, res})
	}
	if len(pieces) == 1 {
		return pieces[0].res
	}
	var alts []alternative
	for _, p := range pieces {
		if x.want != 0 && p.res != (x.want > 0) {
			continue
		}
		id := u.id
		alts = append(alts, alternative{fmt.Sprint(p.res), func(s *state) {
			s.setSym(id, func(sym *symbol) { sym.lo, sym.hi = p.lo, p.hi })
		}})
	}
	panic(fork{alts, true})
}

// fact decides a comparison of things that are not known, the same way each time.
func (x *exec) fact(op token.Token, a, b value) bool {
	if x.m.coarse {
		return x.choose(2) == 0
	}
	if res, known := x.s.decided(op, a, b); known {
		x.told = true
		return res
	}
	res := x.choose(2) == 0
	x.told = true
	if !res && op == token.EQL && x.s.isNone(a, b) {
		x.s.again = true // a text that is none of those which the code knows is hardly meant to come
	}
	x.s.facts = append(x.s.facts, fact{op, a, b, res})
	return res
}

// isNone reports whether a value that is not the text b is not another one either.
func (s *state) isNone(a, b value) bool {
	if _, ok := b.(text); !ok {
		return false
	}
	return slices.ContainsFunc(s.facts, func(f fact) bool {
		_, ok := f.y.(text)
		return ok && f.op == token.EQL && !f.res && same(f.x, a)
	})
}

// decided returns what was decided about a comparison.
func (s *state) decided(op token.Token, a, b value) (res, known bool) {
	for _, f := range s.facts {
		if f.op == op && (same(f.x, a) && same(f.y, b) || op == token.EQL && same(f.x, b) && same(f.y, a)) {
			return f.res, true
		}
	}
	return false, false
}
