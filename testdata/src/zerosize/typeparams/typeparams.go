// Package typeparams has generic types without size.
package typeparams

type tag[T any] struct{}

var ints, others any = &tag[int]{}, &tag[int]{}

var texts any = &tag[string]{}

func of[T any](v T) any { _ = v; return ints }

//proof:observe
//proof:instead of(1) == others => of(1) == texts
func generic() bool {
	return of(1) == others // want `this can't tell others from the \*tag\[int\]`
}

// The only one of its instance.
//
//proof:ok
func otherInstance() {
	if of("") == texts {
		panic("equal")
	}
}
