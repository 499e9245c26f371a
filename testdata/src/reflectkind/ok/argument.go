package ok

import "reflect"

func fieldNames(x any) (names []string) {
	t := reflect.TypeOf(x)
	for i := 0; i < t.NumField(); i++ {
		names = append(names, t.Field(i).Name)
	}
	return names
}

type pair struct{ a, b int }

// A struct, as it must be.
//
//proof:ok
func structArgument() {
	if n := len(fieldNames(pair{})); n != 2 {
		panic(n)
	}
}

func checkedNames(x any) int {
	t := reflect.TypeOf(x)
	if t.Kind() != reflect.Struct {
		return 0
	}
	return t.NumField()
}

//proof:ok
func checkedArgument() {
	if n := checkedNames(&pair{}); n != 0 {
		panic(n)
	}
}

func elemNames(x any) int {
	t := reflect.TypeOf(x)
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	return t.NumField()
}

//proof:ok
func throughPointers() {
	if n := elemNames(&pair{}); n != 2 {
		panic(n)
	}
}

func protected(x any) (n int) {
	defer func() { recover() }()
	return reflect.TypeOf(x).NumField()
}

//proof:ok
func recoveredArgument() { protected(1) }

// What it gets is not known.
//
//proof:ok
func unknownArgument() {
	list := []any{pair{}}
	for _, x := range list {
		fieldNames(x)
	}
}
