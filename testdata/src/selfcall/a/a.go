// Package a has methods that call themselves through a library.
package a

import (
	"bytes"
	"encoding/gob"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"strings"
	"time"
)

func init() { debug.SetMaxStack(1 << 20) }

type point struct{ X, Y int }

// row: F17
//
//proof:by marshalValue
func (p point) MarshalJSON() ([]byte, error) {
	return json.Marshal(p) // want `json.Marshal calls this MarshalJSON again, without end, until the stack overflows: .*type plain point`
}

//proof:fatal stack overflow
func marshalValue() { json.Marshal(point{1, 2}) }

type event struct {
	Name string
	At   time.Time
}

// The literal embeds the receiver, and promotes the method.
//
// row: F17
//
//proof:by marshalEmbedded
func (e *event) MarshalJSON() ([]byte, error) {
	return json.Marshal(&struct { // want `json.Marshal calls this MarshalJSON again`
		*event
		Unix int64
	}{event: e, Unix: e.At.Unix()})
}

//proof:fatal stack overflow
func marshalEmbedded() { json.Marshal(&event{}) }

type wrapped struct{ V int }

// An alias is the same type.
//
// row: F17
//
//proof:by marshalAlias
func (w *wrapped) MarshalJSON() ([]byte, error) {
	type plain = wrapped
	return json.Marshal((*plain)(w)) // want `json.Marshal calls this MarshalJSON again`
}

//proof:fatal stack overflow
func marshalAlias() { json.Marshal(&wrapped{}) }

type entry struct{ K, V string }

// row: F17
//
//proof:by marshalMap
func (e entry) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	err := json.NewEncoder(&b).Encode(map[string]any{"kind": "entry", "data": any(e)}) // want `Encode calls this MarshalJSON again`
	return b.Bytes(), err
}

//proof:fatal stack overflow
func marshalMap() { json.Marshal(entry{}) }

type text struct{ S string }

// encoding/json asks for MarshalText, too.
//
// row: F17
//
//proof:by marshalText
func (t text) MarshalText() ([]byte, error) {
	return json.Marshal([]text{t}) // want `json.Marshal calls this MarshalText again`
}

//proof:fatal stack overflow
func marshalText() { json.Marshal(text{}) }

// row: F18
//
//proof:by unmarshal
func (p *point) UnmarshalJSON(data []byte) error {
	if err := json.Unmarshal(data, p); err != nil { // want `json.Unmarshal calls this UnmarshalJSON again`
		return fmt.Errorf("point: %w", err)
	}
	return nil
}

//proof:fatal stack overflow
func unmarshal() { json.Unmarshal([]byte(`{"X":1}`), new(point)) }

type item struct {
	ID string `xml:"id,attr"`
}

//proof:by marshalXML
func (i item) MarshalXML(e *xml.Encoder, start xml.StartElement) error {
	start.Name.Local = "item"
	return e.EncodeElement(i, start) // want `EncodeElement calls this MarshalXML again`
}

//proof:fatal stack overflow
func marshalXML() { xml.Marshal(item{}) }

// row: F18
//
//proof:by unmarshalXML
func (i *item) UnmarshalXML(d *xml.Decoder, start xml.StartElement) error {
	return d.DecodeElement(i, &start) // want `DecodeElement calls this UnmarshalXML again`
}

//proof:fatal stack overflow
func unmarshalXML() { xml.NewDecoder(strings.NewReader("<item/>")).Decode(new(item)) }

type blob struct{ N int }

//proof:by encodeGob
func (b *blob) GobEncode() ([]byte, error) {
	var buf bytes.Buffer
	err := gob.NewEncoder(&buf).Encode(b) // want `Encode calls this GobEncode again`
	return buf.Bytes(), err
}

func (b *blob) GobDecode([]byte) error { return nil }

//proof:fatal stack overflow
func encodeGob() { gob.NewEncoder(new(bytes.Buffer)).Encode(&blob{}) }

type coded struct{ code int }

func (c *coded) Error() string { return fmt.Sprint(c.code) }

// row: ER33
//
//proof:by isItself
func (c *coded) Is(target error) bool {
	if target == nil {
		return false
	}
	return errors.Is(c, target) // want `errors.Is calls this Is again, without end`
}

//proof:fatal stack overflow
func isItself() { errors.Is(&coded{1}, &coded{2}) }

// row: ER33
//
//proof:by asItself
func (c *coded) As(target any) bool {
	return errors.As(c, target) // want `errors.As calls this As again, without end`
}

//proof:fatal stack overflow
func asItself() {
	var other *loop
	errors.As(&coded{1}, &other)
}

type loop struct{ msg string }

func (l *loop) Error() string { return l.msg }

// row: ER34
//
//proof:by unwrapsItself
//proof:instead return l => return nil
func (l *loop) Unwrap() error {
	return l // want `this Unwrap returns its own receiver, so errors.Is and errors.As never come to an end`
}

//proof:observe
func unwrapsItself() bool {
	done := make(chan bool)
	go func() {
		errors.Is(&loop{"a"}, errors.New("b"))
		close(done)
	}()
	select {
	case <-done:
		return false
	case <-time.After(200 * time.Millisecond):
		return true
	}
}

type money struct{ Cents int }

//proof:by formats
func (m money) Format(f fmt.State, verb rune) {
	fmt.Fprintf(f, "<%d: %v>", m.Cents, m) // want `fmt.Fprintf calls this Format again`
}

//proof:fatal stack overflow
func formats() { _ = fmt.Sprint(money{5}) }

type secret struct{ v string }

//proof:by logs
//proof:instead slog.AnyValue(s) => slog.StringValue(s.v)
func (s secret) LogValue() slog.Value {
	return slog.AnyValue(s) // want `slog asks this value for its LogValue again`
}

//proof:observe
func logs() bool {
	var b bytes.Buffer
	slog.New(slog.NewTextHandler(&b, nil)).Info("x", "secret", secret{"y"})
	return strings.Contains(b.String(), "LogValue called too many times")
}

type verbose struct{ V int }

//proof:by formatsVerbs
func (v verbose) Format(f fmt.State, verb rune) {
	switch verb {
	case 'd':
		fmt.Fprint(f, v.V)
	case 's', 'v':
		fmt.Fprintf(f, "<%s>", v) // want `fmt.Fprintf calls this Format again`
	}
}

//proof:fatal stack overflow
func formatsVerbs() { _ = fmt.Sprint(verbose{5}) }

type unknown struct{ V int }

//proof:by formatsAny
func (u unknown) Format(f fmt.State, verb rune) {
	switch verb {
	case 'd':
		fmt.Fprint(f, u.V)
	default:
		fmt.Fprint(f, "?", u) // want `fmt.Fprint calls this Format again`
	}
}

//proof:fatal stack overflow
func formatsAny() { _ = fmt.Sprintf("%s", unknown{5}) }
