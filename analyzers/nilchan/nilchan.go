package nilchan

import (
	_ "embed"
	"flag"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/chans"
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/vars"
)

//go:embed doc.go
var doc string

// Analyzer has the default settings.
var Analyzer = New()

var (
	blocks = &report.Kind{ID: "never-made",
		Format: "nothing in the package makes the channel %s, which is nil: this %s blocks for ever; make it before it is used"}
	dead = &report.Kind{ID: "dead-case",
		Format: "nothing in the package makes the channel %s, which is nil: this case is never chosen; make the channel, or leave the case out"}
	forgotten = &report.Kind{ID: "nil-after-close",
		Format: "who comes to the receive of %s at %s after this finds nil and has missed the close: leave the closed channel, or hand the goroutine its own copy"}
	silent = &report.Kind{ID: "no-partner",
		Format: "nothing in the package %s the channel %s made at %s: this case is never chosen; leave it out, or do what it waits for"}
)

// New makes the analyzer.
func New() *analysis.Analyzer {
	c := report.Check{
		Name:     "nilchan",
		DocFile:  doc,
		Kinds:    []*report.Kind{blocks, dead, forgotten, silent},
		Requires: []*analysis.Analyzer{inspect.Analyzer, flow.Analyzer, chans.Analyzer},
	}
	partners := false
	c.Flags = func(fs *flag.FlagSet) {
		fs.BoolVar(&partners, "partners", false, "also report cases on channels that are made, and that nothing in the package serves")
	}
	c.Run = func(pass *report.Pass) { run(pass, partners) }
	return c.New()
}

// A checker is one run over one package.
type checker struct {
	*report.Pass
	root  inspector.Cursor
	chans *chans.Package
	asked map[types.Object]bool // compared with nil
}

func run(pass *report.Pass, partners bool) {
	if pass.Imports("unsafe") || pass.Imports("C") {
		return // what is not seen may make them
	}
	c := &checker{
		Pass:  pass,
		root:  pass.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root(),
		chans: pass.ResultOf[chans.Analyzer].(*chans.Package),
	}
	whole := !slices.ContainsFunc(pass.IgnoredFiles, func(name string) bool { return !strings.HasSuffix(name, "_test.go") })
	for _, o := range c.chans.Objects {
		if o.Make == nil || o.Open {
			continue
		}
		c.reset(o)
		if whole && partners {
			c.silent(o)
		}
	}
	if !whole {
		return // files for other systems may make them
	}
	for _, fn := range pass.ResultOf[flow.Analyzer].(*flow.Package).Funcs {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				c.instruction(instr)
			}
		}
	}
}

func (c *checker) instruction(instr ssa.Instruction) {
	switch i := instr.(type) {
	case *ssa.Send:
		c.kept(i.Chan, i.Pos(), blocks, "send")
	case *ssa.UnOp:
		if i.Op == token.ARROW {
			c.kept(i.X, i.Pos(), blocks, "receive")
		}
	case *ssa.Select:
		for _, s := range i.States {
			if i.Blocking && len(i.States) == 1 {
				c.kept(s.Chan, s.Pos, blocks, "select")
			} else {
				c.kept(s.Chan, s.Pos, dead)
				c.local(s.Pos)
			}
		}
	}
}

// kept looks at an operation on a channel that is kept in a field or a variable of the package.
func (c *checker) kept(ch ssa.Value, pos token.Pos, kind *report.Kind, args ...any) {
	holder := holderOf(ch)
	if holder == nil || holder.Exported() || holder.Pkg() != c.Pkg {
		return // others may set it
	}
	if askedForNil(ch) {
		return // it is absent sometimes
	}
	if list, all := c.chans.Of(ch); !all || len(list) > 0 || !c.runs(ch.Parent()) {
		return
	}
	c.report(holder, pos, kind, args...)
}

// local looks at a case with a variable of a function. Where such a one blocks, goleak tells it.
func (c *checker) local(pos token.Pos) {
	cur, ok := c.root.FindByPos(pos, pos)
	if !ok {
		return
	}
	var ch ast.Expr
	switch n := cur.Node().(type) {
	case *ast.UnaryExpr:
		ch = n.X
	case *ast.SendStmt:
		ch = n.Chan
	default:
		return
	}
	v := vars.Of(c.TypesInfo, ch)
	if v == nil {
		return
	}
	decl, ok := c.root.FindByPos(v.Pos(), v.Pos())
	if !ok || decl.ParentEdgeKind() != edge.ValueSpec_Names || len(decl.Parent().Node().(*ast.ValueSpec).Values) > 0 {
		return // a parameter, a result, or it has a value
	}
	for use := range vars.Uses(c.TypesInfo, vars.Func(decl), v) {
		if use.Kind != vars.Read {
			return
		}
	}
	c.report(v, pos, dead)
}

