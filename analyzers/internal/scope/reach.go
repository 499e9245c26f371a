package scope

import "slices"

// A reach marks what is reachable from some values.
type reach struct {
	s    *state
	objs []bool
	syms []bool
	lent *marks // where objs and syms lie, nil if they are its own
	// Contexts that can be waited for, but not ended, do not count as reached,
	// unless everything is wanted.
	all bool
}

// marks is memory for the marks of one reach after the other.
type marks struct {
	objs, syms []bool
	reach      reach
	used       bool
}

// newReach begins with nothing marked. Its marks are used again when it is done.
func (s *state) newReach() *reach {
	if s.marks.used { // one reach inside another
		return &reach{s: s, objs: make([]bool, len(s.heap)), syms: make([]bool, len(s.syms)), all: true}
	}
	s.marks.used = true
	s.marks.objs = zeros(s.marks.objs, len(s.heap))
	s.marks.syms = zeros(s.marks.syms, len(s.syms))
	s.marks.reach = reach{s: s, objs: s.marks.objs, syms: s.marks.syms, lent: s.marks, all: true}
	return &s.marks.reach
}

// done ends the use of the marks.
func (r *reach) done() {
	if r.lent != nil {
		r.lent.used = false
	}
}

func (r *reach) goroutine(g *goroutine) {
	for _, f := range g.frames {
		for _, v := range f.env {
			r.value(v.val)
		}
		for _, d := range f.defers {
			r.value(d.fn)
			for _, a := range d.args {
				r.value(a)
			}
		}
		r.value(f.panicVal)
		if f.lib != nil {
			for _, a := range f.lib.args {
				if c, ok := a.(contextRef); ok && f.lib.op.name == "cancel" {
					r.object(c.obj) // it is about to end it
				}
				r.value(a)
			}
			r.value(f.lib.res)
		}
	}
}

func (r *reach) value(v value) {
	switch v := v.(type) {
	case unknown:
		if v.id == 0 || r.syms[v.id] {
			return
		}
		r.syms[v.id] = true
		sym := r.s.syms[v.id]
		if sym.obj != 0 {
			r.object(sym.obj)
		}
		r.value(sym.length)
	case pointer:
		r.object(v.obj)
	case ref:
		r.object(v.obj)
	case contextRef:
		if r.all {
			r.object(v.obj)
		}
	case *slice:
		r.object(v.array.obj)
	case *closure:
		for _, b := range v.bind {
			r.value(b)
		}
	case *libFunc:
		for _, a := range v.args {
			if c, ok := a.(contextRef); ok {
				r.object(c.obj)
			}
			r.value(a)
		}
	case *boxed:
		r.value(v.val)
	case *tuple:
		for _, e := range v.elems {
			r.value(e)
		}
	case *iter:
		if v.table != 0 {
			r.object(v.table)
		}
		r.value(v.x)
		for _, k := range v.keys {
			r.value(k)
		}
	case group:
		if v.ctx != 0 {
			r.object(v.ctx)
		}
	}
}

func (r *reach) object(id int) {
	if id == 0 || r.objs[id] {
		return
	}
	r.objs[id] = true
	switch v := r.s.heap[id].val.(type) {
	case *channel:
		for _, b := range v.buf {
			r.value(b)
		}
		r.value(v.fn)
		if v.ctx != 0 && r.all {
			r.object(v.ctx)
		}
	case *table:
		for i := range v.keys {
			r.value(v.keys[i])
			r.value(v.vals[i])
		}
		for _, k := range v.met {
			r.value(k)
		}
	case *contextState:
		r.object(v.done)
		for _, c := range v.children {
			r.object(c)
		}
	default:
		r.value(v)
	}
}

// collect frees what is not reachable any more.
func (s *state) collect() {
	r := s.newReach()
	defer r.done()
	for _, g := range s.gs {
		r.goroutine(g)
	}
	for _, g := range s.globals {
		r.object(g.obj)
	}
	if lost := func(f fact) bool { return !r.known(f.x) || !r.known(f.y) }; slices.ContainsFunc(s.facts, lost) {
		s.facts = slices.DeleteFunc(slices.Clone(s.facts), lost)
	}
	for i := range s.heap {
		if !r.objs[i] {
			s.heap[i] = nil
		}
	}
	for i := range s.syms {
		if !r.syms[i] {
			s.syms[i] = nil
		}
	}
}

// known reports whether all that the value refers to is reachable.
func (r *reach) known(v value) bool {
	switch v := v.(type) {
	case unknown:
		return r.syms[v.id]
	case pointer:
		return r.objs[v.obj]
	case ref:
		return r.objs[v.obj]
	case *boxed:
		return r.known(v.val)
	case integer, boolean, text, null:
		return true
	}
	return false
}
