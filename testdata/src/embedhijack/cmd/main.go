// Package main is a program: what it does not encode nobody encodes.
package main

import (
	"encoding/json"
	"fmt"
)

type base struct {
	Kind string `json:"kind"`
}

func (b base) MarshalJSON() ([]byte, error) { return json.Marshal(b.Kind) }

type conf struct {
	base
	Name string `json:"name"`
}

type answer struct {
	base        // want `the method MarshalJSON of the embedded base encodes the whole struct: the field Name of line \d+ is never written`
	Name string `json:"name"`
}

type item struct {
	base        // want `the field Name of line \d+ is never written`
	Name string `json:"name"`
}

//proof:none it is a program, which the proofs of packages do not run
func main() {
	var c conf
	if err := json.Unmarshal([]byte(`{"kind":"a","name":"b"}`), &c); err != nil {
		fmt.Println(err, c)
	}
	tell(answer{Name: c.Name})
	tell(map[string][]*item{"a": {{Name: "b"}}})
}

func tell(v any) {
	text, err := json.Marshal(v)
	fmt.Println(string(text), err)
}
