// Package alloc has loops that grow and box odd things.
package alloc

import (
	"fmt"
	"unsafe"
)

var sink any

type huge [1 << 30]byte

type zero struct{}

func grow(n int, s []int, p *[]int, f func() []int) (out []int, err error) {
	out = append(out)
	for i := n; i > -n; i -= 3 {
		out = append(out, i)
	}
	for i := uint8(0); i < 255; i++ {
		out = append(append(out, 1), append([]int(nil), out...)...)
	}
	for range n {
		*p = append(*p, len(*p))
		out = append(s, 1)
		s = append(out[:0:0], s...)
		_ = append(f(), 1)
	}
	for i := range s {
		s = append(s, i)
		out = append(out, s[i:]...)
		if i > n {
			return append(out, n), fmt.Errorf("x")
		}
	}
	for i := 0; ; i++ {
		out = append(out, i)
		if i == n {
			break
		}
	}
	b := append([]byte("x"), "y"...)
	for _, c := range string(b) {
		b = append(b, string(c)...)
	}
	var zs []zero
	for range n {
		zs = append(zs, zero{})
	}
	var hs []*huge
	for range n {
		hs = append(hs, new(huge), (*huge)(nil))
	}
	m := make(map[int]int, -0)
	for i := range s {
		m[i], m[n] = m[n], i
	}
	var fs []func()
	for i, j := 0, n; i < j; i, j = i+1, j-1 {
		fs = append(fs, func() { fs = append(fs, nil) })
	}
	clear(out[len(out):])
	x := make([]int, 0, cap(out[:len(out):len(out)]))
	for range x {
		x = x[:0]
		x = append(x, x...)
	}
	return
}

func box(n int, h *huge, c complex128) {
	for i := range n {
		sink = i
		sink = zero{}
		sink = [0]int{}
		sink = c
		sink = *(*[8]int)(unsafe.Pointer(&n))
		sink = func() {}
		sink = struct{ a, b any }{i, struct{ any }{nil}}
		sink = any(any(any(i)))
		sink = map[any]any{i: i}[i]
		var e error = err(i)
		var s fmt.Stringer = err(i)
		sink, e = s, err(n)
		go fmt.Sprint(i, e, s)
		defer func(a ...any) { sink = a }(i, h)
		ch := make(chan any, 1)
		ch <- i
		switch any(i) {
		case 1, "x", err(1):
		}
		if any(i) == any(n) || sink == i {
			panic(i)
		}
		func(v any) any { return v }(i)
	}
	sink = unsafe.Slice((*int)(nil), n)
}

type err int

func (err) Error() string  { return "" }
func (err) String() string { return "" }
