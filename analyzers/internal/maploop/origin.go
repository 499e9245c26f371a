package maploop

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// An Origin says what a value is computed from.
type Origin uint8

const (
	FromKey   Origin = 1 << iota // the key of the current entry
	FromValue                    // the value of the current entry
	FromCount                    // what the iterations before did: a counter, a flag, the length of the map
	FromCall                     // a call that was given none of the above
)

// tracer computes origins in one loop.
type tracer struct {
	loop *Loop
	busy map[ssa.Value]bool
}

// origin says what v, a value of frame f, is computed from. Values that are
// computed outside the loop have no origin.
func (l *Loop) origin(v ssa.Value, f *frame) Origin {
	t := &tracer{loop: l, busy: make(map[ssa.Value]bool)}
	return t.of(v, f)
}

func (t *tracer) of(v ssa.Value, f *frame) Origin {
	l := t.loop
	switch {
	case l.isKey(v):
		return FromKey
	case l.isValue(v):
		return FromValue
	case t.busy[v]:
		return 0
	}
	t.busy[v] = true
	defer delete(t.busy, v)
	switch v := v.(type) {
	case *ssa.Parameter, *ssa.FreeVar:
		return t.bound(v, f)
	case ssa.Instruction:
		if g := l.inside(v, f); g != nil {
			return t.instruction(v, g)
		}
		return t.outside(v)
	}
	return 0
}

// inside returns the frame in which an instruction is executed as part of the
// loop, nil if that is before the loop.
func (l *Loop) inside(instr ssa.Instruction, f *frame) *frame {
	for g := f; g != nil; g = g.caller {
		if g.fn == instr.Parent() && (g != l.frame || l.region[instr.Block()]) {
			return g
		}
		if g == l.frame {
			break
		}
	}
	return nil
}

// bound is the origin of what a parameter or captured variable stands for.
func (t *tracer) bound(v ssa.Value, f *frame) Origin {
	if bound, g := f.binding(v); bound != nil {
		return t.of(bound, g)
	}
	if g := f.of(v.Parent()); g.yieldOf != nil && g != t.loop.frame {
		return t.of(g.yieldOf.Call.Value, g.caller)
	}
	return 0
}

// outside is the origin of what is computed before the loop: only variables can differ between iterations.
func (t *tracer) outside(instr ssa.Instruction) Origin {
	if alloc, ok := instr.(*ssa.Alloc); ok && t.storedInside(alloc) {
		return FromCount
	}
	return 0
}

func (t *tracer) storedInside(alloc *ssa.Alloc) bool {
	for _, s := range storesTo(alloc) {
		instr := s.other
		if s.instr != nil {
			instr = s.instr
		}
		if instr.Parent() != t.loop.frame.fn || t.loop.region[instr.Block()] {
			if _, isCall := instr.(*ssa.MakeClosure); !isCall {
				return true
			}
		}
	}
	return false
}

func (t *tracer) instruction(instr ssa.Instruction, f *frame) Origin {
	switch instr := instr.(type) {
	case *ssa.Phi:
		if instr.Block() == t.loop.head {
			return FromCount
		}
	case *ssa.Alloc:
		return t.variable(instr, f)
	case *ssa.Lookup:
		if t.loop.isRanged(instr.X, f) && t.loop.isCurrentKey(instr.Index, f) {
			return FromValue
		}
	case *ssa.UnOp:
		if instr.Op == token.ARROW {
			return FromCount
		}
		if instr.Op == token.MUL {
			return t.load(instr, f)
		}
	case *ssa.Call:
		return t.call(instr, f)
	}
	return t.operands(instr, f)
}

func (t *tracer) operands(instr ssa.Instruction, f *frame) Origin {
	var all Origin
	for _, op := range instr.Operands(nil) {
		if *op != nil {
			all |= t.of(*op, f)
		}
	}
	if phi, ok := instr.(*ssa.Phi); ok && types.Identical(phi.Type().Underlying(), types.Typ[types.Bool]) {
		all |= FromCount // which way was taken, is not traced
	}
	return all
}

