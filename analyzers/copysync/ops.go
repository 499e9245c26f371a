package copysync

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/nocopy"
	"github.com/gocorelint/gocorelint/analyzers/internal/place"
)

// An op is a call of a method of a type of sync, or of strings.Builder.
type op struct {
	instr  ssa.Instruction // *ssa.Call, *ssa.Defer or *ssa.Go
	method string          // as "Mutex.Lock"
	at     place.Place
}

// opOf reads one instruction.
func opOf(instr ssa.Instruction) (o op, ok bool) {
	call, ok := instr.(ssa.CallInstruction)
	if !ok {
		return op{}, false
	}
	fn := call.Common().StaticCallee()
	if fn == nil || fn.Signature.Recv() == nil || fn.Pkg == nil || len(call.Common().Args) == 0 {
		return op{}, false
	}
	if path := fn.Pkg.Pkg.Path(); path != "sync" && path != "strings" {
		return op{}, false
	}
	recv := fn.Signature.Recv().Type().String()
	at, ok := place.Of(call.Common().Args[0])
	return op{instr, recv[strings.LastIndexByte(recv, '.')+1:] + "." + fn.Name(), at}, ok
}

// object is the operand of the call as the source has it, as s.mu in s.mu.Lock().
func (c *checker) object(o op) string {
	if call, ok := c.node(o.instr.Pos(), (*ast.CallExpr)(nil)).(*ast.CallExpr); ok {
		if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok {
			return types.ExprString(sel.X)
		}
	}
	return "it"
}

// name is the method without its type.
func (o op) name() string { return o.method[strings.IndexByte(o.method, '.')+1:] }

// ops lists the operations of a function, in the order of its blocks.
func ops(fn *ssa.Function) []op {
	var found []op
	for _, block := range fn.Blocks {
		for _, instr := range block.Instrs {
			if o, ok := opOf(instr); ok {
				found = append(found, o)
			}
		}
	}
	return found
}

// A write gives a place a new value, all of it, with all the locks in it.
type write struct {
	instr ssa.Instruction
	at    place.Place
	via   *ssa.Function // the function that does it for us, or nil
	pos   token.Pos     // of the assignment
}

// writer finds the writes of functions.
type writer struct {
	types *nocopy.Finder
	memo  map[*ssa.Function][]write
}

// of lists the writes in fn of values with locks in which no lock can be held:
// zero values, literals, what calls return.
func (w *writer) of(fn *ssa.Function) []write {
	if list, known := w.memo[fn]; known {
		return list
	}
	w.memo[fn] = nil // recursion
	var list []write
	for _, block := range fn.Blocks {
		for _, instr := range block.Instrs {
			switch instr := instr.(type) {
			case *ssa.Store:
				if w.types.In(instr.Val.Type()) == nil || !isFresh(w.types, instr.Val) {
					continue
				}
				if at, ok := place.Of(instr.Addr); ok {
					list = append(list, write{instr, at, nil, instr.Pos()})
				}
			case *ssa.Call:
				list = append(list, w.through(fn, instr)...)
			}
		}
	}
	w.memo[fn] = list
	return list
}

// through lists the writes that a called function of the package always does
// to what its parameters point to.
func (w *writer) through(fn *ssa.Function, call *ssa.Call) []write {
	callee := call.Call.StaticCallee()
	if callee == nil || callee.Pkg != fn.Pkg || callee.Parent() != nil {
		return nil
	}
	var list []write
	for _, inner := range w.of(callee) {
		for i, param := range callee.Params {
			if inner.at.Root != param || !always(inner.instr) {
				continue
			}
			if arg, ok := place.Of(call.Call.Args[i]); ok {
				list = append(list, write{call, inner.at.In(arg), callee, call.Pos()})
			}
		}
	}
	return list
}

// isFresh reports whether no lock in the value can be held.
func isFresh(f *nocopy.Finder, v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.Const:
		return true
	case *ssa.Call:
		_, builtin := v.Call.Value.(*ssa.Builtin)
		return !builtin
	case *ssa.Extract:
		_, call := v.Tuple.(*ssa.Call)
		return call
	case *ssa.UnOp:
		lit, ok := v.X.(*ssa.Alloc)
		return ok && lit.Comment == "complit" && isFreshLiteral(f, lit)
	}
	return false
}

// isFreshLiteral reports whether the locks in a literal are zero, or new.
func isFreshLiteral(f *nocopy.Finder, part ssa.Value) bool {
	for _, ref := range *part.Referrers() {
		switch ref := ref.(type) {
		case *ssa.FieldAddr:
			if !isFreshLiteral(f, ref) {
				return false
			}
		case *ssa.IndexAddr:
			if !isFreshLiteral(f, ref) {
				return false
			}
		case *ssa.Store:
			if f.In(ref.Val.Type()) != nil && !isFresh(f, ref.Val) {
				return false
			}
		}
	}
	return true
}

// always reports whether every way through the function, but for a panic,
// passes the instruction.
func always(instr ssa.Instruction) bool {
	fn := instr.Parent()
	for _, block := range fn.Blocks {
		if block == fn.Recover {
			continue
		}
		if _, ret := block.Instrs[len(block.Instrs)-1].(*ssa.Return); ret && !instr.Block().Dominates(block) {
			return false
		}
	}
	return true
}

// dominates reports whether b runs only after a has.
func dominates(a, b ssa.Instruction) bool {
	if a.Block() != b.Block() {
		return a.Block().Dominates(b.Block())
	}
	for _, instr := range a.Block().Instrs {
		if instr == a || instr == b {
			return instr == a && a != b
		}
	}
	return false
}

// reaches is flow.Reaches for two instructions that speak of one place: it ends
// where the root of the place is made anew.
func reaches(from, to ssa.Instruction, root ssa.Value, avoid func(ssa.Instruction) bool) bool {
	return flow.Reaches(flow.After(from),
		func(instr ssa.Instruction) bool { return instr == to },
		func(instr ssa.Instruction) bool { return isRoot(instr, root) || avoid != nil && avoid(instr) })
}

func isRoot(instr ssa.Instruction, root ssa.Value) bool {
	v, ok := instr.(ssa.Value)
	return ok && v == root
}
