// Package underlock is the engine that knows from the syntax which code may run
// while a lock is held. It errs on one side: where it says no, the package
// shows no lock around the code, neither in the function nor in a caller.
//
// It is the cheap question that a check asks about the few places it is about
// to report; paths and identity of locks are the business of lockstate.
package underlock

import (
	"go/ast"
	"go/types"
	"reflect"
	"strings"
	"sync"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/gocorelint/gocorelint/internal/lazyregexp"
)

// Analyzer makes a *Package, which does its work when it is asked first.
var Analyzer = &analysis.Analyzer{
	Name:       "underlock",
	Doc:        "find code that may run while a lock is held",
	Run:        run,
	Requires:   []*analysis.Analyzer{inspect.Analyzer},
	ResultType: reflect.TypeFor[*Package](),
}

// A Package answers for the code of one package. Several checks may ask at once.
type Package struct {
	pkg  *types.Package
	info *types.Info
	root inspector.Cursor

	mu       sync.Mutex
	surveyed bool
	locks    map[ast.Node][]lockOp              // by function declaration or package-level declaration
	mentions map[*types.Func][]inspector.Cursor // where functions of the package are called or taken as values
	under    map[*types.Func]bool               // functions that were asked for; false while being looked at
}

// A lockOp is a call that takes or releases a lock.
type lockOp struct {
	at       inspector.Cursor
	lock     string // the receiver as the source writes it
	releases bool
	deferred bool
}

func run(pass *analysis.Pass) (any, error) {
	return &Package{
		pkg:  pass.Pkg,
		info: pass.TypesInfo,
		root: pass.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root(),
	}, nil
}

// At reports whether a lock may be held when control comes to the node.
func (p *Package) At(cur inspector.Cursor) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.survey()
	return p.at(cur)
}

func (p *Package) at(cur inspector.Cursor) bool {
	decl, started := around(cur)
	switch {
	case p.held(decl, cur):
		return true
	case started: // a goroutine of its own holds what it takes
		return false
	}
	fd, ok := decl.Node().(*ast.FuncDecl)
	if !ok {
		return false
	}
	if SaysSo(fd) {
		return true
	}
	fn, ok := p.info.Defs[fd.Name].(*types.Func)
	return ok && p.called(fn)
}

// called reports whether some mention of the function is under a lock.
func (p *Package) called(fn *types.Func) bool {
	if under, known := p.under[fn]; known {
		return under
	}
	p.under[fn] = false
	for _, at := range p.mentions[fn] {
		if !inGo(at) && p.at(at) {
			p.under[fn] = true
			return true
		}
	}
	return false
}

// inGo reports whether the function is named in a go statement, which calls it in a
// goroutine that holds nothing.
func inGo(id inspector.Cursor) bool {
	if id.ParentEdgeKind() == edge.SelectorExpr_Sel {
		id = id.Parent()
	}
	return id.ParentEdgeKind() == edge.CallExpr_Fun && id.Parent().ParentEdgeKind() == edge.GoStmt_Call
}

// around is the declaration around the node, or the function literal that a go
// statement between them starts.
func around(cur inspector.Cursor) (decl inspector.Cursor, started bool) {
	for decl = range cur.Enclosing((*ast.FuncLit)(nil), (*ast.FuncDecl)(nil), (*ast.GenDecl)(nil)) {
		if _, lit := decl.Node().(*ast.FuncLit); !lit {
			continue
		}
		if decl.ParentEdgeKind() == edge.CallExpr_Fun && decl.Parent().ParentEdgeKind() == edge.GoStmt_Call {
			return decl, true
		}
	}
	return decl, false
}

