package scope

import (
	"container/heap"
	"fmt"
	"go/token"
	"go/types"
	"slices"
	"sort"
	"strings"

	"golang.org/x/tools/go/ssa"
	"golang.org/x/tools/go/types/typeutil"
)

// A Finding is a goroutine that can be blocked for ever.
type Finding struct {
	Root  *ssa.Function // the scope
	Pos   token.Pos     // the operation
	Op    string        // "send", "receive", "select", "select {}", or the full name of a library function
	Make  token.Pos     // where one of the objects is made that it waits for
	Go    token.Pos     // the go statement that started it; if it is the scope itself, none
	Steps []Step        // the schedule, from the first
	Other []Blocked     // who is blocked for ever with it

	Holder   Blocked   // one of these that could have been the other side; zero if none
	Partners []Partner // operations that could have been the other side, by position

	// Endless tells that the goroutine receives or sends in a function that can't return: it
	// was not meant to end.
	Endless bool

	// Unsure tells that what is not known may rule it out: it takes a second round of a loop in which
	// something unknown decides, or a number of rounds that is not known.
	Unsure bool

	made  []token.Pos // of all objects that it waits for
	vague bool        // it holds if nobody closes the channel
	doubt int         // of the state
}

// A Partner is an operation on an object, wherever a goroutine came to it.
type Partner struct {
	Pos token.Pos
	Op  string
}

// A Misuse is an operation that ends the process: a send on a closed channel, a
// close of a closed or nil one, a negative WaitGroup counter, an unlock of what
// is not locked.
type Misuse struct {
	Root   *ssa.Function
	Pos    token.Pos // the operation
	Text   string    // what the runtime says
	Unsure bool      // see Finding
	Steps  []Step    // the schedule; the last step is the operation, or the panic that it began
}

// A Step is one operation of a schedule.
type Step struct {
	Go   token.Pos // which goroutine
	Pos  token.Pos
	Op   string
	With token.Pos // the operation that it meets
}

// Blocked is a goroutine at an operation.
type Blocked struct {
	Go  token.Pos
	Pos token.Pos
	Op  string
}

// Bounds of one scope, in what it costs and never in time, so that every machine
// finds the same.
const (
	maxStates = 6000
	maxSteps  = 600_000
)

// A machine explores one scope.
type machine struct {
	prog   *ssa.Program
	funcs  map[*ssa.Function]*function
	types  typeutil.Map
	libs   map[string]*libOp
	lookup func(types.Type, *types.Func) *ssa.Function

	slice   *slicing
	coarse  bool                      // what data decides is not remembered; see doc.go
	suspect bool                      // if coarse: a goroutine may be blocked for ever, or something panics
	traits  map[*ssa.Function]*traits // may be nil

	root     *ssa.Function
	followed map[*ssa.Function]bool
	maxSteps int
	expanded int  // nodes
	paused   bool // at maxSteps: there is more to explore
	complete bool
	states   int
	steps    int
	queue    queue
	seen     map[[2]uint64]uint8
	outcome  func(outcome) // of each complete execution; may be nil
	findings []*Finding
	ops      map[on]bool // that goroutines came to
	misuses  []*Misuse
	cuts     map[string]int
	loops    int // paths that were left in a loop of unknown length, or where an entry of a map is found again
	seq      int
	writer   writer
}

func newMachine(prog *ssa.Program, funcs map[*ssa.Function]*function, libs map[string]*libOp, slice *slicing) *machine {
	m := &machine{prog: prog, funcs: funcs, libs: libs, slice: slice, coarse: slice.blind, maxSteps: maxSteps, cuts: make(map[string]int)}
	m.lookup = func(t types.Type, method *types.Func) *ssa.Function { return lookup(prog, t, method) }
	return m
}

// An outcome is how an execution ends: with goroutines that never go on, or by a
// misuse that ends the process.
type outcome struct {
	blocked []Blocked
	misuse  misuse
	steps   []Step
}

func (m *machine) function(fn *ssa.Function) *function {
	f := m.funcs[fn]
	if f == nil {
		f = newFunction(fn, len(m.funcs))
		m.findDull(f)
		m.findRounds(f)
		m.findEntries(f)
		m.funcs[fn] = f
	}
	return f
}

