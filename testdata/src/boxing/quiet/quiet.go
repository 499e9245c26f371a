//go:build go1.23

// Package quiet has code that looks the same and is right.
package quiet

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"sort"
	"strconv"
	"strings"
	"sync"
	"time"
)

var (
	ids     = []int{1000, 2000, 3000}
	words   = []string{"one", "two", "three"}
	flags   = []bool{true, false}
	text    string
	length  int
	kept    any
	out     bytes.Buffer
	verbose bool
	failed  error
)

func someIDs() []int      { return ids }
func someWords() []string { return words }
func someFlags() []bool   { return flags }
func keep(s string)       { text = s }
func writer() io.Writer   { return io.Discard }

// Numbers below 100 are in a table of strconv.
//
//proof:noalloc
func itoa() {
	for _, id := range someIDs() {
		keep(strconv.Itoa(id % 100))
	}
}

// Text that is kept one by one is for a few.
//
//proof:ok
func kepts() {
	for _, id := range someIDs() {
		keep(fmt.Sprint(id))
	}
}

// One iteration is not a loop.
//
//proof:ok
func once() { out.WriteString(fmt.Sprint(someIDs()[0])) }

// Three iterations, as everybody can see.
//
//proof:ok
func overLiteral() {
	for _, id := range []int{1000, 2000, 3000} {
		out.WriteString(fmt.Sprint(id))
	}
}

//proof:ok
func overTable() {
	for _, id := range ids {
		out.WriteString(fmt.Sprint(id))
	}
}

//proof:ok
func threeTimes() {
	for i := range 3 {
		out.WriteString(fmt.Sprint(i))
	}
	for i := 0; i < 3; i++ {
		out.WriteString(fmt.Sprint(i))
	}
}

// The loop ends here.
//
//proof:ok
func onTheWayOut() {
	for _, id := range someIDs() {
		if id > 2500 {
			out.WriteString(fmt.Sprint(id))
			return
		}
	}
}

//proof:ok
func firstOf() {
	for _, id := range someIDs() {
		out.WriteString(fmt.Sprint(id))
		break
	}
}

//proof:ok
func errorPath() {
	for _, s := range someWords() {
		if n, err := strconv.Atoi(s); err != nil {
			failed = errors.Join(failed, errors.New("bad number "+fmt.Sprint(n)))
		}
	}
}

//proof:ok
func intoError() {
	for _, id := range someIDs() {
		failed = fmt.Errorf("%s: %w", fmt.Sprint(id), io.EOF)
	}
}

//proof:ok
func logged() {
	l := log.New(io.Discard, "", 0)
	for _, id := range someIDs() {
		l.Println("id", fmt.Sprintf("%d", id))
	}
}

//proof:ok
func panics() {
	for _, id := range someIDs() {
		if id < 0 {
			panic(fmt.Sprint(id))
		}
	}
}

//proof:ok
func whenVerbose() {
	for _, id := range someIDs() {
		if verbose {
			out.WriteString(fmt.Sprint(id))
		}
	}
}

func dumpIDs(ids []int) {
	for _, id := range ids {
		out.WriteString(fmt.Sprint(id))
	}
}

//proof:ok
func debugging() { dumpIDs(someIDs()) }

// Beside a system call the allocation is nothing.
//
//proof:ok
func slow() {
	for _, id := range someIDs() {
		os.Getenv(fmt.Sprint(id))
	}
}

//proof:ok
func waits() {
	for _, id := range someIDs() {
		out.WriteString(fmt.Sprint(id))
		time.Sleep(time.Microsecond)
	}
}

//proof:ok
func goroutines() {
	var wg sync.WaitGroup
	for _, id := range someIDs() {
		name := fmt.Sprint(id)
		wg.Go(func() { _ = name })
	}
	wg.Wait()
}

// Bools and bytes are in a table of the runtime, constants in read-only memory.
//
//proof:noalloc
func free() {
	for i, f := range someFlags() {
		box(f)
		box(byte(i))
		box("constant")
		box(7)
		box(&ids[i])
		box(struct{}{})
	}
}

func box(v any) { kept = v }

// A value that does not leave the function is boxed on the stack.
//
//proof:noalloc
func onStack() {
	for _, id := range someIDs() {
		length += sizeOf(id)
	}
}

func sizeOf(v any) int {
	if n, ok := v.(int); ok {
		return n
	}
	return 0
}

