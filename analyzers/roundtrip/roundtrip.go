package roundtrip

import (
	_ "embed"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/typeis"
)

//go:embed doc.go
var doc string

var (
	changed = &report.Kind{ID: "changed-request",
		Format: "this changes %s of the request, which is the caller's: a retry finds it changed, and who shares it races; change a copy: %s.Clone(%[2]s.Context())"}
	shallow = &report.Kind{ID: "shared-copy",
		Format: "the copy made at %[2]s shares %[1]s with the caller's request, so this changes both: a retry finds it changed, and who shares it races; use Clone"}
)

// Analyzer is the check with its default settings.
var Analyzer = New()

// New makes the check.
func New() *analysis.Analyzer {
	return report.Check{
		Name:     "roundtrip",
		DocFile:  doc,
		Kinds:    []*report.Kind{changed, shallow},
		Requires: []*analysis.Analyzer{flow.Analyzer},
		Run:      run,
	}.New()
}

func run(pass *report.Pass) {
	if !pass.Imports("net/http") {
		return
	}
	for _, fn := range pass.ResultOf[flow.Analyzer].(*flow.Package).Funcs {
		req := requestOf(fn)
		if req == nil {
			continue
		}
		s := &search{fn: fn, seen: make(map[ssa.Value]bool)}
		s.request(req)
		if c := s.first; c != nil {
			f := report.Finding{At: report.At(c.at.Pos(), 1), Kind: changed, Args: []any{c.what, req.Name()}}
			if c.copied != nil {
				f.Kind, f.Args = shallow, []any{c.what, pass.Line(c.at.Pos(), c.copied.Pos())}
			}
			pass.Report(f)
		}
	}
}

// requestOf is the request that RoundTrip gets, nil if the function is none: neither the method nor a literal of a type of
// functions that has the method.
func requestOf(fn *ssa.Function) *ssa.Parameter {
	n := len(fn.Params)
	if n == 0 || !isRoundTrip(fn.Signature) || fn.Synthetic != "" {
		return nil
	}
	if fn.Name() == "RoundTrip" && fn.Signature.Recv() != nil || fn.Parent() != nil && isTripper(fn) {
		return fn.Params[n-1]
	}
	return nil
}

// isRoundTrip reports whether a function takes and returns what RoundTrip does.
func isRoundTrip(sig *types.Signature) bool {
	return sig.Params().Len() == 1 && sig.Results().Len() == 2 && typeis.Named(sig.Params().At(0).Type(), "*net/http.Request") &&
		typeis.Named(sig.Results().At(0).Type(), "*net/http.Response") && typeis.Error(sig.Results().At(1).Type())
}

// isTripper reports whether the literal is turned into a type with the method RoundTrip.
func isTripper(lit *ssa.Function) bool {
	for _, b := range lit.Parent().Blocks {
		for _, instr := range b.Instrs {
			conv, ok := instr.(*ssa.ChangeType)
			if !ok {
				continue
			}
			made, _ := conv.X.(*ssa.MakeClosure)
			if conv.X != ssa.Value(lit) && (made == nil || made.Fn != ssa.Value(lit)) {
				continue
			}
			obj, _, _ := types.LookupFieldOrMethod(conv.Type(), false, nil, "RoundTrip")
			if method, ok := obj.(*types.Func); ok && isRoundTrip(method.Signature()) {
				return true
			}
		}
	}
	return false
}

// isLoad is the load that the instruction is, nil for others.
func isLoad(instr ssa.Instruction) *ssa.UnOp {
	if load, ok := instr.(*ssa.UnOp); ok && load.Op == token.MUL {
		return load
	}
	return nil
}