func (c *checker) report(v *types.Var, pos token.Pos, kind *report.Kind, args ...any) {
	switch {
	case !pos.IsValid():
		return
	case isHook(v.Name()):
		return // tests make it
	case c.comparedWithNil(v):
		return // it is absent sometimes
	}
	c.Report(report.Finding{At: report.At(pos, len("<-")), Kind: kind, Args: append([]any{v.Name()}, args...),
		Related: []analysis.RelatedInformation{report.Related(report.At(v.Pos(), len(v.Name())), "it is declared here")}})
}

// silent looks at cases of select statements that wait for what nobody does.
func (c *checker) silent(o *chans.Object) {
	recvs, sends := o.Find(chans.Recv), o.Find(chans.Send, chans.Close)
	switch {
	case len(sends) == 0:
		c.never(o, recvs, "sends on or closes")
	case len(recvs) == 0 && o.Cap.Unbuffered():
		c.never(o, o.Find(chans.Send), "receives from")
	}
}

// never reports the first of the operations, if none of them can be chosen, with the others.
func (c *checker) never(o *chans.Object, ops []*chans.Op, what string) {
	ops = slices.DeleteFunc(slices.Clone(ops), func(op *chans.Op) bool {
		return op.Blocking() || !op.Only || !c.runs(op.Fn) // sendleak tells what blocks
	})
	if len(ops) == 0 {
		return
	}
	name := "that was"
	if holder := holderOf(ops[0].Chan); holder != nil {
		name = holder.Name()
	}
	if isHook(name) {
		return
	}
	related := []analysis.RelatedInformation{report.Related(report.At(o.Pos(), 1), "the channel is made here")}
	for _, op := range ops[1:] {
		related = append(related, report.Related(report.At(op.Pos, len("<-")), "another such case"))
	}
	c.Report(report.Finding{At: report.At(ops[0].Pos, len("<-")), Kind: silent, Args: []any{what, name, c.Line(ops[0].Pos, o.Pos())}, Related: related})
}

// holderOf returns the variable or field that a channel is read from.
func holderOf(ch ssa.Value) *types.Var {
	if v, ok := ch.(*ssa.ChangeType); ok {
		ch = v.X
	}
	switch v := ch.(type) {
	case *ssa.Field:
		return v.X.Type().Underlying().(*types.Struct).Field(v.Field).Origin()
	case *ssa.UnOp:
		return flow.Variable(v.X)
	}
	return nil
}

// isHook reports whether a name says that tests set the variable. They may be in files that
// are not seen now.
func isHook(name string) bool {
	name = strings.ToLower(name)
	return strings.Contains(name, "test") || strings.Contains(name, "hook")
}

// comparedWithNil reports whether the package asks somewhere whether there is a channel.
func (c *checker) comparedWithNil(v *types.Var) bool {
	if c.asked == nil {
		c.asked = make(map[types.Object]bool)
		for cur := range c.root.Preorder((*ast.BinaryExpr)(nil)) {
			cmp := cur.Node().(*ast.BinaryExpr)
			for _, x := range [...]ast.Expr{cmp.X, cmp.Y} {
				switch x := ast.Unparen(x).(type) {
				case *ast.Ident:
					c.asked[origin(c.TypesInfo.Uses[x])] = true
				case *ast.SelectorExpr:
					c.asked[origin(c.TypesInfo.Uses[x.Sel])] = true
				}
			}
		}
	}
	return c.asked[v]
}

func origin(obj types.Object) types.Object {
	if v, ok := obj.(*types.Var); ok {
		return v.Origin()
	}
	return obj
}

// runs reports whether somebody calls the function: one that nobody calls is not finished yet.
func (c *checker) runs(fn *ssa.Function) bool {
	for ; fn != nil; fn = fn.Parent() {
		if sites, all := c.chans.Callers(fn); len(sites) > 0 || !all {
			return true
		}
	}
	return false
}

// askedForNil reports whether the function compares the value itself with nil, in a variable of its own.
func askedForNil(ch ssa.Value) bool {
	refs := ch.Referrers()
	return refs != nil && slices.ContainsFunc(*refs, func(ref ssa.Instruction) bool {
		cmp, ok := ref.(*ssa.BinOp)
		return ok && (flow.IsNil(cmp.X) || flow.IsNil(cmp.Y))
	})
}
