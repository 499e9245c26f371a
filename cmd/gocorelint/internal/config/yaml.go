package config

import (
	"errors"
	"fmt"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// A mapping, an entry of it and the value of an entry are the pieces of YAML
// that a configuration is made of. Each knows its line.
type mapping struct {
	line    int
	entries []entry
}

type entry struct {
	key string
	value
}

type value struct {
	line int
	ast.Node
}

// parse returns the one mapping of the file. Errors begin with the line.
func parse(data []byte) (*mapping, error) {
	file, err := parser.ParseBytes(data, 0)
	if syntax := yaml.Error(nil); errors.As(err, &syntax) {
		return nil, fmt.Errorf("%d: %s", syntax.GetToken().Position.Line, syntax.GetMessage())
	}
	if err != nil {
		return nil, fmt.Errorf("1: %v", err)
	}
	whole := value{line: 1}
	for _, doc := range file.Docs {
		if doc.Body == nil {
			continue
		}
		if whole.Node != nil {
			return nil, fmt.Errorf("%d: a second document: the file is one mapping", lineOf(doc.Body))
		}
		whole.Node = doc.Body
	}
	return whole.mapping()
}

func lineOf(n ast.Node) int { return n.GetToken().Position.Line }

// get returns the entry of that key, or one that is empty.
func (m *mapping) get(key string) entry {
	for _, e := range m.entries {
		if e.key == key {
			return e
		}
	}
	return entry{}
}

func (m *mapping) errorf(format string, args ...any) error {
	return value{line: m.line}.errorf(format, args...)
}

func (v value) errorf(format string, args ...any) error {
	return fmt.Errorf("%d: %w", v.line, fmt.Errorf(format, args...))
}

// wrap puts the line before an error that may be nil.
func (v value) wrap(err error) error {
	if err != nil {
		return v.errorf("%w", err)
	}
	return nil
}

// mapping reads a mapping; nothing at all is an empty one.
func (v value) mapping() (*mapping, error) {
	m := &mapping{line: v.line}
	switch n := v.Node.(type) {
	case nil, *ast.NullNode:
	case ast.MapNode:
		for it := n.MapRange(); it.Next(); {
			m.entries = append(m.entries, entry{
				key:   it.Key().GetToken().Value,
				value: value{line: lineOf(it.Key()), Node: it.Value()},
			})
		}
	default:
		return nil, v.errorf("want a mapping, key: value, not %s", v.describe())
	}
	return m, nil
}

func (v value) list() ([]value, bool) {
	switch n := v.Node.(type) {
	case *ast.SequenceNode:
		var items []value
		for _, item := range n.Values {
			items = append(items, value{line: lineOf(item), Node: item})
		}
		return items, true
	case *ast.NullNode:
		return nil, true
	}
	return nil, false
}

// text returns a scalar as it is written, without quotes; "" for anything else.
func (v value) text() string {
	switch n := v.Node.(type) {
	case *ast.StringNode:
		return n.Value
	case *ast.LiteralNode:
		return n.Value.Value
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode:
		return n.GetToken().Value
	}
	return ""
}

// flagValue returns a scalar, or a list of them joined by commas, as a flag
// takes it.
func (v value) flagValue() (string, error) {
	items, ok := v.list()
	if !ok {
		items = []value{v}
	}
	var texts []string
	for _, item := range items {
		if _, scalar := item.Node.(ast.ScalarNode); !scalar {
			return "", item.errorf("want a value or a list of values, not %s", item.describe())
		}
		texts = append(texts, item.text())
	}
	return strings.Join(texts, ","), nil
}

func (v value) describe() string {
	switch v.Node.(type) {
	case ast.MapNode:
		return "a mapping"
	case *ast.SequenceNode:
		return "a list"
	case nil, *ast.NullNode:
		return "nothing"
	}
	return fmt.Sprintf("%q", v.Node.GetToken().Value)
}
