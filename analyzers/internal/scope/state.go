package scope

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// A state is one moment of the execution. States are copied on write: what two
// states have in common they share.
type state struct {
	gs      []*goroutine // that have not ended, by name
	heap    []*object    // heap[0] is not used, nil is free
	syms    []*symbol    // the same
	globals []global
	facts   []fact

	// numbers is how many numbers that are not known have ended loops with operations, or are the size
	// of something: of two, how one goes with the other is not known.
	numbers int

	// again tells that there was an operation in the second round of a loop in which something
	// unknown decides, or that a result was nil with no error. It is not part of what the state is.
	again bool

	marks *marks // for all states of an exploration

	// bypassed is how many go statements were left out by branches in which something unknown decided. It is
	// not part of what the state is either.
	bypassed int
}

type global struct {
	v   *ssa.Global
	obj int
}

// A fact is the result of a comparison of two values that are not known.
type fact struct {
	op   token.Token
	x, y value
	res  bool
}

// A name identifies a goroutine: the statement that starts it, and which of
// its goroutines that are alive.
type name struct{ site, n int }

// A goroutine is one that was started and has not ended.
type goroutine struct {
	name    name
	frames  []*frame
	running bool      // it has local steps to do; else it is at an operation
	at      token.Pos // the go statement, or the root function
	choice  int       // 1 + what a choice is decided to be, or 0
	notify  int8      // of a Cond: 1 waits, 2 was woken
	owner   *state
}

// A frame is one activation of a function, or of a modelled library function.
type frame struct {
	fn    *function
	block *ssa.BasicBlock
	pc    int
	env   env

	defers    []deferred
	unwinding uint8 // is left by a panic or Goexit
	recovered bool
	panicVal  value
	running   bool // runs deferred functions: a callee's result is dropped

	lib *libCall // of a library function; then all of the above is empty

	asked bool       // something unknown was decided since the last branch
	loops loopCounts // not part of what the state is
	forks int        // decisions so far
	turns int        // those of them that decide more than a number, or which case is taken
	owner *state
}

// A loopCount counts the rounds of a loop.
type loopCount struct {
	head              int // by block index
	hard, soft, forks int
	turns, doubts     int // doubts are rounds in which turns were taken
}

// loopCounts are those of the loops that have gone round: few, so that a list is copied in less time than a map.
type loopCounts []loopCount

// of returns the count of a loop, all zero before its second round.
func (l loopCounts) of(head *ssa.BasicBlock) loopCount {
	for _, c := range l {
		if c.head == head.Index {
			return c
		}
	}
	return loopCount{head: head.Index}
}

// with returns the list with another count of a loop; it may change the list.
func (l loopCounts) with(c loopCount) loopCounts {
	for i := range l {
		if l[i].head == c.head {
			l[i] = c
			return l
		}
	}
	return append(l, c)
}

const (
	panicking uint8 = 1 + iota
	exiting
)

type deferred struct {
	call *ssa.CallCommon
	fn   value   // of a dynamic call, or the receiver of an interface call
	args []value //
	pos  token.Pos
}

// A libCall is a running call of a modelled library function.
type libCall struct {
	op    *libOp
	args  []value
	pos   token.Pos
	typ   types.Type // of the result
	phase int
	res   value // of a function that it called
	frame *frame
}

func (s *state) clone() *state {
	return &state{
		gs:      slices.Clone(s.gs),
		heap:    slices.Clone(s.heap),
		syms:    slices.Clone(s.syms),
		globals: slices.Clip(s.globals),
		facts:   slices.Clip(s.facts),
		numbers: s.numbers,
		again:   s.again,
		marks:   s.marks,

		bypassed: s.bypassed,
	}
}

// handOn is clone where s itself is not needed any more: lists need no copy.
func (s *state) handOn() *state {
	c := *s
	return &c
}

// goroutine returns the goroutine with the name, to be changed, or nil.
func (s *state) goroutine(n name) *goroutine {
	for i, g := range s.gs {
		if g.name == n {
			if g.owner != s {
				c := *g
				c.frames = slices.Clone(g.frames)
				c.owner = s
				s.gs[i] = &c
				return &c
			}
			return g
		}
	}
	return nil
}

