package lockstate

import (
	"cmp"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/chans"
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
)

// A Cycle is a ring of orders that contradict each other: each waits for what the next one
// holds. As many goroutines, one in each, wait for each other.
type Cycle []*Order

// length is the number of calls in all its chains.
func (c Cycle) length() int {
	n := 0
	for _, o := range c {
		n += len(o.Chain)
	}
	return n
}

type pair struct{ first, second types.Object }

// maxRing is how many locks a ring may have. Longer ones are as wrong, and nobody believes them.
const maxRing = 6

// Cycles lists the contradictions among the orders that are wanted, shorter ones first: a longer one has no
// pair of classes that a shorter one has. There is one for each set of classes: of several, the one with the
// shortest chains. It begins with the order that is seen least often, of those in the package.
func (s *Orders) Cycles(wanted func(*Order) bool) []Cycle {
	c := &cycler{Package: s.locks, orders: make(map[pair][]*Order), next: make(map[types.Object][]types.Object), rings: make(map[pair]bool)}
	for _, o := range slices.Concat(s.own, s.imported) {
		if o.via == "" && !wanted(o) {
			continue
		}
		at := pair{o.First.Object, o.Second.Object}
		if c.orders[at] == nil {
			c.pairs = append(c.pairs, at)
			c.next[at.first] = append(c.next[at.first], at.second)
		}
		c.orders[at] = append(c.orders[at], o)
	}
	for n := 2; n <= maxRing; n++ {
		for _, p := range c.pairs {
			c.steps = maxWalk
			c.walk([]pair{p}, n)
		}
	}
	slices.SortStableFunc(c.found, func(a, b Cycle) int { return cmp.Compare(a[0].Chain[0].Pos(), b[0].Chain[0].Pos()) })
	return c.found
}

type cycler struct {
	*Package
	orders map[pair][]*Order
	next   map[types.Object][]types.Object
	pairs  []pair
	rings  map[pair]bool // pairs that are in a ring which has been found
	found  []Cycle
	steps  int // that may still be taken from one pair
}

const maxWalk = 10_000

// walk looks for rings of n pairs that begin with the given ones.
func (c *cycler) walk(way []pair, n int) {
	first, last := way[0], way[len(way)-1]
	if c.steps--; c.steps < 0 || c.rings[last] {
		return
	}
	if len(way) == n-1 {
		c.ring(append(way[:n-1:n-1], pair{last.second, first.first})...)
		return
	}
	for _, next := range c.next[last.second] {
		if !slices.ContainsFunc(way, func(p pair) bool { return p.first == next }) {
			c.walk(append(way[:len(way):len(way)], pair{last.second, next}), n)
		}
	}
}

// ring adds the best cycle through the pairs.
func (c *cycler) ring(pairs ...pair) {
	if slices.ContainsFunc(pairs, func(p pair) bool { return c.orders[p] == nil || c.rings[p] }) {
		return
	}
	var best Cycle
	var choose func(Cycle)
	choose = func(chosen Cycle) {
		if len(chosen) == len(pairs) {
			if (best == nil || chosen.length() < best.length()) && c.closes(chosen) {
				best = slices.Clone(chosen)
			}
			return
		}
		for _, o := range c.orders[pairs[len(chosen)]] {
			if !slices.ContainsFunc(chosen, func(other *Order) bool { return gated(o, other) }) {
				choose(append(chosen, o))
			}
		}
	}
	choose(nil)
	if best == nil {
		return
	}
	rarest := 0
	for i, p := range pairs {
		c.rings[p] = true
		own, shown := best[i].via == "", best[rarest].via == ""
		if own && !shown || own == shown && len(c.orders[p]) < len(c.orders[pairs[rarest]]) {
			rarest = i
		}
	}
	c.found = append(c.found, append(best[rarest:], best[:rarest]...))
}

// closes reports whether goroutines, one in each order, can wait for each other: what each
// waits for excludes what the next one holds, and they are not all one goroutine.
func (c *cycler) closes(ring Cycle) bool {
	for i, o := range ring {
		next := ring[(i+1)%len(ring)]
		if !o.Second.Write && !next.First.Write {
			return false // readers don't exclude each other
		}
		if o.Since == nil && slices.ContainsFunc(ring, func(other *Order) bool { return other != o && !other.throughout() }) {
			return false
		}
	}
	together := ^uint64(0)
	for _, o := range ring {
		together &= o.from
	}
	return together == 0 && !c.oneGoroutine(ring) // else it is found where they come from
}

