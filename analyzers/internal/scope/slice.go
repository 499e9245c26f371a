package scope

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
	"golang.org/x/tools/go/types/typeutil"
)

// A slicing tells what can influence an operation, of the functions that scopes execute
// (Weiser, Program Slicing, ICSE 1981). It begins with nothing: what an operation needs is
// needed, and so is the condition of a branch that decides whether something happens, what that is
// computed from, and what is stored where that is loaded from. The rest is not executed. Which way it
// goes makes no difference, so that it doubles no states.
type slicing struct {
	blind   bool // what data decides is not of interest: any branch may go either way
	libs    map[string]*libOp
	methods map[string][]*ssa.Function // of the package
	funcs   map[*ssa.Function]*sliced
	order   []*sliced
	needed  map[ssa.Value]bool
	work    []ssa.Value

	ids          typeutil.Map
	known        map[types.Type]int
	leads        map[types.Type]*lead
	watched      map[any][]*lead      // by place: the types that lead to it
	taken        map[any]bool         // variables and fields whose address is used for more than to load and store
	places       map[any]bool         // that are loaded from, for something that is needed
	stores       map[any][]*ssa.Store // by place
	sent         map[int][]ssa.Value  // by type
	filled       map[int][]*ssa.MapUpdate
	calls        map[*ssa.Function][]*ssa.CallCommon
	invokes      map[string][]*ssa.CallCommon // calls of methods of interfaces, by name
	dynamic      typeutil.Map                 // []*ssa.CallCommon through values, by shape
	made         map[*ssa.Function][]*ssa.MakeClosure
	valued       typeutil.Map // []*ssa.Function that are values, by shape
	valuedBefore map[*ssa.Function]bool
}

// A sliced is a function of a slicing.
type sliced struct {
	fn       *ssa.Function
	level    dullness
	levels   []dullness // of the blocks, without what depends on where something is made
	regions  []*region
	returns  []*ssa.Return
	results  []bool // that are needed
	deferred bool
	checks   [][]ssa.Instruction // of a block, that may matter
	loud     []bool              // the block has something that matters in any case
}

func newSlicing(roots, all []*ssa.Function, libs map[string]*libOp, blind bool) *slicing {
	s := &slicing{blind: blind,
		libs: libs, methods: make(map[string][]*ssa.Function), funcs: make(map[*ssa.Function]*sliced), needed: make(map[ssa.Value]bool),
		known: make(map[types.Type]int), leads: make(map[types.Type]*lead), watched: make(map[any][]*lead), taken: make(map[any]bool), places: make(map[any]bool), stores: make(map[any][]*ssa.Store),
		sent: make(map[int][]ssa.Value), filled: make(map[int][]*ssa.MapUpdate), calls: make(map[*ssa.Function][]*ssa.CallCommon), invokes: make(map[string][]*ssa.CallCommon),
		made: make(map[*ssa.Function][]*ssa.MakeClosure), valuedBefore: make(map[*ssa.Function]bool),
	}
	for _, fn := range all {
		if fn.Signature.Recv() != nil {
			s.methods[fn.Name()] = append(s.methods[fn.Name()], fn)
		}
	}
	for _, fn := range roots {
		s.add(fn)
	}
	for i := 0; i < len(s.order); i++ {
		s.scan(s.order[i])
	}
	for _, f := range s.order {
		s.index(f)
	}
	for _, f := range s.order {
		s.begin(f)
	}
	for changed := true; changed; {
		s.spread()
		changed = s.judge()
	}
	return s
}

func (s *slicing) add(fn *ssa.Function) {
	if len(fn.Blocks) > 0 && s.funcs[fn] == nil {
		if fn.Parent() != nil {
			s.add(fn.Parent()) // first: it says what is captured
		}
		f := &sliced{fn: fn, level: dull, results: make([]bool, fn.Signature.Results().Len())}
		s.funcs[fn] = f
		s.order = append(s.order, f)
	}
}

