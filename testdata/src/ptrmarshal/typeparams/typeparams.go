// Package typeparams has generic types and functions.
package typeparams

import (
	"encoding/json"
	"fmt"
)

type box[T any] struct{ v T }

func (b *box[T]) MarshalJSON() ([]byte, error) { return json.Marshal(b.v) }
func (b *box[T]) String() string               { return fmt.Sprint("box of ", b.v) }

type intBox = box[int]

// row: F14 F16
//
//proof:observe
//proof:instead Marshal(intBox{5}) => Marshal(&intBox{5})
//proof:instead Sprint(box[int]{5}) => Sprint(&box[int]{5})
func generic() bool {
	b, _ := json.Marshal(intBox{5}) // want `never calls the method MarshalJSON of box\[int\] here`
	s := fmt.Sprint(box[int]{5})    // want `not what its method String says`
	return string(b) == "{}" && s == "{5}"
}

// What T has is for the instance to say.
//
//proof:by instance
func encode[T any](v T) string {
	b, _ := json.Marshal(v)
	return string(b) + fmt.Sprint(v)
}

//proof:ok
func instance() {
	if s := encode(&intBox{5}); s != "5box of 5" {
		panic(s)
	}
}
