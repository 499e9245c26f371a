package scope

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// deref returns where a pointer points. If it is nil, the goroutine panics.
func (x *exec) deref(v value, t types.Type) (pointer, bool) {
	switch v := v.(type) {
	case pointer:
		return v, true
	case null:
		x.crash()
		return pointer{}, false
	case unknown:
		sym := x.s.syms[v.id]
		if sym.obj == 0 {
			elem := types.Type(types.Typ[types.Int])
			if p, ok := t.Underlying().(*types.Pointer); ok {
				elem = p.Elem()
			}
			obj := x.s.alloc(&object{open: true, typ: elem})
			x.s.setSym(v.id, func(sym *symbol) { sym.obj, sym.truth = obj, -1 })
		}
		return pointer{obj: x.s.syms[v.id].obj}, true
	}
	x.cut("pointer %T", v)
	return pointer{}, false
}

func (x *exec) load(p pointer, t types.Type) value { return x.s.resolve(x.loadRaw(p, t)) }

// loadRaw is load, but what was not known stays a symbol when it is known by now.
func (x *exec) loadRaw(p pointer, t types.Type) value {
	o := x.s.heap[p.obj]
	v := read(o.val, p.path)
	if v == nil && opaque(t) == nil {
		v = x.s.fresh(t)
		x.s.keep(v)
		x.s.setObj(p.obj, write(o.val, p.path, v))
	}
	return v
}

func (x *exec) store(addr, v value) {
	p, ok := x.deref(addr, types.Typ[types.Int])
	if !ok {
		return
	}
	o := x.s.heap[p.obj]
	if o.open {
		x.open(v)
	}
	x.s.setObj(p.obj, write(o.val, p.path, v))
}

// open tells that code that is not seen gets the value: it may use every
// object that it leads to.
func (x *exec) open(v value) { x.s.open(v) }

func (s *state) open(v value) {
	switch v := v.(type) {
	case pointer:
		s.openObj(v.obj)
	case ref:
		s.openObj(v.obj)
	case *slice:
		s.openObj(v.array.obj)
	case *closure:
		for _, b := range v.bind {
			s.open(b)
		}
	case *libFunc:
		for _, a := range v.args {
			s.open(a)
		}
	case *boxed:
		if isContextState(v) {
			return // it can be waited for, not ended
		}
		s.open(v.val)
	case *tuple:
		for _, e := range v.elems {
			s.open(e)
		}
	case contextRef:
		s.openObj(v.obj)
	}
}

func (s *state) openObj(id int) {
	o := s.heap[id]
	if o.open {
		return
	}
	c := *o
	c.open = true
	switch v := o.val.(type) {
	case *channel:
		s.heap[id] = &c
		for _, b := range v.buf {
			s.open(b)
		}
	case *table:
		s.heap[id] = &c
		for i := range v.keys {
			s.open(v.keys[i])
			s.open(v.vals[i])
		}
	case *contextState:
		st := *v
		st.expires = true
		c.val = &st
		s.heap[id] = &c
		for _, child := range st.children {
			s.openObj(child)
		}
	default:
		c.val = nil
		s.heap[id] = &c
		s.open(o.val)
	}
}

func (x *exec) indexAddr(i *ssa.IndexAddr) bool {
	v := x.get(i.X)
	idx := x.get(i.Index)
	f := x.f
	switch v := v.(type) {
	case *slice:
		n, ok := idx.(integer)
		if !ok {
			n = integer(x.choose(max(v.len, 1)))
		}
		if n < 0 || int(n) >= v.len {
			x.crash()
			return false
		}
		x.set(i, pointer{v.array.obj, step(v.array.path, v.off+int(n))})
	case null:
		x.crash()
		return false
	default:
		if _, ok := i.X.Type().Underlying().(*types.Pointer); ok {
			p, ok := x.deref(v, i.X.Type())
			if !ok {
				return false
			}
			if n, ok := idx.(integer); ok && n >= 0 && n < maxArray {
				x.set(i, pointer{p.obj, step(p.path, int(n))})
				break
			}
		} else if u, ok := v.(unknown); ok {
			sym := x.s.syms[u.id]
			if sym.obj == 0 {
				obj := x.s.alloc(&object{open: true, typ: sym.typ})
				x.s.setSym(u.id, func(sym *symbol) { sym.obj, sym.truth = obj, -1 })
			}
			if n, ok := idx.(integer); ok && n >= 0 && n < maxArray {
				x.set(i, pointer{x.s.syms[u.id].obj, step("", int(n))})
				break
			}
		}
		elem := i.Type().Underlying().(*types.Pointer).Elem()
		x.set(i, pointer{obj: x.s.alloc(&object{open: true, typ: elem})})
	}
	f.pc++
	return false
}

