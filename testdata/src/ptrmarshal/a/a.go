// Package a has values whose pointer methods nobody calls.
package a

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"log/slog"
	"math/big"
	"net/url"
	"strings"
)

type temp struct{ c float64 }

func (t *temp) MarshalJSON() ([]byte, error) { return []byte(fmt.Sprintf("%q", t.String())), nil }
func (t *temp) String() string               { return fmt.Sprintf("%.1f°C", t.c) }

// row: F14
//
//proof:observe
//proof:instead Marshal(t) => Marshal(&t)
func value() bool {
	t := temp{21}
	b, _ := json.Marshal(t) // want `encoding/json never calls the method MarshalJSON of temp here: it has a pointer receiver, and the value is not addressable; pass its address`
	return string(b) == "{}"
}

// row: F15
//
//proof:observe
//proof:instead map[string]temp => map[string]*temp
func mapValue() bool {
	m := map[string]temp{"room": {21}} //proof:at
	b, _ := json.Marshal(m)            // want `never calls the method MarshalJSON of temp \(\[\]\) here: .* elements of a map are not addressable; store pointers in the map`
	return string(b) == `{"room":{}}`
}

type report struct {
	Name string `json:"name"`
	Now  temp   `json:"now"`
}

// The field of a struct that is passed by value.
//
// row: F14 F29
//
//proof:observe
//proof:instead report{ => &report{
func field() bool {
	var buf bytes.Buffer
	json.NewEncoder(&buf).Encode(report{"room", temp{21}}) // want `MarshalJSON of temp \(\.Now\) here`
	return strings.Contains(buf.String(), `"now":{}`)
}

// math/big has its methods on the pointer.
//
// row: F14
//
//proof:observe
//proof:instead Marshal(a) => Marshal(&a)
func bigInt() bool {
	type account struct{ Balance big.Int }
	a := account{*big.NewInt(5)}
	b, _ := json.Marshal(a) // want `MarshalJSON of math/big.Int \(\.Balance\) here`
	return string(b) == `{"Balance":{}}`
}

type code struct{ n int }

func (c *code) MarshalText() ([]byte, error) { return []byte("c"), nil }

//proof:observe
//proof:instead Marshal([2]code{}) => Marshal(&[2]code{})
func text() bool {
	b, _ := xml.Marshal([2]code{}) // want `encoding/xml never calls the method MarshalText of code \(\[\]\) here`
	return string(b) == "<code></code><code></code>"
}

// fmt finds the methods of the value only.
//
// row: F16
//
//proof:observe
//proof:instead Sprint(t) => Sprint(&t)
func stringer() bool {
	t := temp{21}
	return fmt.Sprint(t) == "{21}" // want `fmt prints the fields of temp, not what its method String says, which has a pointer receiver: pass its address`
}

// The first value of a type is enough to tell.
//
//proof:observe
//proof:noflip another one of the type is reported
func stringerAgain() bool {
	t := temp{22}
	return fmt.Sprint(t) == "{22}"
}

// row: F16
//
//proof:observe
//proof:instead %v", v) => %v", &v)
func formatted() bool {
	u, _ := url.Parse("https://example.org/a")
	v := *u
	s := fmt.Sprintf("fetching %v", v) // want `fmt prints the fields of net/url.URL, not what its method String says`
	return !strings.Contains(s, "https://example.org/a")
}

type failure struct{ code int }

func (f *failure) Error() string { return fmt.Sprint("failed with ", f.code) }

// row: F16 F29
//
//proof:observe
//proof:instead "result:", f => "result:", &f
func errorValue() bool {
	f := failure{3}
	return fmt.Sprintln("result:", f) == "result: {3}\n" // want `not what its method Error says`
}

type password struct{ s string }

func (*password) LogValue() slog.Value { return slog.StringValue("***") }

// What was to be hidden is logged.
//
// row: F29
//
//proof:observe
//proof:instead "password", p => "password", &p
func logged() bool {
	var b bytes.Buffer
	p := password{"hunter2"}
	slog.New(slog.NewTextHandler(&b, nil)).Info("login", "password", p) // want `slog logs the fields of password and never calls its method LogValue`
	return strings.Contains(b.String(), "hunter2")
}
