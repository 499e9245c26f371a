package chanclose

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/closing"
	"github.com/gocorelint/gocorelint/analyzers/internal/fields"
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/internal/lazyregexp"
)

// checkAgain looks for a method for users that closes a field if it is not nil, and leaves it as it is, although it
// takes a lock or notes that it has been called:
//
//	func (s *screen) Fini() {
//		s.Lock()
//		s.ended = true
//		s.Unlock()
//		if s.quit != nil {
//			close(s.quit)
//		}
//	}
//
// The test is there for a call that finds no channel, and lets a second call through. The lock and the flag say that
// there may be other calls.
func (c *checker) checkAgain(funcs []*ssa.Function) {
	for _, cl := range c.closes {
		fn := cl.Instr.Parent()
		if c.InTest(cl.Instr.Pos()) || !cl.Direct() || cl.Starts() || !isEnd(fn) || !expectsOthers(fn) || closing.Recovers(fn) {
			continue
		}
		field := closedField(cl.Instr)
		if field == nil || !onlyIfMade(cl.Instr, field) || !c.forUsers(funcs, fn) || leaves(funcs, below(fn), field) {
			continue
		}
		if at := c.source.at(cl.Instr); at != nil {
			c.Report(report.Finding{At: at, Kind: closedAgain, Args: []any{fn.Name(), c.source.operand(cl.At)}})
		}
	}
}

var endName = lazyregexp.New(`^(Close|Stop|Shutdown|Fini|Finish|Quit|Destroy|Dispose|Terminate|Release)$`)

// isEnd reports whether the function is a method by which users end an object.
func isEnd(fn *ssa.Function) bool {
	return fn.Parent() == nil && fn.Signature.Recv() != nil && endName.MatchString(fn.Name())
}

// expectsOthers reports whether a method takes a lock, or sets a flag of its receiver.
func expectsOthers(fn *ssa.Function) bool {
	return closing.Locks(fn) || slices.ContainsFunc(fn.Blocks, func(b *ssa.BasicBlock) bool {
		return slices.ContainsFunc(b.Instrs, func(instr ssa.Instruction) bool {
			store, ok := instr.(*ssa.Store)
			if !ok || !types.Identical(store.Val.Type().Underlying(), types.Typ[types.Bool]) {
				return false
			}
			addr, ok := store.Addr.(*ssa.FieldAddr)
			_, isConst := store.Val.(*ssa.Const)
			return ok && isConst && root(addr.X) == ssa.Value(fn.Params[0])
		})
	})
}

// closedField is the field of the receiver that the instruction closes.
func closedField(call ssa.CallInstruction) *types.Var {
	ch := call.Common().Args[0]
	if owner(ch) != ssa.Value(call.Parent().Params[0]) {
		return nil
	}
	return fieldOf(ch)
}

// onlyIfMade reports whether it is the test of the field for nil that decides whether control comes to the
// instruction, and nothing else.
func onlyIfMade(call ssa.CallInstruction, field *types.Var) bool {
	tested := false
	for b := call.Block(); b.Idom() != nil; b = b.Idom() {
		branch, ok := b.Idom().Instrs[len(b.Idom().Instrs)-1].(*ssa.If)
		if !ok || reachesFromAll(branch, call) {
			continue
		}
		v, ifNil, _ := flow.NilTest(branch)
		if v == nil || v != ssa.Value(call.Parent().Params[0]) && fieldOf(v) != field {
			return false
		}
		if fieldOf(v) == field {
			if flow.Reaches(flow.Point{Block: ifNil}, flow.Is(call), nil) {
				return false
			}
			tested = true
		}
	}
	return tested
}

// reachesFromAll reports whether each way that a branch takes leads to the instruction in any case.
func reachesFromAll(branch *ssa.If, at ssa.Instruction) bool {
	return !slices.ContainsFunc(branch.Block().Succs, func(b *ssa.BasicBlock) bool {
		return flow.Reaches(flow.Point{Block: b}, flow.IsReturn, flow.Is(at))
	})
}

// forUsers reports whether code outside of the package can have the receiver of a method: the type is exported, or
// goes into an interface. If it can not, the package knows how often it calls the method.
func (c *checker) forUsers(funcs []*ssa.Function, method *ssa.Function) bool {
	named := fields.Struct(method.Signature.Recv().Type())
	if named == nil || c.Pkg.Name() == "main" {
		return false
	}
	if named.Exported() {
		return true
	}
	for range flow.AsInterface(funcs, func(t types.Type) bool { return fields.Struct(t) == named }) {
		return true
	}
	return false
}

// below lists a function and what it calls.
func below(fn *ssa.Function) []*ssa.Function {
	list := []*ssa.Function{fn}
	for i := 0; i < len(list); i++ {
		for _, b := range list[i].Blocks {
			for _, instr := range b.Instrs {
				call, ok := instr.(ssa.CallInstruction)
				if !ok {
					continue
				}
				if callee := call.Common().StaticCallee(); callee != nil && callee.Pkg == fn.Pkg && !slices.Contains(list, callee) {
					list = append(list, callee)
				}
			}
		}
	}
	return list
}

// leaves reports whether something in the package may take the closed channel out of the field: it sets that to
// nil, or the method or what that calls sets it to something else.
func leaves(funcs, below []*ssa.Function, field *types.Var) bool {
	for _, fn := range funcs {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				switch instr := instr.(type) {
				case *ssa.FieldAddr:
					if flow.Field(instr) != field {
						continue
					}
					for _, ref := range *instr.Referrers() {
						switch ref := ref.(type) {
						case *ssa.UnOp, *ssa.DebugRef:
						case *ssa.Store:
							if ref.Addr != instr || flow.IsNil(ref.Val) || slices.Contains(below, fn) {
								return true
							}
						default:
							return true
						}
					}
				case *ssa.Store:
					// *s = T{}
					if p, ok := instr.Addr.Type().Underlying().(*types.Pointer); ok && holdsField(p.Elem(), field) && !flow.InLocal(instr.Addr) {
						return true
					}
				}
			}
		}
	}
	return false
}

func holdsField(t types.Type, field *types.Var) bool {
	s, ok := t.Underlying().(*types.Struct)
	return ok && slices.ContainsFunc(slices.Collect(s.Fields()), func(f *types.Var) bool { return f.Origin() == field })
}
