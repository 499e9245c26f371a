// Package ok has values whose methods are called.
package ok

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"math/big"
	"net/url"
	"strings"
	"time"
)

func must(ok bool) {
	if !ok {
		panic("not as expected")
	}
}

type temp struct{ c float64 }

func (t *temp) MarshalJSON() ([]byte, error) { return []byte(`"warm"`), nil }
func (t *temp) String() string               { return "warm" }

// The address is passed.
//
//proof:ok
func pointer() {
	t := temp{21}
	b, _ := json.Marshal(&t)
	must(string(b) == `"warm"` && fmt.Sprint(&t) == "warm")
}

// Elements of a slice are addressable.
//
//proof:ok
func slice() {
	b, _ := json.Marshal([]temp{{21}})
	must(string(b) == `["warm"]`)
}

type report struct {
	Now   temp
	Then  *temp
	Other map[string]*temp
}

// So are the fields of a struct that a pointer leads to.
//
//proof:ok
func field() {
	b, _ := json.Marshal(&report{})
	must(strings.Contains(string(b), `"Now":"warm"`))
}

// The struct has a method of its own.
type own struct{ T temp }

func (o own) MarshalJSON() ([]byte, error) { return []byte("1"), nil }

//proof:ok
func ownMethod() {
	b, _ := json.Marshal(own{})
	must(string(b) == "1")
}

// The field is not encoded.
//
//proof:ok
func hidden() {
	b, _ := json.Marshal(struct {
		T temp `json:"-"`
		t temp
		N int
	}{N: 1, t: temp{}})
	must(string(b) == `{"N":1}`)
}

// A method with a value receiver.
//
//proof:ok
func valueReceiver() {
	b, _ := json.Marshal(map[string]time.Time{"t": {}})
	must(strings.Contains(string(b), "0001"))
}

// The embedded pointer has the method.
//
//proof:ok
func embeddedPointer() {
	b, _ := json.Marshal(struct{ *temp }{&temp{}})
	must(string(b) == `"warm"`)
}

// Other verbs ask for the fields, or for the type.
//
//proof:ok
func verbs() {
	t := temp{21}
	must(fmt.Sprintf("%#v %T", t, t) != "")
	must(fmt.Sprintf("%[1]v", &t) == "warm")
	must(fmt.Sprintf("%+v", t) == "{c:21}")
}

// Whoever dereferences a pointer to print it wants the fields.
//
//proof:ok
func dereferenced() {
	t := &temp{21}
	must(fmt.Sprint(*t) == "{21}")
}

// What an interface holds is not known.
//
//proof:ok
func dynamic() {
	var v any = &temp{}
	b, _ := json.Marshal(map[string]any{"v": v})
	must(string(b) == `{"v":"warm"}`)
}

//proof:ok
func pointers() {
	u := &url.URL{Host: "x"}
	must(fmt.Sprint(u, big.NewInt(1)) != "")
}

// A type without the method, made of one with it.
//
//proof:ok
func withoutMethod() {
	type plain temp
	must(fmt.Sprint(plain{1}) == "{1}")
}

// A method of the same name that is another one.
type namer struct{ s string }

func (n *namer) String(sep string) string { return sep }

//proof:ok
func otherMethod() { must(fmt.Sprint(namer{"a"}) == "{a}") }

type node struct {
	Next *node
	Kids []node
	Any  map[string]node
}

// A type that contains itself.
//
//proof:ok
func recursive() {
	_, err := json.Marshal(node{})
	must(err == nil)
}

type password struct{ s string }

func (password) LogValue() slog.Value { return slog.StringValue("***") }

//proof:ok
func logged() { must(slog.AnyValue(password{"x"}).Resolve().String() == "***") }

type level int

func (l *level) String() string {
	if *l == 1 {
		return "one"
	}
	panic("unknown level")
}

// The number of what has no name.
//
//proof:ok
func inPanic() {
	defer func() { must(recover() == "unexpected level 7") }()
	l := level(7)
	panic(fmt.Sprintf("unexpected level %v", l))
}

// A method with a parameter is no json.Marshaler: nobody expects that it is called.
type indented struct{ N int }

func (i *indented) MarshalJSON(indent string) ([]byte, error) {
	return json.MarshalIndent(*i, "", indent)
}

// No fmt.Stringer, and a Format as package time has it beside a String.
type day struct{ n int }

func (d *day) Error(verbose bool) string { return fmt.Sprint(d.n, verbose) }

//proof:ok
func ownSignatures() {
	b, err := json.Marshal(indented{5})
	must(err == nil && string(b) == `{"N":5}`)
	must(fmt.Sprint(day{5}) == "{5}")
}

type kindOf struct{ Kind string }

func (k *kindOf) MarshalJSON() ([]byte, error) { return json.Marshal(k.Kind) }

// The method of the embedded field would leave out the name.
type namedKind struct {
	kindOf
	Name string
}

//proof:ok
func embedded() {
	b, err := json.Marshal(namedKind{kindOf{"a"}, "b"})
	must(err == nil && string(b) == `{"Kind":"a","Name":"b"}`)
}
