// Package ok has wrappers that hide nothing, or mean to.
package ok

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
)

func flush(wrap func(w http.ResponseWriter) http.ResponseWriter, want bool) {
	w := wrap(httptest.NewRecorder())
	if can := http.NewResponseController(w).Flush() == nil; can != want {
		panic("flush")
	}
}

func use(w http.ResponseWriter) http.ResponseWriter { return w }

// Unwrap is what http.ResponseController looks for.
type unwrapping struct {
	http.ResponseWriter
	status int
}

func (u *unwrapping) Unwrap() http.ResponseWriter { return u.ResponseWriter }

//proof:ok
func unwraps() {
	flush(func(w http.ResponseWriter) http.ResponseWriter { return use(&unwrapping{w, 200}) }, true)
}

// Flush is what most handlers want.
type flushing struct {
	http.ResponseWriter
}

func (f flushing) Flush() {
	if f, ok := f.ResponseWriter.(http.Flusher); ok {
		f.Flush()
	}
}

//proof:ok
func flushes() {
	flush(func(w http.ResponseWriter) http.ResponseWriter { return use(flushing{w}) }, true)
}

// What is written is kept back: a Flush past it would be wrong.
type buffering struct {
	http.ResponseWriter
	buf bytes.Buffer
}

func (b *buffering) Write(p []byte) (int, error) { return b.buf.Write(p) }

//proof:ok
func buffers() {
	flush(func(w http.ResponseWriter) http.ResponseWriter { return use(&buffering{ResponseWriter: w}) }, false)
}

// So is what goes through a compressor.
type compressing struct {
	http.ResponseWriter
	w io.Writer
}

func (c *compressing) Write(p []byte) (int, error) { return c.w.Write(p) }

//proof:ok
func compresses() {
	flush(func(w http.ResponseWriter) http.ResponseWriter { return use(&compressing{w, io.Discard}) }, false)
}

// What is written may be ignored: nobody must write past it.
type ignoring struct {
	http.ResponseWriter
	ignore bool
}

func (i *ignoring) Write(p []byte) (int, error) {
	if i.ignore {
		return len(p), nil
	}
	return i.ResponseWriter.Write(p)
}

//proof:ok
func ignores() {
	flush(func(w http.ResponseWriter) http.ResponseWriter { return use(&ignoring{ResponseWriter: w}) }, false)
}

// Nothing is written at all.
type discarding struct{ http.ResponseWriter }

func (discarding) Write(p []byte) (int, error) { return len(p), nil }

//proof:ok
func discards() {
	flush(func(w http.ResponseWriter) http.ResponseWriter { return use(discarding{w}) }, false)
}

// Another embedded type may have what is missing.
type pair struct {
	http.ResponseWriter
	http.Flusher
}

//proof:ok
func pairs() {
	flush(func(w http.ResponseWriter) http.ResponseWriter { return use(pair{w, w.(http.Flusher)}) }, true)
}

// A field with a name is no wrapper.
type named struct {
	w http.ResponseWriter
}

func (n named) ok() bool { return n.w != nil }

//proof:ok
func fields() {
	flush(func(w http.ResponseWriter) http.ResponseWriter {
		if !(named{w}).ok() {
			panic("nil")
		}
		return use(w)
	}, true)
}

// Never given to anybody.
type private struct {
	http.ResponseWriter
	n int
}

//proof:ok
func privately() {
	p := &private{ResponseWriter: httptest.NewRecorder()}
	p.WriteHeader(204)
}

// A type of the same name, another package's.
type ResponseWriter interface{ Write([]byte) (int, error) }

type other struct{ ResponseWriter }

func take(ResponseWriter) {}

//proof:ok
func others() { take(other{io.Discard}) }

// Recorders of tests have a type of their own.
type recording struct {
	*httptest.ResponseRecorder
}

//proof:ok
func records() {
	flush(func(w http.ResponseWriter) http.ResponseWriter { return use(recording{httptest.NewRecorder()}) }, true)
}
