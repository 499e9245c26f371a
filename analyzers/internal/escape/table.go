package escape

import (
	_ "embed"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"
)

//go:generate go run ./gen -o std.txt

// A Table is the summaries of one package as text: for each function a line
// "name leaks", sorted. The form is searched as it is; there is nothing to decode.
type Table struct{ Text string }

// AFact makes tables travel between packages. A package without one is unknown.
func (*Table) AFact() {}

func (t *Table) String() string { return "escape summaries" }

// lookup finds the summary of a function by its name in the package.
func (t *Table) lookup(name string) (summary, bool) {
	rest, ok := strings.CutPrefix(t.Text, name+" ")
	if !ok {
		if _, rest, ok = strings.Cut(t.Text, "\n"+name+" "); !ok {
			return nil, false
		}
	}
	line, _, _ := strings.Cut(rest, "\n")
	return parseSummary(line), true
}

// std holds the tables of the packages of the standard library, each below a
// line "= path". No driver has to analyze them; see gen.
//
//go:embed std.txt
var std string

// StdTable returns the table of a package of the standard library.
func StdTable(path string) (*Table, bool) {
	_, rest, ok := strings.Cut(std, "\n= "+path+"\n")
	if !ok {
		return nil, false
	}
	text, _, _ := strings.Cut(rest, "\n= ")
	return &Table{strings.TrimSuffix(text, "\n") + "\n"}, true
}

// nameOf is the name of a function within its package: "F", or "T.M" for a
// method of T or *T.
func nameOf(fn *types.Func) string {
	recv := fn.Signature().Recv()
	if recv == nil {
		return fn.Name()
	}
	t := types.Unalias(recv.Type())
	if p, ok := t.(*types.Pointer); ok {
		t = types.Unalias(p.Elem())
	}
	if named, ok := t.(*types.Named); ok {
		return named.Obj().Name() + "." + fn.Name()
	}
	return fn.Name()
}

// origin is the declared function behind an instance or a wrapper.
func origin(fn *ssa.Function) *types.Func {
	if obj, ok := fn.Object().(*types.Func); ok {
		return obj.Origin()
	}
	return nil
}
