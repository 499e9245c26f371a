// Package ok has what looks like lost bytes.
package ok

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"os"
	"strings"
	"text/tabwriter"
)

func temp() *os.File {
	f, err := os.CreateTemp("", "flush")
	if err != nil {
		panic(err)
	}
	return f
}

func check(f *os.File, want string) {
	data, err := os.ReadFile(f.Name())
	os.Remove(f.Name())
	if err != nil || string(data) != want {
		panic(fmt.Sprintf("%q %v", data, err))
	}
}

//proof:ok
func flushed() {
	var out bytes.Buffer
	w := bufio.NewWriter(&out)
	fmt.Fprint(w, "done")
	if err := w.Flush(); err != nil || out.String() != "done" {
		panic(err)
	}
}

// Deferred in the right order.
//
//proof:ok
func order() {
	f := temp()
	func() {
		defer f.Close()
		w := bufio.NewWriter(f)
		defer w.Flush()
		w.WriteString("done")
	}()
	check(f, "done")
}

// One literal does both.
//
//proof:ok
func literal() {
	f := temp()
	func() {
		w := bufio.NewWriter(f)
		defer func() {
			if err := errors.Join(w.Flush(), f.Close()); err != nil {
				panic(err)
			}
		}()
		w.WriteString("done")
	}()
	check(f, "done")
}

// Flushed on the good path, deferred for the others.
//
//proof:ok
func both() {
	f := temp()
	err := func() error {
		w := bufio.NewWriter(f)
		defer w.Flush()
		w.WriteString("done")
		if err := w.Flush(); err != nil {
			return err
		}
		return f.Close()
	}()
	if err != nil {
		panic(err)
	}
	check(f, "done")
}

// The file is closed early only where the work has failed.
//
//proof:ok
func failed() {
	f := temp()
	err := func() error {
		w := bufio.NewWriter(f)
		defer w.Flush()
		if _, err := w.WriteString("done"); err != nil {
			f.Close()
			return err
		}
		return nil
	}()
	if err != nil {
		panic(err)
	}
	check(f, "done")
}

// The caller flushes.
//
//proof:by returned
func open(out io.Writer) *bufio.Writer {
	w := bufio.NewWriter(out)
	w.WriteString("head ")
	return w
}

//proof:ok
func returned() {
	var out bytes.Buffer
	w := open(&out)
	w.WriteString("tail")
	if err := w.Flush(); err != nil || out.String() != "head tail" {
		panic(err)
	}
}

type report struct{ w *bufio.Writer }

func (r *report) finish() error { return r.w.Flush() }

// Its owner flushes.
//
//proof:ok
func stored() {
	var out bytes.Buffer
	w := bufio.NewWriter(&out)
	w.WriteString("x")
	r := &report{w}
	if err := r.finish(); err != nil || out.Len() != 1 {
		panic(err)
	}
}

func finish(w interface{ Flush() error }) {
	if err := w.Flush(); err != nil {
		panic(err)
	}
}

// A helper flushes.
//
//proof:ok
func helped() {
	var out bytes.Buffer
	w := bufio.NewWriter(&out)
	w.WriteString("x")
	finish(w)
	if out.Len() != 1 {
		panic("lost")
	}
}

// A method value flushes.
//
//proof:ok
func methodValue() {
	var out bytes.Buffer
	func() {
		w := bufio.NewWriter(&out)
		flush := w.Flush
		defer func() { _ = flush() }()
		w.WriteString("x")
	}()
	if out.Len() != 1 {
		panic("lost")
	}
}

// WriteAll flushes itself.
//
//proof:ok
func all() {
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	if err := w.WriteAll([][]string{{"a", "b"}}); err != nil || out.String() != "a,b\n" {
		panic(err)
	}
}

