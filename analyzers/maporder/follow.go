package maporder

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/typeis"
	"github.com/gocorelint/gocorelint/analyzers/internal/vars"
)

// A loop ranges over a map. ordered are the variables whose value depends on
// the order: those of the loop, and behind it what it has put together.
type loop struct {
	*report.Pass
	stmt    *ast.RangeStmt
	around  *ast.BlockStmt // the function's
	ordered map[*types.Var]bool
	lists   []*types.Var // put together in the loop
}

func (l *loop) variable(e ast.Expr) {
	if e == nil {
		return
	}
	if v := vars.Of(l.TypesInfo, e); v != nil {
		l.ordered[v] = true
	}
}

// body looks at what the loop does with the entries, in source order.
func (l *loop) body(body *ast.BlockStmt) {
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.AssignStmt:
			l.assign(n)
		case *ast.CallExpr:
			if w := writesTo(l.TypesInfo, n); w != nil && l.depends(n) {
				l.writes(n, w)
			}
		}
		return true
	})
	// Behind the loop its variables mean nothing; what it has put together does.
	l.ordered = make(map[*types.Var]bool)
	for _, v := range l.lists {
		l.ordered[v] = true
	}
}

// assign looks for v = append(v, …), v += …, and variables of one iteration.
func (l *loop) assign(n *ast.AssignStmt) {
	if len(n.Lhs) != len(n.Rhs) {
		for _, r := range n.Rhs {
			if l.depends(r) {
				for _, x := range n.Lhs {
					l.inner(x)
				}
			}
		}
		return
	}
	for i, x := range n.Lhs {
		v := vars.Of(l.TypesInfo, x)
		if v == nil || !l.depends(n.Rhs[i]) {
			continue
		}
		switch {
		case l.isInner(v):
			l.ordered[v] = true
		case n.Tok == token.ADD_ASSIGN && typeis.String(v.Type()), isAppendTo(l.TypesInfo, v, n.Rhs[i]), n.Tok == token.ASSIGN && typeis.String(v.Type()) && mentions(l.TypesInfo, n.Rhs[i], v) && !l.fillsIn(n.Rhs[i], v):
			l.lists = append(l.lists, v)
		}
	}
}

// fillsIn reports whether the value is the text with something replaced: names that stand in it for other things may be
// replaced in any order.
func (l *loop) fillsIn(value ast.Expr, text *types.Var) bool {
	call, ok := ast.Unparen(value).(*ast.CallExpr)
	if !ok || len(call.Args) == 0 || vars.Of(l.TypesInfo, call.Args[0]) != text {
		return false
	}
	name := callee(l.TypesInfo, call)
	return name == "strings.ReplaceAll" || name == "strings.Replace"
}

func (l *loop) inner(x ast.Expr) {
	if v := vars.Of(l.TypesInfo, x); v != nil && l.isInner(v) {
		l.ordered[v] = true
	}
}

// isInner reports whether each iteration has a variable of its own.
func (l *loop) isInner(v *types.Var) bool {
	return l.stmt.Pos() <= v.Pos() && v.Pos() < l.stmt.End()
}

// writes looks at a write to a hash or a buffer from outside of the loop.
func (l *loop) writes(call *ast.CallExpr, w ast.Expr) {
	if u, ok := w.(*ast.UnaryExpr); ok && u.Op == token.AND {
		w = u.X
	}
	t := l.TypesInfo.TypeOf(w)
	v := vars.Of(l.TypesInfo, w)
	switch {
	case v != nil && l.isInner(v):
	case isHash(t):
		if v != nil && !l.salted(v) {
			l.Report(report.Finding{At: call, Kind: hashed, Args: []any{l.Line(call.Pos(), l.stmt.Pos())}})
		}
	case v != nil && isBuffer(t):
		l.lists = append(l.lists, v)
	}
}

// salted reports whether the function writes the time or a random number to the hash: then its sum is meant to be another
// one each time.
func (l *loop) salted(hash *types.Var) bool {
	found := false
	ast.Inspect(l.around, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok {
			if w := writesTo(l.TypesInfo, call); w != nil && vars.Of(l.TypesInfo, w) == hash {
				found = found || l.differs(call)
			}
		}
		return !found
	})
	return found
}

