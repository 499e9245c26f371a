package chanlen

import (
	"go/constant"
	"go/token"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/chans"
	"github.com/gocorelint/gocorelint/analyzers/internal/place"
)

// askedBefore is the call of len, if the operation is in the branch of a condition that says that
// there is a value, or room for one; nil otherwise.
func askedBefore(op *chans.Op) *ssa.Call {
	for b := op.Instr.Block(); b.Idom() != nil; b = b.Idom() {
		d := b.Idom()
		branch, ok := d.Instrs[len(d.Instrs)-1].(*ssa.If)
		if !ok || len(b.Preds) != 1 || b.Preds[0] != d || d.Succs[0] == d.Succs[1] {
			continue
		}
		cmp, ok := branch.Cond.(*ssa.BinOp)
		if !ok {
			continue
		}
		x, y, rel := cmp.X, cmp.Y, cmp.Op
		if lenOf(x, op.Chan) == nil {
			x, y, rel = y, x, mirrored(rel)
		}
		asked := lenOf(x, op.Chan)
		if asked == nil {
			continue
		}
		if d.Succs[0] != b {
			rel = negated(rel)
		}
		if op.Kind == chans.Recv && atLeast1(rel, y) || op.Kind == chans.Send && builtin(y, "cap", op.Chan) != nil && (rel == token.LSS || rel == token.NEQ) {
			return asked
		}
	}
	return nil
}

// atLeast1 reports whether a length that compares so with the value is at least 1.
func atLeast1(rel token.Token, v ssa.Value) bool {
	k, ok := v.(*ssa.Const)
	if !ok || k.Value == nil || k.Value.Kind() != constant.Int {
		return false
	}
	switch n := k.Int64(); rel {
	case token.GTR, token.NEQ:
		return n == 0 || rel == token.GTR && n > 0
	case token.GEQ, token.EQL:
		return n >= 1
	}
	return false
}

func mirrored(op token.Token) token.Token {
	switch op {
	case token.LSS:
		return token.GTR
	case token.GTR:
		return token.LSS
	case token.LEQ:
		return token.GEQ
	case token.GEQ:
		return token.LEQ
	}
	return op
}

func negated(op token.Token) token.Token {
	switch op {
	case token.LSS:
		return token.GEQ
	case token.GEQ:
		return token.LSS
	case token.GTR:
		return token.LEQ
	case token.LEQ:
		return token.GTR
	case token.EQL:
		return token.NEQ
	case token.NEQ:
		return token.EQL
	}
	return op
}

func lenOf(v, ch ssa.Value) *ssa.Call { return builtin(v, "len", ch) }

// builtin is the call of len or cap with the channel that the value is, or nil.
func builtin(v ssa.Value, name string, ch ssa.Value) *ssa.Call {
	call, ok := v.(*ssa.Call)
	if !ok {
		return nil
	}
	if b, ok := call.Call.Value.(*ssa.Builtin); !ok || b.Name() != name || !same(call.Call.Args[0], ch) {
		return nil
	}
	return call
}

// same reports whether two values are one channel: one value, or loads of one variable.
func same(a, b ssa.Value) bool {
	if a == b {
		return true
	}
	if c, ok := a.(*ssa.ChangeType); ok {
		return same(c.X, b)
	}
	if c, ok := b.(*ssa.ChangeType); ok {
		return same(a, c.X)
	}
	x, ok := a.(*ssa.UnOp)
	y, ok2 := b.(*ssa.UnOp)
	if !ok || !ok2 || x.Op != token.MUL || y.Op != token.MUL {
		return false
	}
	p, ok := place.Of(x.X)
	q, ok2 := place.Of(y.X)
	return ok && ok2 && p == q
}
