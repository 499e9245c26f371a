package aliasbuf

import (
	_ "embed"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/calls"
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/keep"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

var (
	kept = &report.Kind{ID: "kept",
		Format: "%s is a part of the buffer, kept at %s, and %s at %s overwrites it; keep a copy: bytes.Clone"}
	used = &report.Kind{ID: "used",
		Format: "this uses what %s at %s returned, a part of the buffer, and %s at %s has overwritten it; make a copy there: bytes.Clone"}
	written = &report.Kind{ID: "write",
		Format: "%s belongs to the caller of Write, and is kept here: the next thing that is written overwrites it; keep a copy: bytes.Clone(%[1]s)"}
	raw = &report.Kind{ID: "raw-bytes",
		Format: "this keeps an sql.RawBytes, memory of the driver that Scan at %s has set, and %s at %s overwrites it; keep a copy: bytes.Clone"}
)

// Analyzer is the check with its default settings.
var Analyzer = New()

// New makes the check.
func New() *analysis.Analyzer {
	return report.Check{
		Name:     "aliasbuf",
		DocFile:  doc,
		Kinds:    []*report.Kind{kept, used, written, raw, decoded, scanned},
		Requires: []*analysis.Analyzer{flow.Analyzer, calls.Analyzer},
		Run:      run,
	}.New()
}

func run(pass *report.Pass) {
	rows := pass.Imports("database/sql")
	funcs := pass.ResultOf[flow.Analyzer].(*flow.Package).Funcs
	sources := &sources{std: pass.Imports("bufio", "bytes"), own: make(map[*ssa.Function]bool), funcs: funcs}
	for _, fn := range funcs {
		if p := writeArg(fn); p != nil {
			checkWrite(pass, fn, p)
		}
		checkArgs(pass, fn)
		if rows {
			checkRows(pass, fn)
		}
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				if call, ok := instr.(*ssa.Call); ok {
					if s := sources.of(call); s != nil {
						check(pass, sources, s)
					}
				}
			}
		}
	}
}

func check(pass *report.Pass, sources *sources, s *source) {
	var end ssa.Instruction
	keeper := keep.Find(s.slice, func(k *keep.Keeper) bool {
		if k.Parent() != s.call.Parent() || !k.Pos().IsValid() {
			return false
		}
		end = s.overwritten(flow.After(k.Instruction), true)
		if end == nil && k.Root == nil {
			end = sources.resetForOthers(s, k)
		}
		return end != nil && s.stays(k, end)
	})
	if keeper != nil {
		at := pass.ResultOf[calls.Analyzer].(*calls.Index).At(s.call.Pos())
		if at != nil {
			pass.Report(report.Finding{At: at, Kind: kept, Args: []any{
				types.ExprString(at), pass.Line(at.Pos(), keeper.Pos()), callName(end), pass.Line(at.Pos(), end.Pos())}})
		}
		return
	}
	end = s.overwritten(flow.After(s.call), false)
	if end == nil {
		return
	}
	for v := range s.views() {
		for _, ref := range *v.Referrers() {
			if !reads(ref, v) || !s.usedAfter(end, ref) {
				continue
			}
			pos := ref.Pos()
			if !pos.IsValid() {
				continue
			}
			pass.Report(report.Finding{At: report.At(pos, 1), Kind: used, Args: []any{
				s.name, pass.Line(pos, s.call.Pos()), callName(end), pass.Line(pos, end.Pos())}})
			return
		}
	}
}

// stays reports whether the keeper still has the slice behind the end: what is
// stored at the same place in the next iteration replaces it.
func (s *source) stays(k *keep.Keeper, end ssa.Instruction) bool {
	if k.Root == nil {
		return k.Lives(end)
	}
	if owner, ok := s.owner.(*ssa.FieldAddr); ok && sameOwner(owner.X, k.Root) {
		return false // who has the buffer has the slice too, and knows both
	}
	made, _ := k.Root.(ssa.Instruction)
	return !flow.Reaches(flow.After(end), func(instr ssa.Instruction) bool { return instr == k.Instruction },
		func(instr ssa.Instruction) bool { return made != nil && instr == made })
}

// views are the names that the slice has in the function: itself and parts of it.
func (s *source) views() map[ssa.Value]bool {
	seen := map[ssa.Value]bool{s.slice: true}
	work := []ssa.Value{s.slice}
	for len(work) > 0 {
		v := work[0]
		work = work[1:]
		for _, ref := range *v.Referrers() {
			switch ref := ref.(type) {
			case *ssa.Slice, *ssa.ChangeType:
				if x := ref.(ssa.Value); !seen[x] {
					seen[x] = true
					work = append(work, x)
				}
			}
		}
	}
	return seen
}

