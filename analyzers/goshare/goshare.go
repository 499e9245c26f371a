package goshare

import (
	_ "embed"
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

var (
	used = &report.Kind{ID: "used-after-go",
		Format: "%s is %s here while the goroutine started at %s may set it at %s: a data race; wait for the goroutine first"}
	many = &report.Kind{ID: "set-by-many",
		Format: "all goroutines started at %s set the same %s, without a lock: a data race, updates get lost; declare it inside, or guard it"}
	maps = &report.Kind{ID: "map-by-many",
		Format: "all goroutines started at %s write to the map %s, without a lock: fatal error concurrent map writes; guard it"}
)

// Analyzer is the check with its default settings.
var Analyzer = New()

// New makes the check.
func New() *analysis.Analyzer {
	return report.Check{
		Name:     "goshare",
		DocFile:  doc,
		Tests:    true,
		Kinds:    []*report.Kind{used, many, maps},
		Requires: []*analysis.Analyzer{inspect.Analyzer, flow.Analyzer},
		Run:      run,
	}.New()
}

func run(pass *report.Pass) {
	if !starts(pass) {
		return
	}
	c := &checker{pass}
	for _, fn := range pass.ResultOf[flow.Analyzer].(*flow.Package).Funcs {
		var loops *flow.Loops
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				if call, ok := instr.(ssa.CallInstruction); ok {
					if lit := started(call); lit != nil {
						if loops == nil {
							loops = flow.LoopsOf(fn)
						}
						c.spawn(call, lit, loops)
					}
				}
			}
		}
	}
}

// starts reports whether the package starts a goroutine with a function literal.
func starts(pass *report.Pass) bool {
	root := pass.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root()
	for cur := range root.Preorder((*ast.GoStmt)(nil), (*ast.CallExpr)(nil)) {
		switch n := cur.Node().(type) {
		case *ast.GoStmt:
			if _, ok := ast.Unparen(n.Call.Fun).(*ast.FuncLit); ok {
				return true
			}
		case *ast.CallExpr:
			if sel, ok := ast.Unparen(n.Fun).(*ast.SelectorExpr); ok && sel.Sel.Name == "Go" {
				return true
			}
		}
	}
	return false
}

// started is the function literal that the instruction starts as a goroutine:
// by a go statement, WaitGroup.Go or errgroup's Go.
func started(call ssa.CallInstruction) *ssa.MakeClosure {
	common := call.Common()
	if _, ok := call.(*ssa.Go); ok {
		lit, _ := common.Value.(*ssa.MakeClosure)
		return literal(lit)
	}
	fn := common.StaticCallee()
	if fn == nil || len(common.Args) != 2 {
		return nil
	}
	obj, _ := fn.Object().(*types.Func)
	if obj == nil {
		return nil
	}
	switch obj.FullName() {
	case "(*sync.WaitGroup).Go", "(*golang.org/x/sync/errgroup.Group).Go":
		lit, _ := common.Args[1].(*ssa.MakeClosure)
		return literal(lit)
	}
	return nil
}

// literal leaves out the closures of method values.
func literal(mc *ssa.MakeClosure) *ssa.MakeClosure {
	if mc == nil || mc.Fn.(*ssa.Function).Parent() == nil {
		return nil
	}
	return mc
}

type checker struct{ *report.Pass }

// spawn looks at the variables that one goroutine has.
func (c *checker) spawn(call ssa.CallInstruction, mc *ssa.MakeClosure, loops *flow.Loops) {
	lit := mc.Fn.(*ssa.Function)
	for i, bound := range mc.Bindings {
		variable, ok := bound.(*ssa.Alloc)
		if !ok || onlyCaptured(variable) == nil {
			continue
		}
		fv := lit.FreeVars[i]
		if loop := loops.Innermost(call.Block()); loop != nil && !loop.Contains(variable.Block()) {
			if c.many(call, lit, fv, variable, loop) {
				continue
			}
		}
		if set := firstSet(lit, fv); set != nil {
			c.after(call, lit, variable, set)
		}
	}
}

