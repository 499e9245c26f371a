//go:build go1.22

// Package a has slices and maps that grow to a size known before.
package a

import (
	"sort"
	"strings"
)

type user struct {
	name string
	age  int
}

var (
	sinkStrings []string
	sinkInts    []int
	sinkMap     map[string]int
	sinkIndex   map[int]string
	sinkError   error
)

func users() []user {
	all := make([]user, 100)
	for i := range all {
		all[i].age = i
	}
	return all
}

func ages() map[string]int {
	m := make(map[string]int)
	for i := range 100 {
		m[strings.Repeat("x", i)] = i
	}
	return m
}

var (
	someUsers = users()
	someAges  = ages()
	hundred   = 100
)

// row: GC16
//
//proof:alloc
func joined() {
	us := someUsers
	var names []string
	for _, u := range us {
		names = append(names, u.name) // want `append grows names again and again, about log2\(n\) allocations, though the loop of line 52 makes it exactly len\(us\) long`
	}
	if len(strings.Join(names, "")) > 0 {
		panic("names")
	}
}

//proof:alloc
func sorted() {
	m := someAges
	keys := []string{}
	for k := range m {
		keys = append(keys, k) // want `exactly len\(m\) long: allocate that once`
	}
	sort.Strings(keys)
	sinkStrings = keys
}

// row: GC16
//
//proof:alloc
func madeEmpty() {
	us := someUsers
	list := make([]int, 0) // the ages
	for i := 0; i < len(us); i++ {
		list = append(list, us[i].age) // want `exactly len\(us\) long`
	}
	sinkInts = list
}

//proof:alloc
func counted() {
	n := hundred
	squares := []int{}
	for i := range n {
		squares = append(squares, i*i) // want `exactly n long`
	}
	sinkInts = squares
}

// row: GC16
//
//proof:alloc
func pairs() {
	us := someUsers
	list := []int{}
	for _, u := range us {
		list = append(list, u.age, -u.age) // want `exactly 2\*len\(us\) long`
	}
	sinkInts = list
}

//proof:alloc
func either() {
	us := someUsers
	list := []int{}
	for _, u := range us {
		if u.age > 50 {
			list = append(list, u.age) // want `exactly len\(us\) long`
			continue
		}
		list = append(list, 0)
	}
	sinkInts = list
}

//proof:alloc
func withError() {
	us := someUsers
	list, err := parse(us)
	sinkInts, sinkError = list, err
}

//proof:by withError
func parse(us []user) ([]int, error) {
	list := []int{}
	for _, u := range us {
		n, err := check(u)
		if err != nil {
			return nil, err
		}
		list = append(list, n) // want `exactly len\(us\) long`
	}
	return list, nil
}

func check(u user) (int, error) { return u.age, nil }

//proof:alloc
func staysNil() {
	sinkStrings = names(someUsers)
}

//proof:by staysNil
func names(us []user) []string {
	var list []string
	// The order is kept.
	for _, u := range us {
		list = append(list, u.name) // want `exactly len\(us\) long: grow it once before the loop`
	}
	return list
}

//proof:by runTwoAtOnce
func twoAtOnce(us []user) ([]string, []int) {
	var names []string
	var ages []int
	for _, u := range us {
		names = append(names, u.name) // want `append grows names`
		ages = append(ages, u.age)    // want `append grows ages`
	}
	return names, ages
}

//proof:by runSizeComesLater
func sizeComesLater(us []user, keep func(user) bool) []int {
	list := []int{}
	rest := keepAll(us, keep)
	for _, u := range rest {
		list = append(list, u.age) // want `exactly len\(rest\) long: grow it once`
	}
	return list
}

func keepAll(us []user, keep func(user) bool) []user { return us }

// row: GC17
//
//proof:alloc
func inverted() {
	m := someAges
	half := make(map[string]int)
	for k, v := range m {
		half[k] = v / 2 // want `half grows while the loop of line \d+ fills it.*exactly len\(m\) entries`
	}
	sinkMap = half
}

// row: GC17
//
//proof:alloc
func indexed() {
	us := someUsers
	byIndex := map[int]string{}
	for i, u := range us {
		byIndex[i] = u.name + "x" // want `byIndex grows while`
	}
	sinkIndex = byIndex
}

type group struct{ users []user }

//proof:by runGroup
func (g *group) ages() []int {
	list := []int{}
	for i := range g.users {
		list = append(list, g.users[i].age) // want `exactly len\(g.users\) long`
	}
	return list
}

//proof:by runLiteral
func inLiteral(us []user) func() []int {
	return func() []int {
		list := []int{}
		for _, u := range us {
			list = append(list, u.age) // want `exactly len\(us\) long`
		}
		return list
	}
}

//proof:alloc
func runTwoAtOnce() { sinkStrings, sinkInts = twoAtOnce(someUsers) }

//proof:alloc
func runSizeComesLater() { sinkInts = sizeComesLater(someUsers, nil) }

//proof:alloc
func runGroup() { sinkInts = (&group{someUsers}).ages() }

//proof:alloc
func runLiteral() { sinkInts = inLiteral(someUsers)() }
