package escape

import (
	"cmp"
	"go/ast"
	"go/token"
	"slices"
	"sort"
)

// A layout knows of the source what SSA form has lost: how many loops are
// around a position, and where a composite literal ends.
//
// The compiler counts loops as they are written. A statement that leaves the
// loop is still inside, so natural loops would not give its answers.
type layout struct {
	steps    []step    // sorted by position
	literals []literal // sorted by brace
}

type step struct {
	pos   token.Pos
	depth int // from here to the next step
}

type literal struct{ lbrace, rbrace token.Pos }

func newLayout(files []*ast.File) *layout {
	l := &layout{}
	for _, f := range files {
		var labels map[string]token.Pos
		end := f.FileEnd
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CompositeLit:
				l.literals = append(l.literals, literal{n.Lbrace, n.Rbrace})
			case *ast.ForStmt:
				l.enter(loopStart(n), n.Body.End())
			case *ast.RangeStmt:
				// The operand is evaluated once; the variables are new each time.
				if n.Key != nil {
					l.enter(n.Key.Pos(), n.X.Pos())
				}
				l.enter(n.X.End(), n.Body.End())
			case *ast.FuncDecl:
				labels, end = nil, n.End()
			case *ast.LabeledStmt:
				if labels == nil {
					labels = make(map[string]token.Pos)
				}
				labels[n.Label.Name] = n.Pos()
			case *ast.BranchStmt:
				if n.Tok == token.GOTO && labels[n.Label.Name].IsValid() {
					l.enter(labels[n.Label.Name], end) // a loop made by hand
				}
			}
			return true
		})
	}
	l.sum()
	slices.SortFunc(l.literals, func(a, b literal) int { return cmp.Compare(a.lbrace, b.lbrace) })
	return l
}

// loopStart is where the part of the statement begins that is repeated.
func loopStart(n *ast.ForStmt) token.Pos {
	switch {
	case n.Cond != nil:
		return n.Cond.Pos()
	case n.Post != nil:
		return n.Post.Pos()
	}
	return n.Body.Pos()
}

// enter notes a loop, as differences of depth until sum adds them up.
func (l *layout) enter(start, end token.Pos) {
	l.steps = append(l.steps, step{start, 1}, step{end, -1})
}

func (l *layout) sum() {
	slices.SortStableFunc(l.steps, func(a, b step) int { return cmp.Compare(a.pos, b.pos) })
	depth := 0
	for i := range l.steps {
		depth += l.steps[i].depth
		l.steps[i].depth = depth
	}
}

// depth counts the loops around pos, those outside its function too.
func (l *layout) depth(pos token.Pos) int {
	i := sort.Search(len(l.steps), func(i int) bool { return l.steps[i].pos > pos })
	if i == 0 {
		return 0
	}
	return l.steps[i-1].depth
}

// inLiteral reports whether pos is inside the composite literal that has its
// brace at lbrace.
func (l *layout) inLiteral(lbrace, pos token.Pos) bool {
	i := sort.Search(len(l.literals), func(i int) bool { return l.literals[i].lbrace >= lbrace })
	return i < len(l.literals) && l.literals[i].lbrace == lbrace && lbrace <= pos && pos <= l.literals[i].rbrace
}