// Two types are passed: that is what interfaces are for.
//
//proof:ok
func bothTypes() {
	for i, id := range someIDs() {
		either(id)
		either(words[i])
	}
}

func either(v any) { kept = v }

// A value of the function type needs the parameter as it is.
//
//proof:ok
func asValue() {
	callback := handle
	for _, id := range someIDs() {
		handle(id)
	}
	callback(1)
}

func handle(v any) { kept = v }

// Others may call an exported function with anything.
//
//proof:ok
func exported() {
	for _, id := range someIDs() {
		Handle(id)
	}
}

// Handle keeps v.
func Handle(v any) { kept = v }

type celsius int

func (c celsius) String() string { return "warm" }

// A method makes the text.
//
//proof:ok
func withMethod() {
	for _, id := range someIDs() {
		out.WriteString(fmt.Sprint(celsius(id)))
		out.WriteString(fmt.Sprintf("%v", celsius(id)))
	}
}

// strconv has no short way to say it.
//
//proof:ok
func otherFormats() {
	for _, id := range someIDs() {
		out.WriteString(fmt.Sprintf("%05d", id))
		out.WriteString(fmt.Sprintf("%d items", id))
		out.WriteString(fmt.Sprint(float64(id)))
		out.WriteString(fmt.Sprint(id, id))
	}
}

// The bytes of the string are used as they are.
//
//proof:noalloc
func zeroCopy() {
	for _, s := range someWords() {
		buffer.Reset()
		buffer.Write([]byte(s))
	}
}

var buffer bytes.Buffer

// Nothing says that the writer takes strings.
//
//proof:ok
func anyWriter() {
	w := writer()
	for _, s := range someWords() {
		w.Write([]byte(s))
	}
}

//proof:ok
func written() {
	w := bufio.NewWriter(writer())
	for _, s := range someWords() {
		w.WriteString(s)
	}
}

// It sorts once.
//
//proof:ok
func sortOnce() {
	rows := someWords()
	sort.Slice(rows, func(i, j int) bool { return rows[i] < rows[j] })
}

var pool = sync.Pool{New: func() any { return new(bytes.Buffer) }}

//proof:noalloc
func putPointer() {
	b := pool.Get().(*bytes.Buffer)
	b.Reset()
	pool.Put(b)
}

var slices = sync.Pool{New: func() any { s := make([]byte, 0, 64); return &s }}

//proof:noalloc
func putSlicePointer() {
	p := slices.Get().(*[]byte)
	*p = append((*p)[:0], words[0]...)
	slices.Put(p)
}

type myPool struct{}

func (myPool) Put(v any) { kept = v }

//proof:ok
func otherPool() { myPool{}.Put(someIDs()) }

// A builder's capacity is not a box.
//
//proof:ok
func build() {
	var b strings.Builder
	for _, s := range someWords() {
		b.Write([]byte(s))
	}
	text = b.String()
}

//proof:ok
func withGoto() {
	i := 0
loop:
	if i < 3 {
		out.WriteString(fmt.Sprint(someIDs()[i]))
		i++
		goto done
	}
	goto loop
done:
}

// A method value is not followed.
//
//proof:ok
func methodValue() {
	put := rows.Put
	put(someIDs())
}

var rows sync.Pool

// A function's values may end after the first.
//
//proof:ok
func overFunction() {
	for id := range func(yield func(int) bool) { yield(1000) } {
		out.WriteString(fmt.Sprint(id))
	}
}

var buffers = sync.Pool{New: func() any { return make([]byte, 0, 64) }}

// Once a call: how often the function is called is not known, and the slice may
// be the cheaper design there.
//
//proof:ok
func putOnce() {
	b := buffers.Get().([]byte)
	defer buffers.Put(b)
	_ = append(b[:0], 1)
}

// The function hands the interface on, and would make it itself.
//
//proof:ok
func handedOn() {
	for _, id := range someIDs() {
		encode(id)
		keepIt(id)
	}
}

func encode(v any) { _ = json.NewEncoder(io.Discard).Encode(v) }

func keepIt(v any) { last = v }

var last any

// Only the first round writes the number.
//
//proof:ok
func firstRoundOnly() {
	for i, id := range someIDs() {
		if i == 0 && len(words) > 0 {
			out.WriteString(fmt.Sprint(id))
		}
		out.WriteRune(',')
	}
}
