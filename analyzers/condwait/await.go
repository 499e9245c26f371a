package condwait

import (
	"go/constant"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
)

// An end is how a variable has to be for a Wait to end, as it is compared with y.
type end struct {
	v   *types.Var
	len bool // its length
	op  token.Token
	y   constant.Value // nil where it is not constant, or nil
	nil bool
	at  token.Pos
}

// ends lists what the loop around a Wait tests in each round, and leaves the Wait alone for.
func (c *checker) ends(wait *ssa.Call) (list []end) {
	loop := flow.LoopsOf(wait.Parent()).Innermost(wait.Block())
	if loop == nil {
		return nil
	}
	isWait, isHead := flow.Is(wait), flow.Is(loop.Head.Instrs[0])
	for _, b := range wait.Parent().Blocks {
		branch, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
		if !ok || !loop.Contains(b) || !b.Dominates(wait.Block()) && !wait.Block().Dominates(b) {
			continue
		}
		for i, next := range b.Succs {
			left := !loop.Contains(next) || next != loop.Head && b.Dominates(wait.Block()) && !flow.Reaches(flow.Point{Block: next}, isWait, isHead)
			if left && loop.Contains(b.Succs[1-i]) {
				list = append(list, c.endsBy(branch.Cond, i == 0, 0)...)
			}
		}
	}
	return list
}

// endsBy lists what makes the condition true, or false, by itself.
func (c *checker) endsBy(cond ssa.Value, holds bool, depth int) []end {
	if depth > maxCallers {
		return nil
	}
	switch x := cond.(type) {
	case *ssa.UnOp:
		if x.Op == token.NOT {
			return c.endsBy(x.X, !holds, depth+1)
		}
	case *ssa.BinOp:
		return append(c.compared(x.X, x.Y, x.Op, holds, x.Pos()), c.compared(x.Y, x.X, mirrored[x.Op], holds, x.Pos())...)
	case *ssa.Call:
		if result := c.onlyResult(x); result != nil {
			list := c.endsBy(result, holds, depth+1)
			for i := range list {
				list[i].at = x.Pos()
			}
			return list
		}
	}
	if v, _ := c.read(cond, 0); v != nil && types.Identical(cond.Type().Underlying(), types.Typ[types.Bool]) {
		return []end{{v: v, op: token.EQL, y: constant.MakeBool(holds), at: cond.Pos()}}
	}
	return nil
}

var (
	mirrored = map[token.Token]token.Token{token.EQL: token.EQL, token.NEQ: token.NEQ, token.LSS: token.GTR, token.LEQ: token.GEQ, token.GTR: token.LSS, token.GEQ: token.LEQ}
	negated  = map[token.Token]token.Token{token.EQL: token.NEQ, token.NEQ: token.EQL, token.LSS: token.GEQ, token.LEQ: token.GTR, token.GTR: token.LEQ, token.GEQ: token.LSS}
)

// compared is what x, read from a variable, has to be for the comparison to hold, or not to.
func (c *checker) compared(x, y ssa.Value, op token.Token, holds bool, at token.Pos) []end {
	if !holds {
		op = negated[op]
	}
	v, isLen := c.read(x, 0)
	if v == nil || op == token.ILLEGAL {
		return nil
	}
	e := end{v: v, len: isLen, op: op, at: at}
	if k, ok := y.(*ssa.Const); ok {
		e.y, e.nil = k.Value, k.IsNil()
	}
	return []end{e}
}

// read is the field or package variable that a value is loaded from, or the length of one that is.
func (c *checker) read(x ssa.Value, depth int) (v *types.Var, isLen bool) {
	switch x := x.(type) {
	case *ssa.Convert:
		return c.read(x.X, depth)
	case *ssa.ChangeType:
		return c.read(x.X, depth)
	case *ssa.UnOp:
		if x.Op == token.MUL {
			return flow.Variable(x.X), false
		}
	case *ssa.Call:
		if of := flow.LengthOf(x); of != nil {
			v, isLen = c.read(of, depth)
			if isLen {
				return nil, false
			}
			return v, true
		}
		if fn := flow.StaticCallee(x.Common()); isAtomic(fn) && loads(fn) {
			return flow.Variable(x.Call.Args[0]), false
		}
		if result := c.onlyResult(x); result != nil && depth < maxCallers {
			return c.read(result, depth+1)
		}
	}
	return nil, false
}

// onlyResult is what a function of the package that is called returns, if it has one result and one return.
func (c *checker) onlyResult(call *ssa.Call) (result ssa.Value) {
	fn := call.Call.StaticCallee()
	if fn == nil || fn.Pkg == nil || fn.Pkg.Pkg != c.Pkg {
		return nil
	}
	for _, b := range fn.Blocks {
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if !ok {
			continue
		}
		if len(ret.Results) != 1 || result != nil {
			return nil
		}
		result = ret.Results[0]
	}
	return result
}

