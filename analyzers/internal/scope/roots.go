package scope

import (
	"go/token"
	"go/types"
	"slices"
	"sort"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
)

// Roots are the functions of a package that are explored, each by itself.
type roots struct {
	libs   map[string]*libOp
	traits map[*ssa.Function]*traits
	scopes []*ssa.Function // the smallest first
}

// findRoots lists the functions that start goroutines and make what these wait for,
// by themselves or by functions of the package that they call, and bring some of it together; and those that send on
// a channel that they make or receive from it.
func findRoots(pkg *flow.Package, libs map[string]*libOp) *roots {
	r := &roots{libs: libs, traits: make(map[*ssa.Function]*traits)}
	for _, fn := range pkg.Funcs {
		r.traits[fn] = new(traits)
	}
	for _, fn := range pkg.Funcs {
		r.look(fn)
	}
	for _, in := range r.traits {
		in.starts = in.starts || in.started // it is one goroutine at least
	}
	for changed := true; changed; {
		changed = false
		for _, fn := range pkg.Funcs {
			in := r.traits[fn]
			for _, callee := range in.calls {
				if c := r.traits[callee]; c != nil && in.add(c) {
					changed = true
				}
			}
		}
	}
	for _, fn := range pkg.Funcs {
		in := r.traits[fn]
		switch {
		case in.alone:
		case !in.starts || !in.makes:
			continue
		case !in.own && !r.joins(in):
			continue
		case !in.brings && !r.brings(fn):
			continue
		}
		r.scopes = append(r.scopes, fn)
	}
	sort.SliceStable(r.scopes, func(i, j int) bool { return r.traits[r.scopes[i]].size < r.traits[r.scopes[j]].size })
	return r
}

// look notes what a function does itself.
func (r *roots) look(fn *ssa.Function) {
	in := r.traits[fn]
	var operands []*ssa.Value
	for _, b := range fn.Blocks {
		in.size += len(b.Instrs)
		in.loops = in.loops || slices.ContainsFunc(b.Succs, func(to *ssa.BasicBlock) bool { return to.Dominates(b) })
		for _, instr := range b.Instrs {
			r.instruction(in, instr)
			in.waits = in.waits || operates(instr, r.libs)
			operands = instr.Operands(operands[:0])
			for _, v := range operands {
				if callee, ok := (*v).(*ssa.Function); ok && callee.Pkg == fn.Pkg {
					in.calls = append(in.calls, callee)
				}
			}
		}
	}
	in.own = in.own || in.starts || in.makes || in.waits
	in.brings = in.brings || in.makes
}

func (r *roots) instruction(in *traits, instr ssa.Instruction) {
	switch instr := instr.(type) {
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
		_, isChan := t.Underlying().(*types.Chan)
		in.makes = in.makes || isChan || syncType(t, 0)
	case ssa.CallInstruction:
		r.call(in, instr)
	}
}

func (r *roots) call(in *traits, site ssa.CallInstruction) {
	call := site.Common()
	callee := call.StaticCallee()
	if _, ok := site.(*ssa.Go); ok {
		in.starts = true
		if c := r.traits[callee]; c != nil {
			c.started = true
		}
	}
	if callee == nil {
		_, builtin := call.Value.(*ssa.Builtin)
		in.asks = in.asks || !builtin
		return
	}
	if callee.Pkg == site.Parent().Pkg {
		return
	}
	switch name := nameOf(callee); {
	case starters[name]:
		in.starts = true
	case makers[name]:
		in.makes = true
	case name == "context.Background" || name == "context.TODO":
		in.own, in.brings = true, true
	}
}

// makers are the library functions whose results are waited for.
var makers = map[string]bool{"context.WithCancel": true, "context.WithCancelCause": true, "sync.NewCond": true, "golang.org/x/sync/errgroup.WithContext": true}

// starters are those that start a goroutine for the function that they get.
var starters = map[string]bool{"(*sync.WaitGroup).Go": true, "(*golang.org/x/sync/errgroup.Group).Go": true, "(*golang.org/x/sync/errgroup.Group).TryGo": true, "time.AfterFunc": true}

// joins reports whether a function brings together what several others do. One that
// only calls another is no scope of its own.
func (r *roots) joins(in *traits) bool {
	var first *ssa.Function
	for _, fn := range in.calls {
		switch c := r.traits[fn]; {
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
	starts  bool // goroutines
	started bool // by a go statement of the package
	makes   bool // what goroutines wait for
	waits   bool // or wakes who waits
	asks    bool // it calls what has no name
	loops   bool
	alone   bool // it makes a channel and sends on it or receives from it
	own     bool // it does one of these itself, or says which context others get
	brings  bool // it makes something itself, or says which context others get
	calls   []*ssa.Function
	size    int // without what it calls
}

// add adds what a callee does.
func (t *traits) add(c *traits) (changed bool) {
	old := [...]bool{t.starts, t.makes, t.waits, t.asks, t.loops}
	t.starts, t.makes, t.waits = t.starts || c.starts, t.makes || c.makes, t.waits || c.waits
	t.asks, t.loops = t.asks || c.asks, t.loops || c.loops
	return old != [...]bool{t.starts, t.makes, t.waits, t.asks, t.loops}
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
