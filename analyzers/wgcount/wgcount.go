package wgcount

import (
	_ "embed"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/calls"
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/place"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

// Analyzer has the default settings.
var Analyzer = New()

var (
	inside = &report.Kind{ID: "add-inside",
		Format: "the Wait at %s may return before this Add has run: the goroutine started at %s counts itself; call Add before the go statement"}
	missed = &report.Kind{ID: "done-missed",
		Format: "the goroutine ends here without %s.Done, so the Wait at %s waits for ever: defer the Done"}
	twice = &report.Kind{ID: "done-twice",
		Format: "this is the second %s.Done of the goroutine after the one at %s: the counter gets negative, which panics"}
	inGo = &report.Kind{ID: "done-in-go",
		Format: "%s.Go calls Done when the function returns: this Done makes the counter negative, which panics; leave it out"}
	serial = &report.Kind{ID: "wait-in-loop",
		Format: "each iteration waits for the goroutine that it has just started, so nothing runs at the same time: call Wait behind the loop"}
	early = &report.Kind{ID: "wait-too-early",
		Format: "this Wait waits for ever: the Add at %s counts the goroutines of later iterations too; call Wait behind the loop"}
	unwaited = &report.Kind{ID: "never-waited",
		Format: "nobody waits for %s: the goroutines that it counts may still run when the function returns; call Wait"}
	uncounted = &report.Kind{ID: "never-done",
		Format: "nothing in the package calls Done of %s, which the Add at %s counts up: this Wait waits for ever"}
	once = &report.Kind{ID: "add-once",
		Format: "this Add counts %d, but each round starts a goroutine that calls Done (%s): the counter gets negative, which panics; call Add in the loop"}
	skips = &report.Kind{ID: "round-skipped",
		Format: "this Add counts each element, but the loop leaves some out (%s) and starts nothing for them: the Wait at %s waits for ever; call Add(1) in the loop"}
	zero = &report.Kind{ID: "add-zero",
		Format: "this Add may count none, and %s.Done runs in any case (%s): the counter gets negative, which panics; return first if there is nothing to do"}
	itself = &report.Kind{ID: "waits-for-itself",
		Format: "this Wait waits for its own goroutine, started at %s, which is counted until it returns: neither ends; wait in one that is not counted"}
)

// New makes the analyzer.
func New() *analysis.Analyzer {
	return report.Check{
		Name:     "wgcount",
		DocFile:  doc,
		Tests:    true,
		Kinds:    []*report.Kind{inside, missed, twice, inGo, serial, early, unwaited, uncounted, once, skips, zero, itself},
		Requires: []*analysis.Analyzer{inspect.Analyzer, calls.Analyzer, flow.Analyzer},
		Run:      run,
	}.New()
}

// A checker is one run over one package.
type checker struct {
	*report.Pass
	index  *calls.Index
	root   inspector.Cursor
	ops    map[*ssa.Function][]op
	spawns []*spawn
	used   map[*ssa.Function]bool // in other ways than being started as a goroutine
	calls  map[*ssa.Function][]*ssa.Function
	funcs  []*ssa.Function
}

func run(pass *report.Pass) {
	if !pass.Imports("sync") {
		return
	}
	index := pass.ResultOf[calls.Analyzer].(*calls.Index)
	if len(index.Of("(*sync.WaitGroup).Add", "(*sync.WaitGroup).Done", "(*sync.WaitGroup).Go")) == 0 {
		return
	}
	c := &checker{
		Pass:  pass,
		index: index,
		root:  pass.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root(),
		ops:   make(map[*ssa.Function][]op),
		used:  make(map[*ssa.Function]bool),
		calls: make(map[*ssa.Function][]*ssa.Function),
		funcs: pass.ResultOf[flow.Analyzer].(*flow.Package).Funcs,
	}
	for _, fn := range c.funcs {
		c.collect(fn)
	}
	for _, s := range c.spawns {
		c.inside(s)
		c.balance(s)
		c.inGo(s)
		c.serial(s)
		c.rounds(s)
		c.self(s)
	}
	for _, fn := range c.funcs {
		c.unwaited(fn)
		c.inline(fn)
	}
	c.uncounted()
}

// collect notes what a function does with WaitGroups and other functions.
func (c *checker) collect(fn *ssa.Function) {
	var operands []*ssa.Value
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if o, ok := opOf(instr); ok {
				c.ops[fn] = append(c.ops[fn], o)
			}
			s, started := spawnOf(instr)
			if started {
				c.spawns = append(c.spawns, s)
			}
			if call, ok := instr.(ssa.CallInstruction); ok && !started {
				if callee := call.Common().StaticCallee(); callee != nil {
					c.calls[fn] = append(c.calls[fn], callee)
				}
			}
			operands = instr.Operands(operands[:0])
			for _, v := range operands {
				c.use(*v, instr, s)
			}
		}
	}
}

// use notes that an instruction uses a function in another way than to start it.
func (c *checker) use(v ssa.Value, instr ssa.Instruction, s *spawn) {
	if _, made := instr.(*ssa.MakeClosure); made {
		return // where the closure goes is seen there
	}
	fn, ok := v.(*ssa.Function)
	if mc, isClosure := v.(*ssa.MakeClosure); isClosure {
		fn, ok = mc.Fn.(*ssa.Function), true
	}
	if ok && (s == nil || s.fn != declared(fn)) {
		c.used[declared(fn)] = true
	}
}

// declared returns the method that a method value is made of, and the generic
// function behind an instance.
func declared(fn *ssa.Function) *ssa.Function {
	if method, ok := fn.Object().(*types.Func); ok && fn.Synthetic != "" {
		if decl := fn.Prog.FuncValue(method.Origin()); decl != nil {
			return decl
		}
	}
	return fn
}

// onlyStarted reports whether all that happens to the function is that
// it is started as a goroutine.
func (c *checker) onlyStarted(fn *ssa.Function) bool {
	obj, ok := fn.Object().(*types.Func)
	return !c.used[fn] && (!ok || !obj.Exported())
}

// waitFor finds the Wait that waits for what is counted at a place of the goroutine.
func (c *checker) waitFor(s *spawn, at place.Place, variable *types.Var) (op, bool) {
	for fn := s.instr.Parent(); fn != nil; fn = fn.Parent() {
		for _, o := range c.ops[fn] {
			if o.method == "Wait" && s.same(o, at) {
				return o, true
			}
		}
	}
	if variable == nil {
		return op{}, false
	}
	for _, fn := range c.funcs {
		for _, o := range c.ops[fn] {
			if o.method == "Wait" && o.variable == variable {
				return o, true
			}
		}
	}
	return op{}, false
}