// top returns the top frame, to be changed.
func (s *state) top(g *goroutine) *frame {
	i := len(g.frames) - 1
	f := g.frames[i]
	if f.owner != s {
		c := *f
		c.env = f.env.clone()
		c.defers = slices.Clip(f.defers)
		if f.lib != nil {
			lib := *f.lib
			c.lib = &lib
		}
		c.loops = slices.Clone(f.loops)
		c.owner = s
		g.frames[i] = &c
		return &c
	}
	return f
}

func (s *state) alloc(o *object) int {
	for i := 1; i < len(s.heap); i++ {
		if s.heap[i] == nil {
			s.heap[i] = o
			return i
		}
	}
	s.heap = append(s.heap, o)
	return len(s.heap) - 1
}

func (s *state) symbol(sym *symbol) unknown {
	for i := 1; i < len(s.syms); i++ {
		if s.syms[i] == nil {
			s.syms[i] = sym
			return unknown{i, 1, 0}
		}
	}
	s.syms = append(s.syms, sym)
	return unknown{len(s.syms) - 1, 1, 0}
}

// setSym replaces what is known about a symbol.
func (s *state) setSym(id int, change func(*symbol)) {
	c := *s.syms[id]
	change(&c)
	s.syms[id] = &c
}

// setObj replaces the content of an object.
func (s *state) setObj(id int, v value) {
	c := *s.heap[id]
	c.val = v
	s.heap[id] = &c
}

// fresh makes a value of the type of which nothing is known.
func (s *state) fresh(t types.Type) value {
	switch u := t.Underlying().(type) {
	case *types.Struct:
		return &tuple{make([]value, u.NumFields())}
	case *types.Array:
		if u.Len() <= maxArray {
			return &tuple{make([]value, u.Len())}
		}
		return nil
	case *types.Tuple:
		elems := make([]value, u.Len())
		for i := range elems {
			elems[i] = s.fresh(u.At(i).Type())
		}
		return &tuple{elems}
	}
	lo := -unbounded
	if b, ok := t.Underlying().(*types.Basic); ok && b.Info()&types.IsUnsigned != 0 {
		lo = 0
	}
	return s.symbol(&symbol{typ: t, lo: lo, hi: unbounded})
}

// nonNil makes an unknown value that is not nil.
func (s *state) nonNil(t types.Type) value {
	v := s.fresh(t)
	if u, ok := v.(unknown); ok {
		s.setSym(u.id, func(sym *symbol) { sym.truth = -1 })
	}
	return v
}

// keep notes that something unknown is kept, in a variable or field.
func (s *state) keep(v value) {
	if u, ok := v.(unknown); ok && u.id != 0 {
		s.setSym(u.id, func(sym *symbol) { sym.kept = true })
	}
}

// resolve replaces an unknown that has become known.
func (s *state) resolve(v value) value {
	u, ok := v.(unknown)
	if !ok {
		return v
	}
	sym := s.syms[u.id]
	switch {
	case isInteger(sym.typ):
		if sym.lo == sym.hi {
			return integer(u.mul*sym.lo + u.add)
		}
	case isBoolean(sym.typ):
		if sym.truth != 0 {
			return boolean(sym.truth > 0)
		}
	case sym.truth > 0:
		return null{}
	}
	return v
}

// read returns what lies at a path in a value.
func read(v value, path string) value {
	for path != "" {
		var i int
		i, path = first(path)
		t, ok := v.(*tuple)
		if !ok || i >= len(t.elems) {
			return nil
		}
		v = t.elems[i]
	}
	return v
}

// write returns the value with another one at a path in it.
func write(v value, path string, to value) value {
	if path == "" {
		return to
	}
	i, rest := first(path)
	var elems []value
	if t, ok := v.(*tuple); ok {
		elems = slices.Clone(t.elems)
	}
	for len(elems) <= i {
		elems = append(elems, nil)
	}
	elems[i] = write(elems[i], rest, to)
	return &tuple{elems}
}

func (s *state) globalObj(v *ssa.Global) int {
	for _, g := range s.globals {
		if g.v == v {
			return g.obj
		}
	}
	t := v.Type().Underlying().(*types.Pointer).Elem()
	obj := s.alloc(&object{open: true, typ: t, pos: v.Pos()})
	if isError(t) {
		s.setObj(obj, s.nonNil(t))
	}
	s.globals = append(slices.Clip(s.globals), global{v, obj})
	return obj
}
