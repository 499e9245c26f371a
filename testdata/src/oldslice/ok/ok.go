// Package ok leaves the old slice alone, or uses what is right about it.
package ok

import (
	"bytes"
	"slices"
	"strings"
)

func names() []string { return []string{"a", "b", "b", "c"} }

func check(ok bool) {
	if !ok {
		panic("wrong")
	}
}

//proof:ok
func same() {
	list := names()
	list = slices.Delete(list, 1, 2)
	check(len(list) == 3 && list[2] == "c")
}

//proof:ok
func cloned() {
	list := names()
	short := slices.Delete(slices.Clone(list), 1, 2)
	check(list[3] == "c" && len(short) == 3)
}

// Its length says how many have gone.
//
//proof:ok
func length() {
	list := names()
	unique := slices.Compact(list)
	check(len(list)-len(unique) == 1)
}

// The rest of the array is used for something else.
//
//proof:ok
func rest() {
	list := names()
	unique := slices.Compact(list)
	clear(list[len(unique):])
	copy(list, names())
	check(len(list) == 4)
}

// It gets other elements first.
//
//proof:ok
func replaced() {
	list := names()
	short := slices.Delete(list, 0, 1)
	list = names()
	check(list[3] == "c" && len(short) == 3)
}

// The use comes first, or on another path.
//
//proof:ok
func before() {
	list := names()
	check(list[3] == "c")
	if len(list) > 10 {
		short := slices.Delete(list, 0, 1)
		check(len(short) > 9)
	} else {
		check(list[0] == "a")
	}
}

// It returns after the call.
//
//proof:ok
func returns() {
	f := func(list []string, short bool) []string {
		if short {
			list := slices.Delete(list, 0, 1)
			return list
		}
		return list
	}
	check(f(names(), false)[3] == "c")
}

// Each round has another slice.
//
//proof:ok
func rounds() {
	for range 2 {
		list := names()
		check(list[3] == "c")
		short := slices.Delete(list, 0, 1)
		check(short[0] == "b")
	}
}

// slices.Insert and the others return what is longer.
//
//proof:ok
func others() {
	list := names()
	sorted := slices.Sorted(slices.Values(list))
	longer := slices.Insert(list, 0, "x")
	check(list[0] == "a" && sorted[0] == "a" && longer[0] == "x")
}

// Delete of another package leaves its argument alone.
//
//proof:ok
func otherDelete() {
	list := names()
	short := Delete(list, 0, 1)
	check(list[3] == "c" && len(short) == 3)
}

// Delete returns a copy.
func Delete(list []string, i, j int) []string { return append(slices.Clone(list[:i]), list[j:]...) }

// The elements are gone, and the method value has been called.
//
//proof:ok
func functionValue() {
	del := slices.Delete[[]string]
	list := names()
	list = del(list, 0, 1)
	check(len(list) == 3)
}

// Whether something was left out shows by the length.
//
//proof:ok
func compared() {
	check(!slices.Equal(slices.Compact(names()), names()))
	list := []string{"a", "a", "b"}
	check(!slices.Equal(slices.Compact(list), list))
	check(!bytes.Equal(slices.Compact([]byte("aab")), []byte("aab")))
	text := []byte("aab")
	check(!bytes.Equal(slices.Compact(text), text))
	list = []string{"a", "a", "b"}
	check(!slices.EqualFunc(slices.Compact(list), list, strings.EqualFold))
}