func (m *machine) typeID(t types.Type) int {
	if id := m.types.At(t); id != nil {
		return id.(int)
	}
	m.types.Set(t, m.types.Len())
	return m.types.Len() - 1
}

// A node is a state with the way to it.
type node struct {
	s      *state
	parent *node
	alone  *node // the parent, if only one goroutine went on there
	first  int   // which one
	led    bool  // it came to a state that was not seen before
	step   *Step
	// decided are the branches behind the step in which something unknown decided.
	decided []Step
	ended   token.Pos // where the scope itself returned then, if it did
	last    name
	cost    int // how often a goroutine was interrupted that could have gone on
	depth   int
	seq     int
}

// The queue hands out states in the order of how few interruptions lead to
// them, then of how few steps (iterative context bounding; Musuvathi and Qadeer,
// PLDI 2007): most mistakes show with none or one, and a person can follow those.
type queue []*node

func (q queue) Len() int { return len(q) }
func (q queue) Less(i, j int) bool {
	a, b := q[i], q[j]
	if a.cost != b.cost {
		return a.cost < b.cost
	}
	if a.depth != b.depth {
		return a.depth < b.depth
	}
	return a.seq < b.seq
}
func (q queue) Swap(i, j int) { q[i], q[j] = q[j], q[i] }
func (q *queue) Push(x any)   { *q = append(*q, x.(*node)) }
func (q *queue) Pop() any {
	old := *q
	n := old[len(old)-1]
	old[len(old)-1] = nil
	*q = old[:len(old)-1]
	return n
}

// end completes what was found, and frees what the exploration needed.
func (m *machine) end() {
	if m.seen == nil {
		return
	}
	m.partners()
	if m.paused {
		m.cuts["steps"]++
	}
	m.states = len(m.seen)
	m.queue, m.seen, m.ops = nil, nil, nil
}

func (m *machine) push(n *node) {
	m.seq++
	n.seq = m.seq
	heap.Push(&m.queue, n)
}

// explore executes a function in every way, to the bounds.
func (m *machine) explore(root *ssa.Function) (complete bool) {
	m.root = root
	return m.goOn()
}

// begin makes the first state.
func (m *machine) begin() {
	root := m.root
	m.seen = make(map[[2]uint64]uint8)
	m.followed = make(map[*ssa.Function]bool)
	m.ops = make(map[on]bool)
	s := &state{heap: []*object{nil}, syms: []*symbol{nil}, marks: new(marks)}
	g := &goroutine{running: true, owner: s}
	x := &exec{m: m, s: s, g: g}
	f := x.newFrame(&closure{fn: root}, nil)
	for v, i := range f.fn.slots {
		switch v.(type) {
		case *ssa.Parameter, *ssa.FreeVar:
			held := s.fresh(v.Type())
			f.env.set(i, held)
			s.keep(held)
			if u, ok := held.(unknown); ok {
				if v, ok := v.(*ssa.FreeVar); ok || len(root.Params) > 0 && root.Signature.Recv() != nil && v == ssa.Value(root.Params[0]) {
					s.setSym(u.id, func(sym *symbol) { sym.truth = -1 })
				}
			}
		}
	}
	g.frames = []*frame{f}
	s.gs = []*goroutine{g}
	m.push(&node{s: s})
}

// goOn explores the root from where it was paused, or from the first state.
func (m *machine) goOn() (complete bool) {
	defer func() {
		// A mistake of the engine costs the scope, not the driver.
		if r := recover(); r != nil {
			m.cuts[fmt.Sprint("internal error: ", r)]++
			complete = false
		}
	}()
	if m.seen == nil {
		m.begin()
	}
	m.paused = false
	for m.queue.Len() > 0 {
		if m.paused = m.paused || m.steps > m.maxSteps; m.paused {
			return false
		}
		if m.expanded++; m.expanded > maxStates || m.coarse && m.suspect {
			return false
		}
		m.expand(heap.Pop(&m.queue).(*node))
	}
	return len(m.cuts) == 0
}

// came notes which operations goroutines are at.
func (m *machine) came(s *state) {
	for _, g := range s.gs {
		pos, op := m.at(g)
		for _, obj := range m.waits(s, g) {
			if made := s.heap[obj].pos; made.IsValid() && pos.IsValid() {
				m.ops[on{made, Partner{pos, op}}] = true
			}
		}
	}
}

