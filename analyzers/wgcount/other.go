package wgcount

import (
	"go/ast"
	"strings"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

// inGo reports a Done in what WaitGroup.Go runs.
func (c *checker) inGo(s *spawn) {
	if s.by == nil {
		return
	}
	var dones []op
	for _, o := range c.opsIn(s.fn) {
		if !s.same(*s.by, o.at) {
			continue
		}
		if o.method != "Done" {
			return // it counts more than itself
		}
		dones = append(dones, o)
	}
	for _, o := range c.ops[s.instr.Parent()] {
		if o.method == "Add" && o.at == s.by.at {
			return // it is counted twice
		}
	}
	if len(dones) == 0 {
		dones = c.donesOfField(s)
	}
	if len(dones) == 0 || !c.onlyStarted(s.fn) {
		return
	}
	done := dones[0]
	if at := c.source(done); at != nil {
		c.Report(report.Finding{At: at, Kind: inGo, Args: []any{c.name(*s.by)}})
	}
}

// donesOfField lists the Dones of functions that the goroutine calls, if nothing in the package adds to the field or package
// variable that the WaitGroup is.
func (c *checker) donesOfField(s *spawn) (dones []op) {
	v := s.by.variable
	if v == nil || v.Exported() || v.Pkg() != c.Pkg {
		return nil
	}
	for _, fn := range c.funcs {
		for _, o := range c.ops[fn] {
			if o.variable == v && o.method == "Add" {
				return nil
			}
		}
	}
	for _, callee := range c.calls[s.fn] {
		for _, o := range c.opsIn(declared(callee)) {
			if o.variable == v && o.method == "Done" {
				dones = append(dones, o)
			}
		}
	}
	return dones
}

// serial reports a Wait that is the next statement behind the one go statement
// of a loop, and the last of it.
func (c *checker) serial(s *spawn) {
	cur, ok := c.root.FindByPos(s.instr.Pos(), s.instr.Pos())
	for ok && cur.ParentEdgeKind() != edge.BlockStmt_List {
		cur = cur.Parent()
		_, isLit := cur.Node().(*ast.FuncLit)
		ok = cur.Node() != nil && !isLit
	}
	if !ok {
		return
	}
	block := cur.Parent()
	switch block.ParentEdgeKind() {
	case edge.ForStmt_Body, edge.RangeStmt_Body:
	default:
		return
	}
	next, ok := cur.NextSibling()
	if !ok {
		return
	}
	stmt, ok := next.Node().(*ast.ExprStmt)
	if !ok {
		return
	}
	if _, more := next.NextSibling(); more {
		return // what it has done decides how to go on
	}
	for _, o := range c.ops[s.instr.Parent()] {
		if o.method != "Wait" || stmt.X != c.source(o) || !c.isDoneBy(s, o) {
			continue
		}
		body := block.Node().(*ast.BlockStmt)
		if add, before := c.countedBefore(o, body); before {
			c.Report(report.Finding{At: stmt, Kind: early, Args: []any{c.Line(stmt.Pos(), add.instr.Common().Pos())}})
		} else if c.startsOne(s, body) {
			c.Report(report.Finding{At: stmt, Kind: serial})
		}
	}
}

// countedBefore finds the Add that counts what all iterations start, before the
// first of them.
func (c *checker) countedBefore(wait op, body *ast.BlockStmt) (add op, ok bool) {
	for _, o := range c.ops[wait.instr.Parent()] {
		if o.method != "Add" || o.at != wait.at {
			continue
		}
		if n, known := o.delta(); known && n == 1 || o.instr.Common().Pos() > body.Pos() || ok {
			return op{}, false
		}
		add, ok = o, true
	}
	return add, ok
}

// startsOne reports whether the body starts no goroutine but this.
func (c *checker) startsOne(s *spawn, body *ast.BlockStmt) bool {
	n := 0
	for _, other := range c.spawns {
		if body.Pos() <= other.instr.Pos() && other.instr.Pos() < body.End() {
			n++
		}
	}
	return n == 1
}

// isDoneBy reports whether the goroutine ends the Wait.
func (c *checker) isDoneBy(s *spawn, wait op) bool {
	if s.by != nil {
		return s.by.at == wait.at
	}
	for _, o := range c.opsIn(s.fn) {
		if o.method == "Done" && s.same(wait, o.at) {
			return true
		}
	}
	return false
}

// unwaited reports a local WaitGroup that is counted up and down and never
// waited for.
func (c *checker) unwaited(fn *ssa.Function) {
	seen := make(map[*ssa.Alloc]bool)
	for _, first := range c.ops[fn] {
		variable, ok := first.at.Root.(*ssa.Alloc)
		if !ok || first.at.Path != "" || variable.Parent() != fn || !isAddress(variable) || first.method == "Done" || seen[variable] {
			continue
		}
		seen[variable] = true
		at := c.source(first)
		if only, down := onlyCounts(variable); at == nil || !only || !down {
			continue // where nothing is counted down, there is no goroutine
		}
		if c.commented(fn, variable.Comment+".Wait(") {
			continue // whoever took it out knows why
		}
		c.Report(report.Finding{At: at, Kind: unwaited, Args: []any{c.name(first)}})
	}
}

// commented reports whether a comment in the function has the text.
func (c *checker) commented(fn *ssa.Function, text string) bool {
	syntax := fn.Syntax()
	for _, f := range c.Files {
		if syntax == nil || syntax.Pos() < f.FileStart || f.FileEnd < syntax.Pos() {
			continue
		}
		for _, group := range f.Comments {
			if syntax.Pos() < group.Pos() && group.End() < syntax.End() && strings.Contains(group.Text(), text) {
				return true
			}
		}
	}
	return false
}

// onlyCounts reports whether Add, Done and Go are all that happens to a variable, and whether
// it is counted down.
func onlyCounts(v ssa.Value) (only, down bool) {
	for _, ref := range *v.Referrers() {
		if mc, ok := ref.(*ssa.MakeClosure); ok {
			for i, b := range mc.Bindings {
				if b != v {
					continue
				}
				only, there := onlyCounts(mc.Fn.(*ssa.Function).FreeVars[i])
				if !only {
					return false, false
				}
				down = down || there
			}
			continue
		}
		o, ok := opOf(ref)
		if !ok || o.method == "Wait" || o.instr.Common().Args[0] != v {
			return false, false
		}
		down = down || o.method != "Add"
	}
	return true, down
}
