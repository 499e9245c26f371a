// Package ok leaves the request of its caller as it is.
package ok

import (
	"bytes"
	"io"
	"maps"
	"net/http"
	"net/url"
)

type answer struct{}

func (answer) RoundTrip(req *http.Request) (*http.Response, error) {
	return &http.Response{StatusCode: 200, Body: http.NoBody, Request: req}, nil
}

func send(rt http.RoundTripper) {
	req, err := http.NewRequest("POST", "http://a.example/x", bytes.NewReader([]byte("body")))
	if err != nil {
		panic(err)
	}
	if _, err := rt.RoundTrip(req); err != nil {
		panic(err)
	}
}

type cloned struct{}

//proof:by all
func (cloned) RoundTrip(req *http.Request) (*http.Response, error) {
	req = req.Clone(req.Context())
	req.Header.Set("A", "b")
	req.URL.Host = "b.example"
	req.Host = "b.example"
	return answer{}.RoundTrip(req)
}

type onlyThen struct{ key string }

//proof:by all
func (t onlyThen) RoundTrip(req *http.Request) (*http.Response, error) {
	if t.key != "" {
		req = req.Clone(req.Context())
		req.Header.Set("A", t.key)
	}
	return answer{}.RoundTrip(req)
}

type manual struct{}

//proof:by all
func (manual) RoundTrip(req *http.Request) (*http.Response, error) {
	r2 := new(http.Request)
	*r2 = *req
	r2.Header = make(http.Header, len(req.Header))
	for k, v := range req.Header {
		r2.Header[k] = v
	}
	r2.Header.Set("A", "b")
	r2.Host = "b.example"
	return answer{}.RoundTrip(r2)
}

type ownURL struct{}

//proof:by all
func (ownURL) RoundTrip(req *http.Request) (*http.Response, error) {
	r2 := req.WithContext(req.Context())
	r2.URL = &url.URL{Scheme: "http", Host: "b.example", Path: req.URL.Path}
	r2.URL.RawQuery = "a=b"
	return answer{}.RoundTrip(r2)
}

func copyOf(req *http.Request) *http.Request {
	r2 := *req
	r2.Header = maps.Clone(req.Header)
	return &r2
}

type byHelper struct{}

//proof:by all
func (byHelper) RoundTrip(req *http.Request) (*http.Response, error) {
	r2 := copyOf(req)
	r2.Header.Set("A", "b")
	return answer{}.RoundTrip(r2)
}

func ownHeader(req *http.Request) { req.Header = req.Header.Clone() }

type prepared struct{}

//proof:by all
func (prepared) RoundTrip(req *http.Request) (*http.Response, error) {
	r2 := req.WithContext(req.Context())
	ownHeader(r2)
	r2.Header.Set("A", "b")
	return answer{}.RoundTrip(r2)
}

type body struct{}

// The body is there to be consumed.
//
//proof:by all
func (body) RoundTrip(req *http.Request) (*http.Response, error) {
	if req.Body == nil {
		return answer{}.RoundTrip(req)
	}
	all, err := io.ReadAll(req.Body)
	req.Body.Close()
	if err != nil {
		return nil, err
	}
	req.Body = io.NopCloser(bytes.NewReader(all))
	req.ContentLength = int64(len(all))
	return answer{}.RoundTrip(req)
}

type back struct{}

//proof:by all
func (back) RoundTrip(req *http.Request) (*http.Response, error) {
	old := req.Host
	req.Host = "b.example"
	resp, err := answer{}.RoundTrip(req)
	req.Host = old
	return resp, err
}

type backLater struct{}

//proof:by all
func (backLater) RoundTrip(req *http.Request) (*http.Response, error) {
	old := req.URL
	defer func() { req.URL = old }()
	req.URL = &url.URL{Scheme: "http", Host: "b.example"}
	return answer{}.RoundTrip(req)
}

type takenOut struct{}

//proof:by all
func (takenOut) RoundTrip(req *http.Request) (*http.Response, error) {
	req.Header.Set("A", "b")
	defer req.Header.Del("A")
	return answer{}.RoundTrip(req)
}

type logged struct{}

//proof:by all
func (logged) RoundTrip(req *http.Request) (*http.Response, error) {
	saved := req.Header.Clone()
	req.Header.Set("Authorization", "hidden")
	print(req.Header.Get("Authorization") == "")
	req.Header = saved
	return answer{}.RoundTrip(req)
}

type reader struct{}

//proof:by all
func (reader) RoundTrip(req *http.Request) (*http.Response, error) {
	h := req.Header.Clone()
	h.Set("A", req.Header.Get("A"))
	u := *req.URL
	u.Host = "b.example"
	if u.String() == "" || len(h) == 0 {
		return nil, io.EOF
	}
	resp, err := answer{}.RoundTrip(req)
	if err == nil {
		resp.Header = http.Header{}
		resp.Header.Set("A", "b")
	}
	return resp, err
}

type nothing struct{}

// A header that is nil gets an empty one.
//
//proof:by all
func (nothing) RoundTrip(req *http.Request) (*http.Response, error) {
	if req.Header == nil {
		req.Header = make(http.Header)
	}
	return answer{}.RoundTrip(req)
}

// local has a method of the name that is none of http.RoundTripper.
type local struct{}

//proof:by others
func (local) Do(req *http.Request) (*http.Response, error) {
	req.Header.Set("A", "b")
	return answer{}.RoundTrip(req)
}

type otherType struct{ Header http.Header }

type other struct{}

//proof:by others
func (other) RoundTrip(req *otherType) (*otherType, error) {
	req.Header.Set("A", "b")
	return req, nil
}

//proof:ok
func all() {
	for _, rt := range []http.RoundTripper{cloned{}, onlyThen{"a"}, manual{}, ownURL{}, byHelper{}, prepared{}, body{}, back{}, backLater{}, takenOut{}, logged{}, reader{}, nothing{}, served{}} {
		send(rt)
	}
}

// served hands the request to a handler, which has it from then on as a server has.
type served struct{ h handler }

//proof:by all
func (s served) RoundTrip(req *http.Request) (*http.Response, error) {
	s.h.ServeHTTP(nil, req)
	return answer{}.RoundTrip(req)
}

type handler struct{}

//proof:by all
func (handler) ServeHTTP(_ http.ResponseWriter, r *http.Request) {
	if r.URL.Path == "" {
		r.URL.Path = "/"
	}
}

// asHandler changes the request of a server, which is its own.
//
//proof:ok
func asHandler() {
	h := func(w http.ResponseWriter, r *http.Request) { r.Header.Set("A", "b") }
	_ = http.HandlerFunc(h)
	f := func(req *http.Request) (*http.Response, error) {
		req.Header.Set("A", "b")
		return answer{}.RoundTrip(req)
	}
	req, _ := http.NewRequest("GET", "http://a.example", nil)
	f(req)
}

//proof:ok
func others() {
	req, _ := http.NewRequest("GET", "http://a.example", nil)
	local{}.Do(req)
	other{}.RoundTrip(&otherType{http.Header{}})
}