// reads reports whether the instruction looks at the elements.
func reads(instr ssa.Instruction, v ssa.Value) bool {
	switch instr := instr.(type) {
	case *ssa.Call:
		b, ok := instr.Call.Value.(*ssa.Builtin)
		return !ok || b.Name() != "len" && b.Name() != "cap"
	case *ssa.IndexAddr, *ssa.Convert:
		return true
	case *ssa.Store:
		_, ok := instr.Addr.(*ssa.FieldAddr)
		return ok && instr.Val == v
	}
	return false
}

// overwritten finds what makes the slice invalid behind a point. The call that
// returned it may do that too, where it is called again; the slice is another one then.
func (s *source) overwritten(from flow.Point, again bool) ssa.Instruction {
	isEnd := func(instr ssa.Instruction) bool { return s.isEnd(instr) && (again || instr != s.call) }
	isNew := func(instr ssa.Instruction) bool { return s.isNew(instr) || !again && instr == s.call }
	end, _ := flow.FirstReached(from, isEnd, isNew)
	if end == nil || !s.writes {
		return end
	}
	next, _ := flow.FirstReached(flow.After(end), func(instr ssa.Instruction) bool {
		return instr != end && s.uses(instr) && !s.isEnd(instr)
	}, isNew)
	return next
}

// usedAfter reports whether the instruction comes after the end and before the
// source is called again.
func (s *source) usedAfter(end, instr ssa.Instruction) bool {
	return flow.Reaches(flow.After(end), func(i ssa.Instruction) bool { return i == instr },
		func(i ssa.Instruction) bool { return i == s.call || s.isNew(i) })
}

// isEnd recognizes a call that makes the slice invalid.
func (s *source) isEnd(instr ssa.Instruction) bool {
	call, ok := instr.(*ssa.Call)
	if !ok || instr == s.call && !s.writes && !contains(s.ends, s.name) {
		return false
	}
	fn := flow.StaticCallee(&call.Call)
	if fn == nil || fn.Pkg() == nil || len(call.Call.Args) == 0 {
		return false
	}
	arg := call.Call.Args[0]
	if mi, ok := arg.(*ssa.MakeInterface); ok && fillers[know.Name(fn)] {
		return sameOwner(mi.X, s.owner) && contains(s.ends, "ReadSlice")
	}
	return sameOwner(arg, s.owner) && contains(s.ends, fn.Name())
}

// fillers read from their first argument.
var fillers = map[string]bool{"io.ReadFull": true, "io.ReadAtLeast": true, "io.ReadAll": true}

// isNew reports whether the owner is another one from here on.
func (s *source) isNew(instr ssa.Instruction) bool {
	v, ok := instr.(ssa.Value)
	return ok && v == s.owner
}

// uses reports whether the instruction gives the buffer to somebody.
func (s *source) uses(instr ssa.Instruction) bool {
	call, ok := instr.(*ssa.Call)
	if !ok {
		return false
	}
	fn := flow.StaticCallee(&call.Call)
	for i, arg := range call.Call.Args {
		if mi, ok := arg.(*ssa.MakeInterface); ok {
			arg = mi.X
		}
		if sameOwner(arg, s.owner) {
			return i > 0 || fn == nil || !strings.HasPrefix(know.Name(fn), "(*bytes.Buffer).") || strings.HasPrefix(fn.Name(), "Write") || fn.Name() == "ReadFrom"
		}
	}
	return false
}

// sameOwner reports whether two values are the same buffer.
func sameOwner(a, b ssa.Value) bool {
	if a == b {
		return true
	}
	x, ok := a.(*ssa.UnOp)
	y, ok2 := b.(*ssa.UnOp)
	if ok && ok2 && x.Op == token.MUL && y.Op == token.MUL {
		return sameOwner(x.X, y.X)
	}
	f, ok := a.(*ssa.FieldAddr)
	g, ok2 := b.(*ssa.FieldAddr)
	return ok && ok2 && f.Field == g.Field && sameOwner(f.X, g.X)
}

func callName(instr ssa.Instruction) string {
	call, ok := instr.(*ssa.Call)
	if !ok {
		return "the next call"
	}
	if fn := flow.StaticCallee(&call.Call); fn != nil {
		return fn.Name()
	}
	if call.Call.IsInvoke() {
		return call.Call.Method.Name()
	}
	return "the call"
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}
