// Package ok allocates nothing in a loop that could be made once.
package ok

import (
	"errors"
	"fmt"
	"os"
	"sort"
	"strings"
	"time"
)

type visitor interface {
	visit(key string, f func(int)) error
}

type tree struct{ seen []func(int) }

func (t *tree) visit(key string, f func(int)) error {
	t.seen = append(t.seen[:0], f)
	f(len(key))
	return nil
}

var keys = func() []string { return strings.Fields("a b c d e f") }

func some() visitor { return &tree{} }

type sum struct{ n int }

func (s *sum) add(n int) { s.n += n }

// It is made once.
//
//proof:ok
func once() {
	v, s := some(), &sum{}
	add := s.add
	for _, k := range keys() {
		v.visit(k, add)
	}
}

// It captures the variable of the iteration.
//
//proof:ok
func ofIteration() {
	v, n := some(), 0
	for _, k := range keys() {
		v.visit(k, func(m int) { n += m + len(k) })
	}
}

func plain(int) {}

// It captures nothing.
//
//proof:ok
func captureNothing() {
	v := some()
	for _, k := range keys() {
		v.visit(k, func(n int) { plain(n) })
		v.visit(k, plain)
	}
}

func call(f func(int)) { f(1) }

// It stays on the stack.
//
//proof:noalloc
func onStack() {
	var s sum
	for range 5000 {
		call(func(n int) { s.n += n })
	}
}

//proof:ok
func sorted() {
	rows := [][]int{{2, 1}, {4, 3}}
	for _, row := range rows {
		sort.Slice(row, func(i, j int) bool { return row[i] < row[j] })
	}
}

// The receiver is another one each time.
//
//proof:ok
func ofReceiver() {
	v := some()
	for _, k := range keys() {
		s := &sum{}
		v.visit(k, s.add)
	}
}

// A loop whose length is known is short.
//
//proof:ok
func short() {
	v, s := some(), &sum{}
	for _, k := range []string{"a", "b"} {
		v.visit(k, s.add)
	}
	for range 3 {
		v.visit("", s.add)
	}
}

// The loop runs into its end.
//
//proof:ok
func first() {
	v, s := some(), &sum{}
	for _, k := range keys() {
		if k != "" {
			v.visit(k, s.add)
			break
		}
	}
}

// Where something went wrong it does not matter.
//
//proof:ok
func onError() {
	v, s := some(), &sum{}
	for _, k := range keys() {
		if err := check(k); err != nil {
			v.visit(k, s.add)
		}
	}
}

func check(k string) error {
	if k == "" {
		return errors.New("empty")
	}
	return nil
}

// A goroutine costs more than its closure.
//
//proof:ok
func goroutines() {
	done := make(chan int)
	for range keys() {
		go func() { done <- 1 }()
	}
	for range keys() {
		<-done
	}
}

// Go runs each function in a goroutine of its own.
func Go(f func()) { go f() }

//proof:ok
func groups() {
	done := make(chan int)
	for range keys() {
		Go(func() { done <- 1 })
	}
	for range keys() {
		<-done
	}
}

// Files are slower than allocations.
//
//proof:ok
func files() {
	v, s := some(), &sum{}
	for _, k := range keys() {
		_, _ = os.Stat(k)
		v.visit(k, s.add)
	}
}

// Text for people.
//
//proof:by runDump
func dump(v visitor, s *sum) {
	for _, k := range keys() {
		v.visit(k, s.add)
	}
}

//proof:ok
func runDump() { dump(some(), &sum{}) }

func texts() [][]byte { return [][]byte{[]byte(strings.Repeat("a", 50)), []byte("b")} }

// The string is used again.
//
//proof:ok
func usedAgain() {
	seen := ""
	for _, b := range texts() {
		s := string(b)
		if strings.Contains(s, "a") {
			seen = s
		}
	}
	if seen == "" {
		panic("nothing")
	}
}

// The compiler makes no copy for these.
//
//proof:noalloc
func compared() {
	b := make([]byte, 50)
	n := 0
	m := map[string]int{"a": 1}
	for i := range b {
		if string(b) == "a" || string(b[i:]) > "b" {
			n += m[string(b)]
		}
	}
}

// The other text would have to be copied instead.
//
//proof:ok
func otherText() {
	word := fmt.Sprint("a")
	n := 0
	for _, b := range texts() {
		n += strings.Count(string(b), word)
	}
	if n == 0 {
		panic(n)
	}
}

type letter byte

// The elements are of a type that package bytes does not know.
//
//proof:ok
func letters() {
	n := 0
	for _, b := range [][]letter{{'a'}, {'b'}} {
		if strings.ContainsRune(string(b), 'a') {
			n++
		}
	}
	if n != 1 {
		panic(n)
	}
}

// A timer costs more.
//
//proof:ok
func timers() {
	s := &sum{}
	for range keys() {
		time.AfterFunc(time.Hour, s.reset).Stop()
	}
}

func (s *sum) reset() { s.n = 0 }

// Not in a loop.
//
//proof:ok
func notInLoop() {
	if strings.Contains(string(texts()[1]), "a") {
		panic("a")
	}
}
