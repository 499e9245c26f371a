package escape

import (
	"go/types"
	"reflect"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
)

// Analyzer computes a *Result and exports the summaries of the package.
var Analyzer = &analysis.Analyzer{
	Name:       "escape",
	Doc:        "find which values must live on the heap, and where parameters leak to",
	Run:        run,
	Requires:   []*analysis.Analyzer{flow.Analyzer},
	FactTypes:  []analysis.Fact{new(Table)},
	ResultType: reflect.TypeFor[*Result](),
}

// A Result answers for the functions of one package. It does not change any
// more and may be asked by several checks at once.
type Result struct {
	// GaveUp lists the functions that were not analyzed: they were too large, or
	// of a form that the analysis did not expect.
	GaveUp []*ssa.Function

	types     *typeTable
	layout    *layout
	summaries *summaries
	attrs     map[ssa.Value]attr // of allocations
}

func run(pass *analysis.Pass) (any, error) {
	pkg := pass.ResultOf[flow.Analyzer].(*flow.Package)
	table := newTypeTable(pass.TypesSizes)
	r := &Result{
		types:     table,
		layout:    newLayout(pass.Files),
		summaries: newSummaries(pass, table),
		attrs:     make(map[ssa.Value]attr),
	}
	for _, group := range components(pkg.Funcs) {
		r.analyze(group)
	}
	if t := r.summaries.table(); t.Text != "" {
		pass.ExportPackageFact(t)
	}
	r.summaries.pass = nil // facts must not be asked for when this run is over
	return r, nil
}

// analyze takes one batch of functions, whose callees were analyzed before. An
// internal error costs the answers for these.
func (r *Result) analyze(group []*ssa.Function) {
	defer func() {
		if recover() != nil {
			r.GaveUp = append(r.GaveUp, group...)
		}
	}()
	b := r.newBatch(group)
	if !b.solve() {
		r.GaveUp = append(r.GaveUp, group...)
		return
	}
	for _, fn := range group {
		if obj := origin(fn); obj != nil {
			r.summaries.own[obj] = b.summarize(fn)
		}
	}
	for v, l := range b.values {
		if isSite(v) {
			r.attrs[v] = l.attrs | analyzed
		}
	}
}

func (b *batch) summarize(fn *ssa.Function) summary {
	if fn.Blocks == nil {
		return b.external(fn)
	}
	s := make(summary, len(fn.Params))
	for i, p := range fn.Params {
		if l := b.values[p]; l != nil {
			s[i] = l.leaks
			s[i].optimize()
		}
	}
	return s
}

// external summarizes a function without a body, written in assembly: it may
// keep everything unless it is declared not to.
func (b *batch) external(fn *ssa.Function) summary {
	sink := sinkHeap
	if isNoEscape(fn) {
		sink = sinkMutator
	}
	var s summary
	if recv := fn.Signature.Recv(); recv != nil {
		s = append(s, b.keeps(sink, recv.Type()))
	}
	for p := range fn.Signature.Params().Variables() {
		s = append(s, b.keeps(sink, p.Type()))
	}
	return s
}

func (b *batch) keeps(sink int, t types.Type) Leaks {
	var l Leaks
	if b.types.hasPointers(t) {
		l.add(sink, 0)
	}
	return l
}

// summaries knows the functions of the package so far and those of others.
type summaries struct {
	pass   *analysis.Pass
	types  *typeTable
	own    map[*types.Func]summary
	tables map[*types.Package]*Table
	cache  map[*types.Func]cached
}

type cached struct {
	summary
	known bool
}

func newSummaries(pass *analysis.Pass, layout *typeTable) *summaries {
	return &summaries{
		pass:   pass,
		types:  layout,
		own:    make(map[*types.Func]summary),
		tables: make(map[*types.Package]*Table),
		cache:  make(map[*types.Func]cached),
	}
}

// of returns the summary of a function, and whether it is known.
func (s *summaries) of(fn *types.Func) (summary, bool) {
	if fn == nil || fn.Pkg() == nil {
		return nil, false
	}
	if own, ok := s.own[fn]; ok {
		return own, true
	}
	if fn.Pkg() == s.pass.Pkg {
		return nil, false
	}
	c, ok := s.cache[fn]
	if !ok {
		if t := s.tableOf(fn.Pkg()); t != nil {
			c.summary, c.known = t.lookup(nameOf(fn))
		}
		s.cache[fn] = c
	}
	return c.summary, c.known
}

// tableOf prefers what the driver analyzed to what is built in.
func (s *summaries) tableOf(pkg *types.Package) *Table {
	t, ok := s.tables[pkg]
	if !ok {
		t = new(Table)
		if !s.pass.ImportPackageFact(pkg, t) {
			t, _ = StdTable(pkg.Path())
		}
		s.tables[pkg] = t
	}
	return t
}

// table collects what other packages can ask for: functions and methods that
// can be named there and have something that could leak.
func (s *summaries) table() *Table {
	var lines []string
	for fn, sum := range s.own {
		if fn.Exported() && s.canLeak(fn) {
			lines = append(lines, nameOf(fn)+" "+sum.String()+"\n")
		}
	}
	slices.Sort(lines)
	return &Table{strings.Join(lines, "")}
}

// canLeak reports whether the function has a parameter with pointers.
func (s *summaries) canLeak(fn *types.Func) bool {
	sig := fn.Signature()
	return sig.Recv() != nil && s.types.hasPointers(sig.Recv().Type()) || s.types.hasPointers(sig.Params())
}
