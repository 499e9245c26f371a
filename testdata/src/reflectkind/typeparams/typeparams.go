// Package typeparams calls methods of package reflect in generic functions.
package typeparams

import "reflect"

// fields does not know what T is.
func fields[T any](v T) int { return reflect.ValueOf(v).NumField() }

//proof:ok
func runFields() { fields(struct{ A int }{1}) }

type list[T any] struct{ items []T }

//proof:by runNil
func (l list[T]) isNil() bool {
	return reflect.ValueOf(l).IsNil() // want `IsNil panics: it is for .*, and this is a list\[T\]`
}

//proof:panic call of reflect.Value.IsNil on struct Value
func runNil() { list[int]{}.isNil() }
