package place_test

import (
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"testing"

	"golang.org/x/tools/go/ssa"
	"golang.org/x/tools/go/ssa/ssautil"

	"github.com/gocorelint/gocorelint/analyzers/internal/place"
)

// In each function same(p, q) is called with addresses of the same memory,
// within(p, q) where q is a part of p, differ where they may be different.
const source = `package p

type inner struct { x, y int; a [2]int }
type outer struct { in inner; ptr *inner; all []inner }

func same(p, q any)
func within(p, q any)
func differ(p, q any)
func use(any)

var global outer

func fields(o *outer, other *outer) {
	same(&o.in.x, &o.in.x)
	same(&global.in, &global.in)
	same(&o.in.a[1], &o.in.a[1])
	within(o, &o.in.a)
	within(&o.in, &o.in.x)
	within(&o.in.a, &o.in.a[1])
	differ(&o.in.x, &o.in.y)
	differ(&o.in.a[0], &o.in.a[1])
	differ(&o.in, &other.in)
	differ(&o.in, &global.in)
}

func pointers(o *outer, i int) {
	differ(&o.ptr.x, &o.ptr.x) // the field may change
	differ(&o.all[0], &o.all[0])
	differ(&o.in.a[i], &o.in.a[i])
}

func captured(o *outer) {
	var local outer
	func() {
		same(&o.in, &o.in)
		within(&local, &local.in)
	}()
	same(&o.in, &o.in)
	use(&local)
}

func reassigned(o *outer) {
	func() { o = nil }()
	differ(&o.in, &o.in)
}

func merged(o, p *outer) {
	for o != nil {
		differ(&o.in, &o.in)
		o = p
	}
}
`

func TestOf(t *testing.T) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "p.go", source, 0)
	if err != nil {
		t.Fatal(err)
	}
	pkg, _, err := ssautil.BuildPackage(&types.Config{Importer: importer.Default()}, fset,
		types.NewPackage("p", "p"), []*ast.File{file}, 0)
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for fn := range ssautil.AllFunctions(pkg.Prog) {
		for _, block := range fn.Blocks {
			for _, instr := range block.Instrs {
				if call, ok := instr.(*ssa.Call); ok && call.Call.StaticCallee() != nil && len(call.Call.Args) == 2 {
					seen++
					check(t, fset, call)
				}
			}
		}
	}
	if seen != 18 {
		t.Errorf("%d calls", seen)
	}
}

func check(t *testing.T, fset *token.FileSet, call *ssa.Call) {
	t.Helper()
	at := fset.Position(call.Pos())
	p, known := place.Of(address(call.Call.Args[0]))
	q, knownToo := place.Of(address(call.Call.Args[1]))
	known = known && knownToo
	switch call.Call.StaticCallee().Name() {
	case "same":
		if !known || p != q {
			t.Errorf("%s: %v, %v: not the same", at, p, q)
		}
	case "within":
		if !known || p == q || !p.Contains(q) || q.Contains(p) {
			t.Errorf("%s: %v does not contain %v", at, p, q)
		}
	case "differ":
		if known && (p.Contains(q) || q.Contains(p)) {
			t.Errorf("%s: %v, %v: not different", at, p, q)
		}
	}
}

func address(arg ssa.Value) ssa.Value { return arg.(*ssa.MakeInterface).X }
