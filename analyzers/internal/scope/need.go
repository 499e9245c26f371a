package scope

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
)

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
	if !s.load(p) {
		return
	}
	for _, st := range s.stores[p] {
		s.need(st.Val)
		s.need(st.Addr)
	}
}

// needMap is the same for all maps of a type.
func (s *slicing) needMap(t types.Type) {
	m, ok := t.Underlying().(*types.Map)
	if !ok || !s.load(s.id(m)) {
		return
	}
	for _, up := range s.filled[s.id(m)] {
		s.need(up.Map)
		s.need(up.Key)
		s.need(up.Value)
	}
}

// needResults notes that results of any function of a signature are needed.
func (s *slicing) needResults(sig *types.Signature) {
	valued, _ := s.valued.At(shape(sig)).([]*ssa.Function)
	for _, fn := range valued {
		if f := s.funcs[fn]; f != nil {
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
	var calls []*ssa.CallCommon
	if fn.Signature.Recv() != nil {
		calls = s.invokes[fn.Name()]
		param--
	} else if s.valuedBefore[fn] {
		calls, _ = s.dynamic.At(shape(fn.Signature)).([]*ssa.CallCommon)
	}
	for _, c := range calls {
		switch {
		case param < 0:
			s.need(c.Value)
		case param < len(c.Args):
			s.need(c.Args[param])
		}
	}
}

// shape is a signature without the receiver.
func shape(sig *types.Signature) *types.Signature {
	return types.NewSignatureType(nil, nil, nil, sig.Params(), sig.Results(), sig.Variadic())
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
