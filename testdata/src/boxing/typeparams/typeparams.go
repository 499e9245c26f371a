// Package typeparams boxes values whose type is a parameter: whether that
// allocates depends on the type.
package typeparams

import (
	"fmt"
	"sync"
)

type sized interface{ Len() int }

//go:noinline
func size(v sized) int { return v.Len() }

func each[T sized](values []T) {
	for _, v := range values {
		size(v)
	}
}

type list []int

func (l list) Len() int { return len(l) }

//proof:ok
func instances() {
	each([]list{{1000, 2000}, nil})
	each([]*list{new(list)})
}

func format[T ~int | ~int64](values []T) (out []string) {
	for _, v := range values {
		out = append(out, fmt.Sprint(v))
	}
	return out
}

//proof:ok
func formats() { format([]int{1000, 2000}) }

type pools[T any] struct{ p sync.Pool }

func (p *pools[T]) put(v T) { p.p.Put(v) }

//proof:ok
func puts() {
	var p pools[*int]
	p.put(new(int))
}

// What is not generic within a generic function is not reported either: the
// compiler makes its own copy for each instance.
func mixed[T any](values []T, ids []int) (out []string) {
	for range values {
		for _, id := range ids {
			out = append(out, fmt.Sprint(id))
		}
	}
	return out
}

//proof:ok
func mixes() { mixed([]string{"x"}, []int{1000}) }
