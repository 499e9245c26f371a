package aliasbuf

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/keep"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

var rawBytes = rule{ends: []string{"Next", "NextResultSet", "Scan", "Close"}}

// checkRows reports values of type sql.RawBytes that are kept when the rows go on.
func checkRows(pass *report.Pass, fn *ssa.Function) {
	var scans []*ssa.Call
	var loads []*ssa.UnOp
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.Call:
				if f := flow.StaticCallee(&instr.Call); know.Is(f, "(*database/sql.Rows).Scan") {
					scans = append(scans, instr)
				}
			case *ssa.UnOp:
				if instr.Op == token.MUL && isRawBytes(instr.Type()) {
					loads = append(loads, instr)
				}
			}
		}
	}
	if len(scans) != 1 { // of several, nobody knows which has set it
		return
	}
	s := &source{call: scans[0], owner: scans[0].Call.Args[0], name: "Scan", rule: rawBytes}
	for _, load := range loads {
		if !flow.Reaches(flow.After(s.call), func(instr ssa.Instruction) bool { return instr == load }, nil) {
			continue
		}
		keeper := keep.By(load)
		if keeper == nil || keeper.Parent() != fn || !keeper.Pos().IsValid() {
			continue
		}
		if end := s.overwritten(flow.After(keeper.Instruction), true); end != nil && s.stays(keeper, end) {
			pos := keeper.Pos()
			pass.Report(report.Finding{At: report.At(pos, 1), Kind: raw, Args: []any{
				pass.Line(pos, s.call.Pos()), callName(end), pass.Line(pos, end.Pos())}})
		}
	}
}

func isRawBytes(t types.Type) bool {
	named, ok := types.Unalias(t).(*types.Named)
	return ok && named.Obj().Name() == "RawBytes" && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == "database/sql"
}
