package a

import "reflect"

func fieldNames(x any) (names []string) {
	t := reflect.TypeOf(x)
	for i := 0; i < t.NumField(); i++ { //proof:at
		names = append(names, t.Field(i).Name)
	}
	return names
}

// row: R04
//
//proof:panic NumField of non-struct type
//proof:instead &config{} => config{}
func anyArgument() {
	use(fieldNames(&config{})) // want `NumField panics in fieldNames \(line \d+\): it is for struct, and this argument is a \*config; take Elem there`
}

type printer struct{ depth int }

func (p printer) length(x any) int { return reflect.ValueOf(x).Len() } //proof:at

// row: R04
//
//proof:panic call of reflect.Value.Len on int Value
func anyMethod() {
	n := 5
	use(printer{}.length(n)) // want `Len panics in length \(line \d+\): it is for .*, and this argument is a int`
}
