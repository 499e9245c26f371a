package sharedrow

import (
	"go/constant"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/keep"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

// reused looks for arrays that a function keeps and fills again.
func reused(pass *report.Pass) {
	pkg := pass.ResultOf[flow.Analyzer].(*flow.Package)
	grown := grownCells(pkg)
	for _, fn := range pkg.Funcs {
		var loops *flow.Loops
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				switch instr := instr.(type) {
				case *ssa.Call:
					buf := filled(instr)
					if buf == nil {
						continue
					}
					if loops == nil {
						loops = flow.LoopsOf(fn)
					}
					if l := loops.Innermost(b); l != nil {
						checkBuffer(pass, l, instr, buf)
					}
				case *ssa.Slice:
					if isCutShort(instr) {
						checkCut(pass, instr, grown)
					}
				}
			}
		}
	}
}

// checkBuffer reports a read into a buffer from outside of the loop, which the loop keeps.
func checkBuffer(pass *report.Pass, l *flow.Loop, read *ssa.Call, arg ssa.Value) {
	buf := beginOf(arg)
	if made, ok := buf.(ssa.Instruction); !ok || !isMade(buf) || l.Contains(made.Block()) {
		return
	}
	inside := func(v ssa.Value) bool { return anew(l, v) }
	leaves := func(instr ssa.Instruction) bool { return !l.Contains(instr.Block()) }
	want := func(k *keep.Keeper) bool {
		return l.Contains(k.Block()) && k.Pos().IsValid() && !toGoroutine(k) && !onePlace(l, k) && !handsOver(k) && !(called(k) && pass.InTest(read.Pos())) && k.Piles(inside) && k.Lives(read) &&
			flow.Reaches(flow.After(read), flow.Is(k.Instruction), leaves) &&
			flow.Reaches(flow.After(k.Instruction), flow.Is(read), leaves) &&
			!flow.Reaches(flow.After(k.Instruction), waits, func(instr ssa.Instruction) bool { return instr == read || leaves(instr) }) &&
			flow.Reaches(flow.After(k.Instruction), flow.Is(read), func(instr ssa.Instruction) bool { return leaves(instr) || takesOut(instr) })
	}
	for _, v := range views(buf) {
		if k := keep.Find(v, want); k != nil {
			pass.Report(report.Finding{At: report.At(read.Pos(), 1), Kind: buffer, Args: []any{pass.Line(read.Pos(), k.Pos()), pass.Line(read.Pos(), buf.Pos())}})
			return
		}
	}
}

// toGoroutine reports whether another goroutine gets the value: sendalias looks at these.
func toGoroutine(k *keep.Keeper) bool {
	switch k.Instruction.(type) {
	case *ssa.Send, *ssa.Select, *ssa.Go:
		return true
	}
	return false
}

// filled is the slice that a call reads into, nil for other calls.
func filled(call *ssa.Call) ssa.Value {
	fn := flow.Callee(&call.Call)
	if fn == nil {
		return nil
	}
	args := call.Call.Args
	switch {
	case know.Is(fn, "io.ReadFull") || know.Is(fn, "io.ReadAtLeast"):
		return args[1]
	case fn.Signature().Recv() == nil || !strings.HasPrefix(fn.Name(), "Read"):
		return nil
	case !call.Call.IsInvoke():
		args = args[1:]
	}
	if len(args) == 0 || !types.Identical(args[0].Type().Underlying(), types.NewSlice(types.Typ[types.Byte])) {
		return nil
	}
	if res := fn.Signature().Results(); res.Len() < 2 || !types.Identical(res.At(0).Type(), types.Typ[types.Int]) {
		return nil
	}
	return args[0]
}

// beginOf is the slice of which v is a part that begins where it does.
func beginOf(v ssa.Value) ssa.Value {
	for {
		s, ok := v.(*ssa.Slice)
		if !ok || s.Low != nil && !isConst(s.Low, 0) || isMade(s) {
			return v
		}
		v = s.X
	}
}

// isMade recognizes make([]T, n), with a constant n too.
func isMade(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.MakeSlice:
		return true
	case *ssa.Slice:
		a, ok := v.X.(*ssa.Alloc)
		return ok && a.Comment == "makeslice"
	case *ssa.Alloc: // of an array
		_, ok := v.Type().Underlying().(*types.Pointer).Elem().Underlying().(*types.Array)
		return ok && v.Comment != "makeslice" && v.Comment != "varargs" && v.Comment != "slicelit"
	}
	return false
}

// views are the names of the buffer that begin where it does.
func views(buf ssa.Value) []ssa.Value {
	list := []ssa.Value{}
	if _, ok := buf.(*ssa.Alloc); !ok {
		list = append(list, buf)
	}
	for _, ref := range *buf.Referrers() {
		if s, ok := ref.(*ssa.Slice); ok && (s.Low == nil || isConst(s.Low, 0)) {
			list = append(list, views(s)...)
		}
	}
	return list
}

func isConst(v ssa.Value, n int64) bool {
	k, ok := v.(*ssa.Const)
	return ok && k.Value != nil && k.Value.Kind() == constant.Int && k.Int64() == n
}

