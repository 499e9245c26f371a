// Package paths is the engine that follows the paths of one function and
// counts along them, leaving out paths that can't happen because the same
// condition would have to decide in two ways.
//
// It is a bounded enumeration in the manner of ESP (Das, Lerner, Seigle: ESP:
// Path-Sensitive Program Verification in Polynomial Time, PLDI 2002): paths
// are merged where they agree on the place, the counter and the decisions
// that can matter again.
package paths

import (
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
)

// Many is where the counter stops counting: it stays Many whatever is
// taken away.
const Many = 64

// An Alt is one way in which an instruction can go on.
type Alt struct {
	Add  int  // what it adds to the counter
	Once bool // only the first time on a path
	Stop bool // the path is of no interest any more

	// Case is the case that a select statement takes, -1 for its default.
	Case int
	// Got says that a receive with a comma-ok result got a value.
	Got bool

	// Results are what a call is known to return on this way, nil where that
	// is unknown: a constant, or an instruction that makes something non-nil.
	Results []ssa.Value

	// Memory replaces the memory of the path, unless it is nil.
	Memory any

	// Over ends the decisions that Search.Until has given this name, unless it is nil.
	Over any
}

// A Search follows the paths of a function from a point to its returns.
// A path on which the counter would fall below zero can't happen.
type Search struct {
	From  flow.Point
	Start int // value of the counter there
	// Effect lists the ways in which an instruction can go on. None
	// means that it changes nothing; a select statement then takes any case.
	Effect func(ssa.Instruction) []Alt
	// Step, if not nil, is asked in place of Effect. It also sees the path that
	// leads to the instruction, with the memory that the search carries along it.
	Step func(*Path, ssa.Instruction) []Alt
	// Memory is what the path remembers at From, beside the counter. Memories
	// are compared with ==.
	Memory any
	// Phis are values that Path.Resolve has to know, beside those that
	// conditions depend on.
	Phis []*ssa.Phi
	// Keep, if not nil, says of which conditions Path.Decided has to know,
	// though they decide one branch only.
	Keep func(cond ssa.Value) bool
	// Until, if not nil, names what a decision lasts for, nil for the whole path.
	Until func(p *Path, cond ssa.Value) any
	// Edge, if not nil, reports whether to follow the edge between two blocks.
	Edge func(from, to *ssa.BasicBlock) bool
	// End, if not nil, reports whether the path ends at the instruction,
	// beside the returns, where every path ends.
	End func(ssa.Instruction) bool
	// Budget bounds the states; 0 is a reasonable number.
	Budget int
	// Used is how many states were looked at, for the caller to add up.
	Used int
}

// A Path is one path that reached an end.
type Path struct {
	Counter int
	Last    ssa.Instruction // the return, or where End was true

	state *state
	conds *conds
}

// Memory is what the path remembers.
func (p *Path) Memory() any { return p.state.memory }

// Resolve replaces a phi, a variable's content, or the result of a call by the
// value that it has on the path, where that is known.
func (p *Path) Resolve(v ssa.Value) ssa.Value { return p.state.resolve(v) }

// Decided reports how the path has decided a condition.
func (p *Path) Decided(cond ssa.Value) (value, known bool) {
	return p.conds.eval(p.state, cond)
}

// IsNil reports whether the path has compared v with nil, and how that went.
func (p *Path) IsNil(v ssa.Value) (isNil, known bool) {
	refs := v.Referrers()
	if refs == nil {
		return false, false
	}
	for _, ref := range *refs {
		cmp, ok := ref.(*ssa.BinOp)
		if !ok || cmp.Op != token.EQL && cmp.Op != token.NEQ {
			continue
		}
		if k, ok := cmp.Y.(*ssa.Const); !ok || k.Value != nil || cmp.X != v {
			continue
		}
		if value, known := p.Decided(cmp); known {
			return value == (cmp.Op == token.EQL), true
		}
	}
	return false, false
}

// Branch is the last branch of the path that satisfies
// ok and whose condition the source writes, or nil.
func (p *Path) Branch(ok func(*ssa.If) bool) ssa.Instruction {
	for s := p.state; s != nil; s = s.parent {
		if s.branch != nil && s.branch.Cond.Pos().IsValid() && ok(s.branch) {
			return s.branch
		}
	}
	return nil
}

// A Step is an instruction for which Effect had something to say, or a select
// statement, and the way that the path took.
type Step struct {
	Instr ssa.Instruction
	Alt   Alt
}

// Steps lists the noteworthy instructions of the path in order.
func (p *Path) Steps() []Step {
	var steps []Step
	for s := p.state; s != nil; s = s.parent {
		for i := len(s.steps) - 1; i >= 0; i-- {
			steps = append(steps, s.steps[i])
		}
	}
	slices.Reverse(steps)
	return steps
}

// Each calls yield for each distinct path until it returns false. It reports
// whether the search was complete: within the budget, or ended by yield.
func (s *Search) Each(yield func(*Path) bool) bool {
	budget := s.Budget
	if budget == 0 {
		budget = 4000
	}
	e := &explorer{Search: s, conds: condsOf(s.From.Block.Parent()), seen: make(map[string]bool), numbers: make(map[any]int)}
	for _, phi := range s.Phis {
		e.conds.collect(phi, 0)
	}
	e.conds.keep = s.Keep
	e.push(e.start())
	for len(e.work) > 0 {
		if s.Used++; s.Used > budget {
			return false
		}
		st := e.work[len(e.work)-1]
		e.work = e.work[:len(e.work)-1]
		if path := e.run(st); path != nil && !yield(path) {
			return true
		}
	}
	return true
}

// Max returns a path with the largest counter. complete is false when the
// search was given up; then there may be a larger one.
func (s *Search) Max() (best *Path, complete bool) {
	complete = s.Each(func(p *Path) bool {
		if best == nil || p.Counter > best.Counter {
			best = p
		}
		return true
	})
	return best, complete
}

// AnyCase lists the cases of a select statement, each without an effect.
func AnyCase(sel *ssa.Select) []Alt {
	var alts []Alt
	for i := range sel.States {
		alts = append(alts, Alt{Case: i})
	}
	if !sel.Blocking {
		alts = append(alts, Alt{Case: -1})
	}
	return alts
}
