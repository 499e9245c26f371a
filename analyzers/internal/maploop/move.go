package maploop

import (
	"go/token"

	"golang.org/x/tools/go/ssa"
)

// Moves reports whether the current entry is deleted after the write, in the
// same iteration and whatever its key.
func (w *Write) Moves() bool {
	for _, a := range w.loop.actions {
		call, ok := a.instr.(*ssa.Call)
		if !ok || a.frame != w.frame || !w.loop.deletesCurrent(call, a.frame) {
			continue
		}
		if w.before(call) && !w.guarded(w.loop.conditionsOf(a)) {
			return true
		}
	}
	return false
}

func (l *Loop) deletesCurrent(call *ssa.Call, f *frame) bool {
	b, ok := call.Call.Value.(*ssa.Builtin)
	return ok && b.Name() == "delete" && l.isRanged(call.Call.Args[0], f) && l.isCurrentKey(call.Call.Args[1], f)
}

// before reports whether the write is executed before the instruction of the same frame.
func (w *Write) before(instr ssa.Instruction) bool {
	if w.Instr.Block() != instr.Block() {
		return w.loop.reaches(w.Instr.Block(), instr.Block(), w.frame)
	}
	for _, other := range instr.Block().Instrs {
		switch other {
		case w.Instr:
			return true
		case instr:
			return false
		}
	}
	return false
}

// StableKey reports whether the key is computed from the current one by a
// function that leaves its own results as they are, such as strings.ToLower.
func (w *Write) StableKey() bool {
	p, _ := w.frame.placeOf(w.Key)
	return p.path == "" && w.loop.isStable(p.root, w.frame, 0)
}

func (l *Loop) isStable(v ssa.Value, f *frame, depth int) bool {
	switch v := v.(type) {
	case *ssa.Convert:
		return depth < 6 && (l.isCurrentKey(v.X, f) || l.isStable(v.X, f, depth+1))
	case *ssa.Call:
		return depth < 6 && idempotent[stdName(v.Call.StaticCallee())] &&
			(l.isCurrentKey(v.Call.Args[0], f) || l.isStable(v.Call.Args[0], f, depth+1))
	case *ssa.BinOp: // bits that are masked stay masked
		return v.Op == token.AND || v.Op == token.AND_NOT || v.Op == token.OR || v.Op == token.REM
	case *ssa.Slice: // k[:n], which may be shorter already
		return v.Low == nil
	}
	return false
}