func (l *loop) differs(call *ast.CallExpr) bool {
	found := false
	for _, arg := range call.Args {
		ast.Inspect(arg, func(n ast.Node) bool {
			if c, ok := n.(*ast.CallExpr); ok {
				pkg, name, _ := strings.Cut(callee(l.TypesInfo, c), ".")
				found = found || pkg == "time" && name == "Now" || pkg == "math/rand" || pkg == "math/rand/v2" || pkg == "crypto/rand"
			}
			return !found
		})
	}
	return found
}

// follow looks behind the loop, in source order, for what is made of the lists.
func (l *loop) follow(body *ast.BlockStmt) {
	if len(l.ordered) == 0 {
		return
	}
	ast.Inspect(body, func(n ast.Node) bool {
		if n == nil || n.End() <= l.stmt.End() {
			return false
		}
		if n.Pos() < l.stmt.End() {
			return n != ast.Node(l.stmt)
		}
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.AssignStmt:
			for i, r := range n.Rhs {
				if i >= len(n.Lhs) {
					break
				}
				if v := vars.Of(l.TypesInfo, n.Lhs[i]); v != nil {
					l.ordered[v] = l.text(r) || l.ordered[v] && n.Tok != token.ASSIGN
				}
			}
		case *ast.CallExpr:
			l.called(n)
		case *ast.IndexExpr:
			if t := l.TypesInfo.TypeOf(n.X); t != nil && l.text(n.Index) {
				if _, ok := t.Underlying().(*types.Map); ok {
					l.Report(report.Finding{At: n.Index, Kind: looked, Args: []any{l.Line(n.Pos(), l.stmt.Pos())}})
				}
			}
		case *ast.BinaryExpr:
			if n.Op == token.EQL || n.Op == token.NEQ {
				l.compare(n, n.X, n.Y)
			}
		}
		return true
	})
}

// called looks at a call behind the loop. One that may sort what it gets ends it.
func (l *loop) called(call *ast.CallExpr) {
	name := callee(l.TypesInfo, call)
	switch {
	case sums[name] && len(call.Args) > 0 && l.text(call.Args[0]):
		l.Report(report.Finding{At: call, Kind: hashed, Args: []any{l.Line(call.Pos(), l.stmt.Pos())}})
	case name == "reflect.DeepEqual" || name == "slices.Equal" || name == "bytes.Equal":
		if len(call.Args) == 2 {
			l.compare(call, call.Args[0], call.Args[1])
		}
	case inert[name] || name == "":
	default:
		if w := writesTo(l.TypesInfo, call); w != nil && isHash(l.TypesInfo.TypeOf(w)) {
			for _, arg := range call.Args {
				if l.text(arg) {
					l.Report(report.Finding{At: call, Kind: hashed, Args: []any{l.Line(call.Pos(), l.stmt.Pos())}})
				}
			}
			return
		}
		for v := range l.ordered {
			if typeis.String(v.Type()) {
				continue
			}
			if mentionedBy(l.TypesInfo, call.Args, v) || !isBuffer(v.Type()) && mentions(l.TypesInfo, call.Fun, v) {
				delete(l.ordered, v)
			}
		}
	}
}

func (l *loop) compare(at ast.Expr, x, y ast.Expr) {
	if l.text(y) {
		x, y = y, x
	}
	tv := l.TypesInfo.Types[y]
	if !l.text(x) || tv.Value != nil || tv.IsNil() {
		return // a constant: whether it is empty, or has one entry
	}
	l.Report(report.Finding{At: at, Kind: compared, Args: []any{l.Line(at.Pos(), l.stmt.Pos()), types.ExprString(x)}})
}

// text reports whether the expression is a list, or all of it in one text.
func (l *loop) text(e ast.Expr) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		v := vars.Of(l.TypesInfo, e)
		return v != nil && l.ordered[v]
	case *ast.BinaryExpr:
		return e.Op == token.ADD && (l.text(e.X) || l.text(e.Y))
	case *ast.CallExpr:
		if l.TypesInfo.Types[e.Fun].IsType() && len(e.Args) == 1 {
			return l.text(e.Args[0])
		}
		if sel, ok := ast.Unparen(e.Fun).(*ast.SelectorExpr); ok && (sel.Sel.Name == "String" || sel.Sel.Name == "Bytes") && isBuffer(l.TypesInfo.TypeOf(sel.X)) {
			return l.text(sel.X)
		}
		if passes[callee(l.TypesInfo, e)] {
			for _, arg := range e.Args {
				if l.text(arg) {
					return true
				}
			}
		}
	}
	return false
}

