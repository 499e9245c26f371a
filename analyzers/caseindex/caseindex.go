package caseindex

import (
	_ "embed"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/calls"
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

var other = &report.Kind{ID: "other-case",
	Format: "the index is one of %s (%s), where a character may be shorter or longer than in %s: this cuts at another place or panics; use both for the same string"}

// Analyzer is the check with its default settings.
var Analyzer = New()

// New makes the check.
func New() *analysis.Analyzer {
	return report.Check{
		Name:     "caseindex",
		DocFile:  doc,
		Kinds:    []*report.Kind{other},
		Requires: []*analysis.Analyzer{inspect.Analyzer, calls.Analyzer, flow.Analyzer},
		Run:      run,
	}.New()
}

// mappers change the case of a text; the lengths of both may differ.
var mappers = []string{
	"strings.ToLower", "strings.ToUpper", "strings.ToTitle",
	"bytes.ToLower", "bytes.ToUpper", "bytes.ToTitle",
}

func run(pass *report.Pass) {
	if !pass.Imports("strings", "bytes") || len(pass.ResultOf[calls.Analyzer].(*calls.Index).Of(mappers...)) == 0 {
		return
	}
	for _, fn := range pass.ResultOf[flow.Analyzer].(*flow.Package).Funcs {
		var cases []*mapped
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				if m := mappedBy(instr); m != nil {
					cases = append(cases, m)
				}
			}
		}
		for _, m := range cases {
			check(pass, fn, m)
		}
	}
}

// A mapped is a text in another case.
type mapped struct {
	call *ssa.Call
	text ssa.Value // as it was
	name string
}

func mappedBy(instr ssa.Instruction) *mapped {
	call, ok := instr.(*ssa.Call)
	if !ok {
		return nil
	}
	fn := flow.StaticCallee(&call.Call)
	if fn == nil || fn.Pkg() == nil || fn.Pkg().Name() != "strings" && fn.Pkg().Name() != "bytes" {
		return nil
	}
	name, text := know.Name(fn), call.Call.Args[0]
	if !slices.Contains(mappers, name) || isPlain(text) {
		return nil
	}
	return &mapped{call, text, name}
}

// isPlain recognizes texts that keep their length, and those that are in some
// case already.
func isPlain(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.Const:
		return v.Value != nil && strings.IndexFunc(constant.StringVal(v.Value), func(r rune) bool { return r > unicode.MaxASCII }) < 0
	case *ssa.Call:
		fn := flow.StaticCallee(&v.Call)
		if fn == nil || fn.Pkg() == nil {
			return false
		}
		if slices.Contains(mappers, know.Name(fn)) {
			return true
		}
		switch fn.Pkg().Path() {
		case "strconv", "encoding/hex", "encoding/base32", "encoding/base64":
			return true
		}
	}
	return false
}

// check reports the first place where the one text is cut: all of them have the same index, and one
// reason.
func check(pass *report.Pass, fn *ssa.Function, m *mapped) {
	if asks(fn, m) {
		return
	}
	var first ast.Expr
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			var text ssa.Value
			var indexes []ssa.Value
			switch instr := instr.(type) {
			case *ssa.Slice:
				text, indexes = instr.X, []ssa.Value{instr.Low, instr.High}
			case *ssa.Index:
				text, indexes = instr.X, []ssa.Value{instr.Index}
			case *ssa.IndexAddr:
				text, indexes = instr.X, []ssa.Value{instr.Index}
			default:
				continue
			}
			for _, index := range indexes {
				if index == nil || !m.isOther(index, text) {
					continue
				}
				if at := syntax(pass, instr.Pos()); at != nil && (first == nil || at.Pos() < first.Pos()) {
					first = at
				}
				break
			}
		}
	}
	if first != nil {
		pass.Report(report.Finding{At: first, Kind: other, Args: []any{
			m.name, pass.Line(first.Pos(), m.call.Pos()), types.ExprString(operand(first))}})
	}
}

// isOther reports whether the index is one of the text in the other case and
// cuts the text as it was.
func (m *mapped) isOther(index, text ssa.Value) bool {
	if !same(text, m.text) {
		return false
	}
	found := false
	for _, in := range searched(index, nil) {
		if in != m.call {
			return false // or of the other one
		}
		found = true
	}
	return found
}

// searched lists the texts of which the value is an index, or made of one.
func searched(v ssa.Value, seen []ssa.Value) []ssa.Value {
	if slices.Contains(seen, v) {
		return nil
	}
	seen = append(seen, v)
	switch v := v.(type) {
	case *ssa.Call:
		if fn := flow.StaticCallee(&v.Call); fn != nil && fn.Pkg() != nil && strings.Contains(fn.Name(), "Index") {
			switch fn.Pkg().Path() {
			case "strings", "bytes":
				return []ssa.Value{whole(v.Call.Args[0])}
			}
		}
	case *ssa.Extract: // i of: for i, r := range text
		if next, ok := v.Tuple.(*ssa.Next); ok && next.IsString && v.Index == 1 {
			if r, ok := next.Iter.(*ssa.Range); ok {
				return []ssa.Value{whole(r.X)}
			}
		}
	case *ssa.BinOp:
		if v.Op == token.ADD || v.Op == token.SUB {
			return append(searched(v.X, seen), searched(v.Y, seen)...)
		}
	case *ssa.Phi:
		var all []ssa.Value
		for _, e := range v.Edges {
			all = append(all, searched(e, seen)...)
		}
		return all
	}
	return nil
}

// syntax is the slice or index expression whose bracket is at the position.
func syntax(pass *report.Pass, pos token.Pos) ast.Expr {
	cur, ok := pass.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root().FindByPos(pos, pos)
	if !ok {
		return nil
	}
	for outer := range cur.Enclosing((*ast.SliceExpr)(nil), (*ast.IndexExpr)(nil)) {
		switch n := outer.Node().(type) {
		case *ast.SliceExpr:
			if n.Lbrack == pos {
				return n
			}
		case *ast.IndexExpr:
			if n.Lbrack == pos {
				return n
			}
		}
	}
	return nil
}

func operand(e ast.Expr) ast.Expr {
	switch e := e.(type) {
	case *ast.SliceExpr:
		return e.X
	case *ast.IndexExpr:
		return e.X
	}
	return e
}