// on is an operation on an object that is made somewhere.
type on struct {
	made token.Pos
	op   Partner
}

// partners completes the findings with the operations that could have been the
// other side.
func (m *machine) partners() {
	for _, f := range m.findings {
		for o := range m.ops {
			if slices.Contains(f.made, o.made) && o.op.Pos != f.Pos && Meets(f.Op, o.op.Op) {
				f.Partners = append(f.Partners, o.op)
			}
		}
		slices.SortFunc(f.Partners, func(a, b Partner) int { return int(a.Pos - b.Pos) })
		f.Partners = slices.Compact(f.Partners)
	}
	m.findings = slices.DeleteFunc(m.findings, func(f *Finding) bool {
		if slices.ContainsFunc(m.findings, func(g *Finding) bool { return g.Pos == f.Pos && g.doubt < f.doubt }) {
			return true // there is a way to it with less doubt
		}
		return f.vague && slices.ContainsFunc(f.Partners, func(p Partner) bool { return p.Op == "close" })
	})
}

// Meets reports whether an operation can end the wait at another one.
func Meets(wait, op string) bool {
	method := func(name string) string { return name[strings.LastIndex(name, ".")+1:] }
	switch method(wait) {
	case "send":
		return op == "receive" || op == "select"
	case "receive":
		return op == "send" || op == "close" || op == "select" || op == "cancel"
	case "select":
		return op == "send" || op == "close" || op == "receive" || op == "select" || op == "cancel"
	case "Lock", "RLock":
		return method(op) == "Unlock" || method(op) == "RUnlock"
	case "Wait":
		return method(op) == "Done" || method(op) == "Signal" || method(op) == "Broadcast"
	case "Acquire":
		return method(op) == "Release"
	}
	return false
}

// expand finds the states that follow one.
func (m *machine) expand(n *node) {
	s := n.s
	for {
		i := slices.IndexFunc(s.gs, func(g *goroutine) bool { return g.running })
		if i < 0 {
			break
		}
		alts, over := m.run(n, s.gs[i].name)
		if over {
			if m.paused {
				heap.Push(&m.queue, n)
			}
			return
		}
		if alts != nil {
			for i, alt := range alts {
				c := s.handOn()
				if i < len(alts)-1 {
					c = s.clone()
				}
				alt.apply(c)
				c.collect()
				h := m.hash(c)
				if m.seen[h] != 0 {
					m.known(n)
					continue
				}
				m.seen[h] = reduced
				m.push(&node{s: c, parent: n.parent, alone: n.alone, step: n.step, decided: n.decided, ended: n.ended, last: n.last, cost: n.cost, depth: n.depth})
			}
			return
		}
	}
	s.collect()
	h := m.hash(s)
	if how := m.seen[h]; how != 0 {
		if how == reduced {
			m.known(n)
		}
		return
	}
	moves := make([][]move, len(s.gs))
	for i, g := range s.gs {
		moves[i] = m.moves(s, g)
	}
	enabled := s.enabled(moves)
	m.came(s)
	if m.outcome != nil && !slices.Contains(enabled, true) {
		o := outcome{steps: n.steps()}
		for _, g := range s.gs {
			pos, op := m.at(g)
			o.blocked = append(o.blocked, Blocked{g.at, pos, op})
		}
		m.outcome(o)
	}
	m.stuck(n, enabled)
	only := m.ample(s, moves)
	m.seen[h] = full
	if only >= 0 {
		m.seen[h] = reduced
	}
	if n.alone != nil {
		n.alone.led = true
	}
	n.first = only
	m.fire(n, moves, enabled, func(i int) bool { return only < 0 || i == only }, only >= 0)
	if only < 0 {
		n.s = nil
	}
}

// How a state was expanded: by what one goroutine does, or by all that can happen.
const (
	reduced uint8 = 1 + iota
	full
)

// known is called where a state was seen before. If only one goroutine went on
// to come here, the others go on as well: else one that goes round in a circle
// would hide what they do (the cycle proviso of partial-order reduction).
func (m *machine) known(n *node) {
	if n.alone != nil && !n.alone.led {
		m.expandRest(n.alone)
	}
}

