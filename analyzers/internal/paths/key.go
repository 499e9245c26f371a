package paths

import (
	"fmt"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// maxDepth bounds how deep conditions are looked into.
const maxDepth = 8

// condKey names a condition such that equal conditions have equal names.
type condKey struct {
	text    string
	negated bool // it is the opposite of what text says
}

// A plainKey is the name of a value that has the same one on every path.
type plainKey struct {
	key  condKey
	from []*ssa.BasicBlock
}

// key is keyOf, which it asks once for a value whose name does not depend on the path.
func (c *conds) key(st *state, v ssa.Value) (condKey, []*ssa.BasicBlock) {
	if k, ok := c.plain[v]; ok {
		return k.key, k.from
	}
	k := &keyer{st: st}
	key := k.of(v)
	if !k.varies {
		c.plain[v] = plainKey{key, k.from}
	}
	return key, k.from
}

// keyOf returns the name of a value, and the blocks in which what it
// reads is computed.
func keyOf(st *state, v ssa.Value) (condKey, []*ssa.BasicBlock) {
	k := &keyer{st: st}
	return k.of(v), k.from
}

type keyer struct {
	st     *state
	from   []*ssa.BasicBlock
	varies bool // a path may know more of what was looked at
}

func (k *keyer) of(v ssa.Value) condKey {
	negated := false
	for {
		v = k.resolve(v)
		if not, ok := v.(*ssa.UnOp); ok && not.Op == token.NOT {
			v, negated = not.X, !negated
			continue
		}
		break
	}
	if cmp, ok := v.(*ssa.BinOp); ok && isComparison(cmp.Op) {
		text, opposite := k.comparison(cmp)
		return condKey{text, negated != opposite}
	}
	return condKey{k.value(v, 0), negated}
}

func (k *keyer) resolve(v ssa.Value) ssa.Value {
	switch v := v.(type) {
	case *ssa.Phi, *ssa.Call, *ssa.Extract:
		k.varies = true
	case *ssa.UnOp:
		if _, ok := v.X.(*ssa.Alloc); ok {
			k.varies = true
		}
	}
	return k.st.resolve(v)
}

// comparison writes all six comparisons with two, and those of a length with zero with one.
func (k *keyer) comparison(v *ssa.BinOp) (text string, opposite bool) {
	x, y := k.value(v.X, 1), k.value(v.Y, 1)
	switch v.Op {
	case token.NEQ, token.EQL:
		return equal(x, y), v.Op == token.NEQ
	case token.GEQ:
		return k.less(v.X, v.Y, x, y, true)
	case token.GTR:
		return k.less(v.Y, v.X, y, x, false)
	case token.LEQ:
		return k.less(v.Y, v.X, y, x, true)
	}
	return k.less(v.X, v.Y, x, y, false)
}

func (k *keyer) less(a, b ssa.Value, x, y string, opposite bool) (string, bool) {
	if zero, ok := k.resolve(a).(*ssa.Const); ok && zero.Value != nil && zero.Value.String() == "0" && isLength(k.resolve(b)) {
		return equal(x, y), !opposite
	}
	return x + "<" + y, opposite
}

func equal(x, y string) string {
	if x > y {
		x, y = y, x
	}
	return x + "==" + y
}

// isLength reports whether the value is the result of len, or of a method Len.
func isLength(v ssa.Value) bool {
	call, ok := v.(*ssa.Call)
	if !ok || !isInteger(call.Type()) {
		return false
	}
	if call.Call.IsInvoke() {
		return call.Call.Method.Name() == "Len"
	}
	if b, ok := call.Call.Value.(*ssa.Builtin); ok {
		return b.Name() == "len"
	}
	fn := call.Call.StaticCallee()
	return fn != nil && fn.Name() == "Len" && fn.Signature.Recv() != nil
}

func (k *keyer) value(v ssa.Value, depth int) string {
	v = k.resolve(v)
	if instr, ok := v.(ssa.Instruction); ok {
		k.from = append(k.from, instr.Block())
	}
	if depth > maxDepth {
		return v.Name()
	}
	switch v := v.(type) {
	case *ssa.Const:
		return constantText(v)
	case *ssa.UnOp:
		if v.Op != token.ARROW {
			return v.Op.String() + k.value(v.X, depth+1)
		}
	case *ssa.FieldAddr:
		return fmt.Sprintf("%s.%d", k.value(v.X, depth+1), v.Field)
	case *ssa.Field:
		return fmt.Sprintf("%s.%d", k.value(v.X, depth+1), v.Field)
	case *ssa.ChangeType:
		return k.value(v.X, depth+1)
	case *ssa.Convert:
		return k.value(v.X, depth+1)
	case *ssa.BinOp:
		return "(" + k.value(v.X, depth+1) + v.Op.String() + k.value(v.Y, depth+1) + ")"
	case *ssa.Call:
		return k.call(v, depth)
	}
	return v.Name()
}

// call takes two calls of one function with the same operands for equal: at
// worst a path is lost.
func (k *keyer) call(v *ssa.Call, depth int) string {
	args := make([]string, len(v.Call.Args))
	for i, arg := range v.Call.Args {
		args[i] = k.value(arg, depth+1)
	}
	if v.Call.IsInvoke() {
		return k.value(v.Call.Value, depth+1) + "." + v.Call.Method.Name() + "(" + strings.Join(args, ",") + ")"
	}
	if len(args) > 1 {
		return v.Name() // it computes something
	}
	return v.Call.Value.Name() + "(" + strings.Join(args, ",") + ")"
}

func isComparison(op token.Token) bool {
	switch op {
	case token.EQL, token.NEQ, token.LSS, token.LEQ, token.GTR, token.GEQ:
		return true
	}
	return false
}

func isInteger(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsInteger != 0
}

// constantText names a constant without its type: what it is compared with has the same one.
func constantText(k *ssa.Const) string {
	if k.Value == nil {
		return "nil"
	}
	return k.Value.ExactString()
}
