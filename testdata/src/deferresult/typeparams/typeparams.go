// Package typeparams has generic functions.
package typeparams

import "fmt"

// row: DF16
//
//proof:by observed
//proof:instead (T, error) { => (v T, err error) {
//proof:instead v   T => _   T
//proof:instead err error => _ error
func try[T any](f func() T) (T, error) { //proof:at
	var (
		v   T
		err error
	)
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic: %v", r) // want `after the panic the caller gets zero values, not this value of err`
		}
	}()
	v = f()
	return v, err
}

//proof:observe
func observed() bool {
	_, err := try(func() int { panic("lost") })
	return err == nil
}

type alias = error

// The result is named, of a type with another name.
//
//proof:by named
func tryNamed[T any](f func() T) (v T, err alias) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic: %v", r)
		}
	}()
	return f(), nil
}

//proof:ok
func named() {
	if _, err := tryNamed(func() int { panic("kept") }); err == nil {
		panic("lost")
	}
}
