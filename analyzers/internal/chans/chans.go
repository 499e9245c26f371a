// Package chans is the engine of channels: which channels a package makes,
// where each of them goes, and every operation on it.
//
// A points-to analysis inside the package finds where a channel goes. It is
// Andersen's (Program Analysis and Specialization for the C Programming
// Language, 1994): inclusion-based, insensitive to flow and context, with one
// abstract cell for each struct field of a type (field-based), for each
// variable in memory, for the elements of each slice, array and map, and for what is
// sent over each channel. Functions are values like any other, so calls
// of closures, method values and methods of interface values are resolved
// by the same analysis.
//
// What leaves the package is open: anything may happen to it elsewhere.
package chans

import (
	"cmp"
	"go/token"
	"go/types"
	"reflect"
	"slices"
	"sync"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/typeis"
)

// Analyzer finds the channels of a package.
var Analyzer = &analysis.Analyzer{
	Name:       "chans",
	Doc:        "find the channels of a package and the operations on them",
	Run:        run,
	Requires:   []*analysis.Analyzer{flow.Analyzer},
	ResultType: reflect.TypeFor[*Package](),
}

// A Package knows the channels of one package.
type Package struct {
	// Objects lists the channels by position.
	Objects []*Object

	solver *solver
	calls  *callGraph

	// solve runs the analysis for a package without channels, where only its
	// calls are of interest, when they are asked for.
	solve func()
}

// An Object is one abstract channel: all channels that one place in the source
// makes, or that callers outside the package pass to one parameter.
type Object struct {
	Make  *ssa.MakeChan  // where it is made, or nil
	Param *ssa.Parameter // the parameter through which it comes from outside, or nil

	// Cap is the capacity. For a parameter nothing is known.
	Cap Cap

	// Ops are the operations in the package that may be on this channel, in
	// source order.
	Ops []*Op

	// Open means that code outside the package, or code that could not be
	// followed, may hold the channel and do anything with it. Every parameter is open.
	Open bool
	// Given means that such code may have more of it than the side that receives: it may send, or close it.
	Given bool

	// Shared means that the channel was stored where others may be as well: in
	// a struct field, a global, an element of a slice, array or map, or sent over
	// another channel. A channel that is not shared is passed on only through
	// local variables, arguments, results and captured variables.
	Shared bool
	// Global means that it was stored in a package-level variable itself.
	Global bool
}

// Cap is what is known of a capacity.
type Cap struct {
	Value ssa.Value // the operand of make, nil where there is none
	Min   int64     // it is at least that
	Exact bool      // it is exactly Min
}

// Unbuffered reports whether the capacity is known to be zero.
func (c Cap) Unbuffered() bool { return c.Exact && c.Min == 0 }

// Pos is the position of the make or of the parameter.
func (o *Object) Pos() token.Pos {
	if o.Make != nil {
		return o.Make.Pos()
	}
	return o.Param.Pos()
}

// Fn is the function in which the channel is made, or whose parameter it is.
func (o *Object) Fn() *ssa.Function {
	if o.Make != nil {
		return o.Make.Parent()
	}
	return o.Param.Parent()
}

// Elem is the type of the elements.
func (o *Object) Elem() types.Type {
	v := ssa.Value(o.Param)
	if o.Make != nil {
		v = o.Make
	}
	return v.Type().Underlying().(*types.Chan).Elem()
}

// Find lists the operations of one of the kinds.
func (o *Object) Find(kinds ...Kind) []*Op {
	var ops []*Op
	for _, op := range o.Ops {
		if slices.Contains(kinds, op.Kind) {
			ops = append(ops, op)
		}
	}
	return ops
}

// A Kind is a kind of operation.
type Kind int

const (
	Send Kind = iota + 1
	Recv      // a receive; see Op.CommaOk, Op.Ranges
	Close
	Len
	CapOf
)

func (k Kind) String() string {
	return [...]string{"", "send", "receive", "close", "len", "cap"}[k]
}

// An Op is one operation on a channel.
type Op struct {
	Kind  Kind
	Fn    *ssa.Function
	Instr ssa.Instruction // *ssa.Send, *ssa.UnOp, *ssa.Select, or the call, defer or go of a builtin
	Chan  ssa.Value       // the operand
	Pos   token.Pos       // of the arrow, the range statement, or the call

	// Select is the select statement of which the operation is a case, Case the
	// index of its state; nil for an operation of its own. (The SSA form turns
	// a select statement with one case and no default into the operation itself.)
	Select *ssa.Select
	Case   int

	CommaOk bool // a receive that also says whether the channel is closed; Select: always true
	Ranges  bool // the receive of a range statement

	// Only means that the operand can be no other channel than one made at this place
	// (it may still be nil).
	Only bool

	// Where says in which goroutine it may run.
	Where Goroutine
}

// Blocking reports whether the operation has nothing to go on with when its
// channel never becomes ready: it is not the case of a select statement that
// has another case or a default.
func (op *Op) Blocking() bool {
	return op.Select == nil && (op.Kind == Send || op.Kind == Recv)
}

// A Goroutine says, relative to the goroutine that made the channel (or got it
// from outside), where code may run. It is a set; code that nothing calls is 0.
type Goroutine int

const (
	Same    Goroutine = 1 << iota // in the goroutine that made the channel
	Other                         // in one started by a go statement or a known spawner
	Outside                       // called by unknown code that did not make the channel, on any goroutine
)

func run(pass *analysis.Pass) (any, error) {
	fp := pass.ResultOf[flow.Analyzer].(*flow.Package)
	p := &Package{solver: newSolver(pass.Pkg)}
	p.calls = p.solver.calls
	if !makesChannels(fp) {
		p.solve = sync.OnceFunc(func() { p.run(fp, pass.Pkg) })
		return p, nil
	}
	p.solve = func() {}
	if p.run(fp, pass.Pkg) {
		p.collect()
	}
	return p, nil
}

// run solves the system. It reports false, and knows nothing, when that is too much work.
func (p *Package) run(fp *flow.Package, pkg *types.Package) bool {
	p.solver.generate(fp)
	if p.solver.solve() {
		p.solver.shareContents()
		p.solver.settle()
		return true
	}
	p.solver = newSolver(pkg)
	p.calls = p.solver.calls
	return false
}

// makesChannels lets packages without channels pass at no cost.
func makesChannels(fp *flow.Package) bool {
	fns := fp.Funcs
	if init := fp.Pkg.Func("init"); init != nil {
		fns = append(slices.Clone(fns), init)
	}
	for _, fn := range fns {
		for _, param := range fn.Params {
			if typeis.Chan(param.Type()) {
				return true
			}
		}
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				if _, ok := instr.(*ssa.MakeChan); ok {
					return true
				}
			}
		}
	}
	return false
}

// Of lists the channels that v may be, and reports whether these are all: no
// channel from unknown code. The nil channel is not counted.
func (p *Package) Of(v ssa.Value) (objects []*Object, all bool) {
	ids, ok := p.solver.pointsTo(v)
	if !ok {
		return nil, false
	}
	all = true
	for _, id := range ids {
		switch o := p.solver.objects[id]; {
		case o.channel != nil:
			objects = append(objects, o.channel)
			all = all && o.channel.Param == nil
		case id == unknown:
			all = false
		}
	}
	return objects, all
}

func sortByPos[T any](list []T, pos func(T) token.Pos) {
	slices.SortStableFunc(list, func(a, b T) int { return cmp.Compare(pos(a), pos(b)) })
}
