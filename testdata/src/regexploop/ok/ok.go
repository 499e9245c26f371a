// Package ok compiles patterns once, or others each time.
package ok

import (
	"net/http"
	"net/http/httptest"
	"regexp"
	"sync"
	"text/template"
)

var lines = []string{"1", "x", "22"}

var number = regexp.MustCompile(`^\d+$`)

//proof:ok
func variable() {
	for _, line := range lines {
		number.MatchString(line)
	}
}

//proof:ok
func before() {
	re := regexp.MustCompile(`^\d+$`)
	for _, line := range lines {
		re.MatchString(line)
	}
}

// Another one in each round.
//
//proof:ok
func varying() {
	for _, line := range lines {
		regexp.MustCompile(regexp.QuoteMeta(line)).MatchString("1")
	}
}

// The loop is left behind it.
//
//proof:ok
func left() {
	for {
		number = regexp.MustCompile(`^\d+$`)
		break
	}
}

// Once, in the first round.
//
//proof:ok
func lazy() {
	var re *regexp.Regexp
	for _, line := range lines {
		if re == nil {
			re = regexp.MustCompile(`^\d+$`)
		}
		re.MatchString(line)
	}
}

var once sync.Once

// Once, for all requests.
//
//proof:by handled
func handle(w http.ResponseWriter, r *http.Request) {
	once.Do(func() { number = regexp.MustCompile(`^\d+$`) })
	number.MatchString(r.URL.Path)
}

//proof:ok
func handled() { handle(httptest.NewRecorder(), httptest.NewRequest("GET", "/", nil)) }

var lazily = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\d+$`) })

//proof:ok
func value() {
	for _, line := range lines {
		lazily().MatchString(line)
	}
}

// Called now and then: how often is not known.
//
//proof:ok
func function() {
	if !regexp.MustCompile(`^\d+$`).MatchString("1") {
		panic("no match")
	}
}

// The operand of range is evaluated once.
//
//proof:ok
func operand() {
	for _, s := range regexp.MustCompile(`\d`).FindAllString("1 2", -1) {
		_ = s
	}
}

// A literal in the loop that is not called there.
//
//proof:ok
func made() {
	var list []func() bool
	for range 2 {
		list = append(list, func() bool { return regexp.MustCompile(`a`).MatchString("a") })
	}
	if !list[0]() {
		panic("no match")
	}
}

type compiler struct{}

func (compiler) MustCompile(string) *regexp.Regexp { return number }

// A method of the same name, a method value.
//
//proof:ok
func other() {
	compile := compiler{}.MustCompile
	for _, line := range lines {
		compiler{}.MustCompile(`a`).MatchString(line)
		compile(`a`).MatchString(line)
	}
}

// A label and goto are no loop that is known to run often.
//
//proof:ok
func jump() {
	n := 0
again:
	regexp.MustCompile(`a`).MatchString("a")
	if n++; n < 2 {
		goto again
	}
}

// The page of a failure: few requests come here.
func failed(w http.ResponseWriter, r *http.Request, v any) {
	w.WriteHeader(http.StatusInternalServerError)
	template.Must(template.New("failed").Parse("{{.}}")).Execute(w, v)
}

//proof:ok
func serveFailed() {
	failed(httptest.NewRecorder(), httptest.NewRequest("GET", "/", nil), "oops")
}
