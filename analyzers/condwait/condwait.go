package condwait

import (
	_ "embed"
	"flag"
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/calls"
	"github.com/gocorelint/gocorelint/analyzers/internal/chans"
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

// Analyzer has the default settings.
var Analyzer = New()

var (
	once = &report.Kind{ID: "wait-without-loop",
		Format: "the condition of %s may be false again when Wait returns: another goroutine can take the lock first; test it in a for loop"}
	noLocker = &report.Kind{ID: "no-locker",
		Format: "nobody sets the L of this Cond, which Wait unlocks first: it panics; make the Cond with sync.NewCond"}
	unwoken = &report.Kind{ID: "never-woken",
		Format: "this Wait never returns: nobody in the package calls Signal or Broadcast of the Cond %s; do it where the condition changes"}
	unlocked = &report.Kind{ID: "not-locked",
		Format: "this Wait first unlocks the L of its Cond, which nobody has locked here: a fatal error that recover can't catch; lock it before the condition is tested"}
	unseen = &report.Kind{ID: "missed-wake",
		Format: "who has just tested it at %s and is about to Wait misses this %s, and may wait for ever: take L here, so that it comes before the test or behind the Wait"}
	unsaid = &report.Kind{ID: "change-untold",
		Format: "who waits at %s for this change of %s is not told of it, and waits on: nothing here, and nobody who calls it, wakes him; call %s.Broadcast"}
)

// New makes the analyzer.
func New() *analysis.Analyzer {
	c := report.Check{
		Name:     "condwait",
		DocFile:  doc,
		Tests:    true,
		Kinds:    []*report.Kind{once, noLocker, unwoken, unlocked, unseen, unsaid},
		Requires: []*analysis.Analyzer{calls.Analyzer, flow.Analyzer, chans.Analyzer},
	}
	changes := false
	c.Flags = func(fs *flag.FlagSet) {
		fs.BoolVar(&changes, "untold", false, "also report changes that end a Wait and wake nobody")
	}
	c.Run = func(pass *report.Pass) { run(pass, changes) }
	return c.New()
}

// A checker is one run over one package.
type checker struct {
	*report.Pass
	waits map[*ast.CallExpr]calls.Call
	index *calls.Index
	funcs []*ssa.Function

	channels *chans.Package
	found    []*ssa.Call           // the calls of Wait
	wakes    []ssa.CallInstruction // those of Signal and Broadcast

	reported map[ssa.CallInstruction]bool
}

func run(pass *report.Pass, changes bool) {
	if !pass.Imports("sync") {
		return
	}
	index := pass.ResultOf[calls.Analyzer].(*calls.Index)
	c := &checker{Pass: pass, index: index, waits: make(map[*ast.CallExpr]calls.Call), reported: make(map[ssa.CallInstruction]bool)}
	for _, call := range index.Of("(*sync.Cond).Wait") {
		c.waits[call.CallExpr] = call
	}
	if len(c.waits) == 0 {
		return
	}
	c.funcs = pass.ResultOf[flow.Analyzer].(*flow.Package).Funcs
	c.channels = pass.ResultOf[chans.Analyzer].(*chans.Package)
	for _, fn := range c.funcs {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				if call, ok := instr.(ssa.CallInstruction); ok && isWake(call) {
					c.wakes = append(c.wakes, call)
				}
				wait, ok := instr.(*ssa.Call)
				if !ok || wait.Call.IsInvoke() || len(wait.Call.Args) != 1 || wait.Call.Value.Name() != "Wait" {
					continue
				}
				if call, ok := c.waits[index.At(wait.Call.Pos())]; ok {
					c.found = append(c.found, wait)
					c.wait(wait, call)
				}
			}
		}
	}
	c.missed()
	if changes {
		c.untold()
	}
}

