// Package a has objects that are used after they are back in their pool.
package a

import (
	"bytes"
	"runtime"
	"sync"
)

type buffer struct {
	data []byte
	n    int
}

var pool = sync.Pool{New: func() any { return &buffer{data: make([]byte, 0, 64)} }}

// again reports whether the function, called twice, gives back one piece of memory for two.
func overwritten(f func(string) []byte) bool {
	for range 1000 { // a collection, or a switch to another processor, may empty the pool
		a := f("aaaa")
		b := f("bbbb")
		if string(a) == "bbbb" && string(b) == "bbbb" {
			return true
		}
	}
	return false
}

// row: P04
//
//proof:race
func usedAfterPut() {
	share(func() {
		b := pool.Get().(*buffer)
		b.n++
		pool.Put(b)
		runtime.Gosched()
		b.n++ // want `b was put back into the pool at line 36: whoever gets it next uses it at the same time as this code; put it back last`
	})
}

// share runs the function in two goroutines many times.
func share(f func()) {
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 300 {
				f()
			}
		}()
	}
	wg.Wait()
}

//proof:by aliasReturned
//proof:instead out := b.data => out := bytes.Clone(b.data)
func render(text string) []byte {
	b := pool.Get().(*buffer)
	b.data = append(b.data[:0], text...)
	out := b.data //proof:at
	pool.Put(b)
	return out // want `the result shares memory with b, which goes back into the pool at line \d+: whoever gets it next overwrites the result; return a copy`
}

// row: P03
//
//proof:observe
func aliasReturned() bool { return overwritten(render) }

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

//proof:by deferredAlias
//proof:instead b.Bytes() => bytes.Clone(b.Bytes())
func format(text string) []byte {
	b := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(b)
	b.Reset()
	b.WriteString(text)
	return b.Bytes() // want `the result shares memory with b, which goes back into the pool at line \d+`
}

//proof:observe
func deferredAlias() bool { return overwritten(format) }

func free(b *buffer) {
	if cap(b.data) > 1<<16 {
		return
	}
	b.n = 0
	pool.Put(b)
}

//proof:race
func afterHelper() {
	share(func() {
		b := pool.Get().(*buffer)
		b.data = append(b.data[:0], 'x')
		free(b)
		runtime.Gosched()
		b.data[0] = 'y' // want `b was put back into the pool at line \d+`
	})
}

func (b *buffer) release() { pool.Put(b) }

//proof:race
func afterMethod() {
	share(func() {
		b := pool.Get().(*buffer)
		b.n = 1
		b.release()
		runtime.Gosched()
		if b.n > 1 { // want `b was put back into the pool at line \d+`
			panic(b.n)
		}
		b = nil
	})
}

var counters = sync.Pool{New: func() any { return new(int) }}

// row: P10
//
//proof:observe
//proof:instead giveBack(p) => _ = p
func putTwice() bool {
	for range 1000 {
		p := counters.Get().(*int)
		counters.Put(p)
		giveBack(p) // want `p was put back at line \d+ already: the pool hands it out twice, and two goroutines use it at once; put it back once`
		if counters.Get().(*int) == counters.Get().(*int) {
			return true
		}
	}
	return false
}

func giveBack(p *int) { counters.Put(p) }

//proof:by putTwiceDeferred
//proof:instead giveBack(p) => *p = 0
func work(fail bool) {
	p := counters.Get().(*int)
	defer counters.Put(p)
	if fail {
		giveBack(p) // want `p was put back at line \d+ already`
		return
	}
	*p++
}

//proof:observe
func putTwiceDeferred() bool {
	for range 1000 {
		work(true)
		if counters.Get().(*int) == counters.Get().(*int) {
			return true
		}
	}
	return false
}

// row: P07
//
//proof:panic interface conversion: interface {} is nil
func noNew() {
	var empty sync.Pool
	b := empty.Get().(*buffer) // want `empty has no New, so that Get of an empty pool returns nil and this assertion panics: set New, or use the form v, ok`
	empty.Put(b)
}

var values = sync.Pool{New: func() any { return new(buffer) }}

// row: P11
//
//proof:panic interface conversion
func otherType() {
	b := values.Get().(*bytes.Buffer) // want `values makes a \*buffer at line \d+, and this assertion to \*bytes\.Buffer panics`
	values.Put(b)
}

// The body of a range over a function.
//
//proof:race
func rangeFunc() {
	share(func() {
		for b := range borrowed {
			b.n++
			pool.Put(b)
			runtime.Gosched()
			b.n++ // want `b was put back into the pool`
		}
	})
}

func borrowed(yield func(*buffer) bool) { yield(pool.Get().(*buffer)) }

//proof:by deferredLiteralAlias
//proof:instead b.Bytes() => bytes.Clone(b.Bytes())
func compose(text string) []byte {
	b := buffers.Get().(*bytes.Buffer)
	defer func() {
		b.Reset()
		buffers.Put(b)
	}()
	b.WriteString(text)
	return b.Bytes() // want `the result shares memory with b, which goes back into the pool at line \d+`
}

//proof:observe
func deferredLiteralAlias() bool { return overwritten(compose) }

// What is too large, or mostly empty, does not go back.
//
//proof:by deferredSizedAlias
//proof:instead b.Bytes() => bytes.Clone(b.Bytes())
func encode(text string) []byte {
	b := buffers.Get().(*bytes.Buffer)
	defer func() {
		if b.Cap() < 1<<20 && b.Cap()/1024 < b.Len()+1 {
			buffers.Put(b)
		}
	}()
	b.Reset()
	b.WriteString(text)
	return b.Bytes() // want `the result shares memory with b, which goes back into the pool at line \d+`
}

//proof:observe
func deferredSizedAlias() bool { return overwritten(encode) }

// A variable that a closure shares.
//
//proof:race
func captured() {
	share(func() {
		b := pool.Get().(*buffer)
		add := func() { b.n++ }
		add()
		pool.Put(b)
		runtime.Gosched()
		b.n = 3 // want `b was put back into the pool at line \d+`
	})
}
