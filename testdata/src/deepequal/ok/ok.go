// Package ok asks reflect.DeepEqual what it can say.
package ok

import (
	"reflect"
	"time"
)

type event struct {
	at   time.Time
	tags []string
}

type list = []string

//proof:ok
func same() {
	var n int64 = 5
	_ = reflect.DeepEqual(n, int64(5))
	_ = reflect.DeepEqual(5, 6)
	_ = reflect.DeepEqual(list{"a"}, []string{"a"})
	_ = reflect.DeepEqual(event{}, event{})
	_ = reflect.DeepEqual([]time.Time{}, []time.Time{})
	_ = reflect.DeepEqual([]string{}, []string{})
	_ = reflect.DeepEqual([]string{"a"}, []string{"b"})
	_ = reflect.DeepEqual([0]int{}, [0]int{})
}

//proof:ok
func interfaces() {
	var a any = 1
	_ = reflect.DeepEqual(a, int64(1))
	_ = reflect.DeepEqual(a, nil)
	_ = reflect.DeepEqual(nil, a)
	_ = reflect.DeepEqual(nil, nil)
	var err error
	_ = reflect.DeepEqual(err, a)
}

type reflector struct{}

func (reflector) DeepEqual(x, y any) bool { return true }

//proof:ok
func other() {
	var reflect reflector
	_ = reflect.DeepEqual(1, int64(1))
}
