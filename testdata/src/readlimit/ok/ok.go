// Package ok reads what it has asked for, or in pieces.
package ok

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
)

// The answer of a server that the program has chosen.
//
//proof:ok
func response() {
	srv := httptest.NewServer(http.NotFoundHandler())
	defer srv.Close()
	resp, err := http.Get(srv.URL)
	if err != nil {
		panic(err)
	}
	defer resp.Body.Close()
	if _, err := io.ReadAll(resp.Body); err != nil {
		panic(err)
	}
}

func post(h http.HandlerFunc) {
	h(httptest.NewRecorder(), httptest.NewRequest("POST", "/", strings.NewReader("1\n2\n")))
}

// In pieces.
//
//proof:ok
func pieces() {
	post(func(w http.ResponseWriter, r *http.Request) {
		lines := bufio.NewScanner(r.Body)
		for lines.Scan() {
			io.WriteString(w, lines.Text())
		}
		io.Copy(w, r.Body)
	})
}

// The announced length is an upper bound.
//
//proof:ok
func announced() {
	post(func(w http.ResponseWriter, r *http.Request) {
		if r.ContentLength < 0 || r.ContentLength > 1<<20 {
			http.Error(w, "too large", http.StatusRequestEntityTooLarge)
			return
		}
		io.ReadAll(r.Body)
	})
}

// Another body.
//
//proof:ok
func replaced() {
	post(func(w http.ResponseWriter, r *http.Request) {
		r.Body = http.NoBody
		io.ReadAll(r.Body)
	})
}

// What a transport of the client sees is its own request; so is a request
// that the function makes.
//
//proof:ok
func client() {
	trip := func(r *http.Request) ([]byte, error) { return io.ReadAll(r.Body) }
	r, err := http.NewRequest("POST", "http://localhost/", strings.NewReader("x"))
	if err != nil {
		panic(err)
	}
	trip(r)
	post(func(w http.ResponseWriter, _ *http.Request) {
		own := httptest.NewRequest("GET", "/", strings.NewReader("x"))
		io.ReadAll(own.Body)
	})
}

type request struct{ Body io.Reader }

// Another request; a buffer; a form, which has its own limit.
//
//proof:ok
func others() {
	post(func(w http.ResponseWriter, r *http.Request) {
		own := &request{Body: bytes.NewReader([]byte("1"))}
		io.ReadAll(own.Body)
		json.NewDecoder(own.Body).Decode(&own)
		if err := r.ParseForm(); err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
		}
		read := io.ReadAll
		read(own.Body)
	})
}
