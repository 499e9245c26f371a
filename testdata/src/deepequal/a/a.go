// Package a asks reflect.DeepEqual what it can't say.
package a

import (
	"reflect"
	"time"
)

// row: R20
//
//proof:observe
//proof:instead count, 5 => count, int64(5)
func number() bool {
	var count int64 = 5
	return !reflect.DeepEqual(count, 5) // want `DeepEqual is always false here: count is a int64 and 5 a int`
}

type names []string

// row: R20
//
//proof:observe
//proof:instead []string{"a"} => names{"a"}
func named() bool {
	return !reflect.DeepEqual(names{"a"}, []string{"a"}) // want `always false here: .* is a names and .* a \[\]string`
}

// row: R20
//
//proof:observe
//proof:instead &n, n => &n, &n
func pointer() bool {
	n := names{"a"}
	return !reflect.DeepEqual(&n, n) // want `&n is a \*names and n a names`
}

//proof:observe
//proof:instead n, nil => n, names(nil)
func isNil() bool {
	var n names
	return !reflect.DeepEqual(n, nil) // want `always false here: n is a names, also when it is nil`
}

//proof:observe
//proof:instead DeepEqual(nil, => DeepEqual((*int)(nil),
func nilFirst() bool {
	var p *int
	return !reflect.DeepEqual(nil, p) // want `p is a \*int, also when it is nil`
}

// row: R13
//
//proof:observe
//proof:instead reflect.DeepEqual(t, t.In(time.FixedZone("", 3600))) => t.Equal(t.In(time.FixedZone("", 3600)))
func location() bool {
	t := time.Unix(0, 0)
	return !reflect.DeepEqual(t, t.In(time.FixedZone("", 3600))) // want `one instant differs from itself in another location, or read from a clock; use t.Equal`
}

// row: R13
//
//proof:observe
//proof:instead reflect.DeepEqual(&t, &u) => t.Equal(u)
func clock() bool {
	t := time.Now()
	u := t.Round(0)
	return !reflect.DeepEqual(&t, &u) && t.Equal(u) // want `compares the fields of the times`
}

//proof:observe
//proof:instead reflect.DeepEqual(f, f) => reflect.DeepEqual(&f, &f)
func function() bool {
	f := func() {}
	return !reflect.DeepEqual(f, f) // want `DeepEqual is false for functions`
}

// row: R14
//
//proof:observe
//proof:instead !reflect.DeepEqual(list, []string{}) => len(list) != 0
func emptySlice() bool {
	var list []string
	return !reflect.DeepEqual(list, []string{}) // want `DeepEqual is false if list is nil, which is empty as well: ask for len\(list\) == 0`
}

// row: R14
//
//proof:observe
//proof:instead !reflect.DeepEqual(map[string]int{}, m) => len(m) != 0
func emptyMap() bool {
	var m map[string]int
	return !reflect.DeepEqual(map[string]int{}, m) // want `false if m is nil`
}
