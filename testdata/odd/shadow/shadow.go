// Package shadow gives the names of the language to other things.
package shadow

import (
	time "context"
	. "sync"
	_ "unsafe"
)

type (
	any   = int
	error struct{ Mutex }
	chan_ struct{}
	sync  struct{ Mutex Mutexes }
)

type Mutexes struct{}

func (Mutexes) Lock()   {}
func (Mutexes) Unlock() {}

var (
	nil    = 0
	true   = false
	iota   = 1
	sort   sync
	atomic struct{ AddInt64 func(*int, int) }
)

func append(s []int, i ...any) int { return len(s) + nil }
func close(c chan_)                {}
func make(n int) chan_             { return chan_{} }
func len(any2 []int) int           { return iota }
func panic(v int)                  {}
func recover() any                 { return nil }
func new() int                     { return nil }
func delete(m map[int]int, k int)  {}
func copy(a, b error) error        { return error{} }

func use(ctx time.Context, Lock func(), WaitGroup int) {
	c := make(nil)
	close(c)
	close(c)
	m := map[int]int{}
	for k := range m {
		delete(m, append(*(*[]int)(nil2), k))
	}
	panic(recover())
	Lock()
	sort.Mutex.Lock()
	var e error
	e = copy(e, e)
	atomic.AddInt64(&nil, new())
	type Mutex struct{}
	x := Mutex{}
	y := x
	_ = y
	func() {
		close := func(...int) {}
		close(WaitGroup, nil)
	}()
	for len := range len(*(*[]int)(nil2)) {
		_ = len
	}
	if true {
		return
	}
	var o Once
	o.Do(Lock)
}

var nil2 *[]int
