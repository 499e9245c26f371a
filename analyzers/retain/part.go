package retain

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/calls"
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

var part = &report.Kind{ID: "part",
	Format: "this keeps %d bytes, and with them all that %s at %s has read: they are one object; keep a copy, %s.Clone"}

// smallPart is how many bytes count as a small part.
const smallPart = 1024

// readers return all that there is to read.
var readers = []string{"os.ReadFile", "io.ReadAll", "io/ioutil.ReadFile", "io/ioutil.ReadAll"}

// parts reports small parts of what was read that are stored where they live on.
func parts(pass *report.Pass) {
	if len(pass.ResultOf[calls.Analyzer].(*calls.Index).Of(readers...)) == 0 {
		return
	}
	for _, fn := range pass.ResultOf[flow.Analyzer].(*flow.Package).Funcs {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				s, ok := instr.(*ssa.Slice)
				if !ok {
					continue
				}
				n, read := sizeOf(s), readBy(s.X)
				if read == nil || n <= 0 || n > smallPart || isKept(s.X) {
					continue
				}
				if at := storedIn(s); at != nil {
					pkg := "bytes"
					if _, ok := s.Type().Underlying().(*types.Basic); ok {
						pkg = "strings"
					}
					pass.Report(report.Finding{At: report.At(at.Pos(), 1), Kind: part, Args: []any{
						n, flow.StaticCallee(&read.Call).Name(), pass.Line(at.Pos(), read.Pos()), pkg}})
				}
			}
		}
	}
}

// sizeOf is the length of the part, if the source says it.
func sizeOf(s *ssa.Slice) int64 {
	if s.High == nil || s.Max != nil {
		return 0
	}
	high, ok := s.High.(*ssa.Const)
	if !ok {
		return 0
	}
	if s.Low == nil {
		return high.Int64()
	}
	if low, ok := s.Low.(*ssa.Const); ok {
		return high.Int64() - low.Int64()
	}
	return 0
}

// readBy is the call that has read the bytes, or those of which the string was made.
func readBy(v ssa.Value) *ssa.Call {
	switch v := v.(type) {
	case *ssa.Convert:
		return readBy(v.X)
	case *ssa.Extract:
		call, ok := v.Tuple.(*ssa.Call)
		if !ok || v.Index != 0 {
			return nil
		}
		if fn := flow.StaticCallee(&call.Call); fn != nil {
			for _, name := range readers {
				if know.Is(fn, name) {
					return call
				}
			}
		}
	}
	return nil
}

// isKept reports whether all of it is stored somewhere, too.
func isKept(v ssa.Value) bool {
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Store:
			if ref.Val == v {
				return true
			}
		case *ssa.MapUpdate:
			if ref.Value == v || ref.Key == v {
				return true
			}
		}
	}
	return false
}

// storedIn is the instruction that stores the part in a package variable, or in what a parameter points to.
func storedIn(s *ssa.Slice) ssa.Instruction {
	for _, ref := range *s.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Store:
			if ref.Val == s && outlives(ref.Addr) && ref.Pos().IsValid() {
				return ref
			}
		case *ssa.MapUpdate:
			load, ok := ref.Map.(*ssa.UnOp)
			if ok && load.Op == token.MUL && outlives(load.X) && ref.Pos().IsValid() {
				return ref
			}
		}
	}
	return nil
}

// outlives reports whether the memory is that of a package variable, or is reached
// from a parameter by fields.
func outlives(addr ssa.Value) bool {
	for {
		switch a := addr.(type) {
		case *ssa.Global:
			return true
		case *ssa.Parameter:
			return true
		case *ssa.FieldAddr:
			addr = a.X
		case *ssa.UnOp:
			addr = a.X
		default:
			return false
		}
	}
}
