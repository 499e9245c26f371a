// Package ok has embedded fields that are encoded as is meant.
package ok

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"
)

func must(s string, want string) {
	if !strings.Contains(s, want) {
		panic(s)
	}
}

func encode(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(b)
}

// The field has a name.
type named struct {
	Time time.Time `json:"time"`
	Name string    `json:"name"`
}

//proof:ok
func withName() { must(encode(named{Name: "a"}), `"name":"a"`) }

// The struct has a method of its own.
type own struct {
	time.Time
	Name string `json:"name"`
}

func (o own) MarshalJSON() ([]byte, error) { return json.Marshal(named{o.Time, o.Name}) }
func (o *own) UnmarshalJSON([]byte) error  { return nil }

//proof:ok
func withMethod() { must(encode(own{Name: "a"}), `"name":"a"`) }

// Nothing else is there to be encoded.
type stamp struct {
	time.Time
	zone string
	Note string `json:"-"`
}

//proof:ok
func onlyField() { must(encode(stamp{zone: "x"}), `"0001`) }

// The embedded type has no such methods.
type base struct {
	ID int `json:"id"`
}

type derived struct {
	base
	Name string `json:"name"`
}

//proof:ok
func plain() { must(encode(derived{base{5}, "a"}), `"id":5,"name":"a"`) }

// The tags are for another format.
type row struct {
	time.Time
	Name string `db:"name"`
}

//proof:ok
func otherTag() { must(encode(row{}), "0001") }

// %v asks for the method, and that may be wanted.
//
//proof:ok
func verbs() {
	must(fmt.Sprintf("%v", row{}), "0001")
	must(fmt.Sprintf("%+v", named{}), "Name:")
	must(fmt.Sprintf("%+v", own{}.Time), "0001")
	must(fmt.Sprintf("%+v", failure{fmt.Errorf("x"), 1}), "x")
}

// An error with something beside it is still an error.
type failure struct {
	error
	code int
}

type options struct{ Debug bool }

func (o *options) UnmarshalJSON([]byte) error { return nil }

// The type is there for encoding only.
//
//proof:ok
func encodedOnly() {
	type config struct {
		options
		Host string `json:"host"`
	}
	must(encode(config{Host: "x"}), `"host":"x"`)
}

// The pointer's own method is not the first one of its type.
type many struct {
	base
	Name string
}

func (*many) A()             {}
func (*many) B()             {}
func (*many) C()             {}
func (*many) String() string { return "own" }

//proof:ok
func ownString() { must(fmt.Sprintf("%+v", &many{}), "own") }

// An alias of a struct with a method of its own.
type alias = own

//proof:ok
func aliased() { must(encode(alias{Name: "a"}), `"name":"a"`) }

// A method with a parameter is no json.Marshaler: the fields are written.
type indenting struct{ n int }

func (i indenting) MarshalJSON(indent string) ([]byte, error) { return []byte(indent), nil }

type page struct {
	indenting
	Name string `json:"name"`
}

//proof:ok
func ownSignature() { must(encode(page{Name: "a"}), `"name":"a"`) }
