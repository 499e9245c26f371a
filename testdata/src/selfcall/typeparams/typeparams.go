// Package typeparams has methods of generic types.
package typeparams

import (
	"encoding/json"
	"runtime/debug"
)

func init() { debug.SetMaxStack(1 << 20) }

type list[T any] struct{ Items []T }

//row: F17
//proof:by generic
func (l list[T]) MarshalJSON() ([]byte, error) {
	return json.Marshal(l) // want `json.Marshal calls this MarshalJSON again`
}

//proof:fatal stack overflow
func generic() { json.Marshal(list[int]{}) }

type set[T comparable] struct{ m map[T]bool }

// The items are other values.
//
//proof:by items
func (s *set[T]) MarshalJSON() ([]byte, error) {
	var items []T
	for v := range s.m {
		items = append(items, v)
	}
	return json.Marshal(items)
}

//proof:ok
func items() {
	if b, err := json.Marshal(&set[int]{map[int]bool{1: true}}); err != nil || string(b) != "[1]" {
		panic(string(b))
	}
}
