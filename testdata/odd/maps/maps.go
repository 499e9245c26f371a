// Package maps has maps that change while somebody looks.
package maps

import "math"

type m map[string]m

type tree struct {
	kids map[*tree]*tree
	f    func(map[int]int)
}

func (m m) set(k string) { m[k] = m }

func write(x m, t *tree, pp **map[int]int) {
	for k, v := range x {
		v[k] = x
		x[k][k][k] = v
		x.set(k + k)
		set := x.set
		set(k)
		x = m{}
		x, v = v, x
		go func() { delete(x, k) }()
		defer clear(x)
		for k, x[k] = range v {
		}
	}
	for k := range **pp {
		(**pp)[k]++
		*pp = &map[int]int{}
		t.f(**pp)
		q := *pp
		(*q)[k+1]--
		func() { (*q)[k] <<= 1 }()
	}
	for t.kids[t] = range t.kids {
		t.kids[t.kids[t]] = t
		t = t.kids[t]
	}
	nan := map[float64]int{math.NaN(): 1}
	for k := range nan {
		nan[k] = 1
		nan[math.NaN()]++
	}
	for range map[int]int(nil) {
	}
	var none map[any]any
	for k, v := range none {
		none[v] = k
		none[none] = none
	}
	x["a"], x["b"] = x["b"], x["a"]
	for i := range func() map[int]func() { return nil }() {
		_ = i
	}
	arr := [2]map[int]int{}
	for k := range arr[0] {
		arr[k][k] = k
		arr[len(arr[1])] = nil
	}
	s := struct{ m map[struct{ a [2]any }]*tree }{}
	for k, v := range s.m {
		s.m[k].kids = v.kids
		s.m[struct{ a [2]any }{}] = nil
	}
}
