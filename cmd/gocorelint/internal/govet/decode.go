package govet

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// A Unit is what one check said of one package.
type Unit struct {
	Package     string
	Check       string
	Diagnostics []Diagnostic
	Error       string // the check failed
}

// A Diagnostic is one finding as unitchecker prints it with -json.
type Diagnostic struct {
	Category string `json:"category"`
	Place
	Fixes []struct {
		Message string `json:"message"`
		Edits   []struct {
			Filename string `json:"filename"`
			Start    int    `json:"start"`
			End      int    `json:"end"`
			New      string `json:"new"`
		} `json:"edits"`
	} `json:"suggested_fixes"`
	Related []Place `json:"related"`
}

// A Place is a range with a message.
type Place struct {
	Posn    Posn   `json:"posn"`
	End     Posn   `json:"end"`
	Message string `json:"message"`
}

// A Posn is a position, printed as file:line:column.
type Posn struct {
	File         string
	Line, Column int
}

func (p *Posn) UnmarshalText(text []byte) error {
	rest, column, ok := cutInt(string(text))
	if !ok {
		return fmt.Errorf("bad position %q", text)
	}
	file, line, ok := cutInt(rest)
	if !ok {
		file, line, column = rest, column, 0 // no column
	}
	*p = Posn{file, line, column}
	return nil
}

func cutInt(s string) (before string, n int, ok bool) {
	i := strings.LastIndexByte(s, ':')
	if i < 0 {
		return s, 0, false
	}
	n, err := strconv.Atoi(s[i+1:])
	return s[:i], n, err == nil
}

// decode reads the stream of JSON objects of go vet -json, one for each
// package. The order of packages is that in which they were ready.
func decode(stdout io.Reader, unit func()) ([]Unit, error) {
	var units []Unit
	for dec := json.NewDecoder(stdout); ; {
		var packages map[string]map[string]json.RawMessage
		switch err := dec.Decode(&packages); {
		case err == io.EOF:
			return units, nil
		case err != nil:
			return units, fmt.Errorf("can't read what go vet -json printed: %v", err)
		}
		for _, pkg := range slices.Sorted(maps.Keys(packages)) {
			for _, check := range slices.Sorted(maps.Keys(packages[pkg])) {
				u, err := newUnit(pkg, check, packages[pkg][check])
				if err != nil {
					return units, err
				}
				units = append(units, u)
			}
		}
		if unit != nil {
			unit()
		}
	}
}

func newUnit(pkg, check string, data json.RawMessage) (Unit, error) {
	u := Unit{Package: pkg, Check: check}
	if data[0] == '[' {
		return u, json.Unmarshal(data, &u.Diagnostics)
	}
	var failed struct {
		Error string `json:"error"`
	}
	err := json.Unmarshal(data, &failed)
	u.Error = failed.Error
	return u, err
}