// bufio.NewWriter gives back the same writer, and so package xml flushes it.
//
//proof:ok
func same() {
	var out bytes.Buffer
	w := bufio.NewWriter(&out)
	if err := xml.NewEncoder(w).Encode(1); err != nil || out.Len() == 0 {
		panic(err)
	}
}

// Nothing is written: only the boundary is wanted.
//
//proof:ok
func boundary() {
	w := multipart.NewWriter(io.Discard)
	if w.Boundary() == "" {
		panic("empty")
	}
}

// The caller gets the buffer itself, and Close has run by then.
//
//proof:ok
func pointer() {
	pack := func() *bytes.Buffer {
		var buf bytes.Buffer
		w := gzip.NewWriter(&buf)
		defer w.Close()
		io.WriteString(w, "text")
		return &buf
	}
	r, err := gzip.NewReader(pack())
	if err != nil {
		panic(err)
	}
	if text, err := io.ReadAll(r); err != nil || string(text) != "text" {
		panic(err)
	}
}

// Closed by a literal that is called before the bytes are taken.
//
//proof:ok
func closure() {
	var buf bytes.Buffer
	w := gzip.NewWriter(&buf)
	done := func() { w.Close() }
	io.WriteString(w, "text")
	done()
	if _, err := gzip.NewReader(bytes.NewReader(buf.Bytes())); err != nil {
		panic(err)
	}
}

// The bytes so far are taken on purpose, and more is written later.
//
//proof:ok
func soFar() {
	pages := func() (first int) {
		var b strings.Builder
		w := tabwriter.NewWriter(&b, 0, 8, 1, ' ', 0)
		defer w.Flush()
		fmt.Fprint(w, "a\tb\n\n")
		first = len(b.String())
		fmt.Fprint(w, "c\td\n")
		return first
	}
	pages()
}

type sink struct{ n int }

func (s *sink) Write(p []byte) (int, error) { s.n += len(p); return len(p), nil }

func newWriter(w io.Writer) *sink { return &sink{} }

// A function of the same name, another type.
//
//proof:ok
func other() {
	w := newWriter(io.Discard)
	w.Write([]byte("x"))
}

// A label and goto lead to the Flush.
//
//proof:ok
func jump() {
	var out bytes.Buffer
	w := bufio.NewWriter(&out)
	n := 0
again:
	w.WriteString("x")
	if n++; n < 3 {
		goto again
	}
	w.Flush()
	if out.Len() != 3 {
		panic("lost")
	}
}

func finishAny(w io.Writer) {
	if f, ok := w.(interface{ Flush() error }); ok {
		f.Flush()
	}
}

func finishLater(w io.Writer) { defer finishAny(w) }

var keptWriter io.Writer

func keepIt(w io.Writer) { keptWriter = w }

// A function of the package asks whether it can be flushed, or keeps it.
//
//proof:ok
func throughHelpers() {
	var out bytes.Buffer
	w := bufio.NewWriter(&out)
	w.WriteString("x")
	finishAny(w)
	v := bufio.NewWriter(&out)
	v.WriteString("y")
	finishLater(v)
	u := bufio.NewWriter(&out)
	u.WriteString("z")
	keepIt(u)
	finishAny(keptWriter)
	if out.String() != "xyz" {
		panic("lost")
	}
}

// Nobody looks at what is written: it is a writer that is asked for.
//
//proof:ok
func nobodyReads() {
	fails := func(w io.Writer) error {
		io.WriteString(w, "x")
		return io.ErrUnexpectedEOF
	}
	var out bytes.Buffer
	w := bufio.NewWriter(&out)
	if fails(w) == nil {
		panic("no error")
	}
	x := bufio.NewWriter(io.Discard)
	x.WriteString("z")
	y := bufio.NewWriter(new(bytes.Buffer))
	y.WriteString("z")
	z := bufio.NewWriter(&bytes.Buffer{})
	z.WriteString("z")
	text := new(strings.Builder)
	v := bufio.NewWriter(text)
	v.WriteString("y")
}