func (x *exec) makeSlice(i *ssa.MakeSlice) value {
	t := i.Type().Underlying().(*types.Slice)
	length, capacity := x.get(i.Len), x.get(i.Cap)
	n, ok := length.(integer)
	if !ok && !refers(t.Elem()) || n > maxArray {
		return x.unknownSlice(i.Type(), length)
	}
	if !ok {
		n = integer(x.small(length, 1))
	}
	c := int(n)
	if k, ok := capacity.(integer); ok && k <= maxArray {
		c = max(c, int(k))
	}
	if n < 0 {
		x.cut("make with a negative length")
	}
	return x.newSlice(make([]value, 0), int(n), c, t.Elem(), i.Pos())
}

func (x *exec) unknownSlice(t types.Type, length value) value {
	v := x.s.nonNil(t)
	if u, ok := v.(unknown); ok {
		x.s.setSym(u.id, func(sym *symbol) { sym.length = length })
	}
	return v
}

// newSlice makes an array with the elements, filled up to its length.
func (x *exec) newSlice(elems []value, n, c int, elem types.Type, pos token.Pos) value {
	for len(elems) < c {
		elems = append(elems, zero(elem))
	}
	obj := x.s.alloc(&object{val: &tuple{elems}, typ: types.NewSlice(elem), pos: pos})
	return &slice{array: pointer{obj: obj}, len: n, cap: c}
}

func (x *exec) slice(i *ssa.Slice) value {
	v := x.get(i.X)
	bound := func(b ssa.Value, otherwise int) (int, bool) {
		if b == nil {
			return otherwise, true
		}
		n, ok := x.get(b).(integer)
		return int(n), ok
	}
	var w slice
	switch v := v.(type) {
	case *slice:
		w = *v
	case null:
		return v
	case pointer:
		arr, ok := i.X.Type().Underlying().(*types.Pointer).Elem().Underlying().(*types.Array)
		if !ok || arr.Len() > maxArray || x.s.heap[v.obj].open {
			return x.s.nonNil(i.Type())
		}
		w = slice{array: v, len: int(arr.Len()), cap: int(arr.Len())}
	default:
		return x.sliceUnknown(i, v)
	}
	lo, ok1 := bound(i.Low, 0)
	hi, ok2 := bound(i.High, w.len)
	if !ok1 || !ok2 || lo < 0 || hi < lo || hi > w.cap {
		x.open(v)
		return x.s.fresh(i.Type())
	}
	return &slice{array: w.array, off: w.off + lo, len: hi - lo, cap: w.cap - lo}
}

// sliceUnknown slices something of which at most the length is known.
func (x *exec) sliceUnknown(i *ssa.Slice, v value) value {
	if _, ok := i.Type().Underlying().(*types.Slice); !ok {
		return x.s.fresh(i.Type())
	}
	length := x.lengthOf(v)
	if i.High != nil {
		length = x.get(i.High)
	}
	if i.Low != nil {
		length = x.arith(token.SUB, length, x.get(i.Low), types.Typ[types.Int])
	}
	res := x.s.fresh(i.Type())
	if u, ok := res.(unknown); ok {
		x.s.setSym(u.id, func(sym *symbol) { sym.length = length })
	}
	return res
}

// elems returns the elements of a slice of which all is known.
func (x *exec) elems(v value) ([]value, bool) {
	switch v := v.(type) {
	case null:
		return nil, true
	case *slice:
		o := x.s.heap[v.array.obj]
		if o.open {
			return nil, false
		}
		t, ok := read(o.val, v.array.path).(*tuple)
		if !ok || v.off+v.len > len(t.elems) {
			return nil, false
		}
		return t.elems[v.off : v.off+v.len], true
	}
	return nil, false
}

func (x *exec) appendTo(a, b value, t types.Type, pos token.Pos) value {
	ea, ok1 := x.elems(a)
	eb, ok2 := x.elems(b)
	if !ok1 || !ok2 || len(ea)+len(eb) > maxArray {
		x.open(a)
		x.open(b)
		for _, e := range eb {
			x.open(e)
		}
		res := x.s.nonNil(t)
		if u, ok := res.(unknown); ok {
			length := x.arith(token.ADD, x.lengthOf(a), x.lengthOf(b), types.Typ[types.Int])
			x.s.setSym(u.id, func(sym *symbol) { sym.length = length })
		}
		return res
	}
	if len(eb) == 0 {
		return a
	}
	st, ok := t.Underlying().(*types.Slice)
	if !ok {
		return x.s.nonNil(t)
	}
	elems := append(slices.Clone(ea), eb...)
	return x.newSlice(elems, len(elems), len(elems), st.Elem(), pos)
}

