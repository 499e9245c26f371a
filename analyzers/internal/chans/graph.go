package chans

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/know"
)

// A Site is one place from which a function is called.
type Site struct {
	Call ssa.CallInstruction
	// Go means that the function runs in a new goroutine: the call is a go statement,
	// or a function such as (*sync.WaitGroup).Go that runs its argument so.
	Go bool
}

type callGraph struct {
	prog    *ssa.Program
	sites   map[*ssa.Function][]Site                           // who calls
	callees map[ssa.CallInstruction][]*ssa.Function            // who is called
	seen    map[ssa.CallInstruction]map[*ssa.Function]struct{} // the same as a set, where there are many; while solving
	open    map[*ssa.Function]bool                             // also called from outside
	reached map[*ssa.Function]bool                             // the same, but for methods that nobody outside can name
	vague   map[ssa.CallInstruction]bool                       // also calls the unknown
}

func newCallGraph() *callGraph {
	return &callGraph{
		sites:   make(map[*ssa.Function][]Site),
		callees: make(map[ssa.CallInstruction][]*ssa.Function),
		seen:    make(map[ssa.CallInstruction]map[*ssa.Function]struct{}),
		open:    make(map[*ssa.Function]bool),
		reached: make(map[*ssa.Function]bool),
		vague:   make(map[ssa.CallInstruction]bool),
	}
}

// Callers lists the places in the package that may call fn, and reports
// whether these are all.
func (p *Package) Callers(fn *ssa.Function) (sites []Site, all bool) {
	p.solve()
	return p.calls.sites[fn], !p.calls.open[fn]
}

// CallersHere is Callers for who must know how a function is run: a method that is not exported and has
// left with its object is called by nobody outside, if this package does not call one of that name of what
// comes from there.
func (p *Package) CallersHere(fn *ssa.Function) (sites []Site, all bool) {
	p.solve()
	return p.calls.sites[fn], !p.calls.reached[fn]
}

// Within is the call that calls the function literal before it returns, if nothing else does: of an iterator, for the body of
// a range loop, or of a function such as filepath.WalkDir. How often it does is not known. Callers does not list it.
func Within(fn *ssa.Function) ssa.CallInstruction {
	if fn.Parent() == nil {
		return nil
	}
	var made ssa.Value = fn
	refs := fn.Referrers()
	if refs != nil && len(*refs) == 1 {
		if mc, ok := (*refs)[0].(*ssa.MakeClosure); ok {
			made, refs = mc, mc.Referrers()
		}
	}
	if refs == nil || len(*refs) != 1 {
		return nil
	}
	ref := (*refs)[0]
	if conv, ok := ref.(*ssa.ChangeType); ok && len(*conv.Referrers()) == 1 {
		made, ref = conv, (*conv.Referrers())[0]
	}
	call, ok := ref.(*ssa.Call)
	if !ok || call.Call.Value == made {
		return nil
	}
	if fn.Synthetic == "range-over-func yield" {
		return call
	}
	arg, ok := know.CallsArg(calledFunc(call))
	if !ok || arg >= len(call.Call.Args) || call.Call.Args[arg] != made {
		return nil
	}
	return call
}

func (g *callGraph) reach(fn *ssa.Function) { g.reached[declared(fn)] = true }

// Callees lists the functions of the package that the call may call, and reports
// whether these are all. For functions such as (*sync.WaitGroup).Go they are
// those that the call makes a goroutine run. Functions of other packages are not listed.
func (p *Package) Callees(call ssa.CallInstruction) (fns []*ssa.Function, all bool) {
	p.solve()
	return p.calls.callees[call], !p.calls.vague[call]
}

// Spawns reports whether the call runs its callees in new goroutines: a go
// statement, (*sync.WaitGroup).Go, (*errgroup.Group).Go and the like.
func Spawns(call ssa.CallInstruction) bool {
	if _, ok := call.(*ssa.Go); ok {
		return true
	}
	_, ok := know.Spawns(calledFunc(call))
	return ok
}

func calledFunc(call ssa.CallInstruction) *types.Func {
	if fn := call.Common().StaticCallee(); fn != nil {
		obj, _ := fn.Object().(*types.Func)
		return obj
	}
	return call.Common().Method
}

// edge records the call and reports whether it is new.
func (s *solver) edge(instr ssa.CallInstruction, fn *ssa.Function, spawned bool) bool {
	callees := s.calls.callees[instr]
	if !s.calls.note(instr, fn, callees) {
		return false
	}
	s.calls.callees[instr] = append(callees, fn)
	s.calls.sites[fn] = append(s.calls.sites[fn], Site{Call: instr, Go: spawned})
	return true
}

// note reports whether the callee is not among those of the call yet. Only calls with many, of interface
// methods, have a set beside their list.
func (g *callGraph) note(instr ssa.CallInstruction, fn *ssa.Function, callees []*ssa.Function) bool {
	const few = 8
	if len(callees) < few {
		return !slices.Contains(callees, fn)
	}
	set := g.seen[instr]
	if set == nil {
		set = make(map[*ssa.Function]struct{})
		for _, callee := range callees {
			set[callee] = struct{}{}
		}
		g.seen[instr] = set
	}
	_, old := set[fn]
	set[fn] = struct{}{}
	return !old
}
