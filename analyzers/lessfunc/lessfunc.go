package lessfunc

import (
	_ "embed"
	"flag"
	"go/ast"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"

	"github.com/gocorelint/gocorelint/analyzers/internal/calls"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

var (
	itself = &report.Kind{ID: "before-itself",
		Format: "of two equal elements each comes before the other: %s moves them%s; return %s when they are equal"}
	contradicts = &report.Kind{ID: "both-ways",
		Format: "two elements whose %s and %s differ in opposite ways each come before the other: %s leaves them in random order; compare the second only where the first is equal"}
	other = &report.Kind{ID: "other-slice",
		Format: "%s moves the elements of %s, and this compares those of %s, which stay where they are; compare %[2]s[%[4]s]"}
	neverNegative = &report.Kind{ID: "never-negative",
		Format: "the comparison never returns a negative number: to %s no element comes before another; return -1 for that, as cmp.Compare does"}
	neverEqual = &report.Kind{ID: "never-equal",
		Format: "the comparison never returns 0, not even for the target itself: %s never reports that it was found"}
	unsigned = &report.Kind{ID: "unsigned-difference",
		Format: "the difference of two %s wraps around and is never negative as an int: %s does not order; use cmp.Compare"}
	float = &report.Kind{ID: "float-difference",
		Format: "int cuts the fraction off: to %s all elements that differ by less than 1 are equal; use cmp.Compare"}
	signed = &report.Kind{ID: "signed-difference",
		Format: "the difference overflows when the operands are far apart, and then has the wrong sign: %s orders them wrongly; use cmp.Compare"}
)

// Analyzer finds comparison functions that break the contract of sorting.
var Analyzer = New()

// New makes the analyzer.
func New() *analysis.Analyzer {
	var differences bool
	return report.Check{
		Name:     "lessfunc",
		DocFile:  doc,
		Tests:    true,
		Kinds:    []*report.Kind{itself, contradicts, other, neverNegative, neverEqual, unsigned, float, signed},
		Requires: []*analysis.Analyzer{inspect.Analyzer, calls.Analyzer},
		Flags: func(fs *flag.FlagSet) {
			fs.BoolVar(&differences, "signed", false, "report also the difference of signed integers, which overflows when they are far apart")
		},
		Run: func(pass *report.Pass) { run(pass, differences) },
	}.New()
}

// less lists the functions whose last argument is a less function on indexes.
// sort.SliceIsSorted is not one of them: with <= it asks for no equal elements.
var less = []string{"sort.Slice", "sort.SliceStable"}

// compare lists the functions whose last argument is a cmp function.
var compare = []string{"slices.SortFunc", "slices.SortStableFunc", "slices.IsSortedFunc", "slices.MinFunc", "slices.BinarySearchFunc"}

func run(pass *report.Pass, differences bool) {
	if !pass.Imports("sort", "slices") {
		return
	}
	index := pass.ResultOf[calls.Analyzer].(*calls.Index)
	for _, call := range index.Of(less...) {
		if fn := funcOf(pass, call.Args[len(call.Args)-1]); fn != nil {
			(&checker{pass, fn, call}).less()
			otherSlice(pass, call, fn)
		}
	}
	for _, call := range index.Of("sort.Sort", "sort.Stable") {
		if fn := lessMethod(pass, call.Args[0]); fn != nil {
			(&checker{pass, fn, call}).less()
		}
	}
	for _, call := range index.Of(compare...) {
		if fn := funcOf(pass, call.Args[len(call.Args)-1]); fn != nil {
			c := &checker{pass, fn, call}
			c.compare()
			c.differences(differences)
		}
	}
}

// A checker looks at one comparison function of two elements a and b.
type checker struct {
	*report.Pass
	fn   *function
	call calls.Call // of the function that it is given to
}

// less reports a less function that is true for equal elements.
func (c *checker) less() {
	if at := c.decided(isTrue); at != nil {
		if c.distinct() {
			return
		}
		c.Report(report.Finding{At: at, Kind: itself, Args: []any{c.call.Name, c.harm(), "false"}})
		return
	}
	c.bothWays(isTrue)
}

// harm says what else happens to equal elements.
func (c *checker) harm() string {
	if strings.Contains(c.call.Name, "Stable") {
		return " and leaves them in reverse order"
	}
	return " for nothing"
}

func (c *checker) compare() {
	search := c.call.Name == "slices.BinarySearchFunc"
	if at := c.decided(isNegative); at != nil && !search && c.call.Name != "slices.MinFunc" && !c.distinct() {
		c.Report(report.Finding{At: at, Kind: itself, Args: []any{c.call.Name, c.harm(), "0"}})
	} else if !search {
		c.bothWays(isNegative)
	}
	if at := c.decided(isNotZero); at != nil && search {
		c.Report(report.Finding{At: at, Kind: neverEqual, Args: []any{c.call.Name}})
	}
	results := c.fn.results()
	negative, positive := false, false
	for _, r := range results {
		v := c.TypesInfo.Types[r].Value
		negative = negative || v == nil || isNegative(v)
		positive = positive || v != nil && isPositive(v)
	}
	if positive && !negative {
		c.Report(report.Finding{At: c.fn.typ, Kind: neverNegative, Args: []any{c.call.Name}})
	}
}

// differences reports results of the form int(a - b).
func (c *checker) differences(all bool) {
	for _, r := range c.fn.results() {
		x, ok := differenceOf(c.TypesInfo, r)
		if !ok || c.TypesInfo.Types[r].Value != nil || !c.betweenBoth(x) || c.comparedBefore(x) {
			continue
		}
		basic, ok := c.TypesInfo.TypeOf(x).Underlying().(*types.Basic)
		if !ok {
			continue
		}
		switch kind := basic.Kind(); {
		case basic.Info()&types.IsFloat != 0:
			c.Report(report.Finding{At: r, Kind: float, Args: []any{c.call.Name}})
		case kind == types.Uint8 || kind == types.Uint16 || kind == types.Uint32:
			c.Report(report.Finding{At: r, Kind: unsigned, Args: []any{basic.Name(), c.call.Name}})
		case all && basic.Info()&types.IsInteger != 0 && !c.small(x.X) && !c.small(x.Y):
			c.Report(report.Finding{At: r, Kind: signed, Args: []any{c.call.Name}})
		}
	}
}

// small reports whether an operand is far from overflow: a length, or converted
// from a smaller type.
func (c *checker) small(e ast.Expr) bool {
	call, ok := ast.Unparen(e).(*ast.CallExpr)
	if !ok || len(call.Args) != 1 {
		return false
	}
	tv := c.TypesInfo.Types[call.Fun]
	if tv.IsBuiltin() {
		return true
	}
	if !tv.IsType() {
		return false
	}
	from, ok := c.TypesInfo.TypeOf(call.Args[0]).Underlying().(*types.Basic)
	return ok && from.Info()&types.IsInteger != 0 && c.TypesSizes.Sizeof(from) < c.TypesSizes.Sizeof(tv.Type)
}