// throughout reports whether every way through the function comes to the call. A lock that one
// function keeps and another releases is often taken on a condition, such as a count, that
// also keeps the two apart.
func (o *Order) throughout() bool {
	if o.via != "" {
		return o.always
	}
	at := o.Chain[0].Block()
	for _, b := range o.In().Blocks {
		if _, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok && b != o.In().Recover && !at.Dominates(b) {
			return false
		}
	}
	return true
}

// gated reports whether a third lock keeps the two orders apart.
func gated(a, b *Order) bool {
	return slices.ContainsFunc(a.Gates, func(g types.Object) bool { return slices.Contains(b.Gates, g) })
}

// oneGoroutine reports whether all orders are taken by the goroutine of one function, which is
// started once for an object: an event loop. It waits for nobody but itself.
func (c *cycler) oneGoroutine(ring Cycle) bool {
	var loop *ssa.Function
	for _, o := range ring {
		if o.via != "" {
			return false // one that is alone in its loop is not told of
		}
		seen := make(map[*ssa.Function]bool)
		if !c.runsIn(o.In(), &loop, seen) {
			return false
		}
	}
	return loop != nil
}

// runsIn reports whether fn is only called, directly or further up, by a goroutine that runs loop, which
// is set if it is nil.
func (c *cycler) runsIn(fn *ssa.Function, loop **ssa.Function, seen map[*ssa.Function]bool) bool {
	if seen[fn] {
		return true
	}
	seen[fn] = true
	sites, all := c.callers(fn)
	if len(sites) == 0 || !all && !ofUnexported(fn) {
		return false
	}
	starters := make(map[*ssa.Function]bool)
	for _, site := range sites {
		if starter := site.Call.Parent(); site.Go || c.started(starter) {
			if starters[starter] || flow.LoopsOf(starter).Depth(site.Call.Block()) > 0 {
				return false // several at once
			}
			starters[starter] = true
		}
	}
	if len(starters) == len(sites) {
		if *loop == nil {
			*loop = fn
		}
		return *loop == fn
	}
	for _, site := range sites {
		if len(starters) > 0 || !c.runsIn(declared(site.Call.Parent()), loop, seen) {
			return false
		}
	}
	return true
}

// callers lists who calls the function, also through an embedding struct's promoted method. Tests,
// which call anything from anywhere, are left out; but a method of theirs may stand between.
func (c *cycler) callers(fn *ssa.Function) (sites []chans.Site, all bool) {
	direct, all := c.chans.Callers(fn)
	for _, site := range direct {
		switch caller := site.Call.Parent(); {
		case caller.Synthetic != "" && caller.Syntax() == nil, c.inTest(site):
			outer, _ := c.chans.Callers(caller)
			sites = append(sites, outer...)
		default:
			sites = append(sites, site)
		}
	}
	return slices.DeleteFunc(sites, c.inTest), all
}

func (c *cycler) inTest(site chans.Site) bool {
	return strings.HasSuffix(c.fset.Position(site.Call.Pos()).Filename, "_test.go")
}

// started reports whether the function is a literal that go statements run, and nobody else.
func (c *cycler) started(fn *ssa.Function) bool {
	if fn.Parent() == nil {
		return false
	}
	sites, all := c.chans.Callers(fn)
	return all && len(sites) > 0 && !slices.ContainsFunc(sites, func(s chans.Site) bool { return !s.Go })
}

// ofUnexported reports whether fn is a method of a type that other packages can't name. What they
// call all the same, through an interface, is left out.
func ofUnexported(fn *ssa.Function) bool {
	recv := fn.Signature.Recv()
	if recv == nil {
		return false
	}
	t := recv.Type()
	if p, ok := t.(*types.Pointer); ok {
		t = p.Elem()
	}
	name := typeName(t)
	return name != "" && !token.IsExported(name)
}
