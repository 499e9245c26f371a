package know

import (
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"testing"
)

// Name is what types calls a function, for all kinds of receivers.
func TestName(t *testing.T) {
	const source = `package p

import (
	"os"
	"sync/atomic"
)

type T struct{ *os.File }
func (T) V()
func (*T) P()
type A = T
func (*A) Q()
type G[E any] struct{}
func (G[E]) M()
func (*G[E]) N()
type I interface{ M(); error }
func f[E any]()
var (
	_ = G[int].M
	_ = (*G[int]).N
	_ = T.V
	_ = T.Close
	_ = (*T).Q
	_ = I.M
	_ = I.Error
	_ interface{ L() }
	_ = (*atomic.Pointer[T]).Load
	_ = atomic.AddInt64
	_ = os.FileMode.Perm
	_ = os.FileInfo.Size
	_ = f[int]
)

func g(x interface{ L() }) {
	x.L()
	type local struct{ os.FileMode }
	_ = local.IsDir
}
`
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "p.go", source, 0)
	if err != nil {
		t.Fatal(err)
	}
	info := &types.Info{Defs: make(map[*ast.Ident]types.Object), Uses: make(map[*ast.Ident]types.Object)}
	config := types.Config{Importer: importer.ForCompiler(fset, "source", nil), Error: func(error) {}}
	config.Check("p", fset, []*ast.File{file}, info) // functions without a body are no matter
	n := 0
	for _, objects := range []map[*ast.Ident]types.Object{info.Defs, info.Uses} {
		for _, obj := range objects {
			fn, ok := obj.(*types.Func)
			if !ok {
				continue
			}
			n++
			if got, want := Name(fn), fn.FullName(); got != want {
				t.Errorf("%s, want %s", got, want)
			}
			if !Is(fn, fn.FullName()) || Is(fn, "x"+fn.FullName()) || Is(fn, fn.Name()) {
				t.Errorf("Is does not know %s", fn.FullName())
			}
		}
	}
	if n < 20 {
		t.Errorf("%d functions were looked at", n)
	}
}
