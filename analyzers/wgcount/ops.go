package wgcount

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/place"
	"github.com/gocorelint/gocorelint/analyzers/internal/typeis"
)

// An op is one call of a method of a WaitGroup.
type op struct {
	instr  ssa.CallInstruction
	method string // Add, Done, Go or Wait
	at     place.Place
	// variable is the field or package variable that the WaitGroup is, by which the
	// other functions of the package know it too. It is nil for local ones.
	variable *types.Var
}

// opOf returns the call of a method of a WaitGroup whose place is known.
func opOf(instr ssa.Instruction) (op, bool) {
	call, ok := instr.(ssa.CallInstruction)
	if !ok {
		return op{}, false
	}
	fn := flow.StaticCallee(call.Common())
	if fn == nil || fn.Pkg() == nil || fn.Pkg().Path() != "sync" || !isWaitGroup(fn.Signature().Recv()) {
		return op{}, false
	}
	recv := call.Common().Args[0]
	at, ok := place.Of(recv)
	return op{call, fn.Name(), at, variableOf(recv)}, ok
}

func isWaitGroup(recv *types.Var) bool {
	if recv == nil {
		return false
	}
	return typeis.Named(recv.Type(), "*sync.WaitGroup")
}

// variableOf is the field or package variable behind an address.
func variableOf(addr ssa.Value) *types.Var {
	switch v := addr.(type) {
	case *ssa.FieldAddr:
		if s, ok := v.X.Type().Underlying().(*types.Pointer).Elem().Underlying().(*types.Struct); ok {
			return s.Field(v.Field).Origin()
		}
	case *ssa.Global:
		obj, _ := v.Object().(*types.Var)
		return obj
	case *ssa.UnOp: // a field of type *sync.WaitGroup
		if v.Op == token.MUL {
			return variableOf(v.X)
		}
	}
	return nil
}

// delta is what an Add adds, if that is constant.
func (o op) delta() (n int64, ok bool) {
	k, isConst := o.instr.Common().Args[1].(*ssa.Const)
	if !isConst || k.Value == nil || k.Value.Kind() != constant.Int {
		return 0, false
	}
	return k.Int64(), true
}

// deferred reports whether the call is made when the function returns.
func (o op) deferred() bool {
	_, ok := o.instr.(*ssa.Defer)
	return ok
}

// source is the call in the source.
func (c *checker) source(o op) *ast.CallExpr { return c.index.At(o.instr.Common().Pos()) }

// name is how the source writes the WaitGroup.
func (c *checker) name(o op) string {
	if call := c.source(o); call != nil {
		if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok {
			return types.ExprString(sel.X)
		}
	}
	return "the WaitGroup"
}

// A spawn is a place where a function of the package is started as a goroutine.
type spawn struct {
	instr ssa.CallInstruction // go statement, or call of WaitGroup.Go
	by    *op                 // the call of WaitGroup.Go
	fn    *ssa.Function
	args  []ssa.Value // of fn
}

// spawnOf returns what an instruction starts, if it can be seen.
func spawnOf(instr ssa.Instruction) (*spawn, bool) {
	var s *spawn
	var value ssa.Value
	switch instr := instr.(type) {
	case *ssa.Go:
		s, value = &spawn{instr: instr, args: instr.Call.Args}, instr.Call.Value
	case *ssa.Call:
		o, ok := opOf(instr)
		if !ok || o.method != "Go" {
			return nil, false
		}
		s, value = &spawn{instr: instr, by: &o}, instr.Call.Args[1]
	default:
		return nil, false
	}
	if mc, ok := value.(*ssa.MakeClosure); ok {
		fn := mc.Fn.(*ssa.Function)
		if method, ok := fn.Object().(*types.Func); ok && fn.Synthetic != "" && len(mc.Bindings) == 1 {
			// A method value: the receiver is bound.
			s.fn, s.args = fn.Prog.FuncValue(method), mc.Bindings
		} else {
			s.fn = fn
		}
	} else if fn, ok := value.(*ssa.Function); ok {
		s.fn = fn
	}
	return s, s.fn != nil && len(s.fn.Blocks) > 0
}

// outside is the place, for the function that starts the goroutine.
func (s *spawn) outside(at place.Place) (place.Place, bool) {
	param, ok := at.Root.(*ssa.Parameter)
	if !ok || param.Parent() != s.fn {
		return at, true
	}
	i := slices.Index(s.fn.Params, param)
	if i < 0 || i >= len(s.args) {
		return place.Place{}, false
	}
	arg, ok := place.Of(s.args[i])
	return at.In(arg), ok
}

// same reports whether the operation of the function around the go statement
// is about the WaitGroup that the goroutine has at a place.
func (s *spawn) same(o op, at place.Place) bool {
	outer, ok := s.outside(at)
	return ok && o.at == outer
}
