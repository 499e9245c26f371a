// Package ok calls methods of package reflect for values of their kind.
package ok

import "reflect"

func use(...any) {}

type base struct{ ID int }

type config struct {
	base
	Name  string
	token string
	Tags  map[string]int
	Any   any
}

//proof:ok
func sets() {
	c := &config{}
	v := reflect.ValueOf(c).Elem()
	v.FieldByName("Name").SetString("b")
	v.Field(1).SetString("c")
	reflect.ValueOf([]int{1}).Index(0).SetInt(2)
	n := reflect.New(reflect.TypeFor[int]()).Elem()
	n.SetInt(3)
	reflect.Indirect(reflect.ValueOf(c)).FieldByName("Name").SetString("d")
}

//proof:ok
func reads() {
	c := config{token: "a"}
	v := reflect.ValueOf(c)
	use(v.NumField(), v.FieldByName("token").String(), v.FieldByName("token").Len(), v.FieldByName("ID").Int())
	use(v.FieldByName("None").IsValid(), v.FieldByName("Tags").IsNil(), v.Type().NumField())
	use(v.FieldByName("Any").IsNil(), v.Field(2).CanInterface())
}

// asks looks first.
//
//proof:ok
func asks() {
	v := reflect.ValueOf(config{})
	if v.Kind() == reflect.Pointer {
		v = v.Elem()
	}
	w := reflect.ValueOf(config{})
	if w.Kind() == reflect.Pointer {
		use(w.Elem())
	}
	f := v.FieldByName("Name")
	if f.CanSet() {
		f.SetString("b")
	}
	g := reflect.ValueOf(config{}).FieldByName("None")
	if g.IsValid() {
		g.SetString("b")
	}
	t := reflect.TypeOf(nil)
	if t != nil {
		use(t.Kind())
	}
}

// recovered expects it.
//
//proof:ok
func recovered() {
	defer func() { recover() }()
	reflect.ValueOf(1).SetInt(2)
}

func isNil(x any) bool {
	v := reflect.ValueOf(x)
	return v.IsNil()
}

//proof:ok
func unknown() {
	isNil(new(int))
	var x any = config{}
	if len(reflect.TypeOf(x).Name()) > 0 {
		x = &config{}
	}
	use(reflect.ValueOf(x).Elem().NumField())
}

//proof:ok
func maps() {
	v := reflect.MakeMap(reflect.TypeFor[map[string]int]())
	v.SetMapIndex(reflect.ValueOf("a"), reflect.ValueOf(1))
	w := reflect.ValueOf(map[string]int{})
	w.SetMapIndex(reflect.ValueOf("a"), reflect.ValueOf(1))
}

// filled gets a map before it is written to.
//
//proof:ok
func filled() {
	p := reflect.New(reflect.TypeFor[map[string]int]())
	p.Elem().Set(reflect.MakeMap(p.Type().Elem()))
	p.Elem().SetMapIndex(reflect.ValueOf("a"), reflect.ValueOf(1))
}
