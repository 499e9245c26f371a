package chans

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/container/intsets"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/typeis"
)

// A node is a variable of the constraint system: it points to a set of objects.
type node struct {
	pts   intsets.Sparse
	todo  intsets.Sparse // those that were not handed on yet
	succs []int          // nodes that include this one
	rules []func(obj int)
	inq   bool
}

// An object is something that can be pointed to.
type object struct {
	channel *Object
	fn      *ssa.Function
	dynamic types.Type // an interface holds a value of this type
	content int        // node of what is stored in it, 0 for none
	shared  bool       // what is stored in it is Shared
	global  bool       // it is a package-level variable
}

const (
	unknown = 0 // the object that stands for everything outside
	sink    = 1 // the node that everything flows into that leaves the package
	lent    = 2 // the same of channels that are left to receive from only
)

// maxSteps bounds the work for one package; the largest of std need a tenth of it.
const maxSteps = 20_000_000

// slot identifies a node: an ssa.Value, or part of one.
type slot struct {
	of    any // ssa.Value, *ssa.Function for results, *types.Var for fields
	index int // of the result or of the component of a tuple; -1 otherwise
}

type solver struct {
	pkg     *types.Package
	linked  map[types.Object]bool // see flow.Package
	nodes   []*node
	objects []*object
	slots   map[slot]int
	cells   map[any]int // object of a variable in memory: *ssa.Alloc, *ssa.Global, *types.Var, …
	types   typeTable
	queue   []int
	steps   int
	calls   *callGraph
	bodies  map[*ssa.Function]bool // functions whose instructions are in the system
	order   []*ssa.Function        // the same, in the order of their discovery
	points  map[ssa.Value][]int    // what channels point to, when that is known

	escaped []types.Type    // of the values in interfaces that left the package
	back    map[string]bool // unexported methods that the package calls of what comes from outside
}

func newSolver(pkg *types.Package) *solver {
	s := &solver{
		pkg:    pkg,
		slots:  make(map[slot]int),
		cells:  make(map[any]int),
		bodies: make(map[*ssa.Function]bool),
		calls:  newCallGraph(),
		back:   make(map[string]bool),
	}
	s.newObject(&object{})
	s.newNode()
	s.newNode()
	s.newNode()
	s.rule(sink, s.escape)
	s.rule(lent, s.lend)
	return s
}

func (s *solver) newNode() int {
	s.nodes = append(s.nodes, &node{})
	return len(s.nodes) - 1
}

func (s *solver) newObject(o *object) int {
	s.objects = append(s.objects, o)
	return len(s.objects) - 1
}

// at returns the node of a slot, making it.
func (s *solver) at(key slot) int {
	n, ok := s.slots[key]
	if !ok {
		n = s.newNode()
		s.slots[key] = n
	}
	return n
}

// value returns the node of an SSA value.
func (s *solver) value(v ssa.Value) int {
	key := slot{v, -1}
	if n, ok := s.slots[key]; ok {
		return n
	}
	n := s.at(key)
	switch v := v.(type) {
	case *ssa.Function:
		s.point(n, s.function(v))
	case *ssa.Global:
		s.point(n, s.global(v))
	}
	return n
}

// point makes n point to obj.
func (s *solver) point(n, obj int) {
	node := s.nodes[n]
	if node.pts.Insert(obj) {
		node.todo.Insert(obj)
		s.enqueue(n)
	}
}

// flow makes to include from.
func (s *solver) flow(from, to int) {
	if from == to || slices.Contains(s.nodes[from].succs, to) {
		return
	}
	s.nodes[from].succs = append(s.nodes[from].succs, to)
	s.include(to, &s.nodes[from].pts)
}

func (s *solver) include(to int, set *intsets.Sparse) {
	var news intsets.Sparse
	news.Difference(set, &s.nodes[to].pts)
	if news.IsEmpty() {
		return
	}
	s.nodes[to].pts.UnionWith(&news)
	s.nodes[to].todo.UnionWith(&news)
	s.enqueue(to)
}

// rule calls f once for each object that n ever points to.
func (s *solver) rule(n int, f func(obj int)) {
	s.nodes[n].rules = append(s.nodes[n].rules, f)
	for _, obj := range s.nodes[n].pts.AppendTo(nil) {
		f(obj)
	}
}

// load makes to include what is stored in the cells that from points to.
func (s *solver) load(from, to int) {
	s.rule(from, func(obj int) {
		if obj == unknown {
			s.point(to, unknown)
		} else if content := s.objects[obj].content; content != 0 {
			s.flow(content, to)
		}
	})
}

// store makes the cells that to points to include from.
func (s *solver) store(from, to int) {
	s.rule(to, func(obj int) {
		if obj == unknown {
			s.flow(from, sink)
		} else if content := s.objects[obj].content; content != 0 {
			s.flow(from, content)
		}
	})
}

