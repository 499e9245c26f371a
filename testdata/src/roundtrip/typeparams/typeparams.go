// Package typeparams has a generic transport.
package typeparams

import "net/http"

type answer struct{}

func (answer) RoundTrip(req *http.Request) (*http.Response, error) {
	return &http.Response{StatusCode: 200, Body: http.NoBody, Request: req}, nil
}

type with[T http.RoundTripper] struct{ next T }

//proof:by observed
//proof:instead req.Header.Set => req = req.Clone(req.Context()); req.Header.Set
func (t with[T]) RoundTrip(req *http.Request) (*http.Response, error) {
	req.Header.Set("A", "b") // want `changes Header`
	return t.next.RoundTrip(req)
}

//proof:observe
func observed() bool {
	req, _ := http.NewRequest("GET", "http://a.example", nil)
	with[answer]{}.RoundTrip(req)
	return req.Header.Get("A") != ""
}
