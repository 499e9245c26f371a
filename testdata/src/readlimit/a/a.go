// Package a reads what clients send without a limit.
package a

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
)

const size = 8 << 20

// body is a text of many bytes that needs no memory.
type body struct {
	begin string
	n     int
}

//proof:by reads
func (b *body) Read(p []byte) (int, error) {
	if b.begin != "" {
		n := copy(p, b.begin)
		b.begin = b.begin[n:]
		return n, nil
	}
	if b.n >= size {
		return 0, io.EOF
	}
	for i := range p {
		p[i] = 'a'
	}
	b.n += len(p)
	return len(p), nil
}

// takes reports whether a request of 8 MiB makes the handler allocate as much.
func takes(h http.HandlerFunc, b io.Reader) bool {
	r := httptest.NewRequest("POST", "/", b)
	w := httptest.NewRecorder()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	h(w, r)
	runtime.ReadMemStats(&after)
	return after.TotalAlloc-before.TotalAlloc > size
}

var got string

// row: GC12
//
//proof:observe
//proof:instead io.ReadAll(r.Body) => io.ReadAll(http.MaxBytesReader(w, r.Body, 1<<20))
func reads() bool {
	return takes(func(w http.ResponseWriter, r *http.Request) {
		data, err := io.ReadAll(r.Body) // want `this takes as much memory as the client sends: limit the body before, r.Body = http.MaxBytesReader\(w, r.Body, n\)`
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		got = string(data)
	}, &body{})
}

type server struct{ names []string }

// A method; the values are named otherwise.
//
// row: GC12
//
//proof:by decodes
func (s *server) ServeHTTP(resp http.ResponseWriter, req *http.Request) {
	var v struct{ Name string }
	if err := json.NewDecoder(req.Body).Decode(&v); err != nil { // want `a client can send one string of any size, which this keeps in memory: limit the body before, req.Body = http.MaxBytesReader\(w, req.Body, n\)`
		http.Error(resp, err.Error(), http.StatusBadRequest)
		return
	}
	s.names = append(s.names, v.Name)
}

//proof:observe
//proof:noflip the mistake is in the other function
func decodes() bool {
	return takes((&server{}).ServeHTTP, &body{begin: `{"name": "`})
}

// deflated is a request of some kB.
func deflated() io.Reader {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	io.Copy(z, strings.NewReader(strings.Repeat("a", size)))
	z.Close()
	return &b
}

// row: GC12 PD03
//
//proof:observe
//proof:instead io.ReadAll(z) => io.ReadAll(io.LimitReader(z, 1<<20))
func inflates() bool {
	return takes(func(w http.ResponseWriter, r *http.Request) {
		z, err := gzip.NewReader(r.Body)
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		data, err := io.ReadAll(z) // want `a body of a megabyte can inflate to a gigabyte \(line 105\): read it through io.LimitReader, behind the decompression`
		if err == nil {
			got = string(data)
		}
	}, deflated())
}

type request = http.Request

// Another name of the type, in a literal within a handler, under a condition.
//
//proof:observe
//proof:instead io.ReadAll(r.Body) => io.ReadAll(http.MaxBytesReader(w, r.Body, 1<<20))
func nested() bool {
	return takes(func(w http.ResponseWriter, r *request) {
		if r.Method != http.MethodPost {
			return
		}
		read := func() ([]byte, error) { return io.ReadAll(r.Body) } // want `this takes as much memory as the client sends`
		data, err := read()
		if err == nil {
			got = string(data)
		}
	}, &body{})
}
