package fileleak

import (
	_ "embed"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/typeis"
)

//go:embed doc.go
var doc string

var (
	never = &report.Kind{ID: "never-closed",
		Format: "nothing closes this %s, and nothing else has it: %s; defer its Close"}
	path = &report.Kind{ID: "open-on-path",
		Format: "this %s stays open on the way to %s: defer its Close behind the check of the error"}
	dropped = &report.Kind{ID: "dropped",
		Format: "this %s stays open on the way to %s: elsewhere it is handed on, but there nobody has it any more; close it before"}
)

// Analyzer is the check with its default settings.
var Analyzer = New()

// New makes the check.
func New() *analysis.Analyzer {
	return report.Check{
		Name:     "fileleak",
		DocFile:  doc,
		Kinds:    []*report.Kind{never, path, dropped},
		Requires: []*analysis.Analyzer{flow.Analyzer},
		Run:      run,
	}.New()
}

// A checker is one run over one package.
type checker struct {
	*report.Pass
	needs map[types.Type]need // what is known of a type
}

func run(pass *report.Pass) {
	c := &checker{pass, make(map[types.Type]need)}
	for _, fn := range pass.ResultOf[flow.Analyzer].(*flow.Package).Funcs {
		if fn.Pkg.Pkg.Name() == "main" && (fn.Name() == "main" || fn.Name() == "init") {
			continue // the process ends with it
		}
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				if call, ok := instr.(*ssa.Call); ok {
					if n := c.opens(call); n != none {
						c.judge(call, n)
					}
				}
			}
		}
	}
}

func (c *checker) judge(open *ssa.Call, n need) {
	v, err := results(open)
	if v == nil || err == nil {
		return
	}
	opened, ok := succeeded(open, err)
	if !ok {
		return
	}
	h, ok := handleOf(v)
	if !ok {
		return
	}
	uses := h.uses()
	closed := uses.some(func(use ssa.Instruction, of ssa.Value) bool { return closes(use, of) || literalCloses(use, of) })
	if n == maybe && !closed {
		return // it may need no Close
	}
	if uses.some(func(use ssa.Instruction, _ ssa.Value) bool { return sharedBefore(use, open) }) {
		return // a literal has its variable, to close it at the end perhaps
	}
	if uses.some(func(use ssa.Instruction, _ ssa.Value) bool { return uses.take(use) && before(use, open, opened) }) {
		return // it is kept, or merged with another one, before the error is known to be nil
	}
	leaves := func(instr ssa.Instruction) bool { return flow.IsReturn(instr) && !uses.in(instr) }
	unsure := func(instr ssa.Instruction) bool {
		return retests(instr, err) || n != system && broken(instr, uses[instr])
	}
	ret, ok := flow.FirstReached(opened, leaves, func(instr ssa.Instruction) bool { return instr == open || uses.take(instr) || unsure(instr) })
	if !ok {
		return
	}
	if n == maybe && !fails(ret) {
		return // it is closed when it fails, and belongs to somebody else
	}
	if inCommand(open) {
		return // the process ends with it
	}
	if unfinished(open.Parent(), opened) {
		return // so far it only panics
	}
	f := report.Finding{At: report.At(open.Pos(), 1), Args: []any{c.kindOf(v), c.way(open, ret)}}
	switch own := !uses.some(func(use ssa.Instruction, of ssa.Value) bool { return !closes(use, of) && !harmless(use, of) }); {
	case own && !closed:
		f.Kind, f.Args = never, []any{c.kindOf(v), costOf(v)}
	case fails(ret) && open.Parent().Pkg.Pkg.Name() == "main":
		return // an error ends the process, as a rule
	case own:
		f.Kind = path
	case fails(ret):
		f.Kind = dropped
	default:
		return // what it returns without an error may be in use elsewhere
	}
	c.Report(f)
}

// inCommand reports whether the call is made once by what a program runs for its command line.
func inCommand(open *ssa.Call) bool {
	fn := open.Parent()
	return (flow.IsCommand(fn) || flow.IsCommand(flow.Outermost(fn))) && flow.LoopsOf(fn).Innermost(open.Block()) == nil
}

