// Package control has functions whose control flow no builder of graphs likes.
package control

import (
	"iter"
	"os"
	"runtime"
)

func web(n int) (r int) {
	if n > 9 {
		goto c
	}
a:
	r++
	if r%3 == 0 {
		goto d
	}
b:
	r += 2
	if r > 100 {
		return
	}
	goto d
c:
	r--
	if n%2 == 0 {
		goto a
	}
	goto b
d:
	n--
	if n < 0 {
		goto e
	}
	goto c
e:
	goto f
f:
	return r
}

func self() {
again:
	goto again
}

func intoNothing(ch chan int) {
	goto end
end:
}

func irreducible(a, b bool, ch chan int) {
	if a {
		goto y
	}
x:
	ch <- 1
	if b {
		return
	}
y:
	<-ch
	goto x
}

func labels(m [][]int) {
outer:
	for {
	inner:
		for i := range m {
			switch {
			case i == 0:
				continue outer
			case i == 1:
				break inner
			case i == 2:
				fallthrough
			default:
				break outer
			}
		}
		select {}
	}
block:
	{
		if m == nil {
			goto block
		}
		m = nil
	}
}

func nothing() {
	for {
	}
}

func afterTheEnd(ch chan int) int {
	panic("no")
	ch <- 1
	for range ch {
	}
	return <-ch
}

func exits(n int) {
	defer func() { recover() }()
	switch n {
	case 0:
		os.Exit(1)
	case 1:
		runtime.Goexit()
	case 2:
		panic(nil)
	case 3:
		var f func()
		f()
	}
	switch {
	}
	switch x := any(n).(type) {
	default:
		_ = x
	}
	switch any(n).(type) {
	}
	select {
	default:
	}
	if false {
		nothing()
	}
}

func ranges(a *[4]int, s string, ch <-chan chan int, f iter.Seq2[int, error], g func(func() bool)) (n int, err error) {
	for range a {
	}
	for i := range a {
		n += i
	}
	for i, r := range s {
		n += i + int(r)
	}
	for ch := range ch {
		for v := range ch {
			n += v
			defer close(ch)
		}
	}
	for range 10 {
		for i := range n {
			n -= i
		}
	}
outer:
	for i, err := range f {
		if err != nil {
			return i, err
		}
		for range g {
			defer func() { n++ }()
			if i == 1 {
				continue outer
			}
			for range g {
				if i == 2 {
					break outer
				}
				if i == 3 {
					return n, nil
				}
				goto next
			}
		next:
			n++
		}
	}
	return
}

func deferred() (err error) {
	for i := 0; i < 3; i++ {
		defer func() {
			defer func() {
				if r := recover(); r != nil {
					defer panic(r)
				}
			}()
			go func() {
				defer deferred()
			}()
		}()
	}
	defer func(f func()) { f() }(func() {})
	defer (func())(nil)()
	return
}

func recursive() {
	var f, g func(int) func(int)
	f = func(n int) func(int) { go g(n); return func(int) { f(n)(n) } }
	g = func(n int) func(int) { defer f(n); return g(n - 1) }
	f(1)(2)
}
