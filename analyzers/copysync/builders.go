package copysync

import (
	"go/ast"
	"go/token"
	"go/types"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/place"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

// A strings.Builder may be copied as long as nothing was written to it, and to
// copy a used one is harmless as long as the copy is only read. So neither type
// nor vet tells; the two writes do.
var builder = &report.Kind{ID: "builder",
	Format: "this copies %s, a strings.Builder that was written to in %s: %s in %s panics with \"illegal use of non-zero Builder copied by value\"; copy its String, or use a pointer"}

func (c *checker) builders(pkg *flow.Package) {
	if !c.Imports("strings") {
		return
	}
	for _, fn := range pkg.Funcs {
		written := builderWrites(fn)
		if len(written) == 0 {
			continue
		}
		for _, block := range fn.Blocks {
			for _, instr := range block.Instrs {
				if load, ok := instr.(*ssa.UnOp); ok && load.Op == token.MUL {
					c.builderCopy(load, written)
				}
			}
		}
	}
}

// builderWrites lists the calls that make a Builder remember where it lies.
func builderWrites(fn *ssa.Function) []op {
	var list []op
	for _, o := range ops(fn) {
		if _, isCall := o.instr.(*ssa.Call); isCall && remembers(o) {
			list = append(list, o)
		}
	}
	return list
}

// remembers reports whether the method calls copyCheck (strings/builder.go).
func remembers(o op) bool {
	switch o.method {
	case "Builder.Write", "Builder.WriteByte", "Builder.WriteRune", "Builder.WriteString", "Builder.Grow":
		return true
	}
	return false
}

// builderCopy reports a load of a Builder, or of what contains one, that
// was certainly written to, if the copy is written to as well.
func (c *checker) builderCopy(load *ssa.UnOp, written []op) {
	paths := builderPaths(load.Type(), 0)
	if len(paths) == 0 {
		return
	}
	from, ok := place.Of(load.X)
	if !ok {
		return
	}
	for _, path := range paths {
		part := place.Place{Root: from.Root, Path: from.Path + path}
		first, ok := lastWrite(load, part, written)
		if !ok {
			continue
		}
		for _, ref := range *load.Referrers() {
			second := copyWritten(ref, load, from, path)
			if second == nil {
				continue
			}
			at := c.value(load.Pos())
			c.reportCrash(report.Finding{At: at, Kind: builder, Args: []any{c.object(first), c.Line(at.Pos(), first.instr.Pos()),
				second.name(), c.Line(at.Pos(), second.instr.Pos())}})
			return
		}
	}
}

// builderPaths lists where a value of type t contains a Builder.
func builderPaths(t types.Type, depth int) []string {
	if depth > 5 {
		return nil
	}
	if named, ok := types.Unalias(t).(*types.Named); ok && named.Obj().Pkg() != nil &&
		named.Obj().Pkg().Path() == "strings" && named.Obj().Name() == "Builder" {
		return []string{""}
	}
	s, ok := t.Underlying().(*types.Struct)
	if !ok {
		return nil
	}
	var paths []string
	for i := range s.NumFields() {
		for _, p := range builderPaths(s.Field(i).Type(), depth+1) {
			paths = append(paths, "."+strconv.Itoa(i)+p)
		}
	}
	return paths
}

// lastWrite returns a write to the Builder that has always happened before the
// load, with nothing in between that may have emptied it.
func lastWrite(load ssa.Instruction, at place.Place, written []op) (op, bool) {
	for _, o := range written {
		if o.at != at || !dominates(o.instr, load) {
			continue
		}
		again := func(instr ssa.Instruction) bool { return instr == o.instr }
		emptied := flow.Reaches(flow.After(o.instr), func(instr ssa.Instruction) bool {
			return instr != load && mayEmpty(instr, at) && reaches(instr, load, at.Root, again)
		}, func(instr ssa.Instruction) bool { return instr == load || again(instr) })
		if !emptied {
			return o, true
		}
	}
	return op{}, false
}

// mayEmpty reports whether the instruction may make the Builder a new one.
func mayEmpty(instr ssa.Instruction, at place.Place) bool {
	if isRoot(instr, at.Root) {
		return true
	}
	switch instr := instr.(type) {
	case *ssa.Store:
		to, ok := place.Of(instr.Addr)
		return !ok || to.Contains(at)
	case *ssa.Call:
		if o, ok := opOf(instr); ok && strings.HasPrefix(o.method, "Builder.") {
			return o.method == "Builder.Reset" && o.at == at
		}
		if _, builtin := instr.Call.Value.(*ssa.Builtin); builtin {
			return false
		}
		return getsHold(&instr.Call, at.Root)
	}
	return false
}

// copyWritten returns a write to the Builder in the copy that the referrer of
// the load makes: a variable, or the parameter of a function of the package.
func copyWritten(ref ssa.Instruction, load *ssa.UnOp, from place.Place, path string) *op {
	switch ref := ref.(type) {
	case *ssa.Store:
		to, ok := place.Of(ref.Addr)
		if !ok || ref.Val != load || to == from { // back in its place
			return nil
		}
		return writtenAfter(ref, place.Place{Root: to.Root, Path: to.Path + path})
	case *ssa.Call:
		callee := ref.Call.StaticCallee()
		if callee == nil || callee.Pkg != ref.Parent().Pkg {
			return nil
		}
		for i, arg := range ref.Call.Args {
			if arg == load && i < len(callee.Params) {
				return parameterWritten(callee.Params[i], path)
			}
		}
	}
	return nil
}

// parameterWritten follows a parameter into the variable that it is kept in
// because the function takes the address of it.
func parameterWritten(p *ssa.Parameter, path string) *op {
	for _, ref := range *p.Referrers() {
		if s, ok := ref.(*ssa.Store); ok && s.Val == p {
			if to, ok := place.Of(s.Addr); ok {
				return writtenAfter(s, place.Place{Root: to.Root, Path: to.Path + path})
			}
		}
	}
	return nil
}

// writtenAfter returns the first write to the Builder that can follow, unless
// something may empty it before.
func writtenAfter(store ssa.Instruction, at place.Place) *op {
	var found *op
	flow.Walk(flow.After(store), func(instr ssa.Instruction) bool {
		if found != nil || instr == store || mayEmpty(instr, at) {
			return false
		}
		if o, ok := opOf(instr); ok && remembers(o) && o.at == at {
			found = &o
		}
		return true
	})
	return found
}

// value is the expression at pos.
func (c *checker) value(pos token.Pos) analysis.Range {
	switch n := c.node(pos, (*ast.StarExpr)(nil), (*ast.SelectorExpr)(nil), (*ast.Ident)(nil)).(type) {
	case nil:
		return report.At(pos, 1)
	default:
		return n
	}
}