// sharedBefore reports whether an instruction makes a function literal that has the variable before the call sets it.
func sharedBefore(use ssa.Instruction, open *ssa.Call) bool {
	_, lit := use.(*ssa.MakeClosure)
	return lit && flow.Reaches(flow.After(use), func(instr ssa.Instruction) bool { return instr == open }, nil)
}

// before reports whether a use of what was opened comes before the point at which the error is known to be nil.
func before(use ssa.Instruction, open *ssa.Call, opened flow.Point) bool {
	_, merges := use.(*ssa.Phi)
	return use.Block() == open.Block() || merges && use.Block() != opened.Block && use.Block().Dominates(opened.Block)
}

// retests reports whether an instruction tests the error once more, merged with another one: then it is known to be nil.
func retests(instr ssa.Instruction, err ssa.Value) bool {
	branch, ok := instr.(*ssa.If)
	if !ok {
		return false
	}
	v, _, _ := flow.NilTest(branch)
	phi, ok := v.(*ssa.Phi)
	return ok && slices.Contains(phi.Edges, err)
}

// broken reports whether an instruction calls a method of the value that may fail: what has failed by itself may be over.
func broken(instr ssa.Instruction, v ssa.Value) bool {
	call, ok := instr.(*ssa.Call)
	if !ok || v == nil || methodOn(&call.Call, v) == "" {
		return false
	}
	results := call.Call.Signature().Results()
	return results.Len() > 0 && typeis.Error(results.At(results.Len()-1).Type())
}

// way names the return that control comes to.
func (c *checker) way(open *ssa.Call, ret ssa.Instruction) string {
	if ret.Pos().IsValid() {
		return "the return of " + c.Line(open.Pos(), ret.Pos())
	}
	return "the end of the function"
}

// fails reports whether a return gives the caller an error.
func fails(instr ssa.Instruction) bool {
	ret := instr.(*ssa.Return)
	if len(ret.Results) == 0 {
		return false
	}
	last := ret.Results[len(ret.Results)-1]
	return types.Implements(last.Type(), errorType) && !flow.IsNil(last)
}

var errorType = types.Universe.Lookup("error").Type().Underlying().(*types.Interface)

// results returns what was opened and the error, nil if one of them is not used.
func results(open *ssa.Call) (v, err *ssa.Extract) {
	for _, ref := range *open.Referrers() {
		if e, ok := ref.(*ssa.Extract); ok {
			if e.Index == 0 {
				v = e
			} else {
				err = e
			}
		}
	}
	return v, err
}

// succeeded is the point at which the error is known to be nil: where the test of it leads, also behind
// tests of what error it is.
func succeeded(open *ssa.Call, err *ssa.Extract) (flow.Point, bool) {
	if p, ok := flow.Succeeded(open, err); ok {
		return p, true
	}
	for _, ref := range *err.Referrers() {
		cmp, ok := ref.(*ssa.BinOp)
		if !ok || cmp.Op != token.NEQ && cmp.Op != token.EQL {
			continue
		}
		for _, ref := range *cmp.Referrers() {
			branch, ok := ref.(*ssa.If)
			if !ok {
				continue
			}
			if v, ifNil, _ := flow.NilTest(branch); v == ssa.Value(err) && len(ifNil.Preds) == 1 {
				return flow.Point{Block: ifNil}, true
			}
		}
	}
	return flow.Point{}, false
}

// closes reports whether the instruction closes the value, now or at the end.
func closes(instr ssa.Instruction, v ssa.Value) bool {
	call, ok := instr.(ssa.CallInstruction)
	return ok && methodOn(call.Common(), v) == "Close"
}

// literalCloses reports whether the instruction makes a function literal that closes what is in the variable.
func literalCloses(instr ssa.Instruction, variable ssa.Value) bool {
	lit, ok := instr.(*ssa.MakeClosure)
	if !ok {
		return false
	}
	fn := lit.Fn.(*ssa.Function)
	for i, bound := range lit.Bindings {
		if bound != variable || i >= len(fn.FreeVars) {
			continue
		}
		for _, load := range *fn.FreeVars[i].Referrers() {
			if load, ok := load.(*ssa.UnOp); ok && slices.ContainsFunc(*load.Referrers(), func(use ssa.Instruction) bool { return closes(use, load) }) {
				return true
			}
		}
	}
	return false
}
