package expr

import (
	"go/ast"
	"go/token"

	"golang.org/x/tools/go/ast/inspector"
)

// Enclosing is the innermost node of the type around a position; nil where there is none.
func Enclosing[N ast.Node](root inspector.Cursor, pos token.Pos) (found N) {
	if !pos.IsValid() {
		return found
	}
	cur, ok := root.FindByPos(pos, pos)
	if !ok {
		return found
	}
	for outer := range cur.Enclosing(*new(N)) {
		return outer.Node().(N)
	}
	return found
}
