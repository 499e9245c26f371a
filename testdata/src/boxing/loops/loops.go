// Package loops boxes values in loops whose length is not in the source.
package loops

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"sync"
)

var (
	ids   = []int{1000, 2000, 3000}
	words = []string{"one", "two", "three"}
	text  string
	out   bytes.Buffer
)

// Results of calls: their length is not known where they are ranged over.
func someIDs() []int      { return ids }
func someWords() []string { return words }
func queue() chan int     { return filled() }
func matrix() [][]string  { return [][]string{words} }
func writer() io.Writer   { return io.Discard }
func word(i int) string   { return words[i%len(words)] }
func filled() chan int {
	c := make(chan int, 3)
	c <- 1000
	close(c)
	return c
}

// row: E02
//
//proof:alloc
func sprintf() {
	for _, id := range someIDs() {
		out.WriteString(fmt.Sprintf("%d", id)) // want `fmt.Sprintf puts id into an interface, which allocates 8 bytes \(unless it is 0 to 255\) in each iteration: use strconv.Itoa`
	}
}

// row: E02 E14
//
//proof:alloc
func sprint() {
	for _, id := range someIDs() {
		id := int32(id)
		out.WriteString(fmt.Sprint(id)) // want `fmt.Sprint puts id into an interface, which allocates 4 bytes \(unless it is 0 to 255\) in each iteration: use strconv.FormatInt`
	}
}

//proof:alloc
func hexadecimal() {
	for i, n := 0, len(someIDs()); i < n; i++ {
		out.WriteString(fmt.Sprintf("%x", uint64(ids[i]))) // want `fmt.Sprintf puts uint64\(ids\[i\]\) into an interface, which allocates 8 bytes .* use strconv.FormatUint`
	}
}

var seen = map[string]bool{}

//proof:alloc
func asKey() {
	for _, id := range someIDs() {
		if seen[fmt.Sprint(id)] { // want `fmt.Sprint puts id into an interface`
			return
		}
	}
}

//proof:alloc
func inSum() {
	for _, id := range someIDs() {
		text = "id " + fmt.Sprint(id) // want `fmt.Sprint puts id into an interface`
	}
}

//proof:alloc
func fromChannel() {
	for id := range queue() {
		out.WriteString(fmt.Sprintf("%v", id)) // want `fmt.Sprintf puts id into an interface`
	}
}

// row: E02
//
//proof:alloc
func inner() {
	for _, id := range someIDs() {
		for _, add := range [2]int{1000, 2000} {
			out.WriteString(fmt.Sprint(id + add)) // want `fmt.Sprint puts id \+ add into an interface`
		}
	}
}

//proof:alloc
func inLiteral() {
	format := func(ids []int) {
		for _, id := range ids {
			out.WriteString(fmt.Sprint(id)) // want `fmt.Sprint puts id into an interface`
		}
	}
	format(someIDs())
}

//proof:alloc
func buffered() {
	w := bufio.NewWriter(writer())
	for _, s := range someWords() {
		w.Write([]byte(s)) // want `converting the string for Write allocates a copy of it in each iteration: use WriteString`
	}
}

//go:noinline
func show(s fmt.Stringer) int { return len(s.String()) }

// row: E02
//
//proof:alloc
func passed() {
	for _, id := range someIDs() {
		show(num(id)) // want `passing num\(id\) as fmt.Stringer allocates 8 bytes \(unless it is 0 to 255\) in each iteration, but all calls of show pass num: declare its parameter as num \(line \d+\)`
	}
}

type num int

func (n num) String() string { return words[int(n)%len(words)] }

type point struct{ x, y int }

func (p point) String() string { return words[p.x%len(words)] }

//go:noinline
func length(name string, s fmt.Stringer) int { return len(name) + len(s.String()) }

// row: I08
//
//proof:alloc
func passedStruct() {
	for i, id := range someIDs() {
		length(word(i), point{id, id}) // want `passing point\{…\} as fmt.Stringer allocates 16 bytes in each iteration, but all calls of length pass point: declare its parameter as point`
	}
}

var pool = sync.Pool{New: func() any { return make([]byte, 0, 64) }}

// row: P01
//
//proof:alloc
func putSlice() {
	for _, id := range someIDs() {
		b := pool.Get().([]byte)
		b = append(b[:0], word(id)...)
		pool.Put(b) // want `storing the slice in the pool allocates 24 bytes \(unless it is nil\) in each iteration, which the pool is there to save: put in a pointer, the one that Get returned`
	}
}

var points = sync.Pool{New: func() any { return point{} }}

// row: P01 P08
//
//proof:alloc
func putStruct() {
	for _, id := range someIDs() {
		p := points.Get().(point)
		p.x += id
		points.Put(p) // want `storing the struct in the pool allocates 16 bytes in each iteration`
	}
}

type number = int

//proof:alloc
func aliased() {
	for _, id := range someIDs() {
		var n number = id
		out.WriteString(fmt.Sprint(n)) // want `fmt.Sprint puts n into an interface, which allocates 8 bytes \(unless it is 0 to 255\) in each iteration: use strconv.Itoa`
	}
}

//proof:alloc
func inClosure() {
	base := len(someIDs())
	each := func(ids []int) {
		for _, id := range ids {
			out.WriteString(fmt.Sprint(id + base)) // want `fmt.Sprint puts id \+ base into an interface`
		}
	}
	each(someIDs())
}

// The rounds of one value are many, perhaps.
//
//proof:alloc
func someRounds() {
	for _, id := range someIDs() {
		if id%1000 == 0 {
			out.WriteString(fmt.Sprint(id)) // want `fmt.Sprint puts id into an interface`
		}
	}
}
