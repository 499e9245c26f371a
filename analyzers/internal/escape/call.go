package escape

import (
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// call models a call, or a deferred one that runs once.
func (b *batch) call(fn *function, instr ssa.CallInstruction) {
	call := instr.Common()
	if builtin, ok := call.Value.(*ssa.Builtin); ok {
		b.builtin(fn, instr, builtin.Name())
		return
	}
	if call.IsInvoke() {
		b.spread(&b.heap, call)
		return
	}
	callee := b.callee(call)
	if callee == nil {
		b.dynamic(instr)
		return
	}
	results := func(i int) *location { return b.resultOf(fn, instr, i) }
	if f := b.funcs[callee]; f != nil {
		b.callInBatch(f, call, results)
		return
	}
	s, known := b.summaries.of(origin(callee))
	if !known {
		b.spread(&b.unknown, call)
		return
	}
	for i, arg := range call.Args {
		b.pass(s.param(i), arg, results)
	}
}

// callInBatch connects arguments and results of a call with the locations of
// the callee, which is analyzed at the same time.
func (b *batch) callInBatch(f *function, call *ssa.CallCommon, results func(int) *location) {
	for i, arg := range call.Args {
		if i < len(f.Params) {
			b.assign(b.values[f.Params[i]], 0, arg)
		}
	}
	for i, r := range f.results {
		if r != nil {
			b.flow(results(i), r, 0)
		}
	}
}

// dynamic models a call of a function value: the arguments go anywhere.
func (b *batch) dynamic(instr ssa.CallInstruction) {
	call := instr.Common()
	for _, arg := range call.Args {
		b.assign(&b.heap, 0, arg)
	}
	if v := instr.Value(); v != nil && b.types.hasPointers(v.Type()) && len(*v.Referrers()) > 0 {
		b.assign(&b.callees, 0, call.Value)
	}
}

// pass makes an argument flow where the parameter leaks to.
func (b *batch) pass(leaks Leaks, arg ssa.Value, result func(int) *location) {
	for sink, v := range leaks {
		if v == 0 {
			continue
		}
		derefs := leaks.derefs(sink)
		switch sink {
		case sinkHeap:
			b.assign(&b.heap, derefs, arg)
		case sinkUnknown:
			b.assign(&b.unknown, derefs, arg)
		case sinkMutator:
			b.assign(&b.mutator, derefs, arg)
		case sinkCallee:
			b.assign(&b.callees, derefs, arg)
		default:
			b.assign(result(sink-sinkResult), derefs, arg)
		}
	}
}

// everywhere takes any result for the heap.
func (b *batch) everywhere(int) *location { return &b.heap }

// spread makes all operands of a call flow to the sink.
func (b *batch) spread(sink *location, call *ssa.CallCommon) {
	if _, ok := call.Value.(*ssa.Builtin); !ok {
		b.assign(sink, 0, call.Value)
	}
	for _, arg := range call.Args {
		b.assign(sink, 0, arg)
	}
}

// resultOf makes, when it is first asked for, the location of a result that
// something flows to. It is nil where the result is not used.
func (b *batch) resultOf(fn *function, instr ssa.CallInstruction, i int) *location {
	call, ok := instr.(*ssa.Call)
	if !ok || len(*call.Referrers()) == 0 {
		return nil
	}
	rs := b.results[call]
	if rs == nil {
		rs = make([]*location, max(1, call.Call.Signature().Results().Len()))
		b.results[call] = rs
	}
	if i >= len(rs) {
		return nil
	}
	if rs[i] == nil {
		rs[i] = b.newLocation(fn, nil, b.depth(call.Pos(), call), true)
		if len(rs) == 1 {
			b.values[call] = rs[i]
		}
	}
	return rs[i]
}

func (b *batch) builtin(fn *function, instr ssa.CallInstruction, name string) {
	args := instr.Common().Args
	switch name {
	case "append":
		b.append(b.resultOf(fn, instr, 0), args)
	case "copy":
		b.assign(&b.mutator, 0, args[0])
		b.elements(args[1])
	case "clear":
		b.assign(&b.mutator, 0, args[0])
	case "min", "max":
		for _, arg := range args {
			b.assign(b.resultOf(fn, instr, 0), 0, arg)
		}
	case "Add", "Slice", "String", "StringData", "SliceData": // of package unsafe
		b.assign(b.resultOf(fn, instr, 0), 0, args[0])
	case "ssa:wrapnilchk":
		b.assign(b.resultOf(fn, instr, 0), 0, args[0])
	case "panic":
		b.assign(&b.heap, 0, args[0])
	}
}

// append models the slice that is appended to, which may be the result or may
// be copied to a new one, and the elements, which end on the heap.
func (b *batch) append(result *location, args []ssa.Value) {
	b.assign(result, 0, args[0])
	b.assign(&b.mutator, 0, args[0])
	b.elements(args[0])
	if len(args) > 1 {
		b.elements(args[1])
	}
}

// elements makes what is in a slice flow to the heap.
func (b *batch) elements(v ssa.Value) {
	switch t := v.Type().Underlying().(type) {
	case *types.Basic: // a string
	case *types.Slice:
		if b.types.hasPointers(t.Elem()) {
			b.assign(&b.heap, 1, v)
		}
	default: // a type parameter
		b.assign(&b.heap, 1, v)
	}
}
