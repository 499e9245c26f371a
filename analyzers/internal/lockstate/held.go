package lockstate

import (
	"go/types"
	"maps"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/paths"
	"github.com/gocorelint/gocorelint/analyzers/internal/place"
)

// A visit is one way in which control comes to an instruction.
type visit struct {
	memory *memory
	guards []guard // conditions on parameters that all such paths decided
}

// visit notes what is known of locks before an instruction.
func (e *explorer) visit(p *paths.Path, m *memory, instr ssa.Instruction) {
	var guards []guard
	if _, ok := instr.(ssa.CallInstruction); ok {
		guards = e.decided(p)
	}
	list := e.visits[instr]
	for i := range list {
		if list[i].memory == m {
			if len(list[i].guards) > 0 {
				list[i].guards = common(list[i].guards, guards)
			}
			return
		}
	}
	e.visits[instr] = append(list, visit{m, guards})
}

// A Held is a lock that a function holds.
type Held struct {
	Lock  *Lock
	Write bool
	Since ssa.Instruction // the call that took it
}

// Held lists the locks that the function has taken, itself or through what
// it calls, and holds at one of its instructions on every path. What its
// callers hold is not listed.
func (f *Func) Held(instr ssa.Instruction) []Held {
	var all []Held
	for i, v := range f.visits[instr] {
		here := v.memory.held()
		if i == 0 {
			all = here
			continue
		}
		all = slices.DeleteFunc(all, func(h Held) bool {
			return !slices.ContainsFunc(here, func(other Held) bool { return other.Lock == h.Lock && other.Write == h.Write })
		})
	}
	return all
}

// Reaches reports whether some path comes to the instruction, as far as conditions tell: a switch over all constants of a
// type has no default.
func (f *Func) Reaches(instr ssa.Instruction) bool { return len(f.visits[instr]) > 0 }

// MayHold reports whether the function may hold a lock of the class at the
// instruction, or may have been called with one, on some path.
func (f *Func) MayHold(instr ssa.Instruction, class types.Object) bool {
	if f.GaveUp {
		return true
	}
	for _, v := range f.visits[instr] {
		for s := range v.memory.all() {
			if s.state != free && (s.lock.class() == class || s.lock.class() == nil) {
				return true
			}
		}
	}
	return slices.ContainsFunc(f.lends, func(l *Lock) bool { return l.class() == class })
}

// mayHoldAny reports whether MayHold says so for any class.
func (f *Func) mayHoldAny(instr ssa.Instruction) bool {
	return f.GaveUp || len(f.lends) > 0 || slices.ContainsFunc(f.visits[instr], func(v visit) bool { return !v.memory.empty() })
}

func (m *memory) held() []Held {
	var list []Held
	for _, s := range m.locks {
		if s.isHeld() {
			list = append(list, Held{s.lock, s.write, s.at})
		}
	}
	return list
}

// Func is what is known of a function of the package, nil for a function that has
// nothing to do with locks.
func (p *Package) Func(fn *ssa.Function) *Func {
	if f := p.funcs[declared(fn)]; f != nil && (f.visits != nil || f.GaveUp) {
		return f
	}
	return nil
}

// HeldBefore lists the classes of locks that all callers of fn hold, as far as they
// are known. The value says whether they are held for writing.
func (p *Package) HeldBefore(fn *ssa.Function) map[types.Object]bool {
	return p.heldByCallers(fn, false)
}

// HeldOnceShared is HeldBefore without the callers that have just made the object on which they call fn: as long
// as nobody else has it, no lock is needed.
func (p *Package) HeldOnceShared(fn *ssa.Function) map[types.Object]bool {
	return p.heldByCallers(fn, true)
}

func (p *Package) heldByCallers(fn *ssa.Function, shared bool) map[types.Object]bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	held, _ := p.heldBefore(entryKey{declared(fn), shared})
	return held
}

