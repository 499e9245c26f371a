package nilmap

import (
	_ "embed"
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/gocorelint/gocorelint/analyzers/internal/fields"
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

var (
	never = &report.Kind{ID: "never-made",
		Format: "this panics with \"assignment to entry in nil map\": nothing in the package makes %s, declared at %s; make it where its %s is made"}
	forgotten = &report.Kind{ID: "literal",
		Format: "this panics with \"assignment to entry in nil map\": the literal at %s leaves %s out; make it there, as %s does"}
	unmade = &report.Kind{ID: "fresh",
		Format: "this panics with \"assignment to entry in nil map\": %s is still nil in the struct made at %s; make it there, or before this write"}
	element = &report.Kind{ID: "no-element",
		Format: "this panics with \"assignment to entry in nil map\": %s is nil, since the map made at %s has no element yet; put an inner map into it first"}
	inner = &report.Kind{ID: "inner",
		Format: "this panics with \"assignment to entry in nil map\": nothing puts a map into %s, declared at %s; make the inner map before the first write"}
)

// Analyzer is the check with its default settings.
var Analyzer = New()

// New makes the check.
func New() *analysis.Analyzer {
	return report.Check{
		Name:     "nilmap",
		DocFile:  doc,
		Tests:    true,
		Kinds:    []*report.Kind{never, forgotten, unmade, element, inner},
		Requires: []*analysis.Analyzer{inspect.Analyzer, flow.Analyzer},
		Run:      run,
	}.New()
}

func run(pass *report.Pass) {
	c := &collector{Pass: pass, maps: make(map[*types.Var]*use), reported: make(map[token.Pos]bool)}
	c.root = pass.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root()
	c.declarations()
	if len(c.maps) > 0 {
		c.mentions()
		for _, v := range c.order {
			check(c, v)
		}
	}
	c.locals()
}

func check(c *collector, v *types.Var) {
	u := c.maps[v]
	switch {
	case u.unknown, len(u.writes) == 0:
	case len(u.sets) == 0:
		if fields.NeverMade(c.TypesInfo, c.root, u.owner) {
			return
		}
		owner := "struct"
		if !v.IsField() {
			owner = "package"
		}
		for _, w := range u.writes {
			if !w.guarded {
				c.report(w.at, never, v.Name(), c.Line(w.at.Pos(), v.Pos()), owner)
			}
		}
	default:
		literals(c, v)
	}
	if u.unknown || u.innerSet || u.givenAway {
		return
	}
	for _, w := range u.inner {
		if !w.guarded {
			c.report(w.at, inner, v.Name(), c.Line(w.at.Pos(), v.Pos()))
		}
	}
}

func (c *collector) report(at ast.Expr, kind *report.Kind, args ...any) {
	c.reported[at.Pos()] = true
	c.Report(report.Finding{At: at, Kind: kind, Args: args})
}

// literals reports writes to a struct that the function itself has made
// without the map.
func literals(c *collector, v *types.Var) {
	u := c.maps[v]
	for _, lit := range c.literals[u.owner] {
		if lit.Sets(v) {
			continue
		}
		for _, w := range u.writes {
			if !w.guarded && c.base(w.at) == lit.Variable && lit.Pos() < w.at.Pos() && !c.mayMake(lit, v, w) {
				c.report(w.at, forgotten, c.Line(w.at.Pos(), lit.Pos()), v.Name(), c.Line(w.at.Pos(), u.sets[0].Pos()))
				break
			}
		}
	}
}

// A use is what the package does with a map.
type use struct {
	owner     *types.TypeName // of the struct, nil for a variable
	writes    []*write        // m[k] = v
	inner     []*write        // m[k][l] = v
	sets      []ast.Node      // m = …, or a literal with it
	innerSet  bool            // m[k] = …
	givenAway bool            // others get the map, and can put something into it
	unknown   bool            // its address is taken
}

type write struct {
	at      ast.Expr
	guarded bool // by a comparison of the map with nil, or by its length
}