// lengthOf is len(v).
func (x *exec) lengthOf(v value) value {
	switch v := v.(type) {
	case null:
		return integer(0)
	case text:
		return integer(len(v))
	case *slice:
		return integer(v.len)
	case ref:
		switch o := x.s.heap[v.obj]; val := o.val.(type) {
		case *table:
			if !o.open {
				return integer(len(val.keys))
			}
		case *channel:
			if !o.open && val.ctx == 0 && val.timer == noTimer {
				return integer(len(val.buf))
			}
		}
	case unknown:
		sym := x.s.syms[v.id]
		if _, isChan := sym.typ.Underlying().(*types.Chan); isChan {
			break
		}
		if sym.length == nil {
			n := x.s.symbol(&symbol{typ: types.Typ[types.Int], lo: 0, hi: unbounded})
			x.s.setSym(v.id, func(sym *symbol) { sym.length = n })
			return n
		}
		return x.s.resolve(sym.length)
	}
	return x.s.symbol(&symbol{typ: types.Typ[types.Int], lo: 0, hi: unbounded})
}

// counted reports whether the length of a channel is known, and others change it.
func (x *exec) counted(r ref) bool {
	ch, ok := x.s.heap[r.obj].val.(*channel)
	return ok && !x.s.heap[r.obj].open && ch.ctx == 0 && ch.timer == noTimer
}

func (x *exec) table(v value) (*table, ref, bool) {
	if r, ok := v.(ref); ok {
		o := x.s.heap[r.obj]
		if t, ok := o.val.(*table); ok && !o.open {
			return t, r, true
		}
	}
	return nil, ref{}, false
}

// find returns the index of a key, or -1. What is not known is decided, the same way each time.
func (x *exec) find(t *table, key value) int {
	var open []int // entries that it may be
	for i, k := range t.keys {
		if x.m.coarse && (isUnknown(k) || isUnknown(key)) {
			open = append(open, i)
			continue
		}
		eq, known := equal(k, key)
		if !known && !same(k, key) {
			eq, known = x.s.decided(token.EQL, k, key)
		}
		switch {
		case eq || same(k, key):
			return i
		case !known:
			open = append(open, i)
		}
	}
	if len(open) == 0 {
		return -1
	}
	at := -1
	if n := x.choose(len(open) + 1); n > 0 {
		at = open[n-1]
	}
	if !x.m.coarse {
		for _, i := range open {
			x.s.facts = append(x.s.facts, fact{token.EQL, t.keys[i], key, i == at})
		}
	}
	return at
}

func isUnknown(v value) bool {
	_, ok := v.(unknown)
	return ok || v == nil
}

func (x *exec) lookup(i *ssa.Lookup) value {
	v := x.get(i.X)
	if v == (null{}) {
		return zero(i.Type())
	}
	t, _, ok := x.table(v)
	if !ok {
		return x.s.fresh(i.Type())
	}
	elem := i.X.Type().Underlying().(*types.Map).Elem()
	at := x.find(t, x.get(i.Index))
	if at >= 0 && !x.m.coarse && !same(t.keys[at], x.get(i.Index)) {
		x.meet(v.(ref), at)
	}
	var val value
	if at >= 0 {
		val = t.vals[at]
	} else if val = zero(elem); val == nil {
		val = x.s.fresh(elem)
	}
	if i.CommaOk {
		return &tuple{[]value{val, boolean(at >= 0)}}
	}
	return val
}

// meet notes that an entry is found by a key that is not known: an answer that comes
// from outside finds who asked, once. If it comes twice, the path is not followed.
func (x *exec) meet(r ref, at int) {
	t := *x.s.heap[r.obj].val.(*table)
	if slices.ContainsFunc(t.met, func(k value) bool { return same(k, t.keys[at]) }) {
		panic(cut{foundAgain})
	}
	t.met = append(slices.Clip(t.met), t.keys[at])
	x.s.setObj(r.obj, &t)
}

const foundAgain = "entry of a map found again"

