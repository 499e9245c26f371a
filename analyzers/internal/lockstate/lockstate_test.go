package lockstate_test

import (
	"fmt"
	"go/types"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/lockstate"
)

// describe reports what is held at each call of the function here.
var describe = &analysis.Analyzer{
	Name:     "describe",
	Doc:      "report what the engine knows of each lock",
	Requires: []*analysis.Analyzer{flow.Analyzer, lockstate.Analyzer},
	Run: func(pass *analysis.Pass) (any, error) {
		locks := pass.ResultOf[lockstate.Analyzer].(*lockstate.Package)
		for _, fn := range pass.ResultOf[flow.Analyzer].(*flow.Package).Funcs {
			for _, b := range fn.Blocks {
				for _, instr := range b.Instrs {
					call, ok := instr.(ssa.CallInstruction)
					if !ok || call.Common().StaticCallee() == nil || call.Common().StaticCallee().Name() != "here" {
						continue
					}
					pass.Reportf(call.Pos(), "%s.", text(pass.Pkg, locks, call))
				}
			}
		}
		return nil, nil
	},
}

func text(pkg *types.Package, locks *lockstate.Package, at ssa.CallInstruction) string {
	fn := at.Parent()
	var held, maybe, with []string
	f := locks.Func(fn)
	known := make(map[types.Object]bool)
	if f != nil {
		for _, h := range f.Held(at) {
			known[h.Lock.Class()] = true
			held = append(held, h.Lock.Class().Name()+mode(h.Write))
		}
	}
	if len(held) == 0 {
		held = []string{"nothing"}
	}
	slices.Sort(held)
	before := locks.HeldBefore(fn)
	for class, write := range before {
		held = append(held, "before "+class.Name()+mode(write))
	}
	for _, class := range classes(pkg) {
		if _, all := before[class]; all || known[class] {
			continue
		}
		switch {
		case f != nil && f.MayHold(at, class):
			maybe = append(maybe, "maybe "+class.Name())
		case locks.MayBeHeldBefore(fn, class) && len(maybe) == 0:
			with = append(with, "called with "+class.Name())
		}
	}
	return strings.Join(slices.Concat(held, maybe, with), ", ")
}

func mode(write bool) string {
	if write {
		return " written"
	}
	return " read"
}

// classes lists the locks of the type box, and global.
func classes(pkg *types.Package) []types.Object {
	box := pkg.Scope().Lookup("box").Type().Underlying().(*types.Struct)
	return []types.Object{box.Field(0), box.Field(1), pkg.Scope().Lookup("global")}
}

func TestHeld(t *testing.T) {
	results := analysistest.Run(t, filepath.Join(checktest.Root(), "testdata"), describe, "lockstate/a")
	if n := len(results[0].Diagnostics); n < 35 {
		t.Errorf("only %d calls of here", n)
	}
}

// orders reports each pair of locks where the second is waited for.
var orders = &analysis.Analyzer{
	Name:     "orders",
	Doc:      "report the orders of locks",
	Requires: []*analysis.Analyzer{lockstate.OrdersAnalyzer},
	Run: func(pass *analysis.Pass) (any, error) {
		for _, o := range pass.ResultOf[lockstate.OrdersAnalyzer].(*lockstate.Orders).Own() {
			var gates []string
			for _, g := range o.Gates {
				gates = append(gates, " under "+g.Name())
			}
			pass.Reportf(o.Chain[0].Pos(), "%s", fmt.Sprintf("%s before %s by %d%s.", o.First.Name, o.Second.Name, len(o.Chain), strings.Join(gates, "")))
		}
		return nil, nil
	},
}

func TestOrders(t *testing.T) {
	analysistest.Run(t, filepath.Join(checktest.Root(), "testdata"), orders, "lockstate/orders")
}

// Functions that hand a visitor on to each other: the ways to its call are without number.
func TestVisitors(t *testing.T) {
	var src strings.Builder
	src.WriteString("package visitors\n\nimport \"sync\"\n\nvar mu sync.Mutex\n\n")
	const depth, width = 10, 6
	for i := range depth {
		fmt.Fprintf(&src, "func walk%d(n int, visit func(int)) {\n\tif n < 0 {\n\t\twalk0(n, visit)\n\t}\n", i)
		for range width {
			if i+1 < depth {
				fmt.Fprintf(&src, "\twalk%d(n-1, visit)\n", i+1)
			} else {
				src.WriteString("\tvisit(n)\n")
			}
		}
		src.WriteString("}\n\n")
	}
	src.WriteString("func twice() {\n\tmu.Lock()\n\tdefer mu.Unlock()\n\twalk0(1, func(int) {\n\t\tmu.Lock()\n\t\tmu.Unlock()\n\t})\n}\n")
	dir, clean, err := analysistest.WriteFiles(map[string]string{"visitors/visitors.go": src.String()})
	if err != nil {
		t.Fatal(err)
	}
	defer clean()
	for _, result := range analysistest.Run(t, dir, lockstate.Analyzer, "visitors") {
		twice := 0
		for _, f := range result.Result.(*lockstate.Package).Funcs {
			twice += len(f.Twice)
		}
		if twice != 1 {
			t.Errorf("%d locks taken twice, not 1", twice)
		}
	}
}
