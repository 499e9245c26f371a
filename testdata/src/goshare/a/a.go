// Package a has variables that goroutines share without order.
package a

import (
	"errors"
	"fmt"
	"runtime"
	"sync"
	"time"
)

var sink any // what a function uses a value for

func fetch() (int, error) { return 1, errors.New("failed") }

// settle gives goroutines the time to come to their end.
func settle() {
	for range 100 {
		runtime.Gosched()
	}
	time.Sleep(10 * time.Millisecond)
}

// row: G07 G11
//
//proof:race
func errRead() {
	defer settle()
	var err error
	go func() {
		_, err = fetch()
	}()
	time.Sleep(time.Millisecond)
	if err != nil { // want `err is read here while the goroutine started at line \d+ may set it at line \d+: a data race; wait for the goroutine first`
		return
	}
}

// row: G21
//
//proof:race
func flag() {
	done := false
	go func() {
		done = true
	}()
	for range 1000 {
		if done { // want `done is read here while the goroutine started at line \d+ may set it`
			break
		}
		time.Sleep(time.Microsecond)
	}
}

//proof:race
func reused() {
	defer settle()
	_, err := fetch()
	if err == nil {
		return
	}
	go func() {
		_, err = fetch()
	}()
	err = nil // want `err is set here while the goroutine started at line \d+ may set it`
}

//proof:race
func printed() {
	defer settle()
	n := 0
	go func() {
		for range 10 {
			n++
		}
	}()
	sink = n // want `n is read here`
}

// row: G15
//
//proof:race
func counter() {
	n := 0
	var wg sync.WaitGroup
	for range 10 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			n++ // want `all goroutines started at line \d+ set the same n, without a lock: a data race, updates get lost; declare it inside, or guard it`
		}()
	}
	wg.Wait()
	sink = n
}

// row: EG10
//
//proof:race
func sharedError() error {
	var err error
	var wg sync.WaitGroup
	for range 10 {
		wg.Go(func() {
			_, err = fetch() // want `all goroutines started at line \d+ set the same err`
		})
	}
	wg.Wait()
	return err
}

// row: G14
//
//proof:by appendRaces
func collect(names []string) []string {
	var all []string
	var wg sync.WaitGroup
	for _, name := range names {
		wg.Add(1)
		go func() {
			defer wg.Done()
			all = append(all, name+"!") // want `all goroutines started at line \d+ set the same all`
		}()
	}
	wg.Wait()
	return all
}

//proof:race
func appendRaces() { collect([]string{"a", "b", "c", "d"}) }

// row: G13
//
//proof:race
func mapOfAll() {
	m := make(map[int]int)
	var wg sync.WaitGroup
	for i := range 10 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			m[i] = i // want `all goroutines started at line \d+ write to the map m, without a lock: fatal error concurrent map writes; guard it`
		}()
	}
	wg.Wait()
}

// A method that the goroutine calls first.
//
//proof:race
func afterWork() {
	defer settle()
	var c client
	size := 0
	go func() {
		size = c.load()
	}()
	if size > 0 { // want `size is read here`
		panic(size)
	}
}

type client struct{}

func (c *client) load() int { return 1 }

//proof:race
func rangeFunc() {
	defer settle()
	for i := range three {
		n := 0
		go func() {
			n = i
		}()
		if n > 0 { // want `n is read here while the goroutine started at line \d+ may set it`
			break
		}
	}
}

func three(yield func(int) bool) {
	for i := range 3 {
		if !yield(i) {
			return
		}
	}
}

// Two goroutines set it.
//
//proof:race
func two() {
	var err error
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		_, err = fetch()
	}()
	go func() {
		defer wg.Done()
		_, err = fetch() // want `err is set here while the goroutine started at line \d+ may set it at line \d+: a data race; give each a variable of its own, or guard it`
	}()
	wg.Wait()
	sink = err
}

// The goroutine reads what is set behind the go statement.
//
//proof:race
func setTooLate() {
	defer settle()
	name := "a"
	go func() {
		fmt.Sprintln(name)
	}()
	name = "b" // want `name is set here while the goroutine started at line \d+ may read it at line \d+`
}

type result struct{ n, m int }

//proof:race
func field() {
	defer settle()
	var r result
	go func() {
		r.n = 1
	}()
	if r.n > 0 { // want `r is read here while the goroutine started at line \d+ may set it`
		return
	}
}

//proof:race
func whole() {
	defer settle()
	var r result
	go func() {
		r.m++
	}()
	s := r // want `r is read here while`
	sink = s
}

// row: G13
//
//proof:race
func mapAfterGo() {
	defer settle()
	m := map[string]int{}
	go func() {
		m["a"] = 1
	}()
	m["b"] = 2 // want `m is set here while the goroutine started at line \d+ may set it`
}

//proof:race
func mapRanged() {
	defer settle()
	m := map[string]int{"b": 1}
	go func() {
		delete(m, "a")
	}()
	for range m { // want `m is read here while the goroutine started at line \d+ may set it`
	}
}

//proof:by resultRaces
func namedResult() (err error) {
	go func() {
		_, err = fetch()
	}()
	return nil // want `err is set here while the goroutine started at line \d+ may set it`
}

// row: G12
//
//proof:race
func resultRaces() {
	defer settle()
	sink = namedResult()
}

// What is gathered may come from many rounds.
//
//proof:race
func manyOfAKind() int {
	n := 0
	var wg sync.WaitGroup
	for _, kind := range []int{1, 1, 1, 1} {
		if kind == 1 {
			wg.Add(1)
			go func() {
				n++ // want `all goroutines started at line \d+ set the same n`
				wg.Done()
			}()
		}
	}
	wg.Wait()
	return n
}
