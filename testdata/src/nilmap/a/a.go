// Package a writes to maps that nothing makes.
package a

type user struct{ name string }

type registry struct {
	byName map[string]*user
	count  map[string]int
	seen   map[string]struct{}
}

func newRegistry() *registry { return &registry{} }

// row: MP02
//
//proof:by runAdd
func (r *registry) add(u *user) {
	r.byName[u.name] = u // want `this panics with "assignment to entry in nil map": nothing in the package makes byName, declared at line \d+; make it where its struct is made`
}

//proof:panic assignment to entry in nil map
func runAdd() { newRegistry().add(&user{"a"}) }

//proof:by runIncrement
func (r *registry) increment(name string) {
	r.count[name]++ // want `nothing in the package makes count`
}

//proof:panic assignment to entry in nil map
func runIncrement() { newRegistry().increment("a") }

//proof:by runRanges
func ranges(r *registry, names []string) {
	for _, name := range names {
		r.seen[name] = struct{}{} // want `nothing in the package makes seen`
	}
}

//proof:panic assignment to entry in nil map
func runRanges() { ranges(newRegistry(), []string{"a"}) }

var handlers map[string]func()

// row: MP03
//
//proof:panic assignment to entry in nil map
func register() {
	handlers["a"] = func() {} // want `nothing in the package makes handlers, declared at line \d+; make it where its package is made`
}

type outer struct{ registry }

type embeds struct{ embedded }

type embedded struct{ set map[int]bool }

//proof:panic assignment to entry in nil map
func promoted() {
	var e embeds
	e.set[1] = true // want `nothing in the package makes set`
}

type reset struct{ m map[int]int }

// clear sets it to nil, which makes nothing.
//
//proof:by runReset
func (r *reset) clear() { r.m = nil }

//proof:by runReset
func (r *reset) put(k int) {
	r.m[k] = k // want `nothing in the package makes m`
}

//proof:panic assignment to entry in nil map
func runReset() {
	r := &reset{m: nil}
	r.clear()
	r.put(1)
}

type cache struct {
	name    string
	entries map[string]int
}

func newCache(name string) *cache {
	return &cache{name: name, entries: make(map[string]int)}
}

// row: MP03
//
//proof:panic assignment to entry in nil map
func forgets() {
	c := &cache{name: "a"}
	c.name = "b"
	c.entries[c.name] = 1 // want `this panics with "assignment to entry in nil map": the literal at line \d+ leaves entries out; make it there, as line \d+ does`
}

//proof:panic assignment to entry in nil map
func forgetsValue() {
	c := cache{}
	for _, name := range []string{"a", "b"} {
		c.entries[name]++ // want `the literal at line \d+ leaves entries out`
	}
}

type local = map[string]int

type typed struct{ m local }

//proof:panic assignment to entry in nil map
func aliased() {
	f := func(t *typed) {
		t.m["a"] = 1 // want `nothing in the package makes m`
	}
	f(new(typed))
}

type nested struct {
	rows map[int]map[int]int
}

// row: MP04
//
//proof:by runConnect
func (n *nested) set(i, j int) {
	n.rows[i][j] = 1 // want `nothing puts a map into rows, declared at line \d+; make the inner map before the first write`
}

//proof:panic assignment to entry in nil map
func runConnect() { new(nested).set(1, 1) }
