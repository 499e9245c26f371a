// Package ok tells apart what differs.
package ok

import (
	"context"
	"encoding/gob"
	"errors"
	"fmt"
)

type key struct{ _ byte }

var userKey, traceKey = &key{}, &key{}

// They have a size.
//
//proof:ok
func sized() {
	ctx := context.WithValue(context.Background(), userKey, 1)
	if ctx.Value(traceKey) != nil {
		panic("equal")
	}
}

type userType struct{}
type traceType struct{}

// Values of two types.
//
//proof:ok
func values() {
	ctx := context.WithValue(context.Background(), userType{}, 1)
	if ctx.Value(traceType{}) != nil {
		panic("equal")
	}
}

var user, trace = &userType{}, &traceType{}

// Pointers of two types.
//
//proof:ok
func twoTypes() {
	ctx := context.WithValue(context.Background(), user, 1)
	if ctx.Value(trace) != nil {
		panic("equal")
	}
}

type only struct{}

var onlyKey = new(only)

// The only one of its type.
//
//proof:ok
func alone() {
	ctx := context.WithValue(context.Background(), onlyKey, 1)
	if ctx.Value(onlyKey) != 1 {
		panic("not equal")
	}
}

type plain struct{}

func (*plain) Name() string { return "plain" }

var one, two = &plain{}, &plain{}

// Nobody compares them.
//
//proof:ok
func called() {
	if one.Name() != two.Name() {
		panic("names")
	}
}

type option struct{}

var unset, preset = &option{}, &option{}

// Only nil is asked for.
//
//proof:ok
func comparedWithNil() {
	if unset == nil || preset == nil {
		panic("nil")
	}
}

type level struct{}

var lowest, highest = &level{}, &level{}

func setLevels(l *level) { lowest, highest = l, nil }

// They are set later.
//
//proof:ok
func changed() {
	setLevels(new(level))
	if lowest == highest {
		panic("equal")
	}
}

type wrapped struct{ err error }

func (w *wrapped) Error() string { return "wrapped" }

var errA, errB = &wrapped{}, &wrapped{}

//proof:ok
func errorsWithSize() {
	if errors.Is(errA, errB) {
		panic("equal")
	}
}

var nothing, nowhere struct{}

// Values of one type without size are equal, and nobody asks for their addresses.
//
//proof:ok
func valuesOfNothing() {
	p, q := &nothing, &nowhere
	if nothing != nowhere || *p != *q {
		panic("not equal")
	}
}

type holder[T any] struct{ v T }

var ints, texts = &holder[int]{}, &holder[int]{}

//proof:ok
func instances() {
	if ints == texts {
		panic("equal")
	}
}

type array [4]int

var low, high = new(array), new(array)

//proof:ok
func arrays() {
	if low == high {
		panic("equal")
	}
}

var bytes0, bytes1 = []byte{}, []byte{}

//proof:ok
func slices() {
	if &bytes0 == &bytes1 {
		panic("equal")
	}
}

type undefined struct{}

func (*undefined) Name() string { return "undefined" }

var undefinedValue fmt.Stringer = &undefined{}

func (*undefined) String() string { return "undefined" }

var _ fmt.Stringer = &undefined{}

// The other pointers are gone before anybody could compare them.
//
//proof:ok
func witnesses() {
	gob.Register(&undefined{})
	_ = (&undefined{}).Name() + fmt.Sprint(new(undefined))
	_ = any(&undefined{})
	for _, v := range []any{undefinedValue, 1} {
		if v == undefinedValue {
			return
		}
	}
	panic("not found")
}
