// Package ok compares and hashes what can be.
package ok

import (
	"context"
	"errors"
	"slices"
	"sync"
)

type point struct{ x, y int }

type tagged struct {
	point
	tags []string
}

type alias = point

//proof:ok
func keys() {
	seen := map[any]bool{1: true, "a": true, point{}: true, [2]string{}: true, alias{}: true}
	seen[&tagged{}] = true // a pointer
	var m sync.Map
	m.Store(point{}, []int{1}) // a value may be anything
	_ = context.WithValue(context.Background(), point{}, []int{1})
	byName := map[string][]int{"a": {1}}
	_ = byName["a"]
}

//proof:ok
func unknown() {
	seen := map[any]bool{}
	var k any = []int{1}
	k = 1 // set again
	seen[k] = true
	f := func(k any) { seen[k] = true }
	f("a")
	var v any
	pv := &v
	*pv = 2
	seen[v] = true
}

//proof:ok
func nils() {
	var a any = []int{1}
	_ = a == nil
	var list []int
	_ = list == nil
	_ = any(1) == any(2)
}

type list struct{ parts []string }

func (list) Error() string         { return "list" }
func (l list) Is(other error) bool { _, ok := other.(list); return ok }

type multi struct{ parts []string }

func (*multi) Error() string { return "multi" }

var errMulti error = &multi{}

//proof:ok
func errorsIs() {
	err := error(list{})
	_ = errors.Is(err, list{}) // it has a method Is
	_ = errors.Is(err, errMulti)
	_ = errMulti == err
	_ = slices.Contains([]string{"a"}, "a")
}
