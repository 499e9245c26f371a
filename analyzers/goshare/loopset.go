package goshare

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/goroutine"
	"github.com/gocorelint/gocorelint/analyzers/internal/lockstate"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/internal/lazyregexp"
)

// A kept field is one that a goroutine without locks goes on to set in its loop.
type kept struct {
	field *types.Var
	start ssa.CallInstruction
	by    *ssa.Function
	store *ssa.Store
}

// loopSets looks for exported methods that read a field which the loop of a goroutine goes on to set, with no lock on
// either side:
//
//	go func() { for job := range s.jobs { … s.last = time.Now() } }()
//	func (s *server) Last() time.Time { return s.last }
func (c *checker) loopSets(funcs []*ssa.Function) {
	var fields []kept
	for _, call := range c.starts {
		if g := goroutine.Of(call); g != nil && !c.InTest(call.Pos()) {
			fields = append(fields, keeps(g)...)
		}
	}
	if len(fields) == 0 {
		return
	}
	for _, fn := range funcs {
		if fn.Signature.Recv() == nil || fn.Object() == nil || !fn.Object().Exported() || c.InTest(fn.Pos()) || onTerms(fn) || flow.NoRace(fn) {
			continue
		}
		for _, f := range fields {
			if load := readsFirst(fn, f.field); load != nil && !calls(fn, flow.Outermost(f.start.Parent()), 3) && !calls(f.by, fn, 3) {
				c.Report(report.Finding{At: report.At(load.Pos(), 1), Kind: loopSet,
					Args:    []any{f.field.Name(), c.Line(load.Pos(), f.start.Pos()), c.Line(load.Pos(), f.store.Pos())},
					Related: []analysis.RelatedInformation{report.Related(report.At(f.store.Pos(), 1), "the goroutine sets it here")}})
				break
			}
		}
	}
}

// keeps lists the fields, of objects that the goroutine got, which it sets in a loop and may set again, without telling anybody by
// a close.
func keeps(g *goroutine.Goroutine) []kept {
	given := make(map[ssa.Value]bool)
	for _, inner := range g.Gets() {
		given[inner] = true
	}
	var fields []kept
	for _, b := range g.Fn.Blocks {
		for _, instr := range b.Instrs {
			if call, ok := instr.(ssa.CallInstruction); ok && lockstate.OpOf(call) != lockstate.NoOp {
				return nil
			}
			store, ok := instr.(*ssa.Store)
			if !ok {
				continue
			}
			fa, ok := store.Addr.(*ssa.FieldAddr)
			if !ok || !given[fa.X] || flow.Field(fa) == nil {
				continue
			}
			again := flow.Reaches(flow.After(store), func(i ssa.Instruction) bool { return i == ssa.Instruction(store) }, nil)
			if again && !flow.Reaches(flow.After(store), closes, nil) {
				fields = append(fields, kept{flow.Field(fa), g.Start, g.Fn, store})
			}
		}
	}
	return fields
}

func closes(instr ssa.Instruction) bool {
	call, ok := instr.(*ssa.Call)
	if !ok {
		return false
	}
	b, ok := call.Call.Value.(*ssa.Builtin)
	return ok && b.Name() == "close"
}

var terms = lazyregexp.New(`(?i)goroutine|concurren|lock|thread|\brace|\bafter\b|\bonly\b|\bonce\b|\bwait|\bmust\b|\bbefore\b|\btest`)

// onTerms reports whether the comment of the method says when it may be called.
func onTerms(fn *ssa.Function) bool {
	decl, ok := fn.Syntax().(*ast.FuncDecl)
	return ok && decl.Doc != nil && terms.MatchString(decl.Doc.Text())
}

// readsFirst finds the place at which the method reads the field of its receiver, before anything that may wait.
func readsFirst(fn *ssa.Function, field *types.Var) *ssa.UnOp {
	if len(fn.Blocks) == 0 {
		return nil
	}
	found, ok := flow.FirstReached(flow.Entry(fn), func(instr ssa.Instruction) bool {
		load, ok := instr.(*ssa.UnOp)
		if !ok || load.Op != token.MUL {
			return false
		}
		fa, ok := load.X.(*ssa.FieldAddr)
		return ok && fa.X == ssa.Value(fn.Params[0]) && flow.Field(fa) == field
	}, mayWait)
	if !ok {
		return nil
	}
	return found.(*ssa.UnOp)
}
