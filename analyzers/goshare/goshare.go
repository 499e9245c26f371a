package goshare

import (
	_ "embed"
	"flag"
	"go/ast"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

var (
	used = &report.Kind{ID: "used-after-go",
		Format: "%s is %s here while the goroutine started at %s may %s it at %s: a data race; wait for the goroutine first"}
	two = &report.Kind{ID: "set-by-two",
		Format: "%s is %s here while the goroutine started at %s may %s it at %s: a data race; give each a variable of its own, or guard it"}
	many = &report.Kind{ID: "set-by-many",
		Format: "all goroutines started at %s set the same %s, without a lock: a data race, updates get lost; declare it inside, or guard it"}
	maps = &report.Kind{ID: "map-by-many",
		Format: "all goroutines started at %s write to the map %s, without a lock: fatal error concurrent map writes; guard it"}
	loopVar = &report.Kind{ID: "loop-variable",
		Format: "before Go 1.22 all rounds share this %s: the next one sets it while the goroutine started at %s uses it; pass it as an argument, or set go 1.22 in go.mod"}
	field = &report.Kind{ID: "set-after-go",
		Format: "the field %s is set here when the goroutine started at %s is already on its way to read it at %s: a data race; set it before the go statement"}
	loopSet = &report.Kind{ID: "set-in-loop",
		Format: "%s is read here while the loop of the goroutine started at %s goes on to set it at %s, without a lock: a data race; guard both, or use an atomic"}
	unwaited = &report.Kind{ID: "used-after-timeout",
		Format: "%s is %s here, but the wait for the goroutine started at %s was given up at %s: it may set it at %s now, a data race; let it send its result"}
	perRequest = &report.Kind{ID: "map-by-requests",
		Format: "each request runs in a goroutine of its own, and all write to the map %s here, without a lock: fatal error concurrent map writes; guard it"}
	counted = &report.Kind{ID: "set-by-requests",
		Format: "each request runs in a goroutine of its own, and all change %s here, without a lock: a data race, updates get lost; use an atomic, or guard it"}
	stopFlag = &report.Kind{ID: "stop-flag",
		Format: "%s is set here while the loop of the goroutine started at %s tests it at %s, without a lock: a data race; use an atomic, or close a channel"}
)

// Analyzer is the check with its default settings.
var Analyzer = New()

// New makes the check.
func New() *analysis.Analyzer {
	c := report.Check{
		Name:     "goshare",
		DocFile:  doc,
		Tests:    true,
		Kinds:    []*report.Kind{used, two, many, maps, loopVar, field, stopFlag, loopSet, unwaited, perRequest, counted},
		Requires: []*analysis.Analyzer{inspect.Analyzer, flow.Analyzer},
	}
	methods, counts := false, false
	c.Flags = func(fs *flag.FlagSet) {
		fs.BoolVar(&counts, "requests", false, "also report counts and lists to which all requests of a handler add")
		fs.BoolVar(&methods, "methods", false, "also report exported methods that read a field which a goroutine goes on to set in its loop")
	}
	c.Run = func(pass *report.Pass) { run(pass, methods, counts) }
	return c.New()
}

func run(pass *report.Pass, methods, counts bool) {
	c := &checker{Pass: pass, told: make(map[ssa.Instruction]bool)}
	funcs := pass.ResultOf[flow.Analyzer].(*flow.Package).Funcs
	if pass.Imports("net/http") {
		c.handlers(funcs, counts)
	}
	if !starts(pass) {
		return
	}
	for _, fn := range funcs {
		if !flow.NoRace(fn) {
			c.function(fn)
			c.objects(fn)
		}
	}
	c.stopFlags(funcs)
	if methods {
		c.loopSets(funcs)
	}
}

// starts reports whether the package starts a goroutine.
func starts(pass *report.Pass) bool {
	root := pass.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root()
	for cur := range root.Preorder((*ast.GoStmt)(nil), (*ast.CallExpr)(nil)) {
		switch n := cur.Node().(type) {
		case *ast.GoStmt:
			return true
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
	switch know.Name(obj) {
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

type checker struct {
	*report.Pass
	starts []ssa.CallInstruction // all that start a goroutine
	told   map[ssa.Instruction]bool
}

// A start is a goroutine that a function literal begins, and what it does with
// the variables of the function around it before it may have waited for anything.
type start struct {
	call ssa.CallInstruction
	does map[*ssa.Alloc][]access
	each map[*ssa.Alloc][]access // what each of many goroutines does before it may have waited for the others
}

const maxStarts = 50 // goroutines of one function that are compared with each other

// function looks at the goroutines that one function starts.
func (c *checker) function(fn *ssa.Function) {
	var starts []*start
	var named []*ssa.Go
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if call, ok := instr.(ssa.CallInstruction); ok {
				if mc := started(call); mc != nil {
					starts = append(starts, startOf(call, mc))
					c.starts = append(c.starts, call)
				} else if start, ok := call.(*ssa.Go); ok {
					named = append(named, start)
					c.starts = append(c.starts, call)
				}
			}
		}
	}
	if len(starts)+len(named) == 0 {
		return
	}
	if len(starts) > maxStarts {
		c.Debugf(fn.Pos(), "%d goroutines, more than %d are not compared", len(starts), maxStarts)
		starts = starts[:maxStarts]
	}
	loops := flow.LoopsOf(fn)
	for _, start := range named {
		c.methodOfVariable(start, loops)
	}
	for _, s := range starts {
		reported := false
		for _, variable := range variables(fn) {
			if !reported && c.givenUp(s, variable) {
				reported = true // one of a goroutine is enough
				continue
			}
			switch {
			case len(s.does[variable]) > 0 && c.loopVariable(s, variable, loops.Innermost(s.call.Block())):
			case len(s.each[variable]) > 0 && c.many(s, variable, loops.Innermost(s.call.Block())):
			case len(s.does[variable]) == 0:
			case c.after(s, variable):
			default:
				c.others(s, starts, variable)
			}
		}
	}
}

// startOf collects what the literal does on the way to its first wait.
func startOf(call ssa.CallInstruction, mc *ssa.MakeClosure) *start {
	lit := mc.Fn.(*ssa.Function)
	s := &start{call, make(map[*ssa.Alloc][]access), make(map[*ssa.Alloc][]access)}
	if len(lit.Blocks) == 0 {
		return s
	}
	for i, bound := range mc.Bindings {
		variable, ok := bound.(*ssa.Alloc)
		if !ok {
			continue
		}
		if all := accessesOf(lit.FreeVars[i]); all != nil && accessesOf(variable) != nil {
			early := reached(flow.Entry(lit), all, orders)
			s.does[variable] = slices.DeleteFunc(reached(flow.Entry(lit), all, waits), func(a access) bool {
				return a.tells() && !slices.Contains(early, a)
			})
			s.each[variable] = slices.DeleteFunc(reached(flow.Entry(lit), all, oneByOne(lit)), func(a access) bool {
				return a.tells() || !unasked(a.instr)
			})
		}
	}
	return s
}

// variables lists the variables of the function in source order.
func variables(fn *ssa.Function) []*ssa.Alloc {
	var list []*ssa.Alloc
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if v, ok := instr.(*ssa.Alloc); ok && v.Heap {
				list = append(list, v)
			}
		}
	}
	return list
}

// after reports what the function does with the variable between the start of the
// goroutine and the first thing that may wait for it.
func (c *checker) after(s *start, variable *ssa.Alloc) bool {
	stop := func(instr ssa.Instruction) bool { return instr == ssa.Instruction(variable) || orders(instr) }
	for _, here := range reached(flow.After(s.call), accessesOf(variable), stop) {
		if here.instr.Pos() == variable.Pos() {
			continue // the next iteration of a loop before Go 1.22, which go vet reports
		}
		for _, there := range s.does[variable] {
			if here.conflicts(there) && here.instr.Pos().IsValid() {
				c.report(used, variable, here, s, there)
				return true
			}
		}
	}
	return false
}

// others reports two goroutines that use the variable at once.
func (c *checker) others(s *start, starts []*start, variable *ssa.Alloc) {
	for _, other := range starts {
		if other == s || other.does[variable] == nil || !beside(s.call, other.call, variable) {
			continue
		}
		for _, here := range other.does[variable] {
			for _, there := range s.does[variable] {
				if here.conflicts(there) && here.instr.Pos().IsValid() {
					c.report(two, variable, here, s, there)
					return
				}
			}
		}
	}
}

// beside reports whether control comes from one start to the other with nothing in
// between that may wait for the first goroutine.
func beside(a, b ssa.CallInstruction, variable *ssa.Alloc) bool {
	_, ok := reach(flow.After(a), func(instr ssa.Instruction) bool { return instr == ssa.Instruction(b) },
		func(instr ssa.Instruction) bool { return instr == ssa.Instruction(variable) || orders(instr) })
	return ok
}

func (c *checker) report(kind *report.Kind, variable *ssa.Alloc, here access, s *start, there access) {
	pos := here.instr.Pos()
	c.Report(report.Finding{At: report.At(pos, 1), Kind: kind,
		Args:    []any{variable.Comment, here.verb("read", "set"), c.Line(pos, s.call.Pos()), there.verb("read", "set"), c.Line(pos, there.instr.Pos())},
		Related: []analysis.RelatedInformation{report.Related(report.At(there.instr.Pos(), 1), "the goroutine uses it here")}})
}

// many reports a variable that each goroutine of a loop sets, if neither the
// goroutine before that nor the loop may wait for anything.
func (c *checker) many(s *start, variable *ssa.Alloc, loop *flow.Loop) bool {
	if loop == nil || loop.Contains(variable.Block()) || once(loop) {
		return false
	}
	if !again(s.call, loop) || onlySets(s.each[variable]) && ofOneKind(s.call, loop) {
		return false
	}
	for _, there := range s.each[variable] {
		if !there.writes || picked(there.instr) {
			continue
		}
		kind := many
		if there.part == entries {
			kind = maps
		}
		c.Report(report.Finding{At: report.At(there.instr.Pos(), 1), Kind: kind,
			Args:    []any{c.Line(there.instr.Pos(), s.call.Pos()), variable.Comment},
			Related: []analysis.RelatedInformation{report.Related(report.At(s.call.Pos(), 2), "the goroutines start here")}})
		return true
	}
	return false
}

// onlySets reports whether the goroutine gives the variable a value and does not look at it: it gathers nothing.
func onlySets(does []access) bool {
	return !slices.ContainsFunc(does, func(a access) bool { return !a.writes })
}

// ofOneKind reports whether the loop starts the goroutine in the rounds only in which something is equal to a constant,
// as in a case of a switch: there may be one such round.
func ofOneKind(call ssa.CallInstruction, loop *flow.Loop) bool {
	for guard := range loop.Guards(call.Block()) {
		if guard.Case() != nil {
			return true
		}
	}
	return false
}
