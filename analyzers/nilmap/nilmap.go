package nilmap

import (
	_ "embed"
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

var (
	never = &report.Kind{ID: "never-made",
		Format: "this panics with \"assignment to entry in nil map\": nothing in the package makes %s, declared at %s; make it where its %s is made"}
	forgotten = &report.Kind{ID: "constructor",
		Format: "%s is not made here, and the write at %s panics with \"assignment to entry in nil map\"; make it here, as %s does"}
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
		Kinds:    []*report.Kind{never, forgotten, inner},
		Requires: []*analysis.Analyzer{inspect.Analyzer},
		Run:      run,
	}.New()
}

func run(pass *report.Pass) {
	c := &collector{Pass: pass, maps: make(map[*types.Var]*use)}
	c.root = pass.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root()
	c.declarations()
	if len(c.maps) == 0 {
		return
	}
	c.mentions()
	for _, v := range c.order {
		check(pass, c, v)
	}
}

func check(pass *report.Pass, c *collector, v *types.Var) {
	u := c.maps[v]
	switch {
	case u.unknown, len(u.writes) == 0:
	case len(u.sets) == 0:
		owner := "struct"
		if !v.IsField() {
			owner = "package"
		}
		for _, w := range u.writes {
			if !w.guarded {
				pass.Report(report.Finding{At: w.at, Kind: never, Args: []any{v.Name(), pass.Line(w.at.Pos(), v.Pos()), owner}})
			}
		}
	default:
		constructors(pass, c, v)
	}
	if u.unknown || u.innerSet || u.givenAway {
		return
	}
	for _, w := range u.inner {
		if !w.guarded {
			pass.Report(report.Finding{At: w.at, Kind: inner, Args: []any{v.Name(), pass.Line(w.at.Pos(), v.Pos())}})
		}
	}
}

// constructors reports functions that make the struct without the map, while
// another makes it with the map and nothing else ever sets it.
func constructors(pass *report.Pass, c *collector, v *types.Var) {
	u := c.maps[v]
	if !v.IsField() || u.inMethod {
		return
	}
	var write *write
	for _, w := range u.writes {
		if w.inMethod && !w.guarded {
			write = w
		}
	}
	if write == nil {
		return
	}
	for _, lit := range c.literals[u.owner] {
		if lit.has[v] || lit.fn == nil || lit.empty || c.setsAfter(lit, v) || !lit.returned {
			continue
		}
		pass.Report(report.Finding{At: lit.at, Kind: forgotten, Args: []any{v.Name(), pass.Line(lit.at.Pos(), write.at.Pos()), pass.Line(lit.at.Pos(), u.sets[0].Pos())}})
	}
}

// A use is what the package does with a map.
type use struct {
	owner     *types.TypeName // of the struct, nil for a variable
	writes    []*write        // m[k] = v
	inner     []*write        // m[k][l] = v
	sets      []ast.Node      // m = …, or a literal with it
	innerSet  bool            // m[k] = …
	inMethod  bool            // some are in methods of the struct, or in function literals
	givenAway bool            // others get the map, and can put something into it
	unknown   bool            // its address is taken
}

type write struct {
	at       ast.Expr
	inMethod bool // of the struct
	guarded  bool // by a comparison of the map with nil, or by its length
}