// expandRest lets the others go on where only one goroutine did.
func (m *machine) expandRest(n *node) {
	if n == nil || n.s == nil {
		return
	}
	moves := make([][]move, len(n.s.gs))
	for i, g := range n.s.gs {
		moves[i] = m.moves(n.s, g)
	}
	m.fire(n, moves, n.s.enabled(moves), func(i int) bool { return i != n.first }, false)
	n.s = nil
}

// enabled tells which goroutines can go on, by themselves or with another one.
func (s *state) enabled(moves [][]move) []bool {
	enabled := make([]bool, len(s.gs))
	for i := range s.gs {
		if len(moves[i]) > 0 {
			enabled[i] = true
		}
		for _, mv := range moves[i] {
			if mv.with != nil {
				for j, h := range s.gs {
					if h.name == *mv.with {
						enabled[j] = true
					}
				}
			}
		}
	}
	return enabled
}

// fire makes the moves of the goroutines that are chosen; alone if the others
// are left for later.
func (m *machine) fire(n *node, moves [][]move, enabled []bool, chosen func(int) bool, alone bool) {
	s := n.s
	lastEnabled := false
	for i, g := range s.gs {
		if enabled[i] && g.name == n.last {
			lastEnabled = true
		}
	}
	for i, g := range s.gs {
		if !chosen(i) {
			continue
		}
		cost := n.cost
		if !alone && lastEnabled && g.name != n.last {
			cost++
		}
		pos, op := m.at(g)
		for _, mv := range moves[i] {
			step := &Step{Go: g.at, Pos: pos, Op: op}
			if mv.with != nil {
				step.With, _ = m.at(s.goroutine(*mv.with))
			}
			next := m.tryApply(n, mv, step, alone)
			if next == nil {
				continue
			}
			child := &node{s: next, parent: n, step: step, last: g.name, cost: cost, depth: n.depth + 1}
			if alone {
				child.alone = n
			}
			m.push(child)
		}
	}
}

func (m *machine) tryApply(n *node, mv move, step *Step, alone bool) (next *state) {
	defer func() {
		switch r := recover().(type) {
		case nil:
		case cut:
			m.cuts[r.why]++
			next = nil
		case processEnds:
			end := &node{parent: n, step: step}
			if alone {
				end.alone = n
			}
			if n.s.vague() {
				r.misuse.text = "" // in another state it may not come to it
			}
			m.ends(end, r.misuse, n.s.doubt() > 0)
			next = nil
		case fork:
			m.cuts["fork in an operation"]++
			next = nil
		default:
			panic(r)
		}
	}()
	return m.apply(n.s, mv)
}

// ends is called where the process ends: then all that others could have done
// before counts.
func (m *machine) ends(n *node, why misuse, unsure bool) {
	m.expandRest(n.alone)
	m.suspect = m.suspect || m.coarse && why.text != ""
	if m.outcome != nil {
		m.outcome(outcome{misuse: why, steps: n.steps()})
	}
	if why.text == "" || slices.ContainsFunc(m.misuses, func(k *Misuse) bool { return k.Pos == why.pos && (!k.Unsure || unsure) }) {
		return
	}
	m.misuses = slices.DeleteFunc(m.misuses, func(k *Misuse) bool { return k.Pos == why.pos })
	m.misuses = append(m.misuses, &Misuse{m.root, why.pos, why.text, unsure, n.steps()})
}

