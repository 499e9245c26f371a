package osthread

import (
	_ "embed"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/calls"
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/paths"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/internal/lazyregexp"
)

//go:embed doc.go
var doc string

var kept = &report.Kind{ID: "kept-thread",
	Format: "this return leaves the goroutine wired to its thread, since LockOSThread at %s: each switch to it costs a thread switch, and the thread ends with it; defer UnlockOSThread"}

// Analyzer is the check with its default settings.
var Analyzer = New()

// New makes the check.
func New() *analysis.Analyzer {
	return report.Check{
		Name:     "osthread",
		DocFile:  doc,
		Kinds:    []*report.Kind{kept},
		Requires: []*analysis.Analyzer{calls.Analyzer, flow.Analyzer},
		Run:      run,
	}.New()
}

const (
	lock   = "runtime.LockOSThread"
	unlock = "runtime.UnlockOSThread"
)

func run(pass *report.Pass) {
	index := pass.ResultOf[calls.Analyzer].(*calls.Index)
	if len(index.Of(lock)) == 0 || len(index.Of(unlock)) == 0 {
		return
	}
	c := &checker{pass, pass.ResultOf[flow.Analyzer].(*flow.Package).Funcs}
	for _, fn := range c.funcs {
		if c.unlocksItself(fn) && !c.started(fn) {
			c.function(fn)
		}
	}
}

type checker struct {
	*report.Pass
	funcs []*ssa.Function
}

func isCallOf(instr ssa.Instruction, name string) bool {
	call, ok := instr.(ssa.CallInstruction)
	if !ok {
		return false
	}
	fn := flow.StaticCallee(call.Common())
	return know.Is(fn, name)
}

// unlocksItself reports whether a function locks, and unlocks by a call of its own: not in a
// defer, and not in a function literal that it may defer or return.
func (c *checker) unlocksItself(fn *ssa.Function) bool {
	locks, unlocks := false, false
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			switch _, isCall := instr.(*ssa.Call); {
			case isCallOf(instr, lock):
				locks = locks || isCall
			case isCallOf(instr, unlock):
				if !isCall {
					return false
				}
				unlocks = true
			case isDefer(instr) && !c.harmless(instr.(*ssa.Defer)):
				return false // it may unlock
			}
		}
	}
	for _, lit := range fn.AnonFuncs {
		if mentions(lit) {
			return false
		}
	}
	return locks && unlocks
}

func isDefer(instr ssa.Instruction) bool {
	_, ok := instr.(*ssa.Defer)
	return ok
}

// harmless reports whether a deferred call does not unlock the thread: it is one
// of another module, or of a function here that does not mention it.
func (c *checker) harmless(d *ssa.Defer) bool {
	if d.Call.IsInvoke() {
		return true
	}
	if _, ok := d.Call.Value.(*ssa.Builtin); ok {
		return true
	}
	fn := d.Call.StaticCallee()
	return fn != nil && !mentions(fn)
}

// mentions reports whether a function or a literal in it unlocks the thread.
func mentions(fn *ssa.Function) bool {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if isCallOf(instr, unlock) {
				return true
			}
		}
	}
	for _, lit := range fn.AnonFuncs {
		if mentions(lit) {
			return true
		}
	}
	return false
}

// started reports whether the function is run as a goroutine, or by way of a value.
func (c *checker) started(fn *ssa.Function) bool {
	for instr := range flow.Mentions(c.funcs, fn) {
		named, ok := flow.CallOf(instr, fn)
		if !ok {
			return true
		}
		if call, ok := named.(*ssa.Call); !ok || spawns(call) {
			return true
		}
	}
	return false
}

func spawns(call *ssa.Call) bool {
	_, ok := know.Spawns(flow.StaticCallee(&call.Call))
	return ok
}

// function follows the ways through a function.
func (c *checker) function(fn *ssa.Function) {
	var leaving []*paths.Path
	released := false
	search := &paths.Search{From: flow.Entry(fn), Step: func(p *paths.Path, instr ssa.Instruction) []paths.Alt {
		if _, ok := instr.(*ssa.Call); !ok {
			return nil
		}
		switch {
		case isCallOf(instr, lock):
			return []paths.Alt{{Add: 1}}
		case isCallOf(instr, unlock):
			released = released || p.Counter > 0
			return []paths.Alt{{Add: -1}}
		}
		return nil
	}}
	complete := search.Each(func(p *paths.Path) bool {
		if p.Counter > 0 {
			leaving = append(leaving, p)
		}
		return true
	})
	if !complete || !released {
		return
	}
	for _, p := range leaving {
		c.leaves(fn, p)
	}
}

// leaves reports a return with the thread locked, unless a comment says that it is meant, or
// what it returns unlocks.
func (c *checker) leaves(fn *ssa.Function, p *paths.Path) {
	var at ssa.Instruction
	for _, step := range p.Steps() {
		if isCallOf(step.Instr, lock) {
			at = step.Instr
		}
	}
	pos := p.Last.Pos()
	if !pos.IsValid() {
		pos = flow.End(fn)
	}
	for _, v := range p.Last.(*ssa.Return).Results {
		if _, isFunc := v.Type().Underlying().(*types.Signature); isFunc && !flow.IsNil(p.Resolve(v)) {
			return
		}
	}
	if at == nil || c.isSaid(at.Pos(), pos) {
		return
	}
	c.Report(report.Finding{At: report.At(pos, 1), Kind: kept, Args: []any{c.Line(pos, at.Pos())},
		Related: []analysis.RelatedInformation{report.Related(report.At(at.Pos(), 1), "the thread is locked here")}})
}

var aboutThreads = lazyregexp.New(`(?i)thread|lock|taint`)

// isSaid reports whether a comment shortly before the return is about threads: who keeps
// one on purpose says so.
func (c *checker) isSaid(from, to token.Pos) bool {
	line := c.Fset.Position(to).Line
	for _, file := range c.Files {
		if to < file.FileStart || file.FileEnd <= to {
			continue
		}
		for _, group := range file.Comments {
			if from < group.Pos() && line-5 < c.Fset.Position(group.End()).Line && c.Fset.Position(group.Pos()).Line <= line && aboutThreads.MatchString(group.Text()) {
				return true
			}
		}
	}
	return false
}
