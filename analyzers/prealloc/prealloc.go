package prealloc

import (
	_ "embed"
	"flag"
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/analysis"

	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

var (
	slice = &report.Kind{ID: "slice-size",
		Format: "append grows %s again and again, about log2(n) allocations, though the loop of %s makes it exactly %s long: allocate that once before the loop"}
	grown = &report.Kind{ID: "nil-slice-size",
		Format: "append grows %s again and again, about log2(n) allocations, though the loop of %s makes it exactly %s long: grow it once before the loop"}
	hash = &report.Kind{ID: "map-size",
		Format: "%s grows while the loop of %s fills it, allocating about 2.5 times the memory, though it gets exactly %s entries: make it with that size"}
)

// Analyzer finds slices and maps that grow in a loop to a size known before it.
var Analyzer = New()

// New makes the analyzer.
func New() *analysis.Analyzer {
	var grow bool
	return report.Check{
		Name:    "prealloc",
		DocFile: doc,
		Kinds:   []*report.Kind{slice, grown, hash},
		Flags: func(fs *flag.FlagSet) {
			fs.BoolVar(&grow, "grow", false, "report also where only slices.Grow fits: a slice that must stay nil while it is empty, a size that is known late")
		},
		Run: func(pass *report.Pass) { run(pass, grow) },
	}.New()
}

func run(pass *report.Pass, grow bool) {
	for _, file := range pass.WantedFiles() {
		for _, decl := range file.Decls {
			if fn, ok := decl.(*ast.FuncDecl); ok && fn.Body != nil && !isCold(fn) {
				checkFunc(pass, file, fn, grow)
			}
		}
	}
}

// isCold recognizes functions that a program calls once, and those that make
// text for people.
func isCold(fn *ast.FuncDecl) bool {
	switch fn.Name.Name {
	case "main", "init":
		return fn.Recv == nil
	case "Error", "String", "GoString":
		return fn.Recv != nil
	}
	return false
}

// A candidate is an empty slice or map, the loop that fills it, and what stands between.
type candidate struct {
	pass    *report.Pass
	file    *ast.File
	fn      *ast.FuncDecl
	empty   *empty
	between []ast.Stmt
	loop    ast.Stmt
	body    *ast.BlockStmt
	count   *count   // iterations
	fill    *fill    // what an iteration does to it
	uses    []use    // all uses of the variable
	grow    ast.Node // the append or store to report
	late    bool     // slices.Grow is wanted
}

func checkFunc(pass *report.Pass, file *ast.File, fn *ast.FuncDecl, grow bool) {
	ast.PreorderStack(fn.Body, nil, func(n ast.Node, stack []ast.Node) bool {
		if onErrorPath(pass.TypesInfo, n, stack) {
			return false
		}
		list := statements(n)
		for i, stmt := range list {
			e := emptyAt(pass.TypesInfo, stmt)
			if e == nil {
				continue
			}
			if c := find(pass, file, fn, e, list[i+1:]); c != nil && !toldToPeople(pass.TypesInfo, list[i+1:]) {
				c.late = grow
				c.check()
			}
		}
		return true
	})
}

// find returns the candidate whose loop is the first statement that mentions the variable.
func find(pass *report.Pass, file *ast.File, fn *ast.FuncDecl, e *empty, rest []ast.Stmt) *candidate {
	for i, stmt := range rest {
		if !mentions(pass.TypesInfo, stmt, e.obj) {
			continue
		}
		c := &candidate{pass: pass, file: file, fn: fn, empty: e, between: rest[:i], loop: stmt}
		switch loop := stmt.(type) {
		case *ast.RangeStmt:
			c.body = loop.Body
		case *ast.ForStmt:
			c.body = loop.Body
		default:
			return nil
		}
		return c
	}
	return nil
}

func (c *candidate) check() {
	info := c.pass.TypesInfo
	c.count = countOf(info, c.loop)
	if c.count == nil {
		return
	}
	c.fill = fillOf(info, c)
	switch {
	case c.fill == nil, c.fill.perIteration == 0:
		return // not exactly so many in each iteration
	case c.count.constant && c.count.n*int64(c.fill.perIteration) < worthwhile:
		return // few: the gain can't be measured
	case !c.empty.isMap && c.small():
		return // bytes: append starts with as many as fit into a size class
	case c.count.length && isTable(c.pass, c.count.expr):
		return // a table of the package: short, and the same every time
	case c.fill.mayLeave && !c.count.inMemory:
		return // a number that was read from somewhere must not decide how much is allocated
	case c.empty.isMap && !c.exactKeys():
		return // keys may repeat
	case c.simpler():
		return // other tools propose to drop the loop
	case !cheap(c.pass, c.body):
		return // the loop spends its time elsewhere
	}
	c.uses = usesOf(info, c.fn.Body, c.empty.obj)
	if !c.onlyFilled() {
		return // it may have another length or another array in the end
	}
	c.report()
}

// worthwhile is the number of elements from which the growth costs more than
// one extra allocation: append starts at 32 bytes on the stack, or at four to eight elements.
const worthwhile = 16

// small reports whether elements are so small that append rarely has to grow,
// or need no memory at all.
func (c *candidate) small() bool {
	elem := c.empty.obj.Type().Underlying().(*types.Slice).Elem()
	if types.IsInterface(elem) || !sized(elem) {
		return false
	}
	return c.pass.TypesSizes.Sizeof(elem) <= 1
}

// sized reports whether the size of a type is known: it has no type parameters.
func sized(t types.Type) bool {
	switch t := types.Unalias(t).(type) {
	case *types.TypeParam:
		return false
	case *types.Named:
		return t.TypeArgs().Len() == 0 && sized(t.Underlying())
	case *types.Array:
		return sized(t.Elem())
	case *types.Struct:
		for i := range t.NumFields() {
			if !sized(t.Field(i).Type()) {
				return false
			}
		}
	}
	return true
}

func (c *candidate) report() {
	kind, fixes := c.fixes()
	if fixes == nil {
		return // nothing that leaves all else as it is
	}
	c.pass.Report(report.Finding{
		At:    c.grow.(analysis.Range),
		Kind:  kind,
		Args:  []any{c.empty.obj.Name(), c.pass.Line(c.grow.Pos(), c.loop.Pos()), c.total()},
		Fixes: fixes,
	})
}

// isTable recognizes package-level variables.
func isTable(pass *report.Pass, e ast.Expr) bool {
	v, ok := root(pass.TypesInfo, e).(*types.Var)
	return ok && v.Pkg() != nil && v.Parent() == v.Pkg().Scope()
}

// statements is the list of statements that a node holds.
func statements(n ast.Node) []ast.Stmt {
	switch n := n.(type) {
	case *ast.BlockStmt:
		return n.List
	case *ast.CaseClause:
		return n.Body
	case *ast.CommClause:
		return n.Body
	}
	return nil
}

// onErrorPath recognizes the body of if err != nil.
func onErrorPath(info *types.Info, n ast.Node, stack []ast.Node) bool {
	if len(stack) == 0 {
		return false
	}
	s, ok := stack[len(stack)-1].(*ast.IfStmt)
	return ok && n == s.Body && isErrorTest(info, s.Cond)
}