// waits reports whether the instruction may wait for whoever has the slice.
func waits(instr ssa.Instruction) bool {
	switch instr := instr.(type) {
	case *ssa.UnOp:
		return instr.Op == token.ARROW
	case *ssa.Select:
		for _, s := range instr.States {
			if s.Dir == types.RecvOnly {
				return true
			}
		}
	case *ssa.Call:
		if fn := flow.Callee(&instr.Call); fn != nil {
			return fn.Name() == "Wait" || fn.Name() == "Lock" || fn.Name() == "Sleep"
		}
		_, builtin := instr.Call.Value.(*ssa.Builtin)
		return !builtin // a function value
	}
	return false
}

// handsOver reports whether a function is called that sends the slice, or starts a
// goroutine with it: it may wait for whoever gets it.
func handsOver(k *keep.Keeper) bool {
	call, ok := k.Instruction.(*ssa.Call)
	return ok && !isAppend(call) && k.Root == nil && k.Container == nil
}

// called reports whether a function keeps the slice that it is given: a test that feeds it shows whether it looks at
// it again.
func called(k *keep.Keeper) bool {
	call, ok := k.Instruction.(*ssa.Call)
	return ok && !isAppend(call)
}

// isCutShort recognizes s[:0] and s[:len(s)-1].
func isCutShort(s *ssa.Slice) bool {
	if _, ok := s.X.Type().Underlying().(*types.Slice); !ok || s.Low != nil && !isConst(s.Low, 0) || s.High == nil || s.Max != nil {
		return false
	}
	if isConst(s.High, 0) {
		return true
	}
	sub, ok := s.High.(*ssa.BinOp)
	if !ok || sub.Op != token.SUB {
		return false
	}
	length, ok := sub.X.(*ssa.Call)
	if !ok {
		return false
	}
	b, ok := length.Call.Value.(*ssa.Builtin)
	k, isK := sub.Y.(*ssa.Const)
	return ok && b.Name() == "len" && isK && k.Int64() > 0 && same(length.Call.Args[0], s.X)
}

// checkCut reports a slice that is cut, to be appended to, after it was kept.
func checkCut(pass *report.Pass, cut *ssa.Slice, grown map[any]bool) {
	next := appendTo(cut)
	if next == nil {
		checkCell(pass, cut, grown)
		return
	}
	made, _ := cut.X.(ssa.Instruction)
	want := func(k *keep.Keeper) bool {
		return k.Root == nil && k.Parent() == cut.Parent() && k.Pos().IsValid() && !handsOver(k) && k.Lives(next) && between(k.Instruction, cut, made)
	}
	k := keep.Find(cut.X, want)
	if phi, ok := cut.X.(*ssa.Phi); ok && k == nil {
		made = nil
		for i, edge := range phi.Edges {
			if _, ok := edge.(ssa.Instruction); ok && k == nil {
				k = keep.Find(edge, func(k *keep.Keeper) bool { return want(k) && comesBy(k, phi, i) })
			}
		}
	}
	if k != nil {
		reportCut(pass, cut, k)
	}
}

// comesBy reports whether control can come from the keeper to the phi by the edge, with the value that was kept.
func comesBy(k *keep.Keeper, phi *ssa.Phi, edge int) bool {
	pred := phi.Block().Preds[edge]
	def, _ := phi.Edges[edge].(ssa.Instruction)
	return flow.Reaches(flow.After(k.Instruction), flow.Is(pred.Instrs[len(pred.Instrs)-1]), func(instr ssa.Instruction) bool {
		return instr.Block() == phi.Block() || instr == def
	})
}

// between reports whether control comes from the keeper to the cut, nothing
// that is avoided or takes out what was kept runs in between, and nothing there waits.
func between(k, cut, avoid ssa.Instruction) bool {
	avoids := func(instr ssa.Instruction) bool { return avoid != nil && instr == avoid }
	return flow.Reaches(flow.After(k), flow.Is(cut), func(instr ssa.Instruction) bool { return avoids(instr) || takesOut(instr) }) &&
		!flow.Reaches(flow.After(k), func(instr ssa.Instruction) bool {
			return waits(instr) && flow.Reaches(flow.After(instr), flow.Is(cut), avoids)
		}, func(instr ssa.Instruction) bool { return avoids(instr) || instr == cut })
}

func reportCut(pass *report.Pass, cut *ssa.Slice, k *keep.Keeper) {
	pass.Report(report.Finding{At: report.At(cut.Pos(), 1), Kind: again, Args: []any{pass.Line(cut.Pos(), k.Pos())}})
}

// appendTo finds an append to the slice.
func appendTo(v ssa.Value) ssa.Instruction {
	seen := make(map[ssa.Value]bool)
	work := []ssa.Value{v}
	for len(work) > 0 {
		v := work[0]
		work = work[1:]
		if seen[v] {
			continue
		}
		seen[v] = true
		for _, ref := range *v.Referrers() {
			switch ref := ref.(type) {
			case *ssa.Phi:
				work = append(work, ref)
			case *ssa.Call:
				if isAppend(ref) && ref.Call.Args[0] == v {
					return ref
				}
			}
		}
	}
	return nil
}

func isAppend(v ssa.Value) bool {
	call, ok := v.(*ssa.Call)
	if !ok {
		return false
	}
	b, ok := call.Call.Value.(*ssa.Builtin)
	return ok && b.Name() == "append"
}
