package scope

import (
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// A comm is one case of a communication.
type comm struct {
	send bool
	ch   value
	val  ssa.Value // to send
	elem types.Type
}

// comms returns the cases at which a goroutine is, if it is at a send, receive
// or select.
func (x *exec) comms() (cases []comm, blocking, ok bool) {
	if x.f.lib != nil {
		return nil, false, false
	}
	switch i := x.f.block.Instrs[x.f.pc].(type) {
	case *ssa.Send:
		return []comm{{true, x.get(i.Chan), i.X, nil}}, true, true
	case *ssa.UnOp:
		return []comm{{false, x.get(i.X), nil, i.X.Type().Underlying().(*types.Chan).Elem()}}, true, true
	case *ssa.Select:
		cases = make([]comm, 0, len(i.States))
		for _, st := range i.States {
			cases = append(cases, comm{st.Dir == types.SendOnly, x.get(st.Chan), st.Send, st.Chan.Type().Underlying().(*types.Chan).Elem()})
		}
		return cases, i.Blocking, true
	}
	return nil, false, false
}

// A move is a step of one goroutine, or of two that meet.
type move struct {
	g       name
	at      int // which case, -1 for the default
	with    *name
	withAt  int
	outside bool // the other side is not of the scope
}

// exec looks at a goroutine of a state without changing it.
func (m *machine) look(s *state, g *goroutine) *exec {
	return &exec{m: m, s: s, g: g, f: g.frames[len(g.frames)-1]}
}

// moves returns what a goroutine can do.
func (m *machine) moves(s *state, g *goroutine) []move {
	x := m.look(s, g)
	cases, blocking, ok := x.comms()
	if !ok {
		c := x.f.lib
		if c == nil || !x.left(c) && c.op.ready != nil && !c.op.ready(x, c) {
			return nil
		}
		return []move{{g: g.name}}
	}
	var moves []move
	sure := false
	for i, c := range cases {
		r, isRef := c.ch.(ref)
		if !isRef {
			if c.ch != (null{}) {
				moves = append(moves, move{g: g.name, at: i, outside: true})
			}
			continue
		}
		o := s.heap[r.obj]
		ch, _ := o.val.(*channel)
		switch {
		case ch == nil || o.open && !ch.closed && (ch.ctx == 0 || m.expires(s, ch)):
			moves = append(moves, move{g: g.name, at: i, outside: true})
		case ch.closed || c.send && len(ch.buf) < ch.cap || !c.send && len(ch.buf) > 0:
			moves = append(moves, move{g: g.name, at: i})
			sure = true
		case !c.send && (ch.timer != noTimer && ch.armed || m.expires(s, ch)):
			moves = append(moves, move{g: g.name, at: i})
		case ch.cap == 0 && ch.timer == noTimer && ch.ctx == 0:
			moves = append(moves, m.meet(s, g, cases, i, r, blocking)...)
		}
	}
	if !blocking && !sure {
		moves = append(moves, move{g: g.name, at: -1})
	}
	return moves
}

func (m *machine) expires(s *state, ch *channel) bool {
	if ch.ctx == 0 {
		return false
	}
	st, ok := s.heap[ch.ctx].val.(*contextState)
	return ok && st.expires && !st.ended
}

// meet finds who waits on the other side of an unbuffered channel. A meeting
// of two that block is listed for the sender. One of the two was there first and
// waits: so it has no case that can go on by itself.
func (m *machine) meet(s *state, g *goroutine, own []comm, i int, r ref, blocking bool) []move {
	c := own[i]
	var moves []move
	for _, h := range s.gs {
		if h == g {
			continue
		}
		cases, other, ok := m.look(s, h).comms()
		if !ok || !other || !c.send && blocking {
			continue
		}
		if s.ready(cases) && (!blocking || s.ready(own)) {
			continue
		}
		for k, d := range cases {
			if d.send != c.send && d.ch == value(r) {
				moves = append(moves, move{g: g.name, at: i, with: &h.name, withAt: k})
			}
		}
	}
	return moves
}

// ready reports whether one of the cases can go on without anybody else.
func (s *state) ready(cases []comm) bool {
	for _, c := range cases {
		if r, ok := c.ch.(ref); ok {
			ch, _ := s.heap[r.obj].val.(*channel)
			if ch != nil && (ch.closed || c.send && len(ch.buf) < ch.cap || !c.send && len(ch.buf) > 0) {
				return true
			}
		}
	}
	return false
}

// apply makes a move in a copy of the state.
func (m *machine) apply(s *state, mv move) *state {
	s = s.clone()
	x := m.enter(s, s.goroutine(mv.g))
	x.g.running = true
	x.g.choice = 0
	cases, _, ok := x.comms()
	if !ok {
		c := x.f.lib
		if x.left(c) {
			x.ret(s.fresh(c.typ))
		} else {
			c.op.do(x, c)
		}
		return s
	}
	if mv.at < 0 {
		x.received(-1, nil, false)
		return s
	}
	c := cases[mv.at]
	var val value
	if c.send {
		val = x.pass(c.val)
	}
	if mv.with != nil {
		y := m.enter(s, s.goroutine(*mv.with))
		others, _, _ := y.comms()
		y.g.running = true
		if !c.send {
			val = y.pass(others[mv.withAt].val)
		}
		x.received(mv.at, val, true)
		y.received(mv.withAt, val, true)
		return s
	}
	if mv.outside {
		ok := boolean(true)
		if c.send {
			x.open(val)
		} else {
			val = s.fresh(c.elem)
			if st, isStruct := c.elem.Underlying().(*types.Struct); isStruct && st.NumFields() == 0 {
				val = &tuple{}
			}
			if r, isRef := c.ch.(ref); isRef {
				if ch := x.channel(r); ch != nil && ch.ctx != 0 {
					x.endContext(ch.ctx)
					ok = false
				}
			}
		}
		if ok {
			x.receivedMaybe(mv.at, val)
		} else {
			x.received(mv.at, val, false)
		}
		return s
	}
	r := c.ch.(ref)
	ch := x.channel(r)
	switch {
	case c.send && ch.closed:
		x.misuse("send on closed channel")
	case c.send:
		x.change(r.obj, func(ch *channel) { ch.buf = append(append([]value(nil), ch.buf...), val) })
		x.received(mv.at, nil, true)
	case len(ch.buf) > 0:
		val = ch.buf[0]
		x.change(r.obj, func(ch *channel) { ch.buf = ch.buf[1:] })
		x.received(mv.at, val, true)
	case ch.closed:
		x.received(mv.at, zero(c.elem), false)
	case ch.timer != noTimer:
		x.change(r.obj, func(ch *channel) { ch.armed = ch.timer == ticking })
		x.received(mv.at, s.fresh(c.elem), true)
	default:
		x.endContext(ch.ctx)
		x.received(mv.at, zero(c.elem), false)
	}
	return s
}

func (m *machine) enter(s *state, g *goroutine) *exec {
	return &exec{m: m, s: s, g: g, f: s.top(g)}
}

// receivedMaybe is received from a channel that somebody outside may close.
func (x *exec) receivedMaybe(at int, val value) {
	ok := x.s.symbol(&symbol{typ: types.Typ[types.Bool]})
	x.complete(at, val, ok)
}

func (x *exec) received(at int, val value, ok bool) { x.complete(at, val, boolean(ok)) }

// complete gives the result of a communication to the instruction.
func (x *exec) complete(at int, val value, ok value) {
	switch i := x.f.block.Instrs[x.f.pc].(type) {
	case *ssa.UnOp:
		if i.CommaOk {
			val = &tuple{[]value{val, ok}}
		}
		x.set(i, val)
	case *ssa.Select:
		x.f.forks++
		res := []value{integer(at), ok}
		for k, st := range i.States {
			if st.Dir == types.RecvOnly {
				var v value
				if k == at {
					v = val
				} else {
					v = zero(st.Chan.Type().Underlying().(*types.Chan).Elem())
				}
				res = append(res, v)
			}
		}
		x.set(i, &tuple{res})
	}
	x.f.pc++
}

// waits returns the objects at which a goroutine waits.
func (m *machine) waits(s *state, g *goroutine) []int {
	x := m.look(s, g)
	var objs []int
	if cases, _, ok := x.comms(); ok {
		for _, c := range cases {
			if r, ok := c.ch.(ref); ok {
				objs = append(objs, r.obj)
			}
		}
		return objs
	}
	c := x.f.lib
	if c == nil || len(c.args) == 0 {
		return nil
	}
	if strings.HasSuffix(c.op.name, "Cond).Wait") && c.phase == 1 && g.notify == 2 {
		if lock := x.condLock(c); lock != nil {
			c = lock
		}
	}
	if strings.HasSuffix(c.op.name, "Acquire") {
		if st, _ := x.context(c.args[1]); st != nil && st.done != 0 {
			objs = append(objs, st.done)
		}
	}
	switch v := c.args[0].(type) {
	case pointer:
		objs = append(objs, v.obj)
	case ref:
		objs = append(objs, v.obj)
	case contextRef:
		objs = append(objs, v.obj)
	}
	return objs
}

// at returns the position and name of the operation at which a goroutine is.
func (m *machine) at(g *goroutine) (token.Pos, string) {
	f := g.frames[len(g.frames)-1]
	if f.lib != nil {
		return f.lib.pos, f.lib.op.name
	}
	switch i := f.block.Instrs[f.pc].(type) {
	case *ssa.Send:
		return i.Pos(), "send"
	case *ssa.Select:
		if len(i.States) == 1 && i.Blocking {
			if i.States[0].Dir == types.SendOnly {
				return i.States[0].Pos, "send"
			}
			return i.States[0].Pos, "receive"
		}
		if len(i.States) == 0 {
			return i.Pos(), "select {}"
		}
		return i.Pos(), "select"
	case *ssa.UnOp:
		if i.Pos().IsValid() && i.CommaOk {
			return i.Pos(), "receive"
		}
		return i.Pos(), "receive"
	}
	return f.block.Instrs[f.pc].Pos(), "?"
}
