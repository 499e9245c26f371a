//go:build go1.23

// Package ok has loops that look like those of package a, and are right.
package ok

import (
	"errors"
	"fmt"
	"os"
	"slices"
)

type user struct {
	name string
	age  int
}

//proof:none an upper bound is not reported
func filter(us []user) []user {
	var adults []user
	for _, u := range us {
		if u.age >= 18 {
			adults = append(adults, u)
		}
	}
	for _, u := range us {
		if u.age < 18 {
			continue
		}
		adults = append(adults, u)
	}
	return adults
}

//proof:none it may end early
func untilFound(us []user, name string) []int {
	ages := []int{}
	for _, u := range us {
		if u.name == name {
			break
		}
		ages = append(ages, u.age)
	}
	return ages
}

//proof:none it may end early without an error
func untilBad(us []user) []int {
	ages := []int{}
	for _, u := range us {
		if u.age < 0 {
			return nil
		}
		ages = append(ages, u.age)
	}
	return ages
}

var errBad = errors.New("bad")

//proof:none the number comes from outside: it must not decide how much is allocated
func decode(n int, next func() (int, error)) ([]int, error) {
	list := []int{}
	for range n {
		v, err := next()
		if err != nil {
			return nil, err
		}
		list = append(list, v)
	}
	for i := 0; i < n; i++ {
		if i > 1000 {
			return nil, errBad
		}
		list = append(list, i)
	}
	return list, nil
}

//proof:noalloc
func few() {
	ids := []int{}
	for i := range 4 {
		ids = append(ids, i)
	}
	for _, id := range ids {
		if id < 0 {
			panic(id)
		}
	}
}

//proof:none it has room already
func sized(us []user) []int {
	ages := make([]int, 0, len(us))
	for _, u := range us {
		ages = append(ages, u.age)
	}
	return ages
}

//proof:none it is not empty
func notEmpty(us []user) []int {
	ages := []int{-1}
	for _, u := range us {
		ages = append(ages, u.age)
	}
	more := []int{}
	more = append(more, 1)
	for _, u := range us {
		more = append(more, u.age)
	}
	return append(ages, more...)
}

//proof:none it grows further after the loop
func further(us []user) []int {
	ages := []int{}
	for _, u := range us {
		ages = append(ages, u.age)
	}
	ages = append(ages, 1, 2, 3)
	return ages
}

//proof:none elements of elements
func flat(groups [][]user) []int {
	ages := []int{}
	for _, us := range groups {
		for _, u := range us {
			ages = append(ages, u.age)
		}
	}
	all := []user{}
	for _, us := range groups {
		all = append(all, us...)
	}
	return append(ages, len(all))
}

//proof:none runes are fewer than bytes
func runes(s string) []rune {
	list := []rune{}
	for _, r := range s {
		list = append(list, r)
	}
	return list
}

//proof:none nobody knows how many there are
func drain(ch chan int, seq func(func(int) bool)) []int {
	list := []int{}
	for v := range ch {
		list = append(list, v)
	}
	other := []int{}
	for v := range seq {
		other = append(other, v)
	}
	return append(list, other...)
}

//proof:none a call would be made twice
func ofCall(load func() []user) []int {
	ages := []int{}
	for _, u := range load() {
		ages = append(ages, u.age)
	}
	return ages
}

//proof:none others see the slice while it grows
func shared(us []user) (*[]int, []int) {
	a := []int{}
	p := &a
	for _, u := range us {
		a = append(a, u.age)
	}
	b := []int{}
	f := func() int { return cap(b) }
	for _, u := range us {
		b = append(b, u.age+f())
	}
	return p, b
}

//proof:none the room is looked at
func looksAtRoom(us []user) int {
	a := []int{}
	for _, u := range us {
		a = append(a, u.age)
	}
	return cap(a)
}

//proof:none pointers into the slice depend on when it moves
func pointers(us []user) []*user {
	var copies []user
	var ptrs []*user
	for i, u := range us {
		copies = append(copies, u)
		ptrs = append(ptrs, &copies[i]) // want `append grows ptrs`
	}
	return ptrs
}

//proof:none the loop spends its time elsewhere
func slow(paths []string) ([][]byte, error) {
	files := [][]byte{}
	for _, p := range paths {
		data, err := os.ReadFile(p)
		if err != nil {
			return nil, err
		}
		files = append(files, data)
	}
	texts := []string{}
	for _, p := range paths {
		texts = append(texts, fmt.Sprintf("file %s", p))
	}
	return files, nil
}

//proof:none the keys may repeat
func byName(us []user) map[string]int {
	m := make(map[string]int)
	for _, u := range us {
		m[u.name] = u.age
	}
	return m
}

//proof:none append(s, x...) and maps.Copy are shorter, other tools say so
func copies(us []user, m map[string]int) ([]user, map[string]int) {
	s := []user{}
	for _, u := range us {
		s = append(s, u)
	}
	n := make(map[string]int)
	for k, v := range m {
		n[k] = v
	}
	return s, n
}

//proof:none the loop changes how often it runs
func changes(m map[string]int, n int) ([]string, []int) {
	keys := []string{}
	for k := range m {
		keys = append(keys, k)
		delete(m, k+"x")
	}
	list := []int{}
	for i := 0; i < n; i++ {
		list = append(list, i)
		n--
	}
	return keys, list
}

//proof:none several labels and jumps
func jumps(us []user) []int {
	ages := []int{}
outer:
	for _, u := range us {
		for range 3 {
			if u.age == 7 {
				continue outer
			}
		}
		ages = append(ages, u.age)
	}
	return ages
}

//proof:none a message on the way out
func describe(us []user, err error) []string {
	if err != nil {
		names := []string{}
		for _, u := range us {
			names = append(names, u.name)
		}
		return names
	}
	return nil
}

type list []user

//proof:none text for people
func (l list) String() string {
	names := []string{}
	for _, u := range l {
		names = append(names, u.name)
	}
	return fmt.Sprint(names)
}

var table = []user{{"a", 1}, {"b", 2}}

//proof:none a table is short
func tabled() []string {
	names := []string{}
	for _, u := range table {
		names = append(names, u.name)
	}
	return names
}

type stack []int

func (s *stack) push(n int) { *s = append(*s, n) }

//proof:none a method may change it
func pushed(us []user) stack {
	s := stack{}
	for _, u := range us {
		s = append(s, u.age)
	}
	s.push(1)
	return s
}

//proof:none make means something else
func shadowed(us []user, make func([]int, int, int) []int) []int {
	ages := []int{}
	for _, u := range us {
		ages = append(ages, u.age)
	}
	return ages
}

//proof:none it is sized by Grow already
func grown(us []user) []int {
	var ages []int
	ages = slices.Grow(ages, len(us))
	for _, u := range us {
		ages = append(ages, u.age)
	}
	return ages
}

//proof:none the error is rare
func failed(us []user) error {
	if len(us) > 3 {
		names := []string{}
		for _, u := range us {
			names = append(names, u.name)
		}
		return fmt.Errorf("too many: %q", names)
	}
	return nil
}

//proof:none printing takes longer
func printed(us []user) {
	names := []string{}
	for _, u := range us {
		names = append(names, u.name)
	}
	for _, name := range names {
		fmt.Println(name)
	}
}

//proof:none one array of 32 bytes has room for most
func flags(us []user) []bool {
	adult := []bool{}
	for _, u := range us {
		adult = append(adult, u.age >= 18)
	}
	return adult
}
