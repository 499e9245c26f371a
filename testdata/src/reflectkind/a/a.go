// Package a calls methods of package reflect that panic.
package a

import "reflect"

func use(...any) {}

type config struct {
	Name  string
	Port  int
	token string
	Tags  map[string]int
}

// row: R01
//
//proof:panic using unaddressable value
func setsCopy() {
	c := config{Name: "a"}
	v := reflect.ValueOf(c)
	v.FieldByName("Name").SetString("b") // want `SetString panics with "using unaddressable value": reflect.ValueOf got a copy of the config; give it a pointer, and take Elem`
}

// row: R01
//
//proof:panic using unaddressable value
func setsNumber() {
	n := 1
	reflect.ValueOf(n).SetInt(2) // want `SetInt panics with "using unaddressable value"`
}

// row: R02
//
//proof:panic using value obtained using unexported field
func setsUnexported() {
	c := new(config)
	reflect.ValueOf(c).Elem().FieldByName("token").SetString("b") // want `SetString panics: the field token is unexported, and its value can be read by kind only`
}

// row: R06
//
//proof:panic cannot return value obtained from unexported field
func unexported() {
	c := config{token: "a"}
	v := reflect.ValueOf(c)
	use(v.Field(2).Interface()) // want `Interface panics: the field token is unexported`
}

// row: R03
//
//proof:panic call of reflect.Value.NumField on ptr Value
func fieldsOfPointer() {
	c := &config{}
	v := reflect.ValueOf(c)
	for i := 0; i < v.NumField(); i++ { // want `NumField panics: it is for struct, and this is a \*config; take Elem first`
		use(i)
	}
}

// row: R03
//
//proof:panic NumField of non-struct type
func fieldsOfType() {
	t := reflect.TypeOf(&config{})
	use(t.NumField()) // want `NumField panics: it is for struct, and this is a \*config; take Elem first`
}

// row: R05 I14
//
//proof:panic call of reflect.Value.IsNil on struct Value
func isNil() {
	var c config
	use(reflect.ValueOf(c).IsNil()) // want `IsNil panics: it is for chan, func, interface, map, pointer, slice, unsafe.Pointer, and this is a config`
}

// row: R07
//
//proof:panic call of reflect.Value.Elem on struct Value
func elem() {
	v := reflect.ValueOf(config{})
	use(v.Elem()) // want `Elem panics: it is for interface, pointer, and this is a config`
}

// row: R07
//
//proof:panic Elem of invalid type
func elemOfType() {
	use(reflect.TypeFor[config]().Elem()) // want `Elem panics: it is for array, chan, map, pointer, slice, and this is a config`
}

// row: R08
//
//proof:panic on zero Value
func noField() {
	c := &config{}
	v := reflect.ValueOf(c).Elem()
	v.FieldByName("Nmae").SetString("b") // want `SetString panics with "call on zero Value": config has no field Nmae, and FieldByName returns the zero Value`
}

// row: R16
//
//proof:panic nil pointer dereference
func typeOfNil() {
	t := reflect.TypeOf(nil)
	use(t.Kind()) // want `Kind panics with a nil dereference: reflect.TypeOf\(nil\) is nil; use reflect.TypeFor`
}

// row: R17
//
//proof:panic assignment to entry in nil map
func nilMap() {
	v := reflect.New(reflect.TypeFor[map[string]int]()).Elem()
	v.SetMapIndex(reflect.ValueOf("a"), reflect.ValueOf(1)) // want `SetMapIndex panics with "assignment to entry in nil map": this map\[string\]int was never made; use reflect.MakeMap`
}

// row: R19
//
//proof:panic call of reflect.Value.Int on string Value
func wrongKind() {
	c := config{Name: "a"}
	use(reflect.ValueOf(c).FieldByName("Name").Int()) // want `Int panics: it is for int, and this is a string`
}

// row: R19
//
//proof:panic call of reflect.Value.Uint on int Value
func unsigned() {
	use(reflect.ValueOf(config{}).Field(1).Uint()) // want `Uint panics: it is for uint, and this is a int`
}

//proof:panic call of reflect.Value.Len on int Value
func length() {
	v := reflect.ValueOf([]int{1})
	use(v.Index(0).Len()) // want `Len panics`
}

type alias = config

//proof:panic call of reflect.Value.MapKeys on struct Value
func inLiteral() {
	f := func() {
		v := reflect.Indirect(reflect.ValueOf(&alias{}))
		use(v.MapKeys()) // want `MapKeys panics: it is for map, and this is a config`
	}
	f()
}

//proof:panic using unaddressable value
func iterator() {
	for i := range 2 {
		v := reflect.ValueOf(i)
		v.Set(reflect.ValueOf(3)) // want `Set panics with "using unaddressable value"`
	}
}
