package a

import (
	"bytes"
	"database/sql"
	"database/sql/driver"
	"encoding"
	"encoding/json"
	"strings"
)

var (
	_ json.Unmarshaler           = (*content)(nil)
	_ encoding.TextUnmarshaler   = (*word)(nil)
	_ encoding.BinaryUnmarshaler = (*packet)(nil)
	_ sql.Scanner                = (*Column)(nil)
)

type content struct {
	raw    []byte
	fields map[string]any
}

//proof:by contentOfNext
//proof:instead c.raw = data => c.raw = bytes.Clone(data)
func (c *content) UnmarshalJSON(data []byte) error {
	c.raw = data // want `data belongs to the caller of UnmarshalJSON, who reads the next value into it, and is kept here; keep a copy, as the interface demands: bytes.Clone\(data\)`
	return json.Unmarshal(data, &c.fields)
}

// A Decoder reads the second value into the same buffer.
//
//proof:observe
func contentOfNext() bool {
	text := func(s string) string { return `{"a":"` + strings.Repeat(s, 300) + `"}` }
	dec := json.NewDecoder(strings.NewReader(text("x") + text("y")))
	var first, second content
	if dec.Decode(&first) != nil || dec.Decode(&second) != nil {
		panic("no values")
	}
	return string(first.raw) != text("x")
}

type word struct {
	text []byte
	all  [][]byte
}

//proof:by wordOfNext
//proof:instead bytes.TrimSpace(text) => bytes.Clone(bytes.TrimSpace(text))
func (w *word) UnmarshalText(text []byte) error {
	w.text = bytes.TrimSpace(text) // want `text belongs to the caller of UnmarshalText`
	return nil
}

//proof:observe
func wordOfNext() bool {
	buf := []byte(" one ")
	var w word
	w.UnmarshalText(buf)
	copy(buf, " two ")
	return string(w.text) != "one"
}

type packet struct {
	head, payload []byte
	inner         *word
}

func (p *packet) parse(b []byte) {
	p.head = bytes.Clone(b[:2])
	p.payload = b[2:]
}

//proof:by packetOfNext
//proof:instead p.parse(data) => p.parse(bytes.Clone(data))
func (p *packet) UnmarshalBinary(data []byte) error {
	if len(data) < 2 {
		return encErr
	}
	p.parse(data) // want `data belongs to the caller of UnmarshalBinary`
	return nil
}

var encErr = json.Unmarshal(nil, nil)

//proof:observe
func packetOfNext() bool {
	buf := []byte("hdone")
	var p packet
	p.UnmarshalBinary(buf)
	copy(buf, "hdtwo")
	return string(p.payload) != "one"
}

type raw []byte

//proof:by rawOfNext
//proof:instead *r = b => *r = bytes.Clone(b)
func (r *raw) UnmarshalJSON(b []byte) error {
	*r = b // want `b belongs to the caller of UnmarshalJSON`
	return nil
}

//proof:observe
func rawOfNext() bool {
	buf := []byte("1")
	var r raw
	r.UnmarshalJSON(buf)
	buf[0] = '2'
	return string(r) != "1"
}

var last [][]byte

type piled struct{}

//proof:by piledOfNext
//proof:instead append(last, b) => append(last, bytes.Clone(b))
func (piled) UnmarshalText(b []byte) error {
	last = append(last, b) // want `b belongs to the caller of UnmarshalText`
	return nil
}

//proof:observe
func piledOfNext() bool {
	last = nil
	buf := []byte("1")
	piled{}.UnmarshalText(buf)
	buf[0] = '2'
	return string(last[0]) != "1"
}

type nested struct{ word *word }

//proof:by nestedOfNext
//proof:instead json.RawMessage(b) => json.RawMessage(bytes.Clone(b))
func (n *nested) UnmarshalJSON(b []byte) error {
	n.word.text = json.RawMessage(b) // want `b belongs to the caller of UnmarshalJSON`
	return nil
}

//proof:observe
func nestedOfNext() bool {
	buf := []byte("1")
	n := nested{new(word)}
	n.UnmarshalJSON(buf)
	buf[0] = '2'
	return string(n.word.text) != "1"
}

type Column struct{ bytes []byte }

//proof:by columnOfNext
//proof:instead c.bytes = v => c.bytes = bytes.Clone(v)
func (c *Column) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		c.bytes = nil
	case []byte:
		c.bytes = v // want `the bytes that Scan gets belong to the driver, which overwrites them with the next row, and are kept here; keep a copy: bytes.Clone\(v\)`
	case string:
		c.bytes = []byte(v)
	}
	return nil
}

//proof:observe
func columnOfNext() bool {
	var row driver.Value = []byte("1")
	var c Column
	c.Scan(row)
	row.([]byte)[0] = '2'
	return string(c.bytes) != "1"
}

type Asserted struct{ raw json.RawMessage }

//proof:by assertedOfNext
//proof:instead s.raw = b => s.raw = bytes.Clone(b)
func (s *Asserted) Scan(value interface{}) error {
	b, ok := value.([]byte)
	if !ok {
		return encErr
	}
	s.raw = b // want `the bytes that Scan gets belong to the driver`
	return nil
}

//proof:observe
func assertedOfNext() bool {
	b := []byte("1")
	var s Asserted
	s.Scan(b)
	b[0] = '2'
	return string(s.raw) != "1"
}
