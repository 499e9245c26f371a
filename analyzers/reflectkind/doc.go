// Package reflectkind finds calls of package reflect that panic for the kind of their value.
//
// # Analyzer reflectkind
//
// reflectkind: reflect calls that panic for the kind of their value
//
// The compiler checks nothing behind reflect.Value. Methods are for some kinds
// only, and setting needs a variable:
//
//	cfg := config{}
//	v := reflect.ValueOf(cfg)
//	v.FieldByName("Name").SetString("x") // panics: using unaddressable value
//
// The analyzer follows reflect.Value and reflect.Type inside a function where
// their static type is known, and reports methods that panic for that kind, for a
// value that is not addressable or comes from an unexported field, for a field
// that does not exist, and for the type of nil.
//
// It does not report calls behind a condition that asks about the value, nor
// functions that recover.
package reflectkind
