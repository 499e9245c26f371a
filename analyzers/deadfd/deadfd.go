package deadfd

import (
	_ "embed"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/calls"
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

var (
	kept = &report.Kind{ID: "number-kept",
		Format: "the next collection closes this descriptor: nothing keeps its file (%s), only the number is %s; keep the file"}
	used = &report.Kind{ID: "used-later",
		Format: "a collection before %s closes this descriptor: nothing uses its file (%s) any more; close the file by defer, or call runtime.KeepAlive"}
)

// Analyzer is the check with its default settings.
var Analyzer = New()

// New makes the check.
func New() *analysis.Analyzer {
	return report.Check{
		Name:     "deadfd",
		DocFile:  doc,
		Tests:    true,
		Kinds:    []*report.Kind{kept, used},
		Requires: []*analysis.Analyzer{calls.Analyzer, flow.Analyzer},
		Run:      run,
	}.New()
}

const fdName = "(*os.File).Fd"

// opens reports whether the call makes a file which only its caller knows.
// os.NewFile is left out: who has made the number may close it.
func opens(call *ssa.Call) bool {
	switch name := calleeName(call); name {
	case "os.Open", "os.OpenFile", "os.Create", "os.CreateTemp":
		return true
	default: // the types of package net get File from the one that they embed
		return strings.HasPrefix(name, "(*net.") && strings.HasSuffix(name, ").File")
	}
}

func run(pass *report.Pass) {
	// File and Fd need no import of os.
	if len(pass.ResultOf[calls.Analyzer].(*calls.Index).Of(fdName)) == 0 {
		return
	}
	for _, fn := range pass.ResultOf[flow.Analyzer].(*flow.Package).Funcs {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				if call, ok := instr.(*ssa.Call); ok && isFd(call) {
					judge(pass, call)
				}
			}
		}
	}
}

func isFd(call *ssa.Call) bool {
	fn := flow.StaticCallee(&call.Call)
	return fn != nil && fn.Name() == "Fd" && know.Is(fn, fdName)
}

func calleeName(call ssa.CallInstruction) string {
	if fn := flow.StaticCallee(call.Common()); fn != nil {
		return know.Name(fn)
	}
	return ""
}

func judge(pass *report.Pass, fd *ssa.Call) {
	f, ok := fd.Call.Args[0].(*ssa.Extract)
	if !ok {
		return
	}
	open, ok := f.Tuple.(*ssa.Call)
	if !ok || !opens(open) || !onlyMethods(f) {
		return
	}
	isUse := func(instr ssa.Instruction) bool { return uses(instr, f) }
	if flow.Reaches(flow.After(fd), isUse, func(instr ssa.Instruction) bool { return instr == open }) {
		return
	}
	switch last := lastUse(fd, nil).(type) {
	case nil:
	case *ssa.Call:
		if between(fd, last) {
			pass.Report(report.Finding{At: report.At(fd.Pos(), 1), Kind: used, Args: []any{pass.Line(fd.Pos(), last.Pos()), pass.Line(fd.Pos(), open.Pos())}})
		}
	case *ssa.Return:
		pass.Report(report.Finding{At: report.At(fd.Pos(), 1), Kind: kept, Args: []any{pass.Line(fd.Pos(), open.Pos()), "returned"}})
	case *ssa.Store:
		pass.Report(report.Finding{At: report.At(fd.Pos(), 1), Kind: kept, Args: []any{pass.Line(fd.Pos(), open.Pos()), "stored"}})
	}
}

// between reports whether another call can run between the two. The time between
// Fd, as an argument, and the system call that it is for is too short to matter.
func between(fd, last *ssa.Call) bool {
	return last.Pos() > fd.Pos() && flow.Reaches(flow.After(fd), func(instr ssa.Instruction) bool {
		call, ok := instr.(*ssa.Call)
		if !ok || call == last {
			return false
		}
		_, builtin := call.Call.Value.(*ssa.Builtin)
		return !builtin
	}, func(instr ssa.Instruction) bool { return instr == last })
}

// onlyMethods reports whether nothing is done with the file but to call its
// methods, and to keep it alive: nobody else has it. A deferred call has.
func onlyMethods(f ssa.Value) bool {
	for _, ref := range *f.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Call:
			if fn := flow.StaticCallee(&ref.Call); fn == nil || fn.Signature().Recv() == nil || ref.Call.Args[0] != f || fn.Name() == "SyscallConn" {
				return false
			}
			for _, arg := range ref.Call.Args[1:] {
				if arg == f {
					return false
				}
			}
		case *ssa.MakeInterface:
			for _, ref := range *ref.Referrers() {
				if call, ok := ref.(*ssa.Call); !ok || calleeName(call) != "runtime.KeepAlive" {
					return false
				}
			}
		case *ssa.BinOp, *ssa.DebugRef:
		default:
			return false
		}
	}
	return true
}

// uses reports whether the instruction needs the file.
func uses(instr ssa.Instruction, f ssa.Value) bool {
	if _, ok := instr.(*ssa.DebugRef); ok {
		return false
	}
	for _, op := range instr.Operands(nil) {
		if *op == f {
			return true
		}
	}
	return false
}

// lastUse returns a use of the number after which somebody else may have it, or
// the system gets it: a return or a store, else the last call. It is nil where there is none.
func lastUse(v ssa.Value, seen map[ssa.Value]bool) (last ssa.Instruction) {
	if seen == nil {
		seen = make(map[ssa.Value]bool)
	}
	if seen[v] {
		return nil
	}
	seen[v] = true
	for _, ref := range *v.Referrers() {
		var use ssa.Instruction
		switch ref := ref.(type) {
		case *ssa.Convert:
			use = lastUse(ref, seen)
		case *ssa.ChangeType:
			use = lastUse(ref, seen)
		case *ssa.MultiConvert: // to a type parameter
			use = lastUse(ref, seen)
		case *ssa.Phi:
			use = lastUse(ref, seen)
		case *ssa.Return, *ssa.Store, *ssa.Call:
			use = ref
		}
		switch use.(type) {
		case nil:
			continue
		case *ssa.Return, *ssa.Store:
			return use
		}
		if last == nil || use.Pos() > last.Pos() {
			last = use
		}
	}
	return last
}
