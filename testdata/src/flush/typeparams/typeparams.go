// Package typeparams has generic functions.
package typeparams

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
)

// row: DF21
//
//proof:by lost
//proof:instead w := bufio.NewWriter(out) => w := bufio.NewWriter(out); defer w.Flush()
func print[T any](out io.Writer, list []T) {
	w := bufio.NewWriter(out) // want `nothing calls its Flush`
	for _, v := range list {
		fmt.Fprintln(w, v)
	}
}

//proof:observe
func lost() bool {
	var out bytes.Buffer
	print(&out, []int{1, 2})
	return out.Len() == 0
}

//proof:by kept
func printAll[W io.Writer, T any](out W, list []T) error {
	w := bufio.NewWriter(out)
	for _, v := range list {
		fmt.Fprintln(w, v)
	}
	return w.Flush()
}

//proof:ok
func kept() {
	var out bytes.Buffer
	if err := printAll(&out, []int{1, 2}); err != nil || out.Len() != 4 {
		panic(err)
	}
}

// The type of the writer is a type parameter: which Close it has is unknown.
//
//proof:by generic
func write[W interface {
	io.Writer
	Flush() error
}](w W) error {
	fmt.Fprint(w, "x")
	return w.Flush()
}

//proof:ok
func generic() {
	var out bytes.Buffer
	if err := write(bufio.NewWriter(&out)); err != nil || out.Len() != 1 {
		panic(err)
	}
}
