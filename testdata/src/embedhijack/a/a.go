// Package a has embedded fields that take over their struct.
package a

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"math/big"
	"strings"
	"time"
)

func encode(v any) string {
	b, _ := json.Marshal(v)
	return string(b)
}

// row: F11
//
//proof:observe
//proof:instead time.Time => At time.Time
func embeddedTime() bool {
	type event struct {
		time.Time        // want `the method MarshalJSON of the embedded time.Time encodes the whole struct: the field Name of line 25 is never written; give the embedded field a name`
		Name      string `json:"name"`
	}
	return encode(event{Name: "start"}) == `"0001-01-01T00:00:00Z"`
}

// A tag does not take the method away.
//
// row: F11
//
//proof:observe
//proof:instead time.Time => At time.Time
func taggedTime() bool {
	type event struct {
		Name      string     `json:"name"`
		time.Time `json:"-"` // want `encodes the whole struct`
	}
	return encode(event{Name: "start"}) == `"0001-01-01T00:00:00Z"`
}

// row: F11
//
//proof:observe
//proof:instead *big.Int => Amount *big.Int
func embeddedPointer() bool {
	v := struct {
		*big.Int        // want `the method MarshalJSON of the embedded \*big.Int encodes`
		Unit     string `json:"unit"`
	}{big.NewInt(5), "EUR"}
	return encode(v) == "5"
}

type level int

func (l level) MarshalText() ([]byte, error) { return []byte("warn"), nil }

// row: F11
//
//proof:observe
//proof:instead level => Level level
func text() bool {
	type line struct {
		level        // want `the method MarshalText of the embedded level encodes the whole struct`
		Msg   string `json:"msg"`
	}
	return encode(line{1, "x"}) == `"warn"`
}

type options struct{ Debug bool }

func (o *options) UnmarshalJSON(b []byte) error {
	type plain options
	return json.Unmarshal(b, (*plain)(o))
}

// row: F12
//
//proof:observe
//proof:instead options => Options options
//proof:instead c.Debug => c.Options.Debug
func decoded() bool {
	type config struct {
		options        // want `the method UnmarshalJSON of the embedded options decodes the whole struct: the field Host of line 87 is never set`
		Host    string `json:"host"`
	}
	var c config
	err := json.Unmarshal([]byte(`{"Debug": true, "host": "example.org"}`), &c)
	return err == nil && c.Debug && c.Host == ""
}

type item struct{ N int }

func (item) MarshalXML(e *xml.Encoder, start xml.StartElement) error {
	return e.EncodeElement("item", start)
}

// row: F11
//
//proof:observe
//proof:instead item => Item item
func inXML() bool {
	type order struct {
		item        // want `the method MarshalXML of the embedded item encodes the whole struct`
		ID   string `xml:"id"`
	}
	b, _ := xml.Marshal(order{ID: "7"})
	return !strings.Contains(string(b), "7")
}

// row: F13
//
//proof:observe
//proof:instead "%+v", e) => "%v %v", e.Time, e.Name)
func printed() bool {
	type event struct {
		time.Time
		Name string
	}
	e := event{Name: "start"}
	s := fmt.Sprintf("%+v", e) // want `%\+v prints what the method String of the embedded time.Time says, not the fields of event`
	return !strings.Contains(s, "start")
}

// Two methods of one name at one depth: the struct has none of them.
//
// row: F20
//
//proof:observe
//proof:instead time.Time => At time.Time
//proof:instead big.Int => Amount big.Int
func both() bool {
	type price struct {
		time.Time
		big.Int        // want `time.Time and big.Int both bring the method MarshalJSON, so the struct has none`
		Unit    string `json:"unit"`
	}
	return encode(&price{Unit: "EUR"}) == `{"unit":"EUR"}`
}