// scan finds the functions that a function leads to, and which addresses are used as values.
func (s *slicing) scan(f *sliced) {
	var operands [10]*ssa.Value
	for _, b := range f.fn.Blocks {
		for _, instr := range b.Instrs {
			var callee ssa.Value
			if c, ok := instr.(ssa.CallInstruction); ok {
				c := c.Common()
				if callee = c.Value; c.IsInvoke() {
					for _, fn := range s.methods[c.Method.Name()] {
						s.add(fn)
					}
				} else if fn := c.StaticCallee(); fn != nil {
					s.calls[fn] = append(s.calls[fn], c)
				}
				switch {
				case c.IsInvoke():
					s.invokes[c.Method.Name()] = append(s.invokes[c.Method.Name()], c)
				case c.StaticCallee() == nil:
					add(&s.dynamic, shape(c.Signature()), c)
				}
			}
			if c, ok := instr.(*ssa.MakeClosure); ok {
				fn := c.Fn.(*ssa.Function)
				s.made[fn] = append(s.made[fn], c)
				s.value(fn)
			}
			for _, op := range instr.Operands(operands[:0]) {
				switch v := (*op).(type) {
				case *ssa.Function:
					s.add(v)
					if v != callee {
						s.value(v)
					}
				case *ssa.Global, *ssa.Alloc, *ssa.FreeVar, *ssa.FieldAddr:
					if !onlyAccess(instr, v) {
						s.taken[s.variable(v)] = true
					}
				}
			}
		}
	}
}

// value notes that a function is a value: who calls it is not seen.
func (s *slicing) value(fn *ssa.Function) {
	if !s.valuedBefore[fn] {
		s.valuedBefore[fn] = true
		add(&s.valued, shape(fn.Signature), fn)
	}
}

// add appends to the list of a type.
func add[E any](to *typeutil.Map, t types.Type, elem E) {
	list, _ := to.At(t).([]E)
	to.Set(t, append(list, elem))
}

// index finds what stores to a place.
func (s *slicing) index(f *sliced) {
	for _, b := range f.fn.Blocks {
		for _, instr := range b.Instrs {
			switch i := instr.(type) {
			case *ssa.Store:
				for _, p := range s.parts(i.Val.Type(), []any{s.place(i.Addr)}, 0) {
					s.stores[p] = append(s.stores[p], i)
				}
			case *ssa.Send:
				s.send(i.Chan, i.X)
			case *ssa.Select:
				for _, st := range i.States {
					if st.Dir == types.SendOnly {
						s.send(st.Chan, st.Send)
					}
				}
			case *ssa.MapUpdate:
				id := s.id(i.Map.Type().Underlying())
				s.filled[id] = append(s.filled[id], i)
			}
		}
	}
}

// elemOf is the type of what goes through a channel; where a type parameter says what the channel is, it
// stands for all channels that it may be.
func elemOf(ch ssa.Value) types.Type {
	if c, ok := ch.Type().Underlying().(*types.Chan); ok {
		return c.Elem()
	}
	return ch.Type().Underlying()
}

func (s *slicing) send(ch, v ssa.Value) {
	id := s.id(elemOf(ch))
	s.sent[id] = append(s.sent[id], v)
}

