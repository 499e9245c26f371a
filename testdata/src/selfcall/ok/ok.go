// Package ok has methods that call a library without calling themselves.
package ok

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"log/slog"
	"strings"
)

func must(ok bool) {
	if !ok {
		panic("not as expected")
	}
}

type point struct{ X, Y int }

// A type of the same structure without methods.
//
//proof:by plainType
func (p point) MarshalJSON() ([]byte, error) {
	type plain point
	return json.Marshal(plain(p))
}

//proof:ok
func plainType() {
	b, err := json.Marshal(point{1, 2})
	must(err == nil && string(b) == `{"X":1,"Y":2}`)
}

// The data is another one.
//
//proof:by unquoted
func (p *point) UnmarshalJSON(data []byte) error {
	var s string
	if json.Unmarshal(data, &s) == nil {
		return json.Unmarshal([]byte(s), p)
	}
	type plain point
	return json.Unmarshal(data, (*plain)(p))
}

//proof:ok
func unquoted() {
	var p point
	must(json.Unmarshal([]byte(`"{\"X\":1}"`), &p) == nil && p.X == 1)
}

type event struct{ Name string }

// The embedded type has no methods.
//
//proof:by embeddedPlain
func (e *event) MarshalJSON() ([]byte, error) {
	type plain event
	return json.Marshal(&struct {
		*plain
		Kind string
	}{(*plain)(e), "event"})
}

//proof:ok
func embeddedPlain() {
	b, err := json.Marshal(&event{"a"})
	must(err == nil && string(b) == `{"Name":"a","Kind":"event"}`)
}

type byPointer struct{ N int }

// A value that is not addressable has no pointer methods.
//
//proof:by dereferenced
func (b *byPointer) MarshalJSON() ([]byte, error) { return json.Marshal(*b) }

//proof:ok
func dereferenced() {
	b, err := json.Marshal(&byPointer{5})
	must(err == nil && string(b) == `{"N":5}`)
}

type tree struct {
	Name string
	Left *tree
}

// The parts are other values.
//
//proof:by parts
func (t *tree) MarshalJSON() ([]byte, error) {
	return json.Marshal(map[string]any{"name": t.Name, "left": t.Left})
}

//proof:ok
func parts() {
	b, err := json.Marshal(&tree{"a", &tree{"b", nil}})
	must(err == nil && strings.Contains(string(b), `"b"`))
}

type hidden struct{ N int }

// The tag keeps the field out.
//
//proof:by tagged
func (h hidden) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		N    int
		Self any `json:"-"`
	}{h.N, h})
}

//proof:ok
func tagged() {
	b, err := json.Marshal(hidden{5})
	must(err == nil && string(b) == `{"N":5}`)
}

type once struct{ done bool }

// The state changes, so that the second call is another one.
//
//proof:by state
func (o *once) MarshalJSON() ([]byte, error) {
	if o.done {
		return []byte("1"), nil
	}
	o.done = true
	return json.Marshal(o)
}

//proof:ok
func state() {
	b, err := json.Marshal(&once{})
	must(err == nil && string(b) == "1")
}

type other struct{ N int }

// Another library does not ask for this method.
//
//proof:by otherFormat
func (o other) MarshalJSON() ([]byte, error) {
	b, err := xml.Marshal(o)
	if err != nil {
		return nil, err
	}
	return json.Marshal(string(b))
}

//proof:ok
func otherFormat() {
	_, err := json.Marshal(other{5})
	must(err == nil)
}

type wrapper struct{ err error }

func (w *wrapper) Error() string { return w.err.Error() }

//proof:by wraps
func (w *wrapper) Is(target error) bool { return errors.Is(w.err, target) }

//proof:by wraps
func (w *wrapper) Unwrap() error { return w.err }

//proof:ok
func wraps() {
	base := errors.New("base")
	must(errors.Is(&wrapper{base}, base))
}

type kind struct{ name string }

func (k *kind) Error() string { return k.name }

var errBase = &kind{"base"}

// The target is another one in the second call.
//
//proof:by otherTarget
func (k *kind) Is(target error) bool {
	if target == error(errBase) {
		return true
	}
	return target.Error() == "x" && errors.Is(k, errBase)
}

//proof:ok
func otherTarget() { must(errors.Is(&kind{"y"}, errors.New("x"))) }

type money struct{ Cents int }

//proof:by formats
func (m money) Format(f fmt.State, verb rune) {
	type plain money
	fmt.Fprintf(f, "%T %v", m, plain(m))
}

//proof:ok
func formats() { must(strings.Contains(fmt.Sprint(money{5}), "{5}")) }

type secret struct{ v string }

//proof:by logs
func (s secret) LogValue() slog.Value { return slog.StringValue("***") }

//proof:ok
func logs() { must(slog.AnyValue(secret{"x"}).Resolve().String() == "***") }

// A method of the name Unwrap that is not for errors.
type option[T any] struct{ v T }

//proof:by options
func (o option[T]) Unwrap(or T) option[T] { return o }

//proof:ok
func options() { must(option[int]{1}.Unwrap(2).v == 1) }

// A list of errors is not its own element.
type several []error

func (s several) Error() string { return "several" }

//proof:by unwrapsAll
func (s several) Unwrap() []error { return s }

//proof:ok
func unwrapsAll() {
	one := errors.New("x")
	must(errors.Is(several{one}, one) && !errors.Is(several{one}, errors.New("y")))
}

// One verb in terms of another.
type quoted struct{ V string }

//proof:by quotes
func (q quoted) Format(f fmt.State, verb rune) {
	switch verb {
	case 'q':
		switch q.V {
		case "":
			fmt.Fprint(f, `""`)
		default:
			fmt.Fprintf(f, `"%s"`, q)
		}
	case 'x':
		fmt.Fprint(f, q)
	default:
		fmt.Fprint(f, q.V)
	}
}

//proof:ok
func quotes() {
	must(fmt.Sprintf("%q", quoted{"a"}) == `"a"`)
	must(fmt.Sprintf("%x", quoted{"a"}) == "a")
}

// A method with a parameter is no json.Marshaler.
type indented struct{ N int }

//proof:by ownSignatures
func (i indented) MarshalJSON(indent string) ([]byte, error) {
	return json.MarshalIndent(i, "", indent)
}

// No encoding.TextMarshaler.
type shown struct{ N int }

//proof:by ownSignatures
func (s shown) MarshalText() string {
	b, _ := json.Marshal(s)
	return string(b)
}

// Nor json.Unmarshaler.
type strict struct{ N int }

//proof:by ownSignatures
func (s *strict) UnmarshalJSON(data []byte, twice bool) error { return json.Unmarshal(data, s) }

// Format as package time has it.
type day struct{ N int }

//proof:by ownSignatures
func (d day) Format(layout, zone string) string { return fmt.Sprintf("%v %s", d, zone) }

// errors.Is asks for an Is of any error.
type code struct{ n int }

func (c code) Error() string { return "code" }

//proof:by ownSignatures
func (c code) Is(other code) bool { return errors.Is(c, other) }

//proof:ok
func ownSignatures() {
	b, err := indented{5}.MarshalJSON("")
	must(err == nil && len(b) > 0)
	must(shown{5}.MarshalText() == `{"N":5}`)
	must(new(strict).UnmarshalJSON(b, true) == nil)
	must(day{5}.Format("", "UTC") == "{5} UTC")
	must(code{1}.Is(code{1}) && !code{1}.Is(code{2}))
}