// run does the local steps of a goroutine until it is at an operation or ends.
func (m *machine) run(n *node, who name) (alts []alternative, over bool) {
	s := n.s
	x := m.enter(s, s.goroutine(who))
	defer func() {
		n.decided = append(slices.Clip(n.decided), x.decided...)
		switch r := recover().(type) {
		case nil:
		case fork:
			if x.f != nil {
				x.f.forks++
				if !r.number {
					x.f.turns++
					x.f.asked = true
				}
				if x.f.lib == nil && x.f.unwinding == 0 && !x.f.running {
					x.f.drop(true)
				}
			}
			alts = r.alts
		case cut:
			if r.why == longLoop || r.why == foundAgain {
				m.loops++
			} else {
				m.cuts[r.why]++
			}
			over = true
		case processEnds:
			if s.vague() {
				r.misuse.text = ""
			}
			m.ends(n, r.misuse, s.doubt() > 0)
			over = true
		default:
			panic(r)
		}
	}()
	for {
		if m.steps++; m.steps > m.maxSteps {
			m.paused = true
			return nil, true
		}
		x.f = s.top(x.g)
		f := x.f
		switch {
		case f.lib != nil && f.unwinding == 0:
			c := f.lib
			if c.phase > 0 && c.op.resume != nil {
				c.op.resume(x, c)
				if x.g != nil && !x.g.running {
					return nil, false
				}
			} else if len(c.args) > 0 && c.args[0] == (null{}) && c.op.name != "close" {
				x.crash()
			} else if x.outside(c) {
				for _, a := range c.args {
					x.open(a)
				}
				x.ret(s.fresh(c.typ))
			} else {
				if i := c.op.ints; i > 0 {
					if u, ok := x.s.resolve(c.args[i]).(unknown); ok && x.s.syms[u.id].derived {
						x.open(c.args[0])
						continue
					}
					c.args = slices.Clone(c.args)
					c.args[i] = integer(x.small(c.args[i], 1))
				}
				x.g.running = false
				x.round()
				return nil, false
			}
		case f.unwinding != 0 || f.recovered:
			x.unwind()
		default:
			if x.instr() {
				return nil, false
			}
		}
		if x.g == nil {
			if who.site == 0 {
				n.ended = x.over
			}
			return nil, false
		}
	}
}

// ample returns a goroutine whose next operation nobody else can see or hinder,
// so that it is enough to let it go first (a persistent set of one; Godefroid,
// Partial-Order Methods for the Verification of Concurrent Systems, 1996), or -1.
func (m *machine) ample(s *state, moves [][]move) int {
	shared := make([]int, len(s.heap))
	done := false
	count := func() {
		done = true
		for _, g := range s.gs {
			r := s.newReach()
			r.goroutine(g)
			for i, seen := range r.objs {
				if seen {
					shared[i]++
				}
			}
			r.done()
		}
	}
	for i, g := range s.gs {
		if len(moves[i]) == 0 {
			continue
		}
		f := g.frames[len(g.frames)-1]
		if f.lib != nil {
			// Lipton's left movers: a release commutes with what others do before it,
			// but for another release.
			if isUnlock(f) && !slices.ContainsFunc(s.gs, func(h *goroutine) bool {
				other := h.frames[len(h.frames)-1]
				return h != g && isUnlock(other) && other.lib.args[0] == f.lib.args[0]
			}) {
				return i
			}
			if f.lib.op.name == "timer" {
				continue
			}
		}
		if !done {
			count()
		}
		local := true
		for _, obj := range m.waits(s, g) {
			if obj != 0 && shared[obj] > 1 && !s.heap[obj].open {
				local = false
			}
		}
		if local {
			return i
		}
	}
	return -1
}

func isUnlock(f *frame) bool { return f.lib != nil && strings.HasSuffix(f.lib.op.name, "nlock") }

// stuck looks for goroutines that are blocked for ever: all that they wait for
// can be got at only by goroutines that are blocked for ever as well. This is
// how the runtime's leak profile finds them, by reachability (Saioc et al.,
// Dynamic Partial Deadlock Detection and Recovery via Garbage Collection,
// ASPLOS 2025).
func (m *machine) stuck(n *node, enabled []bool) {
	s := n.s
	r := s.newReach()
	defer r.done()
	r.all = false
	live := slices.Clone(enabled)
	for i, g := range s.gs {
		live[i] = live[i] || m.mayHaveRoom(s, g)
		if live[i] {
			r.goroutine(g)
		}
	}
	for changed := true; changed; {
		changed = false
		for i, g := range s.gs {
			if live[i] {
				continue
			}
			for _, obj := range m.waits(s, g) {
				if obj != 0 && (r.objs[obj] || s.heap[obj].open) {
					live[i] = true
				}
			}
			if live[i] {
				r.goroutine(g)
				changed = true
			}
		}
	}
	var blocked []*goroutine
	for i, g := range s.gs {
		if f := g.frames[0]; !live[i] && !(f.lib != nil && f.lib.op.name == "timer" && len(g.frames) == 1) {
			blocked = append(blocked, g)
		}
	}
	if len(blocked) > 0 {
		m.found(n, blocked)
	}
}

