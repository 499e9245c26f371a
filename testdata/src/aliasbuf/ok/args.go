package ok

import (
	"bytes"
	"encoding/json"
	"errors"
)

type content struct {
	raw   []byte
	text  string
	all   [][]byte
	parts map[string]json.RawMessage
}

//proof:by decodes
func (c *content) UnmarshalJSON(data []byte) error {
	c.raw = append(c.raw[:0], data...)
	c.text = string(data)
	c.all = append(c.all, bytes.Clone(data))
	return json.Unmarshal(data, &c.parts)
}

type made struct{ raw []byte }

//proof:by decodes
func (m *made) UnmarshalText(text []byte) error {
	m.raw = make([]byte, len(text))
	copy(m.raw, text)
	return nil
}

type bufParser struct {
	buf []byte
	pos int
}

// bufParser needs the bytes only as long as it reads them.
//
//proof:by decodes
func (p *bufParser) UnmarshalBinary(b []byte) error {
	p.buf = b
	p.pos = len(p.buf)
	p.buf = nil
	return nil
}

type deferring struct{ buf []byte }

//proof:by decodes
func (d *deferring) UnmarshalBinary(b []byte) error {
	defer func() { d.buf = nil }()
	d.buf = b
	if len(d.buf) == 0 {
		return errors.New("empty")
	}
	return nil
}

type byReader struct{ n int }

type reader struct{ b []byte }

//proof:by decodes
func (r *byReader) UnmarshalBinary(b []byte) error {
	rd := &reader{b: b}
	r.n = len(rd.b)
	return nil
}

type viewed struct{ raw []byte }

// UnmarshalBinary does not copy: b must not change as long as v is used.
//
//proof:by decodes
func (v *viewed) UnmarshalBinary(b []byte) error {
	v.raw = b
	return nil
}

// valued has no pointer: nobody sees what it sets.
type valued struct{ raw []byte }

//proof:by decodes
func (v valued) UnmarshalText(b []byte) error {
	v.raw = b
	if len(v.raw) == 0 {
		return errors.New("empty")
	}
	return nil
}

// set has another signature than the interface.
type otherSet struct{ raw []byte }

//proof:by decodes
func (o *otherSet) UnmarshalJSON(b []byte, strict bool) error {
	o.raw = b
	return nil
}

//proof:by decodes
func (o *otherSet) Decode(b []byte) error {
	o.raw = b
	return nil
}

type Column struct {
	bytes []byte
	text  string
}

//proof:by decodes
func (c *Column) Scan(src any) error {
	switch v := src.(type) {
	case []byte:
		c.bytes = append([]byte(nil), v...)
		c.text = string(v)
	case string:
		c.text = v
	}
	return nil
}

type JSONColumn struct{ v map[string]any }

//proof:by decodes
func (c *JSONColumn) Scan(src any) error {
	b, ok := src.([]byte)
	if !ok {
		return errors.New("no bytes")
	}
	return json.Unmarshal(b, &c.v)
}

type rawColumn json.RawMessage

// Each row is decoded before the next one comes.
//
//proof:by decodesRows
func (c *rawColumn) Scan(src any) error {
	*c, _ = src.([]byte)
	return nil
}

//proof:ok
func decodesRows() {
	var row []byte
	for n, text := range []string{"10", "11"} {
		row = append(row[:0], text...)
		var c rawColumn
		c.Scan(row)
		var v int
		if err := json.Unmarshal(c, &v); err != nil || v != 10+n {
			panic("another row")
		}
	}
}

//proof:ok
func decodes() {
	b := []byte(`{"a":1}`)
	new(content).UnmarshalJSON(b)
	new(made).UnmarshalText(b)
	new(bufParser).UnmarshalBinary(b)
	new(deferring).UnmarshalBinary(b)
	new(byReader).UnmarshalBinary(b)
	new(viewed).UnmarshalBinary(b)
	valued{}.UnmarshalText(b)
	new(otherSet).UnmarshalJSON(b, true)
	new(otherSet).Decode(b)
	new(Column).Scan(b)
	new(JSONColumn).Scan(b)
}
