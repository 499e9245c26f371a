package scope

import (
	"encoding/binary"
	"hash/maphash"
	"slices"
)

// A writer writes a state in a form in which it does not show how objects and
// symbols are numbered.
type writer struct {
	m     *machine
	s     *state
	buf   []byte
	objs  []int // the number of an object or symbol, by its index; 0 before it is met
	order []int
	syms  []int
	named int // symbols
	facts []string
}

// begin makes the writer ready for a state. What it has grown to is used again.
func (w *writer) begin(m *machine, s *state) {
	w.m, w.s = m, s
	w.buf, w.order, w.facts, w.named = w.buf[:0], w.order[:0], w.facts[:0], 0
	w.objs = zeros(w.objs, len(s.heap))
	w.syms = zeros(w.syms, len(s.syms))
}

// zeros is a slice of n zeros, in the memory of another one if that has room.
func zeros[E any](old []E, n int) []E {
	s := slices.Grow(old[:0], n)[:n]
	clear(s)
	return s
}

var seeds = [2]maphash.Seed{maphash.MakeSeed(), maphash.MakeSeed()}

// bytesPerStep is how much of a state is written in the time that an instruction
// takes: what a state costs is mostly to be copied and compared.
const bytesPerStep = 8

// hash returns the same for states that behave the same.
func (m *machine) hash(s *state) [2]uint64 {
	w := &m.writer
	w.begin(m, s)
	for _, g := range s.gs {
		w.goroutine(g)
	}
	for i := 0; i < len(w.order); i++ {
		w.object(s.heap[w.order[i]])
	}
	for _, f := range s.facts {
		from := len(w.buf)
		w.int(int(f.op))
		w.value(f.x)
		w.value(f.y)
		w.bool(f.res)
		w.facts = append(w.facts, string(w.buf[from:]))
		w.buf = w.buf[:from]
	}
	slices.Sort(w.facts)
	w.bool(s.vague())
	for _, f := range w.facts {
		w.buf = append(w.buf, f...)
	}
	m.steps += len(w.buf) / bytesPerStep
	return [2]uint64{maphash.Bytes(seeds[0], w.buf), maphash.Bytes(seeds[1], w.buf)}
}

func (w *writer) int(i int) { w.buf = binary.AppendVarint(w.buf, int64(i)) }

func (w *writer) bool(b bool) {
	if b {
		w.buf = append(w.buf, 1)
	} else {
		w.buf = append(w.buf, 0)
	}
}

func (w *writer) goroutine(g *goroutine) {
	w.int(g.name.site)
	w.int(g.name.n)
	w.bool(g.running)
	w.int(g.choice)
	w.int(int(g.notify))
	w.int(len(g.frames))
	for _, f := range g.frames {
		if f.lib != nil {
			w.int(-1)
			w.buf = append(w.buf, f.lib.op.name...)
			w.int(int(f.lib.pos))
			w.int(f.lib.phase)
			w.int(int(f.unwinding))
			w.values(f.lib.args)
			w.value(f.lib.res)
			continue
		}
		w.int(f.fn.id)
		w.int(f.block.Index)
		w.int(f.pc)
		w.int(int(f.unwinding))
		w.bool(f.recovered)
		w.bool(f.running)
		for _, v := range f.env {
			if !(w.m.coarse && w.blank(v.val)) {
				w.int(v.slot)
				w.value(v.val)
			}
		}
		w.int(-2)
		w.value(f.panicVal)
		for _, d := range f.defers {
			w.int(int(d.pos))
			w.value(d.fn)
			for _, a := range d.args {
				w.value(a)
			}
		}
	}
}

func (w *writer) ref(obj int) {
	if w.objs[obj] == 0 {
		w.order = append(w.order, obj)
		w.objs[obj] = len(w.order)
	}
	w.int(w.objs[obj])
}

func (w *writer) values(vs []value) {
	w.int(len(vs))
	for _, v := range vs {
		w.value(v)
	}
}