func (c *checker) wait(wait *ssa.Call, call calls.Call) {
	if c.lacksLocker(wait.Call.Args[0]) {
		c.Report(report.Finding{At: call.CallExpr, Kind: noLocker})
		return
	}
	if !c.mayBeLocked(wait, wait.Call.Args[0], 0) {
		c.Report(report.Finding{At: call.CallExpr, Kind: unlocked})
		return
	}
	if name, never := c.neverWoken(wait.Call.Args[0]); never {
		c.Report(report.Finding{At: call.CallExpr, Kind: unwoken, Args: []any{name}})
		return
	}
	stmt := underIf(call)
	switch {
	case stmt == nil:
		return // others test the condition
	case flow.Reaches(flow.After(wait), func(instr ssa.Instruction) bool { return instr == wait }, nil):
		return // a loop, or a goto
	case c.calledInLoop(wait.Parent()):
		return
	case c.staysTrue(wait.Block()):
		return
	}
	c.Report(report.Finding{At: call.CallExpr, Kind: once, Args: []any{c.Line(call.Pos(), stmt.Pos())}})
}

// underIf returns the if statement whose body is the Wait, or ends in it, and
// behind which the function goes on.
func underIf(call calls.Call) *ast.IfStmt {
	stmt := call.Parent()
	if call.ParentEdgeKind() != edge.ExprStmt_X || stmt.ParentEdgeKind() != edge.BlockStmt_List {
		return nil
	}
	body := stmt.Parent()
	if body.ParentEdgeKind() != edge.IfStmt_Body {
		return nil
	}
	list := body.Node().(*ast.BlockStmt).List
	if list[len(list)-1] != stmt.Node() {
		return nil
	}
	outer := body.Parent()
	if _, more := outer.NextSibling(); !more {
		return nil // what follows is the caller's
	}
	return outer.Node().(*ast.IfStmt)
}

// calledInLoop reports whether the function may be called until the condition
// holds: in a loop of this package, or by way of a value.
func (c *checker) calledInLoop(called *ssa.Function) bool {
	for instr := range flow.Mentions(c.funcs, called) {
		if mayRepeat(instr, called) {
			return true
		}
	}
	return false
}

// mayRepeat reports whether an instruction may lead to several calls of the
// function that it names, one after the other.
func mayRepeat(instr ssa.Instruction, called *ssa.Function) bool {
	switch instr := instr.(type) {
	case *ssa.Go:
		return false
	case *ssa.MakeClosure:
		for _, ref := range *instr.Referrers() {
			if mayRepeat(ref, called) {
				return true
			}
		}
		return false
	case *ssa.Call:
		if fn, ok := instr.Call.Value.(*ssa.Function); ok {
			if obj, ok := fn.Object().(*types.Func); ok {
				if _, spawns := know.Spawns(obj); spawns {
					return false
				}
			}
		}
		if instr.Call.Value != called {
			return true // it is handed on
		}
		return flow.Reaches(flow.After(instr), func(i ssa.Instruction) bool { return i == instr }, nil)
	}
	return true
}

// staysTrue reports whether the condition before the block tests a variable
// that gets one value in the package, and so stays what it has become.
func (c *checker) staysTrue(b *ssa.BasicBlock) bool {
	if len(b.Preds) != 1 {
		return true // unknown
	}
	branch, ok := b.Preds[0].Instrs[len(b.Preds[0].Instrs)-1].(*ssa.If)
	if !ok {
		return true
	}
	field := tested(branch.Cond)
	if field == nil {
		return false
	}
	values := make(map[string]bool)
	for _, fn := range c.funcs {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				store, ok := instr.(*ssa.Store)
				if !ok || flow.Variable(store.Addr) != field || isFresh(store.Addr) {
					continue
				}
				k, ok := store.Val.(*ssa.Const)
				if !ok {
					return false
				}
				values[k.String()] = true
			}
		}
	}
	return len(values) <= 1
}

// tested is the boolean field that a condition reads, nil if it is anything else.
func tested(cond ssa.Value) *types.Var {
	for {
		op, ok := cond.(*ssa.UnOp)
		if !ok {
			return nil
		}
		if field := flow.Variable(op.X); field != nil {
			return field
		}
		cond = op.X
	}
}

// isFresh reports whether an address is that of a field of a value that is being made:
// nobody waits for it yet.
func isFresh(addr ssa.Value) bool {
	field, ok := addr.(*ssa.FieldAddr)
	if !ok {
		return false
	}
	_, ok = field.X.(*ssa.Alloc)
	return ok
}
