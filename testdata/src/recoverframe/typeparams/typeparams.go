// Package typeparams has generic functions.
package typeparams

//proof:by panics, recovers
func rescue[T any](into *T) {
	if v, ok := recover().(T); ok {
		*into = v
	}
}

//row: DF08
//proof:panic generic
func panics() {
	var s string
	defer func() {
		rescue(&s) // want `the recover of line 6 returns nil when it is called from here`
	}()
	panic("generic") //proof:at
}

//proof:ok
func recovers() {
	var s string
	defer rescue(&s)
	panic("generic")
}

type guard[T any] struct{ v T }

func (g *guard[T]) close() { g.v, _ = recover().(T) }

type guardInt = guard[int]

//row: DF08
//proof:panic method
func method() {
	g := new(guardInt)
	defer func() {
		g.close() // want `the recover of line 30 returns nil`
	}()
	panic("method") //proof:at
}
