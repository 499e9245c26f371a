package lockstate

import (
	"fmt"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// facts is what other packages are told of the functions of one: what is not in it is
// not known there. Locks are written as paths from a parameter or a global variable,
// classes of locks by the names of package, type and field.
type facts struct {
	Funcs []funcFact
	// Written are the classes of locks that some code takes for writing, Lent those that some
	// function releases without having taken them.
	Written, Lent []string
}

func (*facts) AFact()         {}
func (*facts) String() string { return "locks" }

type funcFact struct {
	Name     string // T.m or f
	Exits    []exitFact
	Acquires []acquireFact
	Calls    []callFact
}

type exitFact struct {
	Effects []effectFact
	Results string // one letter a result
	Guards  []guardFact
}

type effectFact struct {
	Lock  string
	State state
	Write bool
}

type guardFact struct {
	Param int
	Value string // "" for a bool itself, "nil", or "=" and the constant
	Want  bool
}

type acquireFact struct {
	Lock                           string
	Write, Unsure, Dynamic, Always bool
	Guards                         []guardFact
	Chain                          []stepFact
}

// A stepFact is a call on the way to a lock: what it calls, and where it stands.
type stepFact struct{ Callee, At string }

type callFact struct {
	Param  int
	Held   []heldFact
	Guards []guardFact
	Chain  []stepFact // the last one is the call of the parameter
}

type heldFact struct {
	Lock  string
	State state
	Write bool
	At    stepFact
}

// A remote is a call in the source of another package. It has no instruction, and no position
// in this package's files.
type remote struct {
	ssa.CallInstruction
	stepFact
}

var nowhere = &ssa.CallCommon{}

func (*remote) Pos() token.Pos          { return token.NoPos }
func (*remote) Parent() *ssa.Function   { return nil }
func (*remote) Block() *ssa.BasicBlock  { return nil }
func (*remote) Common() *ssa.CallCommon { return nowhere }
func (*remote) Value() *ssa.Call        { return nil }
func (r *remote) String() string        { return r.Callee + " at " + r.At }

// A slot is a parameter of a function of another package.
type slot struct {
	fn    *ssa.Function
	index int
	typ   types.Type
}

func (s *slot) Name() string                  { return "param" }
func (s *slot) String() string                { return fmt.Sprintf("%v#%d", s.fn, s.index) }
func (s *slot) Type() types.Type              { return s.typ }
func (s *slot) Parent() *ssa.Function         { return nil }
func (s *slot) Referrers() *[]ssa.Instruction { return nil }
func (s *slot) Pos() token.Pos                { return token.NoPos }

// An outer is a lock that begins at a global variable which this package can't name.
type outer struct {
	obj  types.Object // its class
	name string       // Type.field, or the variable
}

func (o *outer) Name() string                  { return o.name }
func (o *outer) String() string                { return o.name }
func (o *outer) Type() types.Type              { return types.NewPointer(types.Typ[types.Invalid]) }
func (o *outer) Parent() *ssa.Function         { return nil }
func (o *outer) Referrers() *[]ssa.Instruction { return nil }
func (o *outer) Pos() token.Pos                { return token.NoPos }

// Letters that say what is known of a result.
const (
	unknownLetter = '?'
	isNilLetter   = '0'
	notNilLetter  = '!'
	trueLetter    = 't'
	falseLetter   = 'f'
)
