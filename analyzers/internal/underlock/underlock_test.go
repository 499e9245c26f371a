package underlock_test

import (
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/gocorelint/gocorelint/analyzers/internal/underlock"
)

// In each function held() is called where a lock may be held, free() where none is.
const source = `package p

import "sync"

var mu, other sync.Mutex
var rw sync.RWMutex

func held()
func free()

func between() {
	free()
	mu.Lock()
	held()
	mu.Unlock()
	free()
}

func deferred(cond bool) {
	free()
	mu.Lock()
	defer mu.Unlock()
	held()
	if cond {
		held()
	}
}

func released(cond bool) {
	rw.RLock()
	if cond {
		rw.RUnlock()
		free()
		return
	}
	held()
	rw.RUnlock()
	free()
}

func two() {
	mu.Lock()
	other.Lock()
	other.Unlock()
	held()
	mu.Unlock()
	free()
}

func loop() {
	for range 3 {
		held() // from the last iteration
		mu.Lock()
	}
}

func literals() {
	mu.Lock()
	defer mu.Unlock()
	func() { held() }()
	go func() {
		free()
		other.Lock()
		held()
	}()
}

func caller() {
	mu.Lock()
	defer mu.Unlock()
	callee()
	f := value
	f()
}

func callee() { held(); deeper() }
func deeper() { held() }
func value()  { held() }

func recursive() {
	free()
	recursive()
}

func starter() {
	mu.Lock()
	go started()
	mu.Unlock()
	started2()
}

func started2() { free() }
func started()  { free() }

func addLocked() { held() }

// mu must be held.
func said() { held() }

type wrapper struct{}

func (wrapper) acquire() {}
func (wrapper) release() {}
func (wrapper) clock()   {}

func wrapped() {
	var w wrapper
	w.clock()
	free()
	w.acquire()
	held()
	w.release()
	free()
}
`

func Test(t *testing.T) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "p.go", source, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	info := &types.Info{Uses: make(map[*ast.Ident]types.Object), Defs: make(map[*ast.Ident]types.Object)}
	pkg, err := (&types.Config{Importer: importer.Default()}).Check("p", fset, []*ast.File{file}, info)
	if err != nil {
		t.Fatal(err)
	}
	in := inspector.New([]*ast.File{file})
	result, err := underlock.Analyzer.Run(&analysis.Pass{
		Pkg:       pkg,
		TypesInfo: info,
		ResultOf:  map[*analysis.Analyzer]any{inspect.Analyzer: in},
	})
	if err != nil {
		t.Fatal(err)
	}
	locks := result.(*underlock.Package)
	seen := 0
	for cur := range in.Root().Preorder((*ast.CallExpr)(nil)) {
		name, ok := cur.Node().(*ast.CallExpr).Fun.(*ast.Ident)
		if !ok || name.Name != "held" && name.Name != "free" {
			continue
		}
		seen++
		if locks.At(cur) != (name.Name == "held") {
			t.Errorf("%s: At = %v where %s is called", fset.Position(cur.Node().Pos()), locks.At(cur), name.Name)
		}
	}
	if seen != 26 {
		t.Errorf("%d calls", seen)
	}
}
