package scope

import (
	"go/token"
	"go/types"
	"reflect"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/gocorelint/gocorelint/analyzers/internal/know"
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
	leads        map[types.Type]*leads
	taken        map[any]bool         // variables and fields whose address is used for more than to load and store
	places       map[any]bool         // that are loaded from, for something that is needed
	stores       map[any][]*ssa.Store // by place
	sent         map[int][]ssa.Value  // by type
	filled       map[int][]*ssa.MapUpdate
	calls        map[*ssa.Function][]*ssa.CallCommon
	dynamic      []*ssa.CallCommon // calls through values
	made         map[*ssa.Function][]*ssa.MakeClosure
	valued       []*ssa.Function // functions that are values
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

// A region is what lies between a branch and where its ways come together again.
type region struct {
	from, to *ssa.BasicBlock // without to: the function returns
	blocks   []*ssa.BasicBlock
	out      []ssa.Value // computed in it and used behind it
	level    dullness
}

func newSlicing(roots, all []*ssa.Function, libs map[string]*libOp, blind bool) *slicing {
	s := &slicing{blind: blind,
		libs: libs, methods: make(map[string][]*ssa.Function), funcs: make(map[*ssa.Function]*sliced), needed: make(map[ssa.Value]bool),
		known: make(map[types.Type]int), leads: make(map[types.Type]*leads), taken: make(map[any]bool), places: make(map[any]bool), stores: make(map[any][]*ssa.Store),
		sent: make(map[int][]ssa.Value), filled: make(map[int][]*ssa.MapUpdate), calls: make(map[*ssa.Function][]*ssa.CallCommon),
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
				if c.StaticCallee() == nil {
					s.dynamic = append(s.dynamic, c)
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
		s.valued = append(s.valued, fn)
	}
}

// onlyAccess reports whether an instruction uses an address only to get at what lies there.
func onlyAccess(instr ssa.Instruction, addr ssa.Value) bool {
	switch i := instr.(type) {
	case *ssa.Store:
		return i.Val != addr
	case *ssa.UnOp, *ssa.FieldAddr, *ssa.IndexAddr, *ssa.DebugRef:
		return true
	case *ssa.MakeClosure:
		return i.Fn.(*ssa.Function).Parent() == i.Parent() // its uses of it are looked at as well; see variable
	}
	return false
}

// variable returns what stands for the variable or field that an address is that of.
func (s *slicing) variable(addr ssa.Value) any {
	for {
		switch v := addr.(type) {
		case *ssa.FieldAddr:
			return fieldOf(v)
		case *ssa.FreeVar:
			if made := s.made[v.Parent()]; len(made) == 1 && made[0].Parent() == v.Parent().Parent() {
				addr = made[0].Bindings[slices.Index(v.Parent().FreeVars, v)]
				continue
			}
		}
		return addr
	}
}

func fieldOf(addr *ssa.FieldAddr) *types.Var {
	return addr.X.Type().Underlying().(*types.Pointer).Elem().Underlying().(*types.Struct).Field(addr.Field).Origin()
}

// place returns what stands for the memory at an address: a variable, a field of any
// object, or else all of the type.
func (s *slicing) place(addr ssa.Value) any {
	switch addr.(type) {
	case *ssa.Global, *ssa.Alloc, *ssa.FreeVar, *ssa.FieldAddr:
		switch v := s.variable(addr).(type) {
		case *ssa.Global, *ssa.Alloc, *types.Var:
			if !s.taken[v] {
				return v
			}
		}
	}
	return s.id(pointee(addr.Type()))
}

func pointee(t types.Type) types.Type {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		return p.Elem()
	}
	return t
}

// id returns the number of a type.
func (s *slicing) id(t types.Type) int {
	n, ok := s.known[t]
	if !ok {
		if old := s.ids.At(t); old != nil {
			n = old.(int)
		} else {
			n = s.ids.Len()
			s.ids.Set(t, n)
		}
		s.known[t] = n
	}
	return n
}

// parts lists the places inside a value of a type.
func (s *slicing) parts(t types.Type, to []any, depth int) []any {
	if depth > 4 || opaque(t) != nil {
		return to
	}
	switch u := t.Underlying().(type) {
	case *types.Struct:
		for i := range u.NumFields() {
			if f := u.Field(i).Origin(); s.taken[f] {
				to = append(to, s.id(f.Type()))
			} else {
				to = append(to, f)
			}
			to = s.parts(u.Field(i).Type(), to, depth+1)
		}
	case *types.Array:
		to = append(to, s.id(u.Elem()))
		to = s.parts(u.Elem(), to, depth+1)
	}
	return to
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

func elemOf(ch ssa.Value) types.Type { return ch.Type().Underlying().(*types.Chan).Elem() }

func (s *slicing) send(ch, v ssa.Value) {
	id := s.id(elemOf(ch))
	s.sent[id] = append(s.sent[id], v)
}

// begin finds what is needed in any case, and the regions behind branches.
func (s *slicing) begin(f *sliced) {
	fn := f.fn
	f.checks, f.loud, f.levels = make([][]ssa.Instruction, len(fn.Blocks)), make([]bool, len(fn.Blocks)), make([]dullness, len(fn.Blocks))
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

// region returns the region behind a branch, if it has an end.
func (f *sliced) region(from *ssa.BasicBlock, join int) *region {
	r := &region{from: from, level: dull}
	if join >= 0 {
		r.to = f.fn.Blocks[join]
	}
	r.blocks = between(from, r.to)
	if slices.ContainsFunc(r.blocks, func(b *ssa.BasicBlock) bool { return f.loud[b.Index] }) {
		return nil
	}
	inside := make(map[*ssa.BasicBlock]bool)
	for _, b := range r.blocks {
		inside[b] = true
	}
	if r.to == nil && !slices.ContainsFunc(r.blocks, func(b *ssa.BasicBlock) bool { return len(b.Succs) == 0 }) {
		return nil
	}
	for _, b := range r.blocks {
		for _, instr := range b.Instrs {
			v, ok := instr.(ssa.Value)
			if !ok || v.Referrers() == nil {
				continue
			}
			if slices.ContainsFunc(*v.Referrers(), func(use ssa.Instruction) bool {
				_, phi := use.(*ssa.Phi)
				return !inside[use.Block()] && !(phi && use.Block() == r.to)
			}) {
				r.out = append(r.out, v)
			}
		}
	}
	return r
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

// light reports whether a value of the type need not be followed unless it is needed: it leads to
// nothing that an operation is about, and to no memory from which something needed is loaded.
func (s *slicing) light(t types.Type) bool {
	l := s.leads[t]
	if l == nil {
		l = new(leads)
		s.follow(t, l, make(map[types.Type]bool))
		s.leads[t] = l
	}
	if !l.heavy {
		l.heavy = slices.ContainsFunc(l.memory, func(p any) bool { return s.places[p] })
	}
	return !l.heavy
}

// Leads are what values of a type lead to.
type leads struct {
	heavy  bool
	memory []any // places
}

func (s *slicing) follow(t types.Type, l *leads, seen map[types.Type]bool) {
	if l.heavy || seen[t] {
		return
	}
	seen[t] = true
	memory := func(t types.Type) {
		l.memory = s.parts(t, append(l.memory, s.id(t)), 0)
		s.follow(t, l, seen)
	}
	if strings.HasSuffix(reflect.TypeOf(t).String(), "ssa.opaqueType") {
		l.heavy = true
		return
	}
	_, param := types.Unalias(t).(*types.TypeParam)
	switch u := t.Underlying().(type) {
	case *types.Basic:
		l.heavy = u.Kind() == types.UnsafePointer
	case *types.Struct:
		l.heavy = opaque(t) != nil
		for f := range u.Fields() {
			s.follow(f.Type(), l, seen)
		}
	case *types.Array:
		s.follow(u.Elem(), l, seen)
	case *types.Tuple:
		for v := range u.Variables() {
			s.follow(v.Type(), l, seen)
		}
	case *types.Pointer:
		memory(u.Elem())
	case *types.Slice:
		memory(u.Elem())
	case *types.Map:
		l.memory = append(l.memory, s.id(u))
		s.follow(u.Key(), l, seen)
		s.follow(u.Elem(), l, seen)
	default:
		l.heavy = !isError(t)
	}
	l.heavy = l.heavy || param
}

func (s *slicing) need(v ssa.Value) {
	if v != nil && !s.needed[v] && !(s.blind && !s.light(v.Type())) {
		s.needed[v] = true
		s.work = append(s.work, v)
	}
}

// needCond notes that it matters which way a branch goes.
func (s *slicing) needCond(b *ssa.BasicBlock) {
	cond := b.Instrs[len(b.Instrs)-1].(*ssa.If).Cond
	if s.blind {
		s.shows(cond)
	} else {
		s.need(cond)
	}
}

// shows notes that a condition is needed if it is about what an operation said, or about something that is
// followed in any case.
func (s *slicing) shows(cond ssa.Value) bool {
	how := false
	switch v := cond.(type) {
	case *ssa.Const:
		return false
	case *ssa.UnOp:
		how = v.Op == token.NOT && s.shows(v.X)
	case *ssa.BinOp:
		x, y := s.shows(v.X), s.shows(v.Y)
		how = x || y
	case *ssa.Extract:
		switch t := v.Tuple.(type) {
		case *ssa.Select:
			how = v.Index < 2
		case *ssa.UnOp:
			how = t.Op == token.ARROW && v.Index == 1
		}
	case *ssa.Call:
		fn := v.Call.StaticCallee()
		how = fn != nil && s.libs[nameOf(fn)] != nil
	}
	if how {
		s.needed[cond] = true
	}
	return how || !s.light(cond.Type())
}

// needPlace notes that something needed is loaded from a place: so is what is stored there.
func (s *slicing) needPlace(p any) {
	if s.places[p] {
		return
	}
	s.places[p] = true
	for _, st := range s.stores[p] {
		s.need(st.Val)
		s.need(st.Addr)
	}
}

// needMap is the same for all maps of a type.
func (s *slicing) needMap(t types.Type) {
	m, ok := t.Underlying().(*types.Map)
	if !ok || s.places[s.id(m)] {
		return
	}
	s.places[s.id(m)] = true
	for _, up := range s.filled[s.id(m)] {
		s.need(up.Map)
		s.need(up.Key)
		s.need(up.Value)
	}
}

// needResults notes that results of any function of a signature are needed.
func (s *slicing) needResults(sig *types.Signature) {
	for _, fn := range s.valued {
		if f := s.funcs[fn]; f != nil && sameSignature(fn, sig) {
			for i := range f.results {
				s.needResult(f, i)
			}
		}
	}
}

func (s *slicing) needResult(f *sliced, i int) {
	if i >= len(f.results) || f.results[i] {
		return
	}
	f.results[i] = true
	for _, r := range f.returns {
		s.need(r.Results[i])
	}
}

// spread follows what is needed to what it comes from.
func (s *slicing) spread() {
	for len(s.work) > 0 {
		v := s.work[len(s.work)-1]
		s.work = s.work[:len(s.work)-1]
		s.from(v)
	}
}

func (s *slicing) from(v ssa.Value) {
	switch v := v.(type) {
	case *ssa.Parameter:
		i := slices.Index(v.Parent().Params, v)
		for _, c := range s.calls[v.Parent()] {
			if i >= 0 && i < len(c.Args) {
				s.need(c.Args[i])
			}
		}
		if !s.blind {
			s.passed(v.Parent(), i)
		}
	case *ssa.FreeVar:
		i := slices.Index(v.Parent().FreeVars, v)
		for _, c := range s.made[v.Parent()] {
			s.need(c.Bindings[i])
		}
	case *ssa.Extract:
		switch t := v.Tuple.(type) {
		case *ssa.Call:
			s.fromCall(&t.Call, v.Index)
		case *ssa.Select:
			n := 2
			for _, st := range t.States {
				if st.Dir == types.RecvOnly {
					if n == v.Index {
						s.received(st.Chan)
					}
					n++
				}
			}
		default:
			s.need(v.Tuple)
		}
	case *ssa.Call:
		s.fromCall(&v.Call, 0)
	case *ssa.UnOp:
		switch v.Op {
		case token.ARROW:
			s.received(v.X)
		case token.MUL:
			s.need(v.X)
			s.needPlace(s.place(v.X))
			for _, p := range s.parts(v.Type(), nil, 0) {
				s.needPlace(p)
			}
		default:
			s.need(v.X)
		}
	case *ssa.Lookup:
		s.needMap(v.X.Type())
		s.operands(v)
	case *ssa.Range:
		s.needMap(v.X.Type())
		s.operands(v)
	case ssa.Instruction:
		s.operands(v)
	}
}

// passed notes that what calls through values pass as a parameter is needed.
func (s *slicing) passed(fn *ssa.Function, param int) {
	method := fn.Signature.Recv() != nil
	if method {
		param--
	} else if !s.valuedBefore[fn] {
		return
	}
	for _, c := range s.dynamic {
		switch {
		case c.IsInvoke() != method || method && c.Method.Name() != fn.Name() || !method && !sameSignature(fn, c.Signature()):
		case param < 0:
			s.need(c.Value)
		case param < len(c.Args):
			s.need(c.Args[param])
		}
	}
}

func sameSignature(fn *ssa.Function, sig *types.Signature) bool {
	return types.Identical(types.NewSignatureType(nil, nil, nil, fn.Signature.Params(), fn.Signature.Results(), fn.Signature.Variadic()), sig)
}

func (s *slicing) operands(instr ssa.Instruction) {
	var operands [10]*ssa.Value
	for _, op := range instr.Operands(operands[:0]) {
		s.need(*op)
	}
}

func (s *slicing) received(ch ssa.Value) {
	for _, v := range s.sent[s.id(elemOf(ch))] {
		s.need(v)
	}
}

// fromCall notes that a result of a call is needed.
func (s *slicing) fromCall(c *ssa.CallCommon, result int) {
	if _, ok := c.Value.(*ssa.Builtin); ok {
		for _, a := range c.Args {
			s.need(a)
			s.needMap(a.Type())
		}
		return
	}
	if fn := c.StaticCallee(); fn != nil {
		if f := s.funcs[fn]; f != nil {
			s.needResult(f, result)
		}
		return
	}
	if !c.IsInvoke() {
		s.needResults(c.Signature())
		return
	}
	for _, fn := range s.methods[c.Method.Name()] {
		if f := s.funcs[fn]; f != nil {
			s.needResult(f, result)
		}
	}
}

// judge looks which regions matter, by what is needed so far, and reports whether there are more now.
func (s *slicing) judge() (changed bool) {
	for again := true; again; {
		again = false
		for _, f := range s.order {
			level := dull
			for _, b := range f.fn.Blocks {
				f.levels[b.Index] = s.block(f, b, nil)
				level = min(level, s.block(f, b, f.fn.Blocks))
			}
			if level < f.level {
				f.level, again = level, true
			}
		}
	}
	for _, f := range s.order {
		for _, r := range f.regions {
			if r.level == matters {
				continue
			}
			if level := s.judgeRegion(f, r); level < r.level {
				r.level = level
				before := len(s.needed)
				s.needCond(r.from)
				changed = changed || len(s.needed) > before
			}
		}
	}
	return changed
}

func (s *slicing) judgeRegion(f *sliced, r *region) dullness {
	if r.to != nil && !s.joins(r) {
		return matters
	}
	if r.to == nil {
		if f.deferred {
			return matters
		}
		for i := range f.results {
			if f.results[i] || !s.light(f.fn.Signature.Results().At(i).Type()) {
				return matters
			}
		}
	}
	for _, v := range r.out {
		if s.keeps(v) {
			return matters
		}
	}
	level := dull
	for _, b := range r.blocks {
		how := f.levels[b.Index]
		if how == matters {
			how = s.block(f, b, r.blocks)
		}
		if level = min(level, how); level == matters {
			break
		}
	}
	return level
}

// joins reports whether the values that depend on which way was taken are not needed.
func (s *slicing) joins(r *region) bool {
	for _, instr := range r.to.Instrs {
		phi, ok := instr.(*ssa.Phi)
		if !ok {
			break
		}
		if s.keeps(phi) && r.edge(phi) == nil {
			return false
		}
	}
	return true
}

// edge returns the value that a phi at the end of a region has if all ways through the region give it the
// same one, or nil.
func (r *region) edge(phi *ssa.Phi) ssa.Value {
	var same ssa.Value
	for k, pred := range r.to.Preds {
		if pred != r.from && !slices.Contains(r.blocks, pred) {
			continue
		}
		v := phi.Edges[k]
		if instr, ok := v.(ssa.Instruction); ok && slices.Contains(r.blocks, instr.Block()) || same != nil && same != v {
			return nil
		}
		same = v
	}
	return same
}

// keeps reports whether a value is followed.
func (s *slicing) keeps(v ssa.Value) bool {
	if s.needed[v] || !s.light(v.Type()) {
		return true
	}
	if _, ok := v.Type().(*types.Tuple); ok && v.Referrers() != nil {
		for _, use := range *v.Referrers() {
			if e, ok := use.(*ssa.Extract); ok && s.needed[e] {
				return true
			}
		}
	}
	return false
}

// block tells how much a block matters. What is stored in variables that are made in one of the
// blocks inside does not.
func (s *slicing) block(f *sliced, b *ssa.BasicBlock, inside []*ssa.BasicBlock) dullness {
	if f.loud[b.Index] {
		return matters
	}
	level := dull
	for _, instr := range f.checks[b.Index] {
		within := func(v ssa.Value) bool {
			made, ok := v.(ssa.Instruction)
			return ok && slices.Contains(inside, made.Block())
		}
		if level = min(level, s.instr(instr, within)); level == matters {
			break
		}
	}
	return level
}

func (s *slicing) instr(instr ssa.Instruction, inside func(ssa.Value) bool) dullness {
	switch i := instr.(type) {
	case *ssa.Store:
		if !s.stored(i) {
			return dull
		}
		if alloc, ok := rootOf(i.Addr).(*ssa.Alloc); !ok || !inside(alloc) {
			return matters
		}
	case *ssa.MapUpdate:
		if s.light(i.Map.Type()) && !s.needed[i.Map] {
			return dull
		}
		if made, ok := i.Map.(*ssa.MakeMap); !ok || !inside(made) {
			return matters
		}
	case *ssa.Call:
		return s.call(&i.Call)
	}
	return dull
}

// stored reports whether what is stored is loaded for something that is needed.
func (s *slicing) stored(st *ssa.Store) bool {
	if !s.light(st.Val.Type()) || s.places[s.place(st.Addr)] {
		return true
	}
	switch st.Val.Type().Underlying().(type) {
	case *types.Struct, *types.Array:
		return slices.ContainsFunc(s.parts(st.Val.Type(), nil, 0), func(p any) bool { return s.places[p] })
	}
	return false
}

// call tells how much a call matters, but for its result.
func (s *slicing) call(c *ssa.CallCommon) dullness {
	switch fn := c.Value.(type) {
	case *ssa.Builtin:
		switch fn.Name() {
		case "len", "cap":
			if _, isChan := c.Args[0].Type().Underlying().(*types.Chan); !isChan {
				return dull
			}
		case "append", "min", "max", "print", "println", "ssa:wrapnilchk", "real", "imag", "complex":
			return dull
		case "copy", "delete", "clear":
			if s.light(c.Args[0].Type()) {
				return dull
			}
		}
		return matters
	case *ssa.Function:
		switch f := s.funcs[fn]; {
		case f != nil:
			return f.level
		case len(fn.Blocks) > 0 || s.libs[nameOf(fn)] != nil:
			return matters
		}
		if obj, ok := fn.Object().(*types.Func); ok && know.Inert(obj) || !slices.ContainsFunc(c.Args, func(a ssa.Value) bool { return !s.light(a.Type()) }) {
			return dull
		}
		return unseen
	}
	if c.IsInvoke() && !isContext(c.Value.Type()) {
		return unseen
	}
	return matters
}
