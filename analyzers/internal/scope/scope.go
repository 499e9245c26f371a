package scope

import (
	"go/ast"
	"go/token"
	"go/types"
	"reflect"
	"slices"
	"sort"
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
	maxRound        = [...]int{precise: len(bounds), coarse: 2}
)

// bounds are those of the rounds in which the scopes of a package are explored: each
// gets a little first, so that a few large ones don't take all; then those that are
// not done get more, the smallest first.
var bounds = [...]int{5_000, 20_000, 80_000, maxSteps}

func run(pass *analysis.Pass) (any, error) {
	res := new(Package)
	if !starts(pass) {
		return res, nil
	}
	pkg := pass.ResultOf[flow.Analyzer].(*flow.Package)
	isTest := func(fn *ssa.Function) bool {
		return strings.HasSuffix(pass.Fset.Position(fn.Pos()).Filename, "_test.go")
	}
	libs := library()
	all, traits := roots(pkg, libs)
	fns := slices.DeleteFunc(all, isTest) // a test may leave what it likes
	if len(fns) == 0 {
		return res, nil
	}
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
				case clean[i] && round > 0:
					continue // only the number of rounds of a loop is not what it was there
				case m.coarse == (kind == coarse) && !m.paused:
					continue
				}
				if m == nil || m.coarse != (kind == coarse) {
					modes[kind].prepare(fns, libs)
					m = newMachine(fn.Prog, modes[kind].funcs, libs, modes[kind].slice)
					m.root, m.traits = fn, traits
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
	if sel == nil || types.IsInterface(t) {
		return nil
	}
	if _, ok := types.Unalias(t).(*types.TypeParam); ok {
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

// roots lists the functions that start goroutines and make what these wait for,
// by themselves or by functions of the package that they call, and those that send on
// a channel that they make or receive from it, the smallest first.
func roots(pkg *flow.Package, libs map[string]*libOp) ([]*ssa.Function, map[*ssa.Function]*traits) {
	started := make(map[*ssa.Function]bool)
	infos := make(map[*ssa.Function]*traits)
	var operands []*ssa.Value
	for _, fn := range pkg.Funcs {
		in := &traits{}
		infos[fn] = in
		for _, b := range fn.Blocks {
			in.size += len(b.Instrs)
			in.loops = in.loops || slices.ContainsFunc(b.Succs, func(to *ssa.BasicBlock) bool { return to.Dominates(b) })
			for _, instr := range b.Instrs {
				switch instr := instr.(type) {
				case *ssa.Go:
					in.starts = true
					switch callee := instr.Call.Value.(type) {
					case *ssa.Function:
						started[callee] = true
					case *ssa.MakeClosure:
						started[callee.Fn.(*ssa.Function)] = true
					}
				case *ssa.MakeChan:
					in.makes = true
				case *ssa.Send:
					in.makes = in.makes || isNil(instr.Chan)
					in.alone = in.alone || ownChan(instr.Chan)
				case *ssa.UnOp:
					in.makes = in.makes || instr.Op == token.ARROW && isNil(instr.X)
					in.alone = in.alone || instr.Op == token.ARROW && ownChan(instr.X)
				case *ssa.Select:
					in.makes = in.makes || instr.Blocking && len(instr.States) == 0
				case *ssa.Alloc:
					t := instr.Type().Underlying().(*types.Pointer).Elem()
					if _, isChan := t.Underlying().(*types.Chan); isChan || syncType(t, 0) {
						in.makes = true
					}
				case ssa.CallInstruction:
					if callee := instr.Common().StaticCallee(); callee != nil && callee.Pkg != fn.Pkg {
						switch nameOf(callee) {
						case "(*sync.WaitGroup).Go", "time.AfterFunc":
							in.starts = true
						case "context.WithCancel", "sync.NewCond":
							in.makes = true
						case "context.Background", "context.TODO":
							in.own = true
						}
					}
				}
				in.waits = in.waits || operates(instr, libs)
				in.own = in.own || in.starts || in.makes || in.waits
				operands = instr.Operands(operands[:0])
				for _, v := range operands {
					if callee, ok := (*v).(*ssa.Function); ok && callee.Pkg == fn.Pkg {
						in.calls = append(in.calls, callee)
					}
				}
			}
		}
	}
	for fn := range started {
		if in := infos[fn]; in != nil {
			in.starts = true // it is one goroutine at least
		}
	}
	for changed := true; changed; {
		changed = false
		for _, fn := range pkg.Funcs {
			in := infos[fn]
			for _, callee := range in.calls {
				if c := infos[callee]; c != nil && in.add(c) {
					changed = true
				}
			}
		}
	}
	var fns []*ssa.Function
	for _, fn := range pkg.Funcs {
		if in := infos[fn]; len(fn.Blocks) > 0 && (in.starts && in.makes && (in.own || joins(in, infos)) || in.alone) {
			fns = append(fns, fn)
		}
	}
	sort.SliceStable(fns, func(i, j int) bool { return infos[fns[i]].size < infos[fns[j]].size })
	return fns, infos
}

// joins reports whether a function brings together what several others do. One that
// only calls another is no scope of its own.
func joins(in *traits, infos map[*ssa.Function]*traits) bool {
	var first *ssa.Function
	for _, fn := range in.calls {
		switch c := infos[fn]; {
		case c == nil || !c.starts && !c.makes && !c.waits:
		case first == nil:
			first = fn
		case fn != first:
			return true
		}
	}
	return false
}

// Traits are what a function does, by itself or by functions of the package that it calls.
type traits struct {
	starts bool // goroutines
	makes  bool // what goroutines wait for
	waits  bool // or wakes who waits
	loops  bool
	alone  bool // it makes a channel and sends on it or receives from it
	own    bool // it does one of these itself, or says which context others get
	calls  []*ssa.Function
	size   int // without what it calls
}

// add adds what a callee does.
func (t *traits) add(c *traits) (changed bool) {
	old := *t
	t.starts, t.makes, t.waits, t.loops = t.starts || c.starts, t.makes || c.makes, t.waits || c.waits, t.loops || c.loops
	return t.starts != old.starts || t.makes != old.makes || t.waits != old.waits || t.loops != old.loops
}

// operates reports whether an instruction is an operation of a channel or a library
// function that is modelled.
func operates(instr ssa.Instruction, libs map[string]*libOp) bool {
	switch i := instr.(type) {
	case *ssa.Send, *ssa.Select:
		return true
	case *ssa.UnOp:
		return i.Op == token.ARROW
	case ssa.CallInstruction:
		switch fn := i.Common().Value.(type) {
		case *ssa.Builtin:
			return fn.Name() == "close"
		case *ssa.Function:
			return libs[nameOf(fn)] != nil
		}
	}
	return false
}

// ownChan reports whether a channel is kept in a variable of the function that makes it.
func ownChan(ch ssa.Value) bool {
	load, ok := ch.(*ssa.UnOp)
	if !ok {
		_, made := ch.(*ssa.MakeChan)
		return made
	}
	local, ok := load.X.(*ssa.Alloc)
	return ok && slices.ContainsFunc(*local.Referrers(), func(instr ssa.Instruction) bool {
		store, ok := instr.(*ssa.Store)
		if !ok {
			return false
		}
		_, made := store.Val.(*ssa.MakeChan)
		return made
	})
}

// isNil reports whether a channel is nil without doubt.
func isNil(ch ssa.Value) bool {
	c, ok := ch.(*ssa.Const)
	return ok && c.IsNil()
}

func syncType(t types.Type, depth int) bool {
	switch opaque(t).(type) {
	case nil, integer, boolean, null:
	default:
		return true
	}
	if st, ok := t.Underlying().(*types.Struct); ok && depth < 4 {
		for i := range st.NumFields() {
			if syncType(st.Field(i).Type(), depth+1) {
				return true
			}
		}
	}
	return false
}
