// Package typeparams makes interfaces in generic functions.
package typeparams

type problem[T any] struct{ value T }

func (p *problem[T]) Error() string { return "problem" }

//proof:by runCheck
//proof:instead return p => if p != nil { return p }; return nil
func check[T comparable](list []T, bad T) error {
	var p *problem[T]
	for _, v := range list {
		if v == bad {
			p = &problem[T]{v}
		}
	}
	return p // want `p may still be nil`
}

//proof:observe
func runCheck() bool { return check([]int{1}, 2) != nil }

// zero is nil for some types, and something else for others.
func zero[E error]() error {
	var e E
	return e
}

//proof:ok
func runZero() { _ = zero[*problem[int]]() }