// A change is one of a field or package variable of others.
type change struct {
	v    *types.Var
	len  bool
	set  constant.Value // what it is set to, if that is constant
	made bool           // it is set to something that is not nil
	nil  bool           // it is set to nil
	by   int            // it grows, or gets less
	at   ssa.Instruction
}

// endedBy reports whether a change makes the condition true, or brings it nearer.
func (e end) endedBy(ch change) bool {
	if e.v != ch.v {
		return false
	}
	switch {
	case ch.made:
		return e.nil && e.op == token.NEQ
	case ch.nil:
		return e.nil && e.op == token.EQL
	case e.nil || e.len != ch.len:
		return false
	case ch.set != nil:
		return e.y != nil && ch.set.Kind() == e.y.Kind() && constant.Compare(ch.set, e.op, e.y)
	}
	atZero := e.y != nil && e.y.Kind() == constant.Int && constant.Sign(e.y) == 0
	switch e.op {
	case token.EQL:
		return ch.by < 0 && atZero
	case token.NEQ:
		return ch.by > 0 && atZero
	case token.LSS, token.LEQ:
		return ch.by < 0
	case token.GTR, token.GEQ:
		return ch.by > 0
	}
	return false
}

// changeOf is the change that an instruction makes, if its direction is known.
func (c *checker) changeOf(instr ssa.Instruction) (ch change, ok bool) {
	ch.at = instr
	switch instr := instr.(type) {
	case *ssa.Store:
		ch.v = flow.Variable(instr.Addr)
		return ch, ch.v != nil && isOld(instr.Addr) && c.stored(&ch, instr.Val)
	case *ssa.MapUpdate:
		ch.v, ch.len = c.read(instr.Map, 0)
		ok, ch.len, ch.by = !ch.len, true, 1
		return ch, ok && ch.v != nil && isLoaded(instr.Map)
	case *ssa.Call:
		if b, isBuiltin := instr.Call.Value.(*ssa.Builtin); isBuiltin && b.Name() == "delete" {
			ch.v, ch.len = c.read(instr.Call.Args[0], 0)
			ok, ch.len, ch.by = !ch.len, true, -1
			return ch, ok && ch.v != nil && isLoaded(instr.Call.Args[0])
		}
		fn := flow.StaticCallee(instr.Common())
		if !isAtomic(fn) || loads(fn) {
			return ch, false
		}
		ch.v = flow.Variable(instr.Call.Args[0])
		k, isConst := instr.Call.Args[len(instr.Call.Args)-1].(*ssa.Const)
		if ch.v == nil || !isConst || k.Value == nil || !isOld(instr.Call.Args[0]) {
			return ch, false
		}
		if verb := fn.Name(); len(verb) >= 3 && verb[:3] == "Add" {
			ch.by = constant.Sign(k.Value)
		} else {
			ch.set = k.Value // Store, Swap, CompareAndSwap
		}
		return ch, true
	}
	return ch, false
}

// stored notes what an assignment makes of the variable.
func (c *checker) stored(ch *change, val ssa.Value) bool {
	switch val := val.(type) {
	case *ssa.Const:
		ch.set, ch.nil = val.Value, val.IsNil()
		return ch.nil || val.Value != nil
	case *ssa.Alloc, *ssa.MakeInterface, *ssa.MakeClosure:
		ch.made = true
		return true
	case *ssa.UnOp: // an error that is kept in a package variable
		_, ok := val.X.(*ssa.Global)
		ch.made = ok && types.Identical(val.Type(), types.Universe.Lookup("error").Type())
		return ch.made
	case *ssa.BinOp:
		k, ok := val.Y.(*ssa.Const)
		if v, isLen := c.read(val.X, 0); v != ch.v || isLen || !ok || k.Value == nil || k.Value.Kind() != constant.Int {
			return false
		}
		ch.by = constant.Sign(k.Value)
		if val.Op == token.SUB {
			ch.by = -ch.by
		}
		return val.Op == token.ADD || val.Op == token.SUB
	case *ssa.Call:
		b, ok := val.Call.Value.(*ssa.Builtin)
		if !ok || b.Name() != "append" || flow.Element(val.Call.Args[1], 0) == nil {
			return false
		}
		v, isLen := c.read(val.Call.Args[0], 0)
		ch.len, ch.by = true, 1
		return v == ch.v && !isLen
	}
	return false
}

// isLoaded reports whether a map is one of a variable of others.
func isLoaded(m ssa.Value) bool {
	load, ok := m.(*ssa.UnOp)
	return ok && isOld(load.X)
}

// isOld reports whether an address lies in what a function has not made itself.
func isOld(addr ssa.Value) bool {
	for {
		switch x := addr.(type) {
		case *ssa.FieldAddr:
			addr = x.X
		case *ssa.UnOp:
			addr = x.X
		case *ssa.Parameter, *ssa.FreeVar, *ssa.Global:
			return true
		default:
			return false
		}
	}
}
