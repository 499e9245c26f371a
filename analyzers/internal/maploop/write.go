package maploop

import (
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// A Write is a store into the map that is ranged over, executed as part of an iteration.
type Write struct {
	Instr ssa.Instruction // a *ssa.MapUpdate, or a call of maps.Copy or maps.Insert
	Call  *ssa.Call       // in the loop's body, through which it is executed; nil if it is in the body itself
	Key   ssa.Value
	Value ssa.Value

	loop  *Loop
	frame *frame
}

// Writes lists the stores into the ranged map, in the order of the source. There are none if
// the variable or field that holds the map may change while the loop runs.
func (l *Loop) Writes() []*Write {
	l.walk()
	var all []*Write
	for _, a := range l.actions {
		if w := l.write(a); w != nil {
			w.loop, w.Instr, w.frame, w.Call = l, a.instr, a.frame, l.callTo(a.frame)
			all = append(all, w)
		}
	}
	if len(all) == 0 || l.replaced() {
		return nil
	}
	return all
}

func (l *Loop) write(a action) *Write {
	switch instr := a.instr.(type) {
	case *ssa.MapUpdate:
		if l.isRanged(instr.Map, a.frame) {
			return &Write{Key: instr.Key, Value: instr.Value}
		}
	case *ssa.Call:
		args := instr.Call.Args
		switch stdName(instr.Call.StaticCallee()) {
		case "maps.Copy", "maps.Insert":
			if l.isRanged(args[0], a.frame) {
				return &Write{Key: args[1], Value: args[1]}
			}
		}
	}
	return nil
}

// callTo returns the call in the body, outermost, that led to the frame.
func (l *Loop) callTo(f *frame) *ssa.Call {
	var call *ssa.Call
	for ; f != nil && f != l.frame; f = f.caller {
		// Bodies of loops over functions are no calls to a reader.
		if f.yieldOf == nil {
			call, _ = f.call.(*ssa.Call)
		}
	}
	return call
}

// replaced reports whether the ranged map's variable or field may get another
// map while the loop runs.
func (l *Loop) replaced() bool {
	if len(l.cells) == 0 {
		return false
	}
	for _, a := range l.actions {
		if l.outer.mayChange(l.cells, a.instr, a.frame) {
			return true
		}
	}
	return l.Bounded || l.dynamic && l.reassigned()
}

// reassigned reports whether some function of the package stores to one of the
// cells, so that a call of an unknown function may.
func (l *Loop) reassigned() bool {
	for _, m := range l.Func.Pkg.Members {
		if fn, ok := m.(*ssa.Function); ok && l.reassignedIn(fn) {
			return true
		}
		if t, ok := m.(*ssa.Type); ok && l.reassignedByMethod(t.Type()) {
			return true
		}
	}
	return false
}

func (l *Loop) reassignedByMethod(t types.Type) bool {
	named, ok := types.Unalias(t).(*types.Named)
	if !ok {
		return false
	}
	for i := range named.NumMethods() {
		if fn := l.Func.Prog.FuncValue(named.Method(i)); fn != nil && l.reassignedIn(fn) {
			return true
		}
	}
	return false
}

func (l *Loop) reassignedIn(fn *ssa.Function) bool {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if l.outer.mayChange(l.cells, instr, &frame{fn: fn}) {
				return true
			}
		}
	}
	for _, lit := range fn.AnonFuncs {
		if l.reassignedIn(lit) {
			return true
		}
	}
	return false
}

// KeyOrigin and ValueOrigin say what is stored is computed from.
func (w *Write) KeyOrigin() Origin   { return w.loop.origin(w.Key, w.frame) }
func (w *Write) ValueOrigin() Origin { return w.loop.origin(w.Value, w.frame) }

// CurrentKey reports whether the write replaces the value of the current entry.
func (w *Write) CurrentKey() bool { return w.loop.isCurrentKey(w.Key, w.frame) }

// KeyIsValue reports whether the current entry's value serves as the key.
func (w *Write) KeyIsValue() bool { return w.loop.isCurrentValue(w.Key, w.frame) }

// KeyInValue reports whether the key is an element of the current entry's
// value, a slice, array or map.
func (w *Write) KeyInValue() bool {
	p, _ := w.frame.placeOf(w.Key)
	if w.loop.isValue(p.root) {
		return strings.Contains(p.path, "[")
	}
	ex, ok := p.root.(*ssa.Extract)
	if !ok || p.path != "" {
		return false
	}
	next, ok := ex.Tuple.(*ssa.Next)
	if !ok {
		return false
	}
	rng, ok := next.Iter.(*ssa.Range)
	return ok && w.loop.isCurrentValue(rng.X, w.frame.of(rng.Parent()))
}

// ValueIsValue reports whether the current entry's value is stored as it is.
func (w *Write) ValueIsValue() bool { return w.loop.isCurrentValue(w.Value, w.frame) }

// KeyOfRange reports whether the key is that of another loop over the same map, so that it is present.
func (w *Write) KeyOfRange() bool {
	p, _ := w.frame.placeOf(w.Key)
	ex, ok := p.root.(*ssa.Extract)
	if !ok || p.path != "" || ex.Index != 1 {
		return false
	}
	next, ok := ex.Tuple.(*ssa.Next)
	if !ok {
		return false
	}
	rng, ok := next.Iter.(*ssa.Range)
	return ok && w.loop.isRanged(rng.X, w.frame.of(rng.Parent()))
}

// Accumulates reports whether what is stored is computed from what is there: m[k] += x, m[k] = append(m[k], x).
func (w *Write) Accumulates() bool { return w.readsOld(w.Value, 0) }

func (w *Write) readsOld(v ssa.Value, depth int) bool {
	if depth > 6 {
		return false
	}
	if look, ok := v.(*ssa.Lookup); ok {
		return w.loop.isRanged(look.X, w.frame) && w.sameKey(look.Index)
	}
	switch v := v.(type) {
	case *ssa.BinOp, *ssa.Convert, *ssa.ChangeType, *ssa.Call, *ssa.Extract, *ssa.Slice:
		for _, op := range v.(ssa.Instruction).Operands(nil) {
			if *op != nil && w.readsOld(*op, depth+1) {
				return true
			}
		}
	}
	return false
}

// sameKey reports whether v is certainly the key that is stored under.
func (w *Write) sameKey(v ssa.Value) bool {
	if v == w.Key {
		return true
	}
	return w.frame.name(v, 0) == w.frame.name(w.Key, 0)
}

// Grows reports whether what is stored differs from the current value, even
// when it is stored again and again: v + 1, append(v, x).
func (w *Write) Grows() bool {
	switch v := w.Value.(type) {
	case *ssa.BinOp:
		return w.ValueOrigin()&FromValue != 0
	case *ssa.Call:
		b, ok := v.Call.Value.(*ssa.Builtin)
		return ok && b.Name() == "append" && w.ValueOrigin()&FromValue != 0
	}
	return false
}
