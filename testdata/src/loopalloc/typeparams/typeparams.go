// Package typeparams has loops in generic functions.
package typeparams

import "strings"

type visitor interface{ visit(f func(int)) }

// What a generic function allocates depends on its instance.
//
//proof:by runEach
func each[T any](list []T, v visitor) {
	n := 0
	for range list {
		v.visit(func(m int) { n += m })
	}
}

type none struct{}

func (none) visit(f func(int)) { f(1) }

//proof:ok
func runEach() { each([]int{1, 2}, none{}) }

//proof:by runCount
func count[B []byte | [1]byte](list [][]byte, _ B) (n int) {
	for _, b := range list {
		if strings.HasPrefix(string(b), "a") { // want `use bytes.HasPrefix\(b, \[\]byte\("a"\)\)`
			n++
		}
	}
	return n
}

//proof:alloc
func runCount() { count([][]byte{[]byte(strings.Repeat("a", 50))}, []byte(nil)) } //proof:at
