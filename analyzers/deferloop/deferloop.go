package deferloop

import (
	_ "embed"
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/place"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

var (
	locked = &report.Kind{ID: "locked-again",
		Format: "the next round of the loop blocks for ever in the %s of %s: this Unlock runs when the function ends; put the round into a function of its own"}
	piled = &report.Kind{ID: "piles-up",
		Format: "%s of each round stays open until the function ends, which is behind the loop (%s); put the round into a function of its own"}
	ticked = &report.Kind{ID: "each-tick", Also: []string{"staticcheck", "SA9001"},
		Format: "this runs when the function ends, and one more is deferred with each tick at %s: what it releases piles up; put the round into a function of its own"}
)

// Analyzer is the check with its default settings.
var Analyzer = New()

// New makes the check.
func New() *analysis.Analyzer {
	return report.Check{
		Name:     "deferloop",
		DocFile:  doc,
		Kinds:    []*report.Kind{locked, piled, ticked},
		Requires: []*analysis.Analyzer{inspect.Analyzer, flow.Analyzer},
		Run:      run,
	}.New()
}

func run(pass *report.Pass) {
	root := pass.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root()
	inLoop := make(map[token.Pos]inspector.Cursor) // defer statements, by syntax
	for cur := range root.Preorder((*ast.DeferStmt)(nil)) {
		if stmt := cur.Node().(*ast.DeferStmt); mayRepeat(cur) {
			inLoop[stmt.Defer] = cur
		}
	}
	if len(inLoop) == 0 {
		return
	}
	for _, fn := range pass.ResultOf[flow.Analyzer].(*flow.Package).Funcs {
		var loops *flow.Loops
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				d, ok := instr.(*ssa.Defer)
				if !ok || !inLoop[d.Pos()].Valid() {
					continue
				}
				if loops == nil {
					loops = flow.LoopsOf(fn)
				}
				if loop := loops.Innermost(b); loop != nil {
					judge(pass, d, loop, func() bool { return isShort(pass, root, inLoop[d.Pos()]) })
				}
			}
		}
	}
}

// mayRepeat reports whether a loop or a label stands around the statement in
// its function: that control comes back is decided on the SSA form.
func mayRepeat(stmt inspector.Cursor) bool {
	for cur := range stmt.Enclosing((*ast.ForStmt)(nil), (*ast.RangeStmt)(nil), (*ast.FuncLit)(nil), (*ast.FuncDecl)(nil)) {
		switch n := cur.Node().(type) {
		case *ast.FuncLit:
			return false
		case *ast.FuncDecl:
			return hasLabel(n.Body)
		}
		return true
	}
	return false
}

func hasLabel(body *ast.BlockStmt) (found bool) {
	ast.Inspect(body, func(n ast.Node) bool {
		_, ok := n.(*ast.LabeledStmt)
		found = found || ok
		return !found
	})
	return found
}

func judge(pass *report.Pass, d *ssa.Defer, loop *flow.Loop, short func() bool) {
	at := report.At(d.Pos(), len("defer"))
	if lock := relocked(d, loop); lock != nil {
		pass.Report(report.Finding{At: at, Kind: locked, Args: []any{lock.Call.StaticCallee().Name(), pass.Line(d.Pos(), lock.Pos())}})
		return
	}
	if what := opened(d, loop); what != "" && leaves(loop) && !short() { // staticcheck reports endless loops (SA5003)
		pass.Report(report.Finding{At: at, Kind: piled, Args: []any{what, pass.Line(d.Pos(), loopPos(loop))}})
	} else if pos := tick(d, loop); pos.IsValid() && mustRun(d) && what == "" {
		pass.Report(report.Finding{At: at, Kind: ticked, Args: []any{pass.Line(d.Pos(), pos)}})
	}
}

// relocked returns the call that locks what the deferred call unlocks, in each
// round: the same lock, on every way to the defer statement.
func relocked(d *ssa.Defer, loop *flow.Loop) *ssa.Call {
	unlock := flow.Callee(d.Common())
	lock := lockOf(unlock)
	if lock == "" || len(d.Call.Args) == 0 {
		return nil
	}
	held, ok := place.Of(d.Call.Args[0])
	if !ok || madeIn(held.Root, loop) {
		return nil
	}
	var found *ssa.Call
	flow.Walk(flow.Point{Block: loop.Head}, func(instr ssa.Instruction) bool {
		if found != nil || !loop.Contains(instr.Block()) || instr == ssa.Instruction(d) {
			return false
		}
		call, ok := instr.(*ssa.Call)
		if !ok || len(call.Call.Args) == 0 {
			return true
		}
		fn := flow.Callee(call.Common())
		if fn == nil {
			return true
		}
		if p, ok := place.Of(call.Call.Args[0]); ok && p == held {
			if name := know.Name(fn); name == lock && call.Block().Dominates(d.Block()) {
				found = call
			}
		}
		return true
	})
	if found == nil || !again(d, found, loop) {
		return nil
	}
	return found
}