// begin finds what is needed in any case, and the regions behind branches.
func (s *slicing) begin(f *sliced) {
	fn := f.fn
	f.checks, f.loud, f.levels = make([][]ssa.Instruction, len(fn.Blocks)), make([]bool, len(fn.Blocks)), slices.Repeat([]dullness{dull}, len(fn.Blocks))
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			switch i := instr.(type) {
			case *ssa.Send:
				f.loud[b.Index] = true
				s.need(i.Chan)
			case *ssa.Select:
				f.loud[b.Index] = true
				for _, st := range i.States {
					s.need(st.Chan)
				}
			case *ssa.UnOp:
				if i.Op == token.ARROW {
					f.loud[b.Index] = true
					s.need(i.X)
				} else if i.Op == token.MUL && !s.light(i.Type()) {
					s.need(i.X)
				}
			case *ssa.MakeChan:
				s.need(i.Size)
			case *ssa.Panic:
				f.loud[b.Index] = true
				if !i.Pos().IsValid() {
					s.need(i.X) // it says why the function does not go on
				}
			case *ssa.Return:
				f.returns = append(f.returns, i)
			case *ssa.RunDefers:
				f.loud[b.Index] = true
			case *ssa.Go, *ssa.Defer:
				f.loud[b.Index] = true
				f.deferred = true
				s.needArgs(i.(ssa.CallInstruction).Common())
			case *ssa.Call:
				f.checks[b.Index] = append(f.checks[b.Index], i)
				s.needArgs(&i.Call)
			case *ssa.Store:
				f.checks[b.Index] = append(f.checks[b.Index], i)
				if !s.light(i.Val.Type()) {
					s.need(i.Addr)
				}
			case *ssa.MapUpdate:
				f.checks[b.Index] = append(f.checks[b.Index], i)
				if !s.blind && !s.light(i.Map.Type()) {
					s.need(i.Key)
				}
			}
			if s.blind {
				continue
			}
			switch i := instr.(type) {
			case *ssa.IndexAddr:
				if !s.light(i.Type()) {
					s.need(i.Index)
				}
			case *ssa.Slice:
				if !s.light(i.Type()) {
					for _, v := range [...]ssa.Value{i.Low, i.High, i.Max} {
						s.need(v)
					}
				}
			case *ssa.MakeSlice:
				if !s.light(i.Type()) {
					s.need(i.Len)
					s.need(i.Cap)
				}
			case *ssa.Index:
				if !s.light(i.Type()) {
					s.need(i.Index)
				}
			case *ssa.Lookup:
				if !s.light(i.X.Type()) {
					s.need(i.Index)
				}
			}
		}
	}
	if fn.Recover != nil {
		for _, instr := range fn.Recover.Instrs {
			if r, ok := instr.(*ssa.Return); ok {
				f.returns = append(f.returns, r)
			}
		}
	}
	var joins []int
	for _, b := range fn.Blocks {
		if len(b.Succs) != 2 {
			continue
		}
		if joins == nil {
			joins = postdominators(fn)
		}
		if r := f.region(b, joins[b.Index]); r != nil {
			f.regions = append(f.regions, r)
		} else {
			s.needCond(b)
		}
	}
}

// needArgs notes what of a call's arguments is needed, whatever becomes of the result.
func (s *slicing) needArgs(c *ssa.CallCommon) {
	if b, ok := c.Value.(*ssa.Builtin); ok {
		if b.Name() == "close" || (b.Name() == "len" || b.Name() == "cap") && !s.light(c.Args[0].Type()) {
			s.need(c.Args[0])
		}
		if b.Name() == "delete" && !s.blind && !s.light(c.Args[0].Type()) {
			s.need(c.Args[1])
		}
		return
	}
	fn := c.StaticCallee()
	if fn != nil && len(fn.Blocks) > 0 {
		return // by its parameters
	}
	if fn != nil && s.libs[nameOf(fn)] == nil {
		return // what it gets matters if it leads to memory
	}
	if fn == nil {
		if !s.light(c.Value.Type()) {
			s.need(c.Value)
		}
		return
	}
	for _, a := range c.Args {
		if name := typeName(a.Type()); name == "time.Duration" || name == "time.Time" {
			continue
		}
		s.need(a)
		if sig, ok := a.Type().Underlying().(*types.Signature); ok {
			s.needResults(sig)
		}
		if p, ok := a.Type().Underlying().(*types.Pointer); ok && s.light(p.Elem()) {
			s.needPlace(s.place(a))
		}
	}
}
