package poolmisuse

import (
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/gocorelint/gocorelint/analyzers/internal/calls"
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/typeis"
)

// large reports a pool of buffers whose sizes nobody looks at, in a package that writes what is as large as
// somebody else wants into buffers.
func (p *pools) large(x *pool) {
	if x.makes == nil || x.unknown || len(x.puts) == 0 || x.makes.String() != "*bytes.Buffer" {
		return
	}
	if len(p.index.Of("(*bytes.Buffer).Cap", "(*bytes.Buffer).Available", "(*bytes.Buffer).Len")) > 0 {
		return
	}
	for _, fill := range p.index.Of("(*bytes.Buffer).ReadFrom", "io.Copy", "io.CopyBuffer", "encoding/json.NewEncoder", "encoding/xml.NewEncoder", "encoding/gob.NewEncoder",
		"(*text/template.Template).Execute", "(*text/template.Template).ExecuteTemplate", "(*html/template.Template).Execute", "(*html/template.Template).ExecuteTemplate") {
		if t := p.TypesInfo.TypeOf(fill.Args[0]); know.Is(p.callee(fill), "(*bytes.Buffer).ReadFrom") || t != nil && t.String() == "*bytes.Buffer" {
			p.Report(report.Finding{At: x.new, Kind: anySize, Args: []any{p.Line(x.new.Pos(), fill.Pos())}})
			return
		}
	}
}

func (p *pools) callee(call calls.Call) *types.Func {
	return typeutil.StaticCallee(p.TypesInfo, call.CallExpr)
}

// lost reports returns without an error to which a function comes without having put back what it got
// from a pool, as it does on other ways.
func (c *checker) lost(fn *ssa.Function) {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			got, ok := instr.(*ssa.TypeAssert)
			if !ok || got.CommaOk {
				continue
			}
			if get, ok := got.X.(*ssa.Call); ok && isMethod(get, "(*sync.Pool).Get") {
				c.lostOn(fn, get, got)
			}
		}
	}
}

func (c *checker) lostOn(fn *ssa.Function, get *ssa.Call, obj ssa.Value) {
	var put ssa.CallInstruction
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(ssa.CallInstruction)
			if !ok {
				continue
			}
			for _, v := range c.returned(call) {
				if _, deferred := call.(*ssa.Defer); deferred && v == obj {
					return
				}
				if v == obj {
					put = call
				}
			}
		}
	}
	if put == nil {
		return // it is kept, or handed on
	}
	found, ok := flow.FirstReached(flow.After(get), succeeds, func(instr ssa.Instruction) bool { return c.mayKeep(instr, obj) })
	if !ok {
		return
	}
	pos := found.Pos()
	if !pos.IsValid() {
		pos = flow.End(fn)
	}
	c.Report(report.Finding{At: report.At(pos, 1), Kind: lostObject, Args: []any{c.Line(pos, get.Pos()), c.Line(pos, put.Pos())},
		Related: []analysis.RelatedInformation{report.Related(report.At(put.Pos(), 1), "here it goes back")}})
}

// succeeds reports whether an instruction returns no error.
func succeeds(instr ssa.Instruction) bool {
	ret, ok := instr.(*ssa.Return)
	if !ok {
		return false
	}
	if n := len(ret.Results); n > 0 && typeis.Error(ret.Results[n-1].Type()) {
		return flow.IsNil(ret.Results[n-1])
	}
	return true
}

// mayKeep reports whether what follows the instruction is right without a Put: it puts the object back, hands it to
// somebody who may keep it, or decides by its size or state.
func (c *checker) mayKeep(instr ssa.Instruction, obj ssa.Value) bool {
	uses := false
	for _, v := range instr.Operands(nil) {
		uses = uses || *v != nil && stripped(*v) == obj
	}
	switch instr := instr.(type) {
	case *ssa.If:
		return about(instr.Cond, obj, 0)
	case *ssa.DebugRef, *ssa.FieldAddr, *ssa.IndexAddr, *ssa.UnOp, *ssa.Slice:
		return false
	case *ssa.MakeInterface:
		return false // its use counts
	case *ssa.Store:
		return uses && stripped(instr.Val) == obj && !isLocal(instr.Addr)
	case ssa.CallInstruction:
		if !uses {
			return false
		}
		if _, ok := instr.(*ssa.Call); !ok {
			return true
		}
		callee := flow.Callee(instr.Common())
		if callee == nil || callee.Pkg() == nil || isPut(instr) {
			_, builtin := instr.Common().Value.(*ssa.Builtin)
			return !builtin
		}
		return !know.IsStd(callee.Pkg(), instr.Parent().Pkg.Pkg)
	}
	return uses
}

func isLocal(addr ssa.Value) bool {
	_, ok := addr.(*ssa.Alloc)
	return ok
}

// about reports whether a condition is about the object.
func about(v, obj ssa.Value, depth int) bool {
	if stripped(v) == obj {
		return true
	}
	instr, ok := v.(ssa.Instruction)
	if !ok || depth > 4 {
		return false
	}
	for _, op := range instr.Operands(nil) {
		if *op != nil && about(*op, obj, depth+1) {
			return true
		}
	}
	return false
}