// mayHaveRoom reports whether a goroutine waits to send on a channel with a buffer
// that is made as large as the caller likes.
func (m *machine) mayHaveRoom(s *state, g *goroutine) bool {
	cases, _, _ := m.look(s, g).comms()
	for _, c := range cases {
		if r, ok := c.ch.(ref); ok && c.send {
			if ch, ok := s.heap[r.obj].val.(*channel); ok && ch.any {
				return true
			}
		}
	}
	return false
}

func (m *machine) found(n *node, blocked []*goroutine) {
	if m.coarse {
		m.suspect = m.suspect || slices.ContainsFunc(blocked, func(g *goroutine) bool { return !n.s.nilElsewhere(g) })
		return
	}
	at := func(g *goroutine) token.Pos { pos, _ := m.at(g); return pos }
	doubt := n.s.doubt()
	for _, f := range m.findings {
		for _, g := range blocked {
			if at(g) == f.Pos && f.doubt <= doubt {
				return
			}
		}
	}
	unsure := func(g *goroutine) bool { return n.s.nilElsewhere(g) || n.s.vague() && !g.waitsForClose() }
	if blocked = slices.DeleteFunc(blocked, unsure); len(blocked) == 0 {
		return
	}
	caused := m.caused(n.s, blocked)
	sort.SliceStable(blocked, func(i, j int) bool {
		a, b := blocked[i], blocked[j]
		if (caused[a] == nil) != (caused[b] == nil) {
			return caused[a] == nil
		}
		return rank(m, a) < rank(m, b)
	})
	f := &Finding{Root: m.root, Unsure: n.s.again || n.s.counts(m, blocked[0]) || n.s.bypassed > 1 && blocked[0].name.site == 0, vague: n.s.vague(), doubt: doubt}
	g := blocked[0]
	f.Pos, f.Op = m.at(g)
	f.Go = g.at
	f.Endless = g.frames[len(g.frames)-1].endless()
	for _, obj := range m.waits(n.s, g) {
		if f.Make == 0 {
			f.Make = n.s.heap[obj].pos
		}
		f.made = append(f.made, n.s.heap[obj].pos)
	}
	if h := caused[g]; h != nil {
		pos, op := m.at(h)
		f.Holder = Blocked{h.at, pos, op}
	}
	for _, g := range blocked[1:] {
		pos, op := m.at(g)
		f.Other = append(f.Other, Blocked{g.at, pos, op})
	}
	f.Steps = n.steps()
	// Who sends while no other goroutine was seen may have come past the loop that starts them.
	alone := !f.Go.IsValid() && f.Op == "send" && !slices.ContainsFunc(f.Steps, func(s Step) bool { return s.Go.IsValid() })
	f.Unsure = f.Unsure || alone && n.s.numbers > 0
	m.findings = append(m.findings, f)
}

// caused tells which blocked goroutines wait for what another blocked one holds: they
// may be blocked because that one is.
func (m *machine) caused(s *state, blocked []*goroutine) map[*goroutine]*goroutine {
	caused := make(map[*goroutine]*goroutine)
	for _, h := range blocked {
		r := s.newReach()
		r.all = false
		r.goroutine(h)
		for _, g := range blocked {
			if g != h && slices.ContainsFunc(m.waits(s, g), func(obj int) bool { return obj != 0 && r.objs[obj] }) {
				caused[g] = h
			}
		}
		r.done()
	}
	return caused
}

// nilElsewhere reports whether the goroutine is at a channel that is nil where it
// is kept: a field or parameter. Whoever leaves it nil means it, or something that
// is not followed sets it.
func (s *state) nilElsewhere(g *goroutine) bool {
	f := g.frames[len(g.frames)-1]
	if f.lib != nil {
		return false
	}
	var ch ssa.Value
	switch i := f.block.Instrs[f.pc].(type) {
	case *ssa.UnOp:
		ch = i.X
	case *ssa.Send:
		ch = i.Chan
	default:
		return false
	}
	slot, ok := f.fn.slots[ch]
	if !ok || s.resolve(f.env.get(slot)) != (null{}) {
		return false
	}
	if f.env.get(slot) != (null{}) {
		return true // it was not known, and a branch took it for nil
	}
	load, ok := ch.(*ssa.UnOp)
	if !ok {
		return true
	}
	switch v := load.X.(type) {
	case *ssa.Alloc:
		return assigned(v)
	case *ssa.FreeVar:
		return capturedAssigned(v)
	}
	return true
}

