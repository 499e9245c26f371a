package maploop

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// Guarded reports whether the write may be one that is not made for an entry
// that it adds itself: it hangs on a condition about the current entry or on
// what earlier iterations did.
func (w *Write) Guarded() bool {
	return w.guarded(w.conditions())
}

func (w *Write) conditions() []condition {
	return w.loop.conditionsOf(action{w.Instr, w.frame})
}

func (w *Write) guarded(conds []condition) bool {
	for _, c := range conds {
		if w.guards(c) {
			return true
		}
	}
	return false
}

func (w *Write) guards(c condition) bool {
	from := w.loop.origin(c.value, c.frame)
	switch {
	case from == 0, isErrorTest(c.value):
		return false
	case from == FromValue && w.ValueIsValue():
		return false // the entry that is added has the same value
	case from == FromValue && w.KeyOrigin() == 0 && w.Accumulates():
		return false // so may the entry that is added to, now or later
	}
	if is, _ := w.membership(c); is {
		return false
	}
	return !w.testsKey(c)
}

// Present reports whether the write hangs on the key being in the map.
func (w *Write) Present() bool {
	for _, c := range w.conditions() {
		if is, present := w.membership(c); is && present {
			return true
		}
	}
	return false
}

// membership recognizes a test whether the key that is stored under is in the map.
func (w *Write) membership(c condition) (is, present bool) {
	v, want := c.value, c.want
	if not, ok := v.(*ssa.UnOp); ok && not.Op == token.NOT {
		v, want = not.X, !want
	}
	if op, ok := v.(*ssa.BinOp); ok && (op.Op == token.EQL || op.Op == token.NEQ) {
		if _, ok := op.Y.(*ssa.Const); ok { // m[k] == nil, m[k] != 0
			v, want = op.X, want == (op.Op == token.NEQ)
		}
	}
	if ex, ok := v.(*ssa.Extract); ok {
		v = ex.Tuple
	}
	look, ok := v.(*ssa.Lookup)
	if !ok || !w.loop.isRanged(look.X, c.frame) || c.frame.name(look.Index, 0) != w.frame.name(w.Key, 0) {
		return false, false
	}
	return true, want && c.known
}

// testsKey recognizes tests that say whether there is a key to store under:
// key != "", key != current key, the second result of what the key is the first of.
func (w *Write) testsKey(c condition) bool {
	key, _ := w.frame.placeOf(w.Key)
	v := c.value
	if not, ok := v.(*ssa.UnOp); ok && not.Op == token.NOT {
		v = not.X
	}
	switch v := v.(type) {
	case *ssa.Extract: // next, ok := edges[k]
		_, ok := v.Tuple.(*ssa.Lookup)
		return ok && v.Index == 1 && w.comesFrom(w.Key, v.Tuple, 0)
	case *ssa.BinOp:
		if v.Op != token.EQL && v.Op != token.NEQ {
			return false
		}
		x, _ := c.frame.placeOf(v.X)
		y, _ := c.frame.placeOf(v.Y)
		if x != key {
			x, y = y, x
		}
		if x != key || !c.known || c.want != (v.Op == token.NEQ) {
			return false
		}
		_, constant := y.root.(*ssa.Const)
		return constant && w.Advances() || w.loop.isKey(y.root) && y.path == "" && !w.StableKey()
	}
	return false
}

// comesFrom reports whether v is computed from the tuple, without a call.
func (w *Write) comesFrom(v, tuple ssa.Value, depth int) bool {
	instr, ok := v.(ssa.Instruction)
	if v == tuple || !ok || depth > 8 {
		return v == tuple
	}
	switch v.(type) {
	case *ssa.Phi, *ssa.Call:
		return false
	}
	for _, op := range instr.Operands(nil) {
		if *op != nil && w.comesFrom(*op, tuple, depth+1) {
			return true
		}
	}
	return false
}

// isErrorTest recognizes err != nil.
func isErrorTest(v ssa.Value) bool {
	op, ok := v.(*ssa.BinOp)
	return ok && types.Identical(op.X.Type(), types.Universe.Lookup("error").Type())
}

// idempotent lists functions with f(f(x)) == f(x).
var idempotent = map[string]bool{
	"strings.ToLower": true, "strings.ToUpper": true, "strings.TrimSpace": true, "strings.Trim": true,
	"strings.TrimLeft": true, "strings.TrimRight": true, "strings.TrimPrefix": true, "strings.TrimSuffix": true,
	"strings.TrimFunc": true, "strings.Clone": true, "strings.ToValidUTF8": true, "strings.ReplaceAll": true, "strings.Replace": true,
	"path.Clean": true, "path/filepath.Clean": true, "path/filepath.ToSlash": true, "path/filepath.FromSlash": true,
	"net/textproto.CanonicalMIMEHeaderKey": true, "net/http.CanonicalHeaderKey": true,
	"unicode.ToLower": true, "unicode.ToUpper": true,
}
