package lessfunc

import (
	"go/ast"
	"go/constant"
	"go/types"
	"strings"

	"github.com/gocorelint/gocorelint/analyzers/internal/expr"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

// maxKeys bounds how many parts of the elements are compared.
const maxKeys = 3

// The two parameters in the keys of expressions.
const (
	nameA = "\x01"
	nameB = "\x02"
)

// relations say for parts of two elements, by their keys, which is smaller: -1, 0 or 1.
type relations struct {
	keys []string
	text map[string]ast.Expr
	sign map[string]int
}

// bothWays reports a function to which, of two elements, each can come before
// the other: it asks for a second part though the first ones differ.
func (c *checker) bothWays(before func(constant.Value) bool) {
	r := &relations{text: make(map[string]ast.Expr)}
	for n := 0; n <= maxKeys; n++ {
		if c.tryAll(r, before) {
			return
		}
		if len(r.keys) == n {
			return // there are no more
		}
	}
}

// tryAll evaluates the function for all relations of the parts that are known.
func (c *checker) tryAll(r *relations, before func(constant.Value) bool) bool {
	total := 1
	known := len(r.keys)
	for range known {
		total *= 3
	}
	for n := range total {
		r.sign = make(map[string]int)
		var first, second ast.Expr
		signs := 0
		for _, key := range r.keys[:known] {
			sign := n%3 - 1
			n /= 3
			r.sign[key] = sign
			switch x := r.text[key]; {
			case sign == 0:
			case first == nil:
				first, signs = x, sign
			case second == nil && sign == -signs:
				second = x
			}
		}
		at := c.answer(r, 1, before)
		if at == nil || c.answer(r, -1, before) == nil {
			continue
		}
		if second == nil {
			continue // equal elements: another finding
		}
		c.Report(report.Finding{At: at, Kind: contradicts, Args: []any{types.ExprString(first), types.ExprString(second), c.call.Name}})
		return true
	}
	return false
}

// answer evaluates the function for one order of its arguments. It returns what
// is returned if that certainly says before.
func (c *checker) answer(r *relations, turn int, before func(constant.Value) bool) ast.Expr {
	e := &evaluation{checker: c, alias: make(map[types.Object]string), known: make(map[types.Object]constant.Value), relations: r, turn: turn}
	e.keys = expr.Keys{Info: c.TypesInfo, Calls: true, Name: e.name}
	if _, done := e.block(c.fn.body.List); !done || e.unknown || len(e.returned) != 1 {
		return nil
	}
	if v := e.returned[0].value; v != nil && before(v) {
		return e.returned[0].at
	}
	return nil
}

// relation is how two expressions compare, if they are the same part of both elements.
func (e *evaluation) relation(x, y ast.Expr) (sign int, ok bool) {
	a, ok := e.keys.Of(x)
	b, ok2 := e.keys.Of(y)
	if !ok || !ok2 {
		return 0, false
	}
	if a == b {
		return 0, true
	}
	turn := e.turn
	if strings.Contains(a, nameB) {
		a, b, turn = b, a, -turn
		x = y
	}
	if strings.Contains(a, nameB) || !strings.Contains(a, nameA) || strings.ReplaceAll(a, nameA, nameB) != b {
		return 0, false
	}
	r := e.relations
	sign, ok = r.sign[a]
	if !ok && r.text[a] == nil && len(r.keys) < maxKeys {
		r.keys, r.text[a] = append(r.keys, a), x
	}
	return turn * sign, ok
}

// elementNames tells the parameters apart.
func (f *function) elementNames(obj types.Object) string {
	switch obj {
	case f.a:
		return nameA
	case f.b:
		return nameB
	}
	return ""
}
