// Package a compiles patterns again and again.
package a

import (
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"text/template"
)

var lines = []string{"1", "x", "22"}

// row: ST15
//
//proof:alloc
func each() {
	for _, line := range lines {
		if regexp.MustCompile(`^\d+$`).MatchString(line) { // want `each round of the loop \(line 18\) compiles the same regular expression: compile it once, in a package variable`
			continue
		}
	}
}

const word = `\w+`

// A constant with a name, with its error, in a loop with a counter.
//
//proof:alloc
func counted() {
	for i := 0; i < len(lines); i++ {
		re, err := regexp.Compile(word + `$`) // want `each round of the loop \(line 31\) compiles the same regular expression`
		if err != nil {
			panic(err)
		}
		re.MatchString(lines[i])
	}
}

// A range over a function, in a literal.
//
//proof:alloc
func iterated() {
	check := func(seq func(func(string) bool)) {
		for line := range seq {
			regexp.MustCompilePOSIX(`a|b`).MatchString(line) // want `each round of the loop`
		}
	}
	check(func(yield func(string) bool) { _ = yield("a") && yield("c") })
}

// A handler.
//
// row: ST13
//
//proof:by serve
func handle(w http.ResponseWriter, r *http.Request) {
	if !regexp.MustCompile(`^/[a-z]*$`).MatchString(r.URL.Path) { // want `each request \(line 57\) compiles the same regular expression`
		http.NotFound(w, r)
	}
}

//proof:alloc
func serve() {
	handle(httptest.NewRecorder(), httptest.NewRequest("GET", "/", nil))
}

type server struct{}

type request = http.Request

// A template, in a method, by another name of the type.
//
//proof:by servePage
func (server) page(w io.Writer, r *request) error {
	t, err := template.New("page").Parse("{{.}}") // want `each request \(line 75\) compiles the same template`
	if err != nil {
		return err
	}
	return t.Execute(w, r.URL.Path)
}

//proof:alloc
func servePage() {
	if err := (server{}).page(io.Discard, httptest.NewRequest("GET", "/", nil)); err != nil {
		panic(err)
	}
}

// A status of its own, and a failure under a condition.
//
//proof:by serveMissing
func missing(w http.ResponseWriter, r *http.Request, err error) {
	if err != nil {
		w.WriteHeader(http.StatusInternalServerError)
	}
	w.WriteHeader(http.StatusNotFound)
	template.Must(template.New("missing").Parse("no {{.}}")).Execute(w, r.URL.Path) // want `each request \(line \d+\) compiles the same template`
}

//proof:alloc
func serveMissing() {
	missing(httptest.NewRecorder(), httptest.NewRequest("GET", "/", nil), nil)
}
