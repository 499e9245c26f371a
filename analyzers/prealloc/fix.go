package prealloc

import (
	"fmt"
	"go/ast"
	"go/format"
	"go/token"
	"go/types"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/gocorelint/gocorelint/analyzers/internal/expr"
	"github.com/gocorelint/gocorelint/analyzers/internal/goversion"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

// total is the final size, for the reader.
func (c *candidate) total() string { return c.size(false) }

// size is the final size as an expression that is never negative if it is to be executed.
func (c *candidate) size(execute bool) string {
	n := types.ExprString(c.count.expr)
	switch {
	case c.count.length:
		n = "len(" + n + ")"
	case c.count.signed && execute:
		n = "max(" + n + ", 0)"
	}
	if k := c.fill.perIteration; k > 1 {
		n = strconv.Itoa(k) + "*" + n
	}
	return n
}

// fixes makes the fix, and the kind of finding that it is for. There is none
// if it would change anything else.
func (c *candidate) fixes() (*report.Kind, []analysis.SuggestedFix) {
	if c.shadowed("len", "make", "max") || c.changesCount() {
		return nil, nil
	}
	kind, edits := slice, []analysis.TextEdit(nil)
	switch {
	case c.empty.isMap && c.knownAtDecl():
		kind, edits = hash, c.makeAtDecl()
	case c.empty.isMap:
	case (!c.empty.isNil || !c.nilShows()) && c.knownAtDecl():
		edits = c.makeAtDecl()
	case c.late:
		kind, edits = grown, c.growAtLoop()
	}
	if edits == nil {
		return nil, nil
	}
	return kind, []analysis.SuggestedFix{{
		Message:   fmt.Sprintf("Allocate %s once, with room for %s elements", c.empty.obj.Name(), c.total()),
		TextEdits: edits,
	}}
}

func (c *candidate) shadowed(names ...string) bool {
	scope := c.pass.Pkg.Scope().Innermost(c.loop.Pos())
	for _, name := range names {
		if scope == nil {
			return true
		}
		if _, obj := scope.LookupParent(name, c.loop.Pos()); obj == nil || obj.Parent() != types.Universe {
			return true
		}
	}
	return false
}

// changesCount reports whether the loop may change how often it runs.
func (c *candidate) changesCount() bool {
	info := c.pass.TypesInfo
	r := root(info, c.count.expr)
	if c.count.constant || r == nil {
		return false
	}
	if c.count.again {
		_, plain := c.count.expr.(*ast.Ident)
		return !plain || assigned(info, c.body, r) || r.Parent() == c.pass.Pkg.Scope()
	}
	found := false
	if c.count.overMap {
		ast.Inspect(c.body, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				found = found || expr.Builtin(info, n) == "delete" || expr.Builtin(info, n) == "clear"
			case *ast.IndexExpr:
				found = found || root(info, n.X) == r && isPath(info, n.X) && types.Identical(info.TypeOf(n.X), info.TypeOf(c.count.expr)) && n.X != c.count.expr
			}
			return !found
		})
	}
	return found
}

// knownAtDecl reports whether the size can be computed where the variable is declared.
func (c *candidate) knownAtDecl() bool {
	info := c.pass.TypesInfo
	if c.count.constant && !c.count.length {
		return true
	}
	r := root(info, c.count.expr)
	if r == nil || r.Pos() >= c.empty.stmt.Pos() && r.Parent() != c.pass.Pkg.Scope() && r.Pkg() == c.pass.Pkg {
		return false
	}
	id, plain := c.count.expr.(*ast.Ident)
	local := plain && info.Uses[id].Parent() != c.pass.Pkg.Scope()
	for _, stmt := range c.between {
		if emptyAt(info, stmt) != nil {
			continue
		}
		if !local || assigned(info, stmt, r) || assignedInLiteral(info, c.fn, r) {
			return false
		}
	}
	return true
}

func assignedInLiteral(info *types.Info, fn *ast.FuncDecl, obj types.Object) bool {
	found := false
	ast.Inspect(fn, func(n ast.Node) bool {
		if lit, ok := n.(*ast.FuncLit); ok {
			found = found || assigned(info, lit, obj)
		}
		return !found
	})
	return found
}

// makeAtDecl replaces the initial value.
func (c *candidate) makeAtDecl() []analysis.TextEdit {
	e := c.empty
	value := ""
	for _, group := range c.file.Comments {
		if e.stmt.Pos() < group.Pos() && group.Pos() < e.stmt.End() {
			return nil // a comment would be lost
		}
	}
	if e.isMap {
		value = fmt.Sprintf("make(%s, %s)", c.text(e.typ), c.size(true))
	} else {
		value = fmt.Sprintf("make(%s, 0, %s)", c.text(e.typ), c.size(true))
	}
	if e.value != nil {
		return []analysis.TextEdit{{Pos: e.value.Pos(), End: e.value.End(), NewText: []byte(value)}}
	}
	return []analysis.TextEdit{{Pos: e.stmt.Pos(), End: e.stmt.End(), NewText: []byte(e.obj.Name() + " := " + value)}}
}

// growAtLoop puts slices.Grow in front of the loop: it leaves a nil slice nil when there is nothing to add.
func (c *candidate) growAtLoop() []analysis.TextEdit {
	if !goversion.AtLeast(goversion.OfFile(c.pass.Pass, c.file), "go1.21") {
		return nil
	}
	name, edits := c.importSlices()
	if name == "" {
		return nil
	}
	n := c.size(true)
	if t := c.pass.TypesInfo.TypeOf(c.count.expr); !c.count.length && !c.count.constant && t != types.Typ[types.Int] {
		n = "int(" + n + ")"
	}
	pos := c.startOfLoop()
	indent := strings.Repeat("\t", c.pass.Fset.Position(c.loop.Pos()).Column-1)
	text := fmt.Sprintf("%[1]s = %[2]s.Grow(%[1]s, %[3]s)\n%[4]s", c.empty.obj.Name(), name, n, indent)
	return append(edits, analysis.TextEdit{Pos: pos, End: pos, NewText: []byte(text)})
}

// startOfLoop is where the loop begins, or the comment above it.
func (c *candidate) startOfLoop() token.Pos {
	line := func(p token.Pos) int { return c.pass.Fset.Position(p).Line }
	before := c.empty.stmt.End()
	if len(c.between) > 0 {
		before = c.between[len(c.between)-1].End()
	}
	for _, group := range c.file.Comments {
		if group.Pos() > before && line(group.Pos()) > line(before) && line(group.End()) == line(c.loop.Pos())-1 {
			return group.Pos()
		}
	}
	return c.loop.Pos()
}

// text is a type as it is written.
func (c *candidate) text(e ast.Expr) string {
	var b strings.Builder
	format.Node(&b, c.pass.Fset, e)
	return b.String()
}
