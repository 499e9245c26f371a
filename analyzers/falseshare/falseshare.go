package falseshare

import (
	_ "embed"
	"go/token"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/goroutine"
	"github.com/gocorelint/gocorelint/analyzers/internal/paths"
	"github.com/gocorelint/gocorelint/analyzers/internal/place"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

var shared = &report.Kind{ID: "adjacent-counters",
	Format: "goroutines started at %s change elements of %s bytes in one cache line, which each takes from the others: count in a local variable and store it at the end"}

// Analyzer is the check with its default settings.
var Analyzer = New()

// New makes the check.
func New() *analysis.Analyzer {
	return report.Check{
		Name:     "falseshare",
		DocFile:  doc,
		Kinds:    []*report.Kind{shared},
		Requires: []*analysis.Analyzer{flow.Analyzer},
		Run:      run,
	}.New()
}

func run(pass *report.Pass) {
	for _, fn := range pass.ResultOf[flow.Analyzer].(*flow.Package).Funcs {
		var loops *flow.Loops // few functions start goroutines
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				start, ok := instr.(ssa.CallInstruction)
				if !ok {
					continue
				}
				g := goroutine.Of(start)
				if g == nil {
					continue
				}
				if loops == nil {
					loops = flow.LoopsOf(fn)
				}
				if loop := loops.Innermost(b); loop != nil {
					check(pass, g, loop)
				}
			}
		}
	}
}

// check looks at the loops of a goroutine that a loop starts.
func check(pass *report.Pass, g *goroutine.Goroutine, start *flow.Loop) {
	own := make(map[ssa.Value]bool) // the number of the goroutine, as it has it
	common := make(map[ssa.Value]bool)
	for outer, inner := range g.Gets() {
		if perRound(outer, start) {
			own[inner] = true
		} else if !madeIn(outer, start) {
			common[inner] = true
		}
	}
	if len(own) == 0 {
		return
	}
	for _, array := range g.Fn.FreeVars {
		if bound := place.Binding(array); bound != nil && !madeIn(bound, start) {
			common[array] = true
		}
	}
	loops := flow.LoopsOf(g.Fn)
	for _, b := range g.Fn.Blocks {
		loop := loops.Innermost(b)
		if loop == nil || short(loop) {
			continue
		}
		for _, instr := range b.Instrs {
			element := changed(instr)
			if element == nil || !common[element.X] || !own[element.Index] {
				continue
			}
			size := pass.TypesSizes.Sizeof(element.Type().Underlying().(*types.Pointer).Elem())
			if size == 0 || size >= line {
				continue
			}
			pass.Report(report.Finding{At: report.At(instr.Pos(), 1), Kind: shared, Args: []any{pass.Line(instr.Pos(), g.Start.Pos()), strconv.FormatInt(size, 10)}})
			return
		}
	}
}

const (
	line  = 64   // bytes of a cache line, of most processors
	turns = 1000 // of a loop, at which it begins to matter
)

// perRound reports whether a value is another number in each round of the loop.
func perRound(v ssa.Value, loop *flow.Loop) bool {
	t, ok := v.Type().Underlying().(*types.Basic)
	if !ok || t.Info()&types.IsInteger == 0 {
		return false
	}
	if !madeIn(v, loop) {
		return false
	}
	switch v := v.(type) {
	case *ssa.Phi:
		return true
	case *ssa.BinOp: // the counter of a range over a slice
		_, ok := v.X.(*ssa.Phi)
		return ok && v.Op == token.ADD
	case *ssa.UnOp:
		return place.StoredOnce(v.X) != nil && perRound(place.StoredOnce(v.X), loop)
	}
	return false
}

// madeIn reports whether each round of the loop has a value of its own.
func madeIn(v ssa.Value, loop *flow.Loop) bool {
	instr, ok := v.(ssa.Instruction)
	return ok && loop.Contains(instr.Block())
}

// short reports whether the loop is known to end soon.
func short(loop *flow.Loop) bool {
	n, ok := paths.Trips(loop)
	return ok && n < turns
}

func isLoad(v ssa.Value) bool {
	load, ok := v.(*ssa.UnOp)
	return ok && load.Op == token.MUL
}

// changed is the element that an instruction changes, or a field of which, or an atomic in which: a counter.
func changed(instr ssa.Instruction) *ssa.IndexAddr {
	var addr ssa.Value
	switch instr := instr.(type) {
	case *ssa.Store:
		if sum, ok := instr.Val.(*ssa.BinOp); !ok || !isLoad(sum.X) && !isLoad(sum.Y) {
			return nil // it is no counter: what is computed takes longer than the line
		}
		addr = instr.Addr
	case *ssa.Call:
		fn := flow.StaticCallee(&instr.Call)
		if fn == nil || fn.Pkg() == nil || fn.Pkg().Path() != "sync/atomic" || !slices.ContainsFunc([]string{"Add", "Store", "Swap", "Or", "And"}, func(p string) bool { return strings.HasPrefix(fn.Name(), p) }) {
			return nil
		}
		addr = instr.Call.Args[0]
	}
	for {
		switch a := addr.(type) {
		case *ssa.FieldAddr:
			addr = a.X
		case *ssa.IndexAddr:
			return a
		default:
			return nil
		}
	}
}
