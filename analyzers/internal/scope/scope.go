package scope

import (
	"go/ast"
	"go/types"
	"reflect"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
)

// Analyzer explores the scopes of a package.
var Analyzer = &analysis.Analyzer{
	Name:       "scope",
	Doc:        "execute functions that start goroutines, in every interleaving",
	Run:        run,
	Requires:   []*analysis.Analyzer{flow.Analyzer},
	ResultType: reflect.TypeFor[*Package](),
}

// A Package is what was found in one package.
type Package struct {
	Findings []*Finding
	Misuses  []*Misuse // of scopes that were explored completely
	Scopes   []Scope
}

// A Scope tells how far a function was explored.
type Scope struct {
	Fn       *ssa.Function
	Complete bool // but for more rounds of loops of unknown length
	Loops    int  // paths that would go more rounds
	States   int
	Steps    int
	Cuts     map[string]int         // why paths were not followed, and how often
	Followed map[*ssa.Function]bool // functions that were executed
}

// maxPackageSteps bounds what all scopes of a package cost, together some tenths of a second, and maxRound how
// much one can get.
var (
	maxPackageSteps = [...]int{precise: 200_000, coarse: 150_000}
	maxRound        = [...]int{precise: len(bounds), coarse: 3}
)

// bounds are those of the rounds in which the scopes of a package are explored: each
// gets a little first, so that a few large ones don't take all; then those that are
// not done get more, the smallest first.
var bounds = [...]int{500, 5_000, 20_000, 80_000, maxSteps}

func run(pass *analysis.Pass) (any, error) {
	res := new(Package)
	if !starts(pass) {
		return res, nil
	}
	pkg := pass.ResultOf[flow.Analyzer].(*flow.Package)
	isTest := func(fn *ssa.Function) bool {
		return strings.HasSuffix(pass.Fset.Position(fn.Pos()).Filename, "_test.go")
	}
	r := findRoots(pkg, library())
	fns := slices.DeleteFunc(r.scopes, isTest) // a test may leave what it likes
	modes := [2]mode{precise: {pkg: pkg}, coarse: {pkg: pkg, blind: true}}
	machines, clean := make([]*machine, len(fns)), make([]bool, len(fns))
	for kind := coarse; kind >= precise; kind-- {
		steps := 0
		for round, bound := range bounds[:maxRound[kind]] {
			for i, fn := range fns {
				m := machines[i]
				switch {
				case steps > maxPackageSteps[kind]:
					continue
				case m == nil:
				case m.complete && m.loops == 0 || m.coarse && kind == coarse && m.suspect:
					continue
				case clean[i] && round > 1:
					continue // two rounds do: only the number of rounds of a loop is not what it was there
				case m.coarse == (kind == coarse) && !m.paused:
					continue
				}
				if m == nil || m.coarse != (kind == coarse) {
					modes[kind].prepare(fns, r.libs)
					m = newMachine(fn.Prog, modes[kind].funcs, r.libs, modes[kind].slice)
					m.root, m.traits = fn, r.traits
					machines[i] = m
				}
				m.maxSteps = bound
				before := m.steps
				m.complete = m.goOn() && !m.suspect
				clean[i] = clean[i] || m.complete && m.coarse
				steps += m.steps - before
			}
		}
	}
	for i, fn := range fns {
		m := machines[i]
		if m == nil {
			res.Scopes = append(res.Scopes, Scope{Fn: fn})
			continue
		}
		m.end()
		res.Findings = append(res.Findings, m.findings...)
		if m.complete {
			res.Misuses = append(res.Misuses, m.misuses...)
		}
		res.Scopes = append(res.Scopes, Scope{fn, m.complete || clean[i], m.loops, m.states, m.steps, m.cuts, m.followed})
	}
	return res, nil
}

// How a scope is explored: see package documentation.
const (
	precise = iota
	coarse
)

type mode struct {
	pkg   *flow.Package
	blind bool
	slice *slicing // nil before it is needed
	funcs map[*ssa.Function]*function
}

// prepare finds what has to be executed of the package.
func (m *mode) prepare(fns []*ssa.Function, libs map[string]*libOp) {
	if m.slice != nil {
		return
	}
	m.slice = newSlicing(fns, m.pkg.Funcs, libs, m.blind)
	m.funcs = make(map[*ssa.Function]*function)
}

// lookup returns the method of a type, if it has it.
func lookup(prog *ssa.Program, t types.Type, method *types.Func) *ssa.Function {
	sel := types.NewMethodSet(t).Lookup(method.Pkg(), method.Name())
	if sel == nil || types.IsInterface(t) || isParam(t) {
		return nil
	}
	return prog.MethodValue(sel)
}

// starts looks at the syntax: most packages need no more.
func starts(pass *analysis.Pass) bool {
	found := false
	for _, f := range pass.Files {
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.GoStmt, *ast.SendStmt:
				found = true
			case *ast.SelectorExpr:
				if n.Sel.Name == "Go" || n.Sel.Name == "AfterFunc" {
					found = true
				}
			}
			return !found
		})
	}
	return found
}
