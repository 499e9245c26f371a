package corpus

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestOdd runs all checks on code that nobody writes, which must cost neither
// a crash nor more time than a unit may take.
func TestOdd(t *testing.T) {
	tool := build(t)
	for _, dir := range []string{
		filepath.Join(Dir(), "..", "odd"),
		huge(t),
	} {
		c := &Corpus{Dir: dir, Tool: tool}
		diagnostics, problems, err := c.vet([]string{"./..."})
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range problems {
			t.Error(p)
		}
		t.Logf("%s: %d findings", filepath.Base(dir), len(diagnostics))
	}
}

// huge writes a module of packages with too much of one thing.
func huge(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "huge")
	// In each repetition # is its number, and @ the next one.
	repeat := func(n int, format string) string {
		var b strings.Builder
		for i := range n {
			b.WriteString(strings.NewReplacer("#", fmt.Sprint(i), "@", fmt.Sprint(i+1)).Replace(format) + "\n")
		}
		return b.String()
	}
	nest := func(n int, open, inner, end string) string {
		return repeat(n, open) + inner + "\n" + strings.Repeat(end+"\n", n)
	}
	packages := map[string]string{
		"branches": "func f(n int, s []int, m map[int]int) (out []int) {\n" +
			repeat(3000, "if n == # { n++; m[n] = # } else { out = append(out, #) }") + "return }",
		"cases": "func f(n int, c chan any) {\nswitch n {\n" + repeat(3000, "case #: c <- #") + "}}",
		"channels": "func f(n int) {\n" + repeat(400,
			"c# := make(chan int); go func() { c# <- n }(); if n == # { return }; <-c#") + "}",
		"closes": "func f(n int, c chan int) {\n" + repeat(400, "if n == # { close(c) } else { c <- # }") + "}",
		"locks":  "import \"sync\"\nfunc f(n int) {\nvar a sync.Mutex\n" + repeat(1000, "b# := a; b#.Lock()") + "}",
		"gotos":  "func f(n int) {\n" + repeat(1000, "l#: if n++; n % 7 == 0 { goto l# }; if n % 11 == 0 { goto l0 }") + "}",
		"selects": "func f(c chan int) {\nselect {\n" + repeat(1000,
			"case c <- #: func() { defer close(c) }()") + "}}",
		"loops":    "func f(n int, s []any, m map[any]any) {\n" + nest(60, "for i# := range n { s = append(s, i#)", "for k := range m { m[n] = k }", "}") + "}",
		"closures": "func f(c chan int) {\n" + nest(100, "go func() { c <- #; defer func() {", "close(c)", "}()}()") + "}",
		"calls":    repeat(1500, "func f#(c chan int) { go f0(c); f#b(c) }\nfunc f#b(c chan int) { f#(c); c <- # }"),
		"types": "import \"sync\"\ntype t0 struct{ sync.Mutex }\nfunc f(t t20) { u := t; _ = u }\n" +
			repeat(20, "type t@ struct{ a, b t# }"),
		"literal":   "var v = []any{\n" + repeat(20000, "#,") + "}",
		"deferring": "func f(c chan int) {\n" + repeat(2000, "defer close(c)") + "}",
	}
	write := func(name, text string) {
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	write("go.mod", "module example.com/huge\n\ngo 1.26.0\n")
	for i, t := range circular {
		packages[fmt.Sprint("circular", i)] = strings.ReplaceAll(circularBody, "type T", t)
	}
	for name, body := range packages {
		write(filepath.Join(name, name+".go"), "package "+name+"\n"+body+"\n")
	}
	return dir
}

// circular are types that lead to themselves.
var circular = []string{
	"type T *T",
	"type T ***T",
	"type T []T",
	"type T [2]*T",
	"type T map[string]T",
	"type T chan T",
	"type T func(T) T",
	"type T interface{ Get() T }",
	"type T struct{ *T }",
	"type T struct{ Next *T; List []T; Map map[string]T; Chan chan T; Mu sync.Mutex; Pool *sync.Pool; Err error }",
	"type T struct{ U *U }; type U struct{ P *P; W sync.WaitGroup }; type P struct { T; Buf []byte }",
	"type T *U; type U *P; type P []T",
	"type T = *U; type U struct{ T }",
	"type G[E any] struct { next *G[E]; vals []E; by map[string]*G[E] }; type T = *G[G[int]]",
	"type G[E any] []G[E]; type T = G[G[int]]",
}

// circularBody does with such a type what the checks look at.
const circularBody = `import (
	"encoding/gob"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"reflect"
	"slices"
	"sync"
	"sync/atomic"
	"unsafe"
)

type T

type Holder struct {
	sync.RWMutex
	T T
	c chan T
	all []T
	by map[string]T
	v atomic.Value
	pool sync.Pool
	once sync.Once
}

func Encode(w io.Writer, v T, h *Holder, m map[string]T) {
	json.NewEncoder(w).Encode(v)
	json.Marshal(m)
	json.Marshal([]T{v})
	xml.Marshal(v)
	gob.NewEncoder(w).Encode(v)
	json.Unmarshal(nil, &v)
	fmt.Fprintln(w, v, &v, m, h)
	fmt.Printf("%v %d %s", v, v, v)
	log.Fatal(v, any(v) == any(m))
}

func Share(h *Holder, v T, err error) (res T, _ error) {
	h.RLock()
	defer h.RUnlock()
	h.T = v
	h.all = append(h.all, v)
	h.by["a"] = v
	for i, e := range h.all {
		go func() { h.c <- e; h.all[i] = v }()
		res = e
		defer func() { h.all = append(h.all[:i], e) }()
	}
	for k, e := range h.by {
		h.by[k+"a"] = e
		var boxed any = e
		h.v.Store(boxed)
	}
	select {
	case h.c <- v:
	case res = <-h.c:
		close(h.c)
	}
	h.once.Do(func() { h.once.Do(func() { h.T = res }) })
	p := h.pool.Get().(T)
	h.pool.Put(p)
	h.pool.Put(&p)
	return p, errors.Join(err, fmt.Errorf("%w %v", err, v))
}

func Open(names []string) (all []T) {
	for _, name := range names {
		f, err := os.Open(name)
		if err != nil {
			continue
		}
		defer f.Close()
		all = append(all, read(f)...)
		keep(read(f))
	}
	return all
}

func read(*os.File) (t []T) { return }
func keep(...any)           {}

func Copy(h, o *Holder, s []T) any {
	u := h.T
	h.T, o.T = o.T, u
	c := *h
	s = slices.Clone(s)
	copy(s, h.all)
	s = append(s[:0], s[len(s)/2:]...)
	clear(s)
	reflect.DeepEqual(u, c.T)
	reflect.ValueOf(u).IsNil()
	_ = unsafe.Sizeof(u)
	var wg sync.WaitGroup
	for range s {
		wg.Add(1)
		go func(v T) { defer wg.Done(); h.c <- v; Copy(h, o, []T{v}) }(u)
	}
	wg.Wait()
	func() {
		defer func() { recover() }()
		var zero T
		var err any = zero
		switch err := err.(type) {
		case T:
			h.T = err
		}
	}()
	return u
}
`
