package reuse

import (
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/place"
)

// writes returns what an instruction changes of the memory, nil if nothing.
// Functions of the package are not looked at here.
func (set names) writes(instr ssa.Instruction, m *Memory) *Write {
	switch instr := instr.(type) {
	case *ssa.Store:
		if set.part(instr.Addr) && !m.beyond(instr.Addr) {
			return &Write{Instr: instr, Field: set.fieldOf(instr.Addr)}
		}
	case *ssa.MapUpdate:
		if set.has(instr.Map) {
			return &Write{Instr: instr}
		}
	case *ssa.Call:
		return set.calls(instr)
	}
	return nil
}

// beyond reports whether an element is, or may be, one behind those that were handed on.
func (m *Memory) beyond(addr ssa.Value) bool {
	index, ok := addr.(*ssa.IndexAddr)
	if !ok || m.bound == nil {
		return false
	}
	k, ok := index.Index.(*ssa.Const)
	return !ok || !isZero(k)
}

// fieldOf is the field of the memory that an address in it is of, nil for all of it or an element.
func (set names) fieldOf(addr ssa.Value) *types.Var {
	for {
		switch a := addr.(type) {
		case *ssa.FieldAddr:
			s, ok := a.X.Type().Underlying().(*types.Pointer).Elem().Underlying().(*types.Struct)
			if ok && set.whole(a.X) {
				return s.Field(a.Field).Origin()
			}
			addr = a.X
			continue
		case *ssa.IndexAddr:
			addr = a.X
			continue
		}
		return nil
	}
}

// whole reports whether an address is that of the memory itself.
func (set names) whole(addr ssa.Value) bool {
	if set.has(addr) {
		return true
	}
	p, ok := place.Of(addr)
	return ok && set[name{kind: is, at: p}]
}

// calls is writes for calls.
func (set names) calls(call *ssa.Call) *Write {
	if b, ok := call.Call.Value.(*ssa.Builtin); ok {
		args := call.Call.Args
		switch b.Name() {
		case "copy", "clear", "delete":
			if set.has(args[0]) {
				return &Write{Instr: call, Name: b.Name()}
			}
		case "append":
			if set[name{kind: short, v: args[0]}] {
				return &Write{Instr: call, Name: b.Name()}
			}
		}
		return nil
	}
	fn := flow.Callee(&call.Call)
	if fn == nil {
		return nil
	}
	if bodyOf(call) != nil {
		return nil // its body tells
	}
	for i, arg := range arguments(&call.Call) {
		if set.fills(fn, i, arg) {
			return &Write{Instr: call, Name: fn.Name()}
		}
	}
	return nil
}

// arguments are those without the receiver.
func arguments(call *ssa.CallCommon) []ssa.Value {
	if !call.IsInvoke() && call.Signature().Recv() != nil {
		return call.Args[1:]
	}
	return call.Args
}

// fills reports whether a function writes into its argument at the index.
func (set names) fills(fn *types.Func, i int, arg ssa.Value) bool {
	if set[name{kind: short, v: arg}] && i == 0 && strings.HasPrefix(fn.Name(), "Append") {
		return true
	}
	if set.has(arg) && isSlice(arg.Type()) {
		at, ok := know.Lookup(fillers, fn)
		if ok {
			return at == i
		}
		return i == 0 && strings.HasPrefix(fn.Name(), "Read") && fn.Signature().Recv() != nil && returnsCount(fn)
	}
	if mi, ok := arg.(*ssa.MakeInterface); ok {
		arg = mi.X
	}
	if _, ok := arg.Type().Underlying().(*types.Pointer); !ok || !set.part(arg) {
		return false
	}
	return strings.HasPrefix(fn.Name(), "Decode") || strings.HasPrefix(fn.Name(), "Unmarshal") || know.Is(fn, "encoding/binary.Read")
}

// returnsCount reports whether the first result is how many elements were read.
func returnsCount(fn *types.Func) bool {
	results := fn.Signature().Results()
	return results.Len() >= 2 && types.Identical(results.At(0).Type(), types.Typ[types.Int])
}

func isSlice(t types.Type) bool {
	_, ok := core(t).(*types.Slice)
	return ok
}

// fillers are functions that write into a slice, with the index of the argument.
var fillers = map[string]int{
	"io.ReadFull":                              1,
	"io.ReadAtLeast":                           1,
	"crypto/rand.Read":                         0,
	"math/rand.Read":                           0,
	"encoding/hex.Encode":                      0,
	"encoding/hex.Decode":                      0,
	"(*encoding/base64.Encoding).Encode":       0,
	"(*encoding/base64.Encoding).Decode":       0,
	"(encoding/binary.bigEndian).PutUint16":    0,
	"(encoding/binary.bigEndian).PutUint32":    0,
	"(encoding/binary.bigEndian).PutUint64":    0,
	"(encoding/binary.littleEndian).PutUint16": 0,
	"(encoding/binary.littleEndian).PutUint32": 0,
	"(encoding/binary.littleEndian).PutUint64": 0,
	"encoding/binary.PutUvarint":               0,
	"encoding/binary.PutVarint":                0,
	"syscall.Read":                             1,
	"golang.org/x/sys/unix.Read":               1,
}
