package reflectkind

import (
	"go/types"
	"maps"
	"slices"
	"strings"
)

// A set of kinds, by the names that reflect.Kind prints, but for numbers.
type set map[string]bool

func kinds(names ...string) set {
	s := make(set)
	for _, name := range names {
		s[name] = true
	}
	return s
}

// valueNeeds lists the methods of reflect.Value that panic for other kinds.
var valueNeeds = map[string]set{
	"NumField": kinds("struct"), "Field": kinds("struct"), "FieldByName": kinds("struct"), "FieldByIndex": kinds("struct"),
	"IsNil": kinds("chan", "func", "interface", "map", "pointer", "slice", "unsafe.Pointer"),
	"Elem":  kinds("interface", "pointer"),
	"Index": kinds("array", "slice", "string"),
	"Len":   kinds("array", "chan", "map", "slice", "string"),
	"Int":   kinds("int"), "Uint": kinds("uint"), "Float": kinds("float"), "Complex": kinds("complex"), "Bool": kinds("bool"),
	"MapIndex": kinds("map"), "MapKeys": kinds("map"), "MapRange": kinds("map"), "SetMapIndex": kinds("map"),
	"Call": kinds("func"), "CallSlice": kinds("func"),
	"Send": kinds("chan"), "Recv": kinds("chan"), "Close": kinds("chan"),
	"SetInt": kinds("int"), "SetUint": kinds("uint"), "SetFloat": kinds("float"), "SetComplex": kinds("complex"),
	"SetBool": kinds("bool"), "SetString": kinds("string"), "SetLen": kinds("slice"), "SetCap": kinds("slice"),
}

// typeNeeds lists the methods of reflect.Type that panic for other kinds.
var typeNeeds = map[string]set{
	"NumField": kinds("struct"), "Field": kinds("struct"), "FieldByName": kinds("struct"), "FieldByIndex": kinds("struct"),
	"Elem": kinds("array", "chan", "map", "pointer", "slice"),
	"Key":  kinds("map"),
	"Len":  kinds("array"),
	"In":   kinds("func"), "Out": kinds("func"), "NumIn": kinds("func"), "NumOut": kinds("func"), "IsVariadic": kinds("func"),
	"ChanDir": kinds("chan"),
}

func needs(method string, isType bool) set {
	if isType {
		return typeNeeds[method]
	}
	return valueNeeds[method]
}

func list(s set) string { return strings.Join(slices.Sorted(maps.Keys(s)), ", ") }

// isSetter reports whether the method of reflect.Value changes the variable.
func isSetter(method string) bool {
	switch method {
	case "Set", "SetBool", "SetBytes", "SetCap", "SetComplex", "SetFloat", "SetInt", "SetLen", "SetPointer", "SetString", "SetUint", "SetZero", "Addr", "Grow", "SetIterKey", "SetIterValue":
		return true
	}
	return false
}

// kindOf is the kind of a type.
func kindOf(t types.Type) string {
	switch t := t.Underlying().(type) {
	case *types.Basic:
		switch info := t.Info(); {
		case t.Kind() == types.UnsafePointer:
			return "unsafe.Pointer"
		case info&types.IsBoolean != 0:
			return "bool"
		case info&types.IsString != 0:
			return "string"
		case info&types.IsUnsigned != 0:
			return "uint"
		case info&types.IsInteger != 0:
			return "int"
		case info&types.IsFloat != 0:
			return "float"
		case info&types.IsComplex != 0:
			return "complex"
		}
	case *types.Array:
		return "array"
	case *types.Chan:
		return "chan"
	case *types.Signature:
		return "func"
	case *types.Interface:
		return "interface"
	case *types.Map:
		return "map"
	case *types.Pointer:
		return "pointer"
	case *types.Slice:
		return "slice"
	case *types.Struct:
		return "struct"
	}
	return "invalid"
}
