package reflectkind

import (
	"go/constant"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/place"
)

// maxDepth bounds how far a value is followed back.
const maxDepth = 12

// A value is what is known of a reflect.Value or, if isType, of a reflect.Type.
type value struct {
	typ         types.Type // nil for the type of nil, and for a field that is not there
	isType      bool
	root        types.Type // what reflect.ValueOf got
	addressable bool
	zero        bool       // nothing has been stored in it
	hidden      string     // the unexported field that it comes from
	lost        string     // the field that does not exist,
	owner       types.Type // in this struct
}

// eval follows a value back to where its type is known, nil if it isn't.
func eval(v ssa.Value, depth int) *value {
	if depth > maxDepth {
		return nil
	}
	switch v := v.(type) {
	case *ssa.Call:
		return evalCall(v, depth+1)
	case *ssa.UnOp:
		if v.Op == token.MUL {
			if stored := place.StoredOnce(v.X); stored != nil {
				return eval(stored, depth+1)
			}
		}
	}
	return nil
}

func evalCall(call *ssa.Call, depth int) *value {
	args := call.Call.Args
	if recv, name := receiver(call); recv != nil {
		v := eval(recv, depth)
		if v == nil || v.typ == nil {
			return nil
		}
		if v.isType {
			return typeMethod(v, name, args)
		}
		return method(v, name, args[1:], depth)
	}
	fn := flow.StaticCallee(&call.Call)
	if fn == nil || fn.Pkg() == nil || fn.Pkg().Path() != "reflect" {
		return nil
	}
	switch fn.Name() {
	case "ValueOf":
		if t := dynamic(args[0]); t != nil {
			return &value{typ: t, root: t}
		}
	case "TypeOf":
		if k, ok := args[0].(*ssa.Const); ok && k.IsNil() {
			return &value{isType: true}
		}
		if t := dynamic(args[0]); t != nil {
			return &value{typ: t, isType: true}
		}
	case "TypeFor":
		if targs := call.Call.StaticCallee().TypeArgs(); len(targs) == 1 && isKnown(targs[0]) {
			return &value{typ: targs[0], isType: true}
		}
	case "New", "Zero", "MakeSlice", "MakeMap", "MakeMapWithSize", "MakeChan":
		t := eval(args[0], depth)
		if t == nil || t.typ == nil {
			return nil
		}
		switch fn.Name() {
		case "New":
			return &value{typ: types.NewPointer(t.typ), root: t.typ, zero: true}
		case "Zero":
			return &value{typ: t.typ, root: t.typ, zero: true}
		}
		return &value{typ: t.typ, root: t.typ}
	case "Indirect":
		v := eval(args[0], depth)
		if v == nil || v.typ == nil || kindOf(v.typ) != "pointer" {
			return v
		}
		return method(v, "Elem", nil, depth)
	}
	return nil
}

// method is the result of a method of reflect.Value that returns another.
func method(v *value, name string, args []ssa.Value, depth int) *value {
	out := *v
	switch name {
	case "Elem":
		p, ok := v.typ.Underlying().(*types.Pointer)
		if !ok {
			return nil
		}
		out.typ, out.addressable = p.Elem(), true
	case "Field":
		s, ok := v.typ.Underlying().(*types.Struct)
		i, isConst := intOf(args[0])
		if !ok || !isConst || i < 0 || i >= s.NumFields() {
			return nil
		}
		out.field(s.Field(i))
	case "FieldByName":
		s, ok := v.typ.Underlying().(*types.Struct)
		k, isConst := args[0].(*ssa.Const)
		if !ok || !isConst || k.Value == nil || k.Value.Kind() != constant.String {
			return nil
		}
		f, maybe := fieldNamed(s, constant.StringVal(k.Value))
		switch {
		case f != nil:
			out.field(f)
		case maybe:
			return nil
		default:
			return &value{lost: constant.StringVal(k.Value), owner: v.typ}
		}
	case "Index":
		switch t := v.typ.Underlying().(type) {
		case *types.Slice:
			out.typ, out.addressable, out.zero = t.Elem(), true, false
		case *types.Array:
			out.typ = t.Elem()
		default:
			return nil
		}
	case "Type":
		return &value{typ: v.typ, isType: true}
	case "Addr":
		out.typ, out.addressable = types.NewPointer(v.typ), false
	default:
		return nil
	}
	if !isKnown(out.typ) {
		return nil
	}
	return &out
}

// field steps into a field of the struct.
func (v *value) field(f *types.Var) {
	v.typ = f.Type()
	if !f.Exported() {
		v.hidden = f.Name()
	}
}

// typeMethod is the result of a method of reflect.Type that returns another.
func typeMethod(v *value, name string, args []ssa.Value) *value {
	if name != "Elem" {
		return nil
	}
	t := elem(v.typ)
	if t == nil || !isKnown(t) {
		return nil
	}
	return &value{typ: t, isType: true}
}

func elem(t types.Type) types.Type {
	switch t := t.Underlying().(type) {
	case *types.Pointer:
		return t.Elem()
	case *types.Slice:
		return t.Elem()
	case *types.Array:
		return t.Elem()
	case *types.Map:
		return t.Elem()
	case *types.Chan:
		return t.Elem()
	}
	return nil
}

// fieldNamed looks for a field of the struct; maybe says that an embedded one may have it.
func fieldNamed(s *types.Struct, name string) (f *types.Var, maybe bool) {
	for f := range s.Fields() {
		if f.Name() == name {
			return f, false
		}
		maybe = maybe || f.Embedded()
	}
	return nil, maybe
}

// dynamic is the type of what is put into an interface, nil if it is not known.
func dynamic(v ssa.Value) types.Type {
	mi, ok := v.(*ssa.MakeInterface)
	if !ok || !isKnown(mi.X.Type()) {
		return nil
	}
	return mi.X.Type()
}

func isKnown(t types.Type) bool {
	if _, ok := types.Unalias(t).(*types.TypeParam); ok {
		return false
	}
	return !types.IsInterface(t)
}

func intOf(v ssa.Value) (int, bool) {
	k, ok := v.(*ssa.Const)
	if !ok || k.Value == nil || k.Value.Kind() != constant.Int {
		return 0, false
	}
	return int(k.Int64()), true
}