// held reports whether a lock that is taken in the declaration may be held at
// the node: no release of it in a statement list around the node comes between.
func (p *Package) held(decl, cur inspector.Cursor) bool {
	if !decl.Valid() {
		return false
	}
	ops := p.locks[decl.Node()]
	at := cur.Node().Pos()
	for _, take := range ops {
		if take.releases || !before(take.at, cur) {
			continue
		}
		released := false
		for _, op := range ops {
			if op.releases && !op.deferred && op.lock == take.lock && take.at.Node().Pos() < op.at.Node().Pos() &&
				op.at.Node().Pos() < at && dominates(op.at, cur) {
				released = true
				break
			}
		}
		if !released {
			return true
		}
	}
	return false
}

// before reports whether control may come from a to b: a is written before it,
// or a loop contains both.
func before(a, b inspector.Cursor) bool {
	if a.Node().Pos() < b.Node().Pos() {
		return true
	}
	for loop := range a.Enclosing((*ast.ForStmt)(nil), (*ast.RangeStmt)(nil)) {
		if loop.Contains(b) {
			return true
		}
	}
	return false
}

// dominates reports whether the statement of the call stands in a list that
// also contains, further down, the node.
func dominates(call, cur inspector.Cursor) bool {
	for stmt := range call.Enclosing((*ast.ExprStmt)(nil)) {
		return stmt.Parent().Contains(cur)
	}
	return false
}

func (p *Package) survey() {
	if p.surveyed {
		return
	}
	p.surveyed = true
	p.locks = make(map[ast.Node][]lockOp)
	p.mentions = make(map[*types.Func][]inspector.Cursor)
	p.under = make(map[*types.Func]bool)
	for cur := range p.root.Preorder((*ast.CallExpr)(nil), (*ast.Ident)(nil)) {
		switch n := cur.Node().(type) {
		case *ast.CallExpr:
			p.call(cur, n)
		case *ast.Ident:
			if fn, ok := p.info.Uses[n].(*types.Func); ok && fn.Pkg() == p.pkg {
				p.mentions[fn.Origin()] = append(p.mentions[fn.Origin()], cur)
			}
		}
	}
}

// takes reports whether a function of that name may take a lock.
func takes(name string) bool {
	if strings.Contains(name, "Lock") {
		return true
	}
	name = strings.ToLower(name)
	return strings.HasPrefix(strings.TrimPrefix(strings.TrimPrefix(name, "try"), "r"), "lock") || strings.HasPrefix(name, "acquire") || name == "enter"
}

// releases reports whether a function of that name may release a lock.
func releases(name string) bool {
	name = strings.ToLower(name)
	return strings.HasPrefix(strings.TrimPrefix(name, "r"), "unlock") || strings.HasPrefix(name, "release") || name == "exit" || name == "leave"
}

// call notes a call that takes or releases a lock, known or named as one: a
// wrapper of a lock, a lock between processes, a semaphore.
func (p *Package) call(cur inspector.Cursor, call *ast.CallExpr) {
	var name string
	var of ast.Expr
	switch fun := ast.Unparen(call.Fun).(type) {
	case *ast.SelectorExpr:
		name, of = fun.Sel.Name, fun.X
	case *ast.Ident:
		name = fun.Name
	default:
		return
	}
	op := lockOp{at: cur, releases: releases(name), deferred: cur.ParentEdgeKind() == edge.DeferStmt_Call}
	if !op.releases && !takes(name) {
		return
	}
	if of != nil {
		op.lock = types.ExprString(of)
	}
	decl, _ := around(cur)
	if decl.Valid() {
		p.locks[decl.Node()] = append(p.locks[decl.Node()], op)
	}
}

var aboutLocks = lazyregexp.New(`(?i)\b(un)?locks?(ed|ing)?\b|\bheld\b|\bholds?\b|\bholding\b|\bmutex\b|\bconcurren|\bsynchroni[sz]ed|\bexclusive|\bnot (be )?(go-?routine|thread|safe)|\bsingle[- ]threaded`)

// SaysSo reports whether the function's name or comment is about a lock, or
// about who may call it at once.
func SaysSo(fn *ast.FuncDecl) bool {
	return strings.Contains(strings.ToLower(fn.Name.Name), "lock") || fn.Doc != nil && aboutLocks.MatchString(fn.Doc.Text())
}