// assigned reports whether something else than a nil or a new channel is stored in a
// variable.
func assigned(v ssa.Value) bool {
	return slices.ContainsFunc(*v.Referrers(), func(instr ssa.Instruction) bool {
		store, ok := instr.(*ssa.Store)
		if !ok || store.Addr != v {
			return false
		}
		_, made := store.Val.(*ssa.MakeChan)
		return !made && !isNil(store.Val)
	})
}

// capturedAssigned is the same for a variable that a function literal captures.
func capturedAssigned(v *ssa.FreeVar) bool {
	fn := v.Parent()
	i := slices.Index(fn.FreeVars, v)
	if fn.Parent() == nil || i < 0 {
		return true
	}
	for _, b := range fn.Parent().Blocks {
		for _, instr := range b.Instrs {
			if c, ok := instr.(*ssa.MakeClosure); ok && c.Fn == fn {
				switch v := c.Bindings[i].(type) {
				case *ssa.Alloc:
					return assigned(v)
				case *ssa.FreeVar:
					return assigned(v) || capturedAssigned(v)
				}
			}
		}
	}
	return true
}

// endless reports whether the frame is at a receive or send from which its function can't
// come to an end.
func (f *frame) endless() bool {
	if f.lib != nil {
		return false
	}
	switch i := f.block.Instrs[f.pc].(type) {
	case *ssa.Send:
	case *ssa.UnOp:
		if i.CommaOk {
			return false
		}
	case *ssa.Select:
		if slices.ContainsFunc(i.States, func(s *ssa.SelectState) bool { return s.Dir == types.SendOnly }) {
			return false
		}
	default:
		return false
	}
	seen := make(map[*ssa.BasicBlock]bool)
	var ends func(*ssa.BasicBlock) bool
	ends = func(b *ssa.BasicBlock) bool {
		if seen[b] {
			return false
		}
		seen[b] = true
		switch last := b.Instrs[len(b.Instrs)-1].(type) {
		case *ssa.Return:
			return true
		case *ssa.Panic:
			return last.Pos().IsValid() // or it is that of a select without a case
		}
		return slices.ContainsFunc(b.Succs, ends)
	}
	return !ends(f.block)
}

// steps returns the schedule that leads to a node.
func (n *node) steps() []Step {
	var steps []Step
	for ; n != nil; n = n.parent {
		if n.ended.IsValid() {
			steps = append(steps, Step{Pos: n.ended, Op: "return"})
		}
		for _, d := range slices.Backward(n.decided) {
			steps = append(steps, d)
		}
		if n.step != nil {
			steps = append(steps, *n.step)
		}
	}
	slices.Reverse(steps)
	return lastDecisions(steps)
}

// lastDecisions leaves of the branches those that led a goroutine from its last operation to where
// it is, at most the last few: they say why it does not do what it could have done.
func lastDecisions(steps []Step) []Step {
	const most = 2
	over := make(map[token.Pos]int) // how many of a goroutine's decisions are kept, or most
	var kept []Step
	for _, s := range slices.Backward(steps) {
		switch {
		case s.Op == "return":
		case !s.Decides():
			over[s.Go] = most
		case over[s.Go] == most:
			continue
		default:
			over[s.Go]++
		}
		kept = append(kept, s)
	}
	slices.Reverse(kept)
	return kept
}

// Condition is the Op of a step that is a branch.
func Condition(holds bool) string { return fmt.Sprintf("the condition is %v", holds) }

// Decides reports whether the step is a branch in which something unknown decided, and no operation.
func (s Step) Decides() bool { return s.Op == Condition(true) || s.Op == Condition(false) }

// rank orders the goroutines of a deadlock by how well they explain it.
func rank(m *machine, g *goroutine) int {
	switch _, op := m.at(g); op {
	case "send":
		return 0
	case "receive":
		return 1
	case "select":
		return 2
	case "(*sync.WaitGroup).Wait", "(*sync.Once).Do":
		return 4
	}
	return 3
}
