// Package cost has pools that do not pay.
package cost

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"sync"
)

// The buffers of render are as large as the largest text was.
//
//proof:by keepsLarge
var texts = sync.Pool{New: func() any { return new(bytes.Buffer) }} // want `what is written at line \d+ may be of any size: one large use leaves a large buffer in the pool, which small uses keep; put back only what is not larger than usual, see Cap`

// zeros has as many as somebody asks for.
type zeros struct{}

func (zeros) Read(p []byte) (int, error) { return len(p), nil }

func render(n int) int {
	b := texts.Get().(*bytes.Buffer)
	b.Reset()
	b.ReadFrom(io.LimitReader(zeros{}, int64(n)))
	size := cap(b.Bytes())
	texts.Put(b)
	return size
}

// row: P06
//
//proof:observe
//proof:noflip the pool is a variable
func keepsLarge() bool {
	render(64 << 20)
	return render(1) >= 64<<20
}

var made int // objects that New made

type counter struct{ n int }

var counters = sync.Pool{New: func() any {
	made++
	return new(counter)
}}

// misses reports how many objects are made when f runs often.
func misses(f func(i int)) bool {
	made = 0
	for i := range 100 {
		f(i)
	}
	return made > 50
}

//proof:by lostOnBranch
//proof:instead return false, nil => counters.Put(c); return false, nil
func branch(i int) (bool, error) {
	c := counters.Get().(*counter)
	c.n = i
	if i%10 != 0 {
		return false, nil // want `what was got from the pool at line \d+ does not go back on this way, as it does at line \d+: the pool makes a new one next time; put it back in a defer`
	}
	counters.Put(c)
	return true, nil
}

// row: P05
//
//proof:observe
func lostOnBranch() bool { return misses(func(i int) { branch(i) }) }

//proof:by lostInSwitch
//proof:instead text = "odd" => text = "odd"; counters.Put(c)
func name(i int) (text string) {
	c := counters.Get().(*counter)
	c.n = i
	switch {
	case i < 2:
		text = strconv.Itoa(c.n)
		counters.Put(c)
	default:
		text = "odd" //proof:at
	}
	return text // want `what was got from the pool at line \d+ does not go back on this way`
}

// row: P05
//
//proof:observe
func lostInSwitch() bool { return misses(func(i int) { name(i) }) }

var errOdd = errors.New("odd")

// What failed need not go back: it may be in a state that nobody wants.
//
//proof:ok
func failed() {
	use := func(i int) error {
		c := counters.Get().(*counter)
		if i%2 != 0 {
			return errOdd
		}
		counters.Put(c)
		return nil
	}
	use(1)
	use(2)
}

//proof:ok
func deferred() {
	use := func(i int) int {
		c := counters.Get().(*counter)
		defer counters.Put(c)
		if i%2 != 0 {
			return 0
		}
		return c.n
	}
	use(1)
	use(2)
}

// Its state says that it is of no use.
//
//proof:ok
func spent() {
	use := func(i int) {
		c := counters.Get().(*counter)
		c.n += i
		if c.n > 100 {
			return
		}
		counters.Put(c)
	}
	use(1)
	use(1000)
}

var last *counter

// Somebody keeps it.
//
//proof:ok
func kept() {
	use := func(i int) {
		c := counters.Get().(*counter)
		if i%2 != 0 {
			last = c
			return
		}
		counters.Put(c)
	}
	use(1)
	use(2)
}

func release(c *counter, really bool) {
	if really {
		counters.Put(c)
	}
}

// Who gets it may put it back.
//
//proof:ok
func handedOn() {
	use := func(i int) {
		c := counters.Get().(*counter)
		if i%2 != 0 {
			release(c, true)
			return
		}
		counters.Put(c)
	}
	use(1)
	use(2)
}

// It is only given out.
//
//proof:ok
func gives() {
	get := func() *counter { return counters.Get().(*counter) }
	fmt.Sprint(get().n)
}

// A panic is no way to put anything back.
//
//proof:ok
func panics() {
	defer func() { recover() }()
	c := counters.Get().(*counter)
	if c.n == 0 {
		panic("zero")
	}
	counters.Put(c)
}