func (x *exec) mapUpdate(i *ssa.MapUpdate) {
	m, key, val := x.get(i.Map), x.get(i.Key), x.get(i.Value)
	if m == (null{}) {
		x.crash()
		return
	}
	t, r, ok := x.table(m)
	if !ok {
		x.open(key)
		x.open(val)
		return
	}
	c := &table{slices.Clone(t.keys), slices.Clone(t.vals), slices.DeleteFunc(slices.Clone(t.met), func(k value) bool { return same(k, key) })}
	if at := x.find(t, key); at >= 0 {
		if !same(t.keys[at], key) {
			x.s.again = true // two unknown keys are hardly meant to be one
		}
		c.vals[at] = val
	} else {
		c.keys, c.vals = append(c.keys, key), append(c.vals, val)
	}
	if len(c.keys) > maxArray {
		x.cut("large map")
	}
	x.s.setObj(r.obj, c)
}

func (x *exec) deleteFrom(m, key value) {
	if t, r, ok := x.table(m); ok {
		if at := x.find(t, key); at >= 0 {
			x.s.setObj(r.obj, &table{slices.Delete(slices.Clone(t.keys), at, at+1), slices.Delete(slices.Clone(t.vals), at, at+1), t.met})
		}
	}
}

func (x *exec) rangeOver(v value) value {
	if t, r, ok := x.table(v); ok {
		return &iter{table: r.obj, keys: slices.Clone(t.keys)}
	}
	return &iter{x: v}
}

func (x *exec) next(i *ssa.Next) value {
	it, ok := x.get(i.Iter).(*iter)
	if !ok {
		x.cut("iterator")
	}
	typ := i.Type().(*types.Tuple)
	none := &tuple{[]value{boolean(false), nil, nil}}
	if it.table != 0 {
		c := *it
		t, _ := x.s.heap[it.table].val.(*table)
		for len(c.keys) > 0 {
			key := c.keys[0]
			c.keys = c.keys[1:]
			if t == nil {
				continue
			}
			for k := range t.keys {
				if same(t.keys[k], key) {
					x.set(i.Iter, &c)
					return &tuple{[]value{boolean(true), key, t.vals[k]}}
				}
			}
		}
		x.set(i.Iter, &c)
		return none
	}
	// Something unknown: as many rounds as it is long, the same each time.
	more := false
	switch v := it.x.(type) {
	case null:
	default:
		n := x.lengthOf(v)
		more = x.compare(token.LSS, integer(it.count), n, types.Typ[types.Int])
	}
	if !more {
		return none
	}
	c := *it
	c.count++
	x.set(i.Iter, &c)
	res := &tuple{[]value{boolean(true), nil, nil}}
	for k := 1; k <= 2; k++ {
		if b, ok := typ.At(k).Type().(*types.Basic); !ok || b.Kind() != types.Invalid {
			res.elems[k] = x.s.fresh(typ.At(k).Type())
		}
	}
	return res
}

// tests reports whether it is needed whether a value has a type.
func (x *exec) tests(i *ssa.TypeAssert) bool {
	return slices.ContainsFunc(*i.Referrers(), func(use ssa.Instruction) bool {
		e, ok := use.(*ssa.Extract)
		return ok && e.Index == 1 && x.f.keeps(e)
	})
}

func (x *exec) typeAssert(i *ssa.TypeAssert) bool {
	v := x.get(i.X)
	var ok bool
	var res value
	switch v := v.(type) {
	case null:
	case *boxed:
		if isParam(v.typ) || isParam(i.AssertedType) {
			ok, res = !i.CommaOk || x.choose(2) == 0, v
			x.s.again = true // what the type parameter stands for is not known
			if isParam(i.AssertedType) || !types.IsInterface(i.AssertedType) {
				res = v.val
			}
		} else if it, isIface := i.AssertedType.Underlying().(*types.Interface); isIface {
			ok, res = types.Implements(v.typ, it), v
		} else {
			ok, res = types.Identical(v.typ, i.AssertedType), v.val
		}
	default:
		ok = true
		if i.CommaOk && !x.tests(i) {
			x.set(i, &tuple{[]value{x.s.fresh(i.AssertedType), nil}})
			x.f.pc++
			return false
		}
		if i.CommaOk {
			ok = x.fact(token.TYPE, v, text(types.TypeString(i.AssertedType, nil)))
		}
		if types.IsInterface(i.AssertedType) && !isParam(i.AssertedType) {
			res = v
		} else {
			res = x.s.fresh(i.AssertedType)
		}
	}
	if !ok && !i.CommaOk {
		x.crash()
		return false
	}
	if !ok {
		res = zero(i.AssertedType)
	}
	if i.CommaOk {
		res = &tuple{[]value{res, boolean(ok)}}
	}
	x.set(i, res)
	x.f.pc++
	return false
}