// lockOf is the method whose lock the method releases. A second RLock does not
// block by itself.
func lockOf(unlock *types.Func) string {
	if unlock == nil {
		return ""
	}
	switch know.Name(unlock) {
	case "(*sync.Mutex).Unlock":
		return "(*sync.Mutex).Lock"
	case "(*sync.RWMutex).Unlock":
		return "(*sync.RWMutex).Lock"
	}
	return ""
}

// again reports whether control comes from the defer statement to the call that
// locks without an Unlock by hand.
func again(d *ssa.Defer, lock *ssa.Call, loop *flow.Loop) bool {
	return flow.Reaches(flow.After(d), func(instr ssa.Instruction) bool { return instr == ssa.Instruction(lock) }, func(instr ssa.Instruction) bool {
		if !loop.Contains(instr.Block()) {
			return true
		}
		call, ok := instr.(*ssa.Call)
		return ok && flow.Callee(call.Common()) != nil && flow.Callee(call.Common()).Name() == "Unlock"
	})
}

// madeIn reports whether the value is another one in each round.
func madeIn(v ssa.Value, loop *flow.Loop) bool {
	instr, ok := v.(ssa.Instruction)
	return ok && loop.Contains(instr.Block())
}

// opened says what the deferred call closes that each round opens by a call of
// its own.
func opened(d *ssa.Defer, loop *flow.Loop) string {
	fn := flow.Callee(d.Common())
	if fn == nil || fn.Name() != "Close" || fn.Signature().Recv() == nil {
		return ""
	}
	v := d.Call.Value
	if !d.Call.IsInvoke() {
		v = d.Call.Args[0]
	}
	made := source(v, loop)
	if made == nil || outlives(made, loop) || closed(d, v, loop) {
		return ""
	}
	t := made.Type()
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	return holds[types.TypeString(t, func(p *types.Package) string { return p.Name() })]
}

// holds lists what keeps something of the system while it is open.
var holds = map[string]string{
	"os.File": "the file", "net.Conn": "the connection", "net.TCPConn": "the connection", "net.UnixConn": "the connection",
	"net.UDPConn": "the socket", "net.Listener": "the listener", "http.Response": "the response body, and its connection,",
	"sql.Rows": "the result set, and its connection,", "sql.Stmt": "the statement", "sql.Conn": "the connection",
	"zip.ReadCloser": "the file", "fs.File": "the file", "tls.Conn": "the connection",
}

// source is what a call in the loop has made: the value itself, or the struct in
// whose field it is. It is nil if that is not known.
func source(v ssa.Value, loop *flow.Loop) ssa.Value {
	for range 4 {
		switch x := v.(type) {
		case *ssa.Extract:
			return inside(x, x.Tuple, loop)
		case *ssa.Call:
			return inside(x, x, loop)
		case *ssa.UnOp:
			if x.Op != token.MUL {
				return nil
			}
			if once := place.StoredOnce(x.X); once != nil {
				v = once
				continue
			}
			field, ok := x.X.(*ssa.FieldAddr)
			if !ok {
				return nil
			}
			v = field.X
		case *ssa.ChangeInterface:
			v = x.X
		case *ssa.MakeInterface:
			v = x.X
		default:
			return nil
		}
	}
	return nil
}

// inside is the result if it is of a call in the loop.
func inside(result, call ssa.Value, loop *flow.Loop) ssa.Value {
	if c, ok := call.(*ssa.Call); ok && loop.Contains(c.Block()) {
		return result
	}
	return nil
}

// leaves reports whether control can leave the loop, or return in it.
func leaves(loop *flow.Loop) bool {
	for _, b := range loop.Head.Parent().Blocks {
		if !loop.Contains(b) {
			continue
		}
		for _, succ := range b.Succs {
			if !loop.Contains(succ) && !ends(succ) {
				return true
			}
		}
	}
	return false
}

// ends reports whether the block ends the goroutine, or the process.
func ends(b *ssa.BasicBlock) bool {
	_, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Panic)
	return ok
}

func loopPos(loop *flow.Loop) token.Pos {
	for _, instr := range loop.Head.Instrs {
		if instr.Pos().IsValid() {
			return instr.Pos()
		}
	}
	return loop.Head.Parent().Pos()
}