// onlyCaptured lists what is done with a variable, nil if its address is used for
// anything but loads, stores and literals: somebody else may have it.
func onlyCaptured(v *ssa.Alloc) []ssa.Instruction {
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.UnOp, *ssa.MakeClosure, *ssa.DebugRef:
		case *ssa.Store:
			if ref.Addr != v {
				return nil
			}
		default:
			return nil
		}
	}
	return *v.Referrers()
}

// firstSet finds a store to the variable to which the goroutine can come, from its
// beginning, with nothing in between that may wait for somebody.
func firstSet(lit *ssa.Function, fv *ssa.FreeVar) *ssa.Store {
	if len(lit.Blocks) == 0 {
		return nil
	}
	at, ok := flow.FirstReached(flow.Entry(lit),
		func(instr ssa.Instruction) bool {
			store, ok := instr.(*ssa.Store)
			return ok && store.Addr == fv
		}, waits)
	if !ok {
		return nil
	}
	return at.(*ssa.Store)
}

// after reports what the function does with the variable between the start of the
// goroutine and the first thing that may wait for it.
func (c *checker) after(call ssa.CallInstruction, lit *ssa.Function, variable *ssa.Alloc, set *ssa.Store) {
	verb := "read"
	at, ok := flow.FirstReached(flow.After(call),
		func(instr ssa.Instruction) bool {
			switch instr := instr.(type) {
			case *ssa.UnOp:
				return instr.Op == token.MUL && instr.X == variable
			case *ssa.Store:
				verb = "set"
				return instr.Addr == variable
			}
			return false
		},
		func(instr ssa.Instruction) bool { return instr == ssa.Instruction(variable) || orders(instr) })
	if !ok || !at.Pos().IsValid() {
		return
	}
	if _, isLoad := at.(*ssa.UnOp); isLoad {
		verb = "read"
	}
	c.Report(report.Finding{At: report.At(at.Pos(), len(variable.Comment)), Kind: used,
		Args:    []any{variable.Comment, verb, c.Line(at.Pos(), call.Pos()), c.Line(at.Pos(), set.Pos())},
		Related: []analysis.RelatedInformation{report.Related(report.At(set.Pos(), 1), "the goroutine sets it")}})
}

// many reports a variable that each goroutine of a loop sets, if neither the
// goroutine before that nor the loop may wait for anything.
func (c *checker) many(call ssa.CallInstruction, lit *ssa.Function, fv *ssa.FreeVar, variable *ssa.Alloc, loop *flow.Loop) bool {
	again := flow.Reaches(flow.After(call), func(instr ssa.Instruction) bool { return instr == ssa.Instruction(call) },
		func(instr ssa.Instruction) bool { return !loop.Contains(instr.Block()) || waits(instr) })
	if !again {
		return false
	}
	if set := firstSet(lit, fv); set != nil {
		c.Report(report.Finding{At: report.At(set.Pos(), 1), Kind: many, Args: []any{c.Line(set.Pos(), call.Pos()), variable.Comment},
			Related: []analysis.RelatedInformation{report.Related(report.At(call.Pos(), 2), "the goroutines start here")}})
		return true
	}
	if update := mapUpdate(lit, fv); update != nil {
		c.Report(report.Finding{At: report.At(update.Pos(), 1), Kind: maps, Args: []any{c.Line(update.Pos(), call.Pos()), variable.Comment},
			Related: []analysis.RelatedInformation{report.Related(report.At(call.Pos(), 2), "the goroutines start here")}})
		return true
	}
	return false
}

// mapUpdate finds a store to an element of the map in the variable.
func mapUpdate(lit *ssa.Function, fv *ssa.FreeVar) *ssa.MapUpdate {
	at, ok := flow.FirstReached(flow.Entry(lit), func(instr ssa.Instruction) bool {
		update, ok := instr.(*ssa.MapUpdate)
		if !ok {
			return false
		}
		load, ok := update.Map.(*ssa.UnOp)
		return ok && load.Op == token.MUL && load.X == fv
	}, waits)
	if !ok {
		return nil
	}
	return at.(*ssa.MapUpdate)
}