// load is the origin of what is read from an address; fields that the loop
// stores to count as what earlier iterations did.
func (t *tracer) load(load *ssa.UnOp, f *frame) Origin {
	all := t.of(load.X, f)
	if _, ok := load.X.(*ssa.FieldAddr); ok && all == 0 {
		for _, a := range t.loop.actions {
			if f.mayChange([]ssa.Value{load.X}, a.instr, a.frame) {
				return FromCount
			}
		}
	}
	return all
}

// variable is the origin of what a variable of the body holds.
func (t *tracer) variable(alloc *ssa.Alloc, f *frame) Origin {
	var all Origin
	for _, s := range storesTo(alloc) {
		switch {
		case s.instr != nil:
			all |= t.of(s.instr.Val, f.of(s.instr.Parent()))
		case s.other != nil:
			all |= t.operands(s.other, f.of(s.other.Parent()))
		}
	}
	return all
}

func (t *tracer) call(call *ssa.Call, f *frame) Origin {
	if b, ok := call.Call.Value.(*ssa.Builtin); ok {
		if b.Name() == "len" && t.loop.isRanged(call.Call.Args[0], f) {
			return FromCount
		}
		return t.operands(call, f)
	}
	if all := t.operands(call, f); all != 0 {
		return all
	}
	if isFresh(stdName(call.Call.StaticCallee())) {
		return FromCount
	}
	return FromCall
}

// isFresh lists functions that return something new each time.
func isFresh(name string) bool {
	switch name {
	case "math/rand.Int", "math/rand.Intn", "math/rand.Int63", "math/rand/v2.Int", "math/rand/v2.IntN", "math/rand/v2.N",
		"crypto/rand.Text", "github.com/google/uuid.New", "github.com/google/uuid.NewString":
		return true
	}
	return false
}

// isRanged reports whether v is certainly the map that is ranged over.
func (l *Loop) isRanged(v ssa.Value, f *frame) bool {
	p, _ := f.placeOf(v)
	return p == l.mapAt
}

// isCurrentKey reports whether v is the key of the current entry.
func (l *Loop) isCurrentKey(v ssa.Value, f *frame) bool {
	p, _ := f.placeOf(v)
	return p.path == "" && l.isKey(p.root) || l.loadsKey(v)
}

// loadsKey reports whether v is read from the variable of the range statement,
// though a method or another function has its address: it is not known to change it.
func (l *Loop) loadsKey(v ssa.Value) bool {
	load, ok := v.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return false
	}
	variable, ok := load.X.(*ssa.Alloc)
	if !ok {
		return false
	}
	found := false
	for _, s := range storesTo(variable) {
		if s.instr == nil {
			continue
		}
		if found || s.addr != variable || !l.isKey(s.instr.Val) {
			return false
		}
		found = true
	}
	return found
}

// isCurrentValue reports whether v is the value of the current entry.
func (l *Loop) isCurrentValue(v ssa.Value, f *frame) bool {
	p, _ := f.placeOf(v)
	if p.path == "" && l.isValue(p.root) {
		return true
	}
	look, f := f.lookup(v)
	return look != nil && l.isRanged(look.X, f) && l.isCurrentKey(look.Index, f)
}

// lookup returns the lookup that v is the result of: m[k], or the first of v, ok := m[k].
func (f *frame) lookup(v ssa.Value) (*ssa.Lookup, *frame) {
	if load, ok := v.(*ssa.UnOp); ok && load.Op == token.MUL {
		if alloc, ok := load.X.(*ssa.Alloc); ok {
			if only := onlyStore(alloc); only != nil {
				v = only
			}
		}
	}
	if ex, ok := v.(*ssa.Extract); ok && ex.Index == 0 {
		v = ex.Tuple
	}
	look, _ := v.(*ssa.Lookup)
	return look, f
}
