// Package typeparams has generic structs.
package typeparams

import (
	"encoding/json"
	"time"
)

type stamped[T any] struct {
	time.Time   // want `the method MarshalJSON of the embedded time.Time encodes the whole struct`
	Value     T `json:"value"`
}

// row: F11
//
//proof:observe
//proof:instead time.Time => At time.Time
func generic() bool {
	b, _ := json.Marshal(stamped[int]{Value: 5})
	return string(b) == `"0001-01-01T00:00:00Z"`
}

type box[T any] struct{ v T }

func (b box[T]) MarshalJSON() ([]byte, error) { return json.Marshal(b.v) }

type named[T any] struct {
	box[T]        // want `the method MarshalJSON of the embedded box\[T\] encodes the whole struct`
	Name   string `json:"name"`
}

// row: F11
//
//proof:observe
//proof:instead box[T] => Box box[T]
func embeddedGeneric() bool {
	b, _ := json.Marshal(named[int]{box[int]{5}, "a"})
	return string(b) == "5"
}