// MayBeHeldBefore reports whether some caller of fn may hold a lock of the class, directly or
// further up. Who starts a goroutine counts as a caller: it may wait for it, or hand over
// the lock. What callers outside the package hold is not known.
func (p *Package) MayBeHeldBefore(fn *ssa.Function, class types.Object) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	with, done := p.with[class]
	if !done {
		with = p.calledWith(class)
		p.with[class] = with
	}
	return with[declared(fn)]
}

// calledWith finds the functions that may run with a lock of the class held by a caller.
func (p *Package) calledWith(class types.Object) map[*ssa.Function]bool {
	with := make(map[*ssa.Function]bool)
	var work []*ssa.Function
	mark := func(fn *ssa.Function) {
		if !with[fn] {
			with[fn] = true
			work = append(work, fn)
		}
	}
	for _, call := range p.calls() {
		if p.Func(call.caller).MayHold(call.instr, class) {
			mark(call.callee)
		}
	}
	for len(work) > 0 {
		fn := work[len(work)-1]
		work = work[:len(work)-1]
		for _, callee := range p.callees[fn] {
			mark(callee)
		}
	}
	return with
}

// A call is one place that calls a function or starts a goroutine with it.
type call struct {
	caller, callee *ssa.Function
	instr          ssa.CallInstruction
}

// callList lists the calls of the functions under which some lock may be held.
func (p *Package) callList(fns []*ssa.Function) []call {
	var list []call
	p.callees = make(map[*ssa.Function][]*ssa.Function)
	for _, fn := range fns {
		sites, _ := p.chans.Callers(fn)
		for _, site := range sites {
			caller := declared(site.Call.Parent())
			if f := p.Func(caller); f != nil && f.mayHoldAny(site.Call) {
				list = append(list, call{caller, declared(fn), site.Call})
			}
			p.callees[caller] = append(p.callees[caller], declared(fn))
		}
	}
	return list
}

// An entry is what all callers of a function hold.
type entry struct {
	held    map[types.Object]bool
	nothing bool // it says nothing: the function is being looked at, or all callers have made the object
}

type entryKey struct {
	fn     *ssa.Function
	shared bool // callers that have made the object do not count
}

// heldBefore is not ok for a function that is being looked at, which calls itself, and for one that is only called
// on new objects where these do not count.
func (p *Package) heldBefore(key entryKey) (held map[types.Object]bool, ok bool) {
	if e, done := p.entries[key]; done {
		return e.held, !e.nothing
	}
	p.entries[key] = entry{nothing: true}
	sites, all := p.chans.Callers(key.fn)
	if !all {
		sites = nil
	}
	first, skipped := true, false
	for _, site := range sites {
		if key.shared && !site.Go && OnNew(site.Call) {
			skipped = true
			continue
		}
		here := make(map[types.Object]bool)
		if !site.Go {
			caller := declared(site.Call.Parent())
			above, ok := p.heldBefore(entryKey{caller, key.shared})
			if !ok {
				skipped = true
				continue
			}
			maps.Copy(here, above)
			if f := p.Func(caller); f != nil {
				for _, h := range f.Held(site.Call) {
					here[h.Lock.Class()] = here[h.Lock.Class()] || h.Write
				}
			}
		}
		if first {
			held, first = here, false
			continue
		}
		for class, write := range held {
			other, both := here[class]
			held[class] = write && other
			if !both {
				delete(held, class)
			}
		}
	}
	e := entry{held: held, nothing: key.shared && first && skipped}
	p.entries[key] = e
	return held, !e.nothing
}

// OnNew reports whether the call is one of a method on an object that its function has made.
func OnNew(call ssa.CallInstruction) bool {
	fn := call.Common().StaticCallee()
	return fn != nil && fn.Signature.Recv() != nil && len(call.Common().Args) > 0 && madeHere(whole(call.Common().Args[0]))
}

// whole is the value that was stored once in the variable that v loads, or v.
func whole(v ssa.Value) ssa.Value {
	if load, ok := v.(*ssa.UnOp); ok {
		if stored := place.StoredOnce(load.X); stored != nil {
			return stored
		}
	}
	return v
}