// depends reports whether the expression mentions what is ordered at random.
func (l *loop) depends(e ast.Node) bool {
	found := false
	ast.Inspect(e, func(n ast.Node) bool {
		id, ok := n.(*ast.Ident)
		if ok {
			v, _ := l.TypesInfo.Uses[id].(*types.Var)
			found = found || v != nil && l.ordered[v]
		}
		return !found
	})
	return found
}

// passes lists functions whose result has the order of an argument.
var passes = map[string]bool{
	"strings.Join": true, "bytes.Join": true, "fmt.Sprint": true, "fmt.Sprintf": true, "fmt.Sprintln": true,
	"strings.TrimSuffix": true, "strings.TrimRight": true, "strings.TrimSpace": true, "strings.Trim": true, "strings.ToLower": true,
}

// inert lists functions that leave the order of a list as it is.
var inert = map[string]bool{
	"strings.Join": true, "bytes.Join": true, "fmt.Sprint": true, "fmt.Sprintf": true, "fmt.Println": true, "fmt.Printf": true,
}

// sums lists functions that hash their first argument.
var sums = map[string]bool{
	"crypto/md5.Sum": true, "crypto/sha1.Sum": true, "crypto/sha256.Sum256": true, "crypto/sha256.Sum224": true,
	"crypto/sha512.Sum512": true, "crypto/sha512.Sum384": true, "crypto/sha512.Sum512_256": true,
	"hash/crc32.ChecksumIEEE": true, "hash/adler32.Checksum": true,
	"github.com/cespare/xxhash/v2.Sum64": true, "github.com/cespare/xxhash/v2.Sum64String": true,
}

func callee(info *types.Info, call *ast.CallExpr) string {
	fn := typeutil.StaticCallee(info, call)
	if fn == nil {
		if fn, ok := typeutil.Callee(info, call).(*types.Func); ok {
			return know.Name(fn)
		}
		return ""
	}
	return know.Name(fn.Origin())
}

// writesTo returns what the call writes to.
func writesTo(info *types.Info, call *ast.CallExpr) ast.Expr {
	switch callee(info, call) {
	case "fmt.Fprint", "fmt.Fprintf", "fmt.Fprintln", "io.WriteString", "encoding/binary.Write":
		if len(call.Args) > 1 {
			return call.Args[0]
		}
		return nil
	}
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if ok && strings.HasPrefix(sel.Sel.Name, "Write") {
		return sel.X
	}
	return nil
}

// isHash reports whether the type has the methods of hash.Hash.
func isHash(t types.Type) bool {
	if t == nil {
		return false
	}
	for _, name := range []string{"Sum", "BlockSize", "Reset", "Write"} {
		obj, _, _ := types.LookupFieldOrMethod(t, true, nil, name)
		if _, ok := obj.(*types.Func); !ok {
			return false
		}
	}
	return true
}

// isBuffer knows strings.Builder and bytes.Buffer.
func isBuffer(t types.Type) bool {
	if t == nil {
		return false
	}
	switch strings.TrimPrefix(types.TypeString(types.Unalias(t), nil), "*") {
	case "strings.Builder", "bytes.Buffer":
		return true
	}
	return false
}

// isAppendTo recognizes append(v, …).
func isAppendTo(info *types.Info, v *types.Var, e ast.Expr) bool {
	call, ok := ast.Unparen(e).(*ast.CallExpr)
	if !ok || len(call.Args) == 0 {
		return false
	}
	id, ok := call.Fun.(*ast.Ident)
	if !ok {
		return false
	}
	b, ok := info.Uses[id].(*types.Builtin)
	return ok && b.Name() == "append" && vars.Of(info, call.Args[0]) == v
}

func mentionedBy(info *types.Info, list []ast.Expr, v *types.Var) bool {
	for _, e := range list {
		if mentions(info, e, v) {
			return true
		}
	}
	return false
}

func mentions(info *types.Info, e ast.Expr, v *types.Var) bool {
	found := false
	ast.Inspect(e, func(n ast.Node) bool {
		id, ok := n.(*ast.Ident)
		found = found || ok && info.Uses[id] == v
		return !found
	})
	return found
}