func (s *solver) enqueue(n int) {
	if !s.nodes[n].inq {
		s.nodes[n].inq = true
		s.queue = append(s.queue, n)
	}
}

// solve propagates until nothing changes. It reports false when it gave up.
func (s *solver) solve() bool {
	for len(s.queue) > 0 {
		n := s.nodes[s.queue[0]]
		s.queue = s.queue[1:]
		n.inq = false
		var news intsets.Sparse
		news.Copy(&n.todo)
		n.todo.Clear()
		for _, to := range n.succs {
			s.include(to, &news)
		}
		// A rule may add rules and successors to this very node; those
		// see all that the node points to when they are added.
		rules := n.rules
		for _, obj := range news.AppendTo(nil) {
			for _, f := range rules {
				f(obj)
			}
		}
		if s.steps += 1 + len(n.succs) + news.Len()*len(rules); s.steps > maxSteps {
			return false
		}
	}
	return true
}

// settle keeps what channels point to when all is solved. The system can be as large as the package's SSA form, and
// would be alive as long.
func (s *solver) settle() {
	s.points = make(map[ssa.Value][]int)
	for key, n := range s.slots {
		if v, ok := key.of.(ssa.Value); ok && key.index == -1 && mayBeChannel(v.Type()) {
			s.points[v] = s.nodes[n].pts.AppendTo(nil)
		}
	}
	s.nodes, s.slots, s.cells, s.types, s.queue, s.bodies = nil, nil, nil, nil, nil, nil
	s.calls.seen = nil
}

// mayBeChannel reports whether the type is that of channels, or a type parameter's.
func mayBeChannel(t types.Type) bool {
	_, param := types.Unalias(t).(*types.TypeParam)
	return param || typeis.Chan(t)
}

// pointsTo lists the objects that a channel may be.
func (s *solver) pointsTo(v ssa.Value) ([]int, bool) {
	objects, ok := s.points[v]
	return objects, ok
}

// escape says what follows from an object's leaving the package.
func (s *solver) escape(obj int) {
	if obj == unknown {
		return
	}
	o := s.objects[obj]
	if o.channel != nil {
		o.channel.Open, o.channel.Given = true, true
	}
	if o.content != 0 {
		s.flow(o.content, sink)
		s.point(o.content, unknown)
	}
	if o.fn != nil {
		s.callFromOutside(o.fn)
		s.calls.reach(o.fn)
	}
	if o.dynamic != nil {
		s.escaped = append(s.escaped, o.dynamic)
		for _, m := range s.methods(o.dynamic) {
			s.callFromOutside(m)
			if token.IsExported(m.Name()) || s.back[m.Name()] {
				s.calls.reach(m)
			}
		}
	}
}

// callBack says that the package calls a method of something that comes from outside. If the method is
// not exported, only values that were there before have it.
func (s *solver) callBack(name string) {
	if token.IsExported(name) || s.back[name] {
		return
	}
	s.back[name] = true
	for _, t := range s.escaped {
		for _, m := range s.methods(t) {
			if m.Name() == name {
				s.calls.reach(m)
			}
		}
	}
}

// lend says what follows when code outside can receive from an object that is a channel.
func (s *solver) lend(obj int) {
	o := s.objects[obj]
	if o.channel == nil {
		s.escape(obj)
		return
	}
	o.channel.Open = true
	s.flow(o.content, sink)
}

// shareContents marks the channels that were stored in fields, globals,
// elements and channels.
func (s *solver) shareContents() {
	for _, o := range s.objects {
		if !o.shared || o.content == 0 {
			continue
		}
		for _, obj := range s.nodes[o.content].pts.AppendTo(nil) {
			if ch := s.objects[obj].channel; ch != nil {
				ch.Shared = true
				ch.Global = ch.Global || o.global
			}
		}
	}
}

func (s *solver) channels() []*Object {
	var list []*Object
	for _, o := range s.objects {
		if o.channel != nil {
			list = append(list, o.channel)
		}
	}
	sortByPos(list, (*Object).Pos)
	return list
}

// typeTable remembers which types can carry channels or functions.
type typeTable map[types.Type]bool

// carries reports whether a value of the type can lead to a channel or a
// function without passing through a struct: structs are followed by field.
func (t *typeTable) carries(typ types.Type) bool {
	if *t == nil {
		*t = make(typeTable)
	}
	if c, ok := (*t)[typ]; ok {
		return c
	}
	(*t)[typ] = false // for recursive types
	c := false
	switch u := typ.Underlying().(type) {
	case *types.Chan, *types.Signature, *types.Interface: // type parameters too
		c = true
	case *types.Pointer:
		c = t.carries(u.Elem())
	case *types.Slice:
		c = t.carries(u.Elem())
	case *types.Array:
		c = t.carries(u.Elem())
	case *types.Map:
		c = t.carries(u.Key()) || t.carries(u.Elem())
	case *types.Basic:
		c = u.Kind() == types.UnsafePointer
	}
	(*t)[typ] = c
	return c
}
