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
	for name, body := range packages {
		write(filepath.Join(name, name+".go"), "package "+name+"\n"+body+"\n")
	}
	return dir
}