// blank reports whether nothing is known of a value, where what was decided is not remembered.
func (w *writer) blank(v value) bool {
	switch v := v.(type) {
	case nil:
		return true
	case unknown:
		if v.id == 0 {
			return true
		}
		sym := w.s.syms[v.id]
		return sym == nil || sym.truth == 0 && sym.obj == 0 && w.blank(sym.length)
	case *tuple:
		return !slices.ContainsFunc(v.elems, func(e value) bool { return !w.blank(e) })
	}
	return false
}

func (w *writer) value(v value) {
	if w.m.coarse && w.blank(v) {
		v = nil
	}
	tag := func(b byte) { w.buf = append(w.buf, b) }
	switch v := v.(type) {
	case nil:
		tag(0)
	case integer:
		tag(1)
		w.int(int(v))
	case boolean:
		tag(2)
		w.bool(bool(v))
	case text:
		tag(3)
		w.int(len(v))
		w.buf = append(w.buf, v...)
	case null:
		tag(4)
	case unknown:
		if v.id != 0 {
			if r := w.s.resolve(v); r != value(v) {
				w.value(r)
				return
			}
		}
		tag(5)
		w.int(int(v.mul))
		w.int(int(v.add))
		n := w.syms[v.id]
		if n == 0 {
			w.named++
			w.syms[v.id] = w.named
			w.int(w.named)
			if sym := w.s.syms[v.id]; sym != nil {
				w.int(int(sym.lo))
				w.int(int(sym.hi))
				w.int(int(sym.truth))
				w.bool(sym.derived)
				if sym.obj != 0 {
					w.ref(sym.obj)
				}
				w.value(sym.length)
			}
			return
		}
		w.int(n)
	case pointer:
		tag(6)
		w.ref(v.obj)
		w.int(len(v.path))
		w.buf = append(w.buf, v.path...)
	case ref:
		tag(7)
		w.ref(v.obj)
	case contextRef:
		tag(8)
		w.ref(v.obj)
	case *slice:
		tag(9)
		w.value(v.array)
		w.int(v.off)
		w.int(v.len)
		w.int(v.cap)
	case *closure:
		tag(10)
		w.int(w.m.function(v.fn).id)
		w.values(v.bind)
	case *libFunc:
		tag(11)
		w.buf = append(w.buf, v.name...)
		w.values(v.args)
	case *boxed:
		tag(12)
		w.int(w.m.typeID(v.typ))
		w.value(v.val)
	case *tuple:
		tag(13)
		elems := v.elems
		for w.m.coarse && len(elems) > 0 && w.blank(elems[len(elems)-1]) {
			elems = elems[:len(elems)-1]
		}
		w.values(elems)
	case *iter:
		tag(14)
		if v.table != 0 {
			w.ref(v.table)
		}
		w.values(v.keys)
		w.int(v.count)
		w.value(v.x)
	case mutex:
		tag(15)
		w.bool(v.locked)
	case rwmutex:
		tag(16)
		w.int(v.writer)
		w.int(v.pending)
		w.int(v.readers)
	case waitgroup:
		tag(17)
		w.int(int(v.n))
	case once:
		tag(18)
		w.int(v.state)
	case group:
		tag(22)
		w.int(int(v.n))
		w.int(int(v.limit))
		w.bool(v.failed)
		if v.ctx != 0 {
			w.ref(v.ctx)
		}
	case weighted:
		tag(23)
		w.int(int(v.size))
		w.int(int(v.cur))
	case misuse:
		tag(21)
		w.buf = append(w.buf, v.text...)
		w.int(int(v.pos))
	case *waiters:
		tag(19)
		for _, n := range v.names {
			w.int(n.site)
			w.int(n.n)
		}
	default:
		tag(20)
	}
}

func (w *writer) object(o *object) {
	w.bool(o.open)
	switch v := o.val.(type) {
	case *channel:
		w.int(v.cap)
		w.bool(v.closed)
		w.bool(v.armed)
		w.int(int(v.timer))
		w.values(v.buf)
		w.value(v.fn)
		if v.ctx != 0 {
			w.ref(v.ctx)
		}
	case *table:
		w.values(v.keys)
		w.values(v.vals)
		w.values(v.met)
	case *contextState:
		w.bool(v.ended)
		w.bool(v.expires)
		if v.done != 0 {
			w.ref(v.done)
		}
		for _, c := range v.children {
			w.ref(c)
		}
	default:
		w.value(v)
	}
}
