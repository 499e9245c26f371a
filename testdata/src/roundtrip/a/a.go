// Package a changes requests in RoundTrip.
package a

import (
	"context"
	"maps"
	"net/http"
	"net/textproto"
	"reflect"
)

// answer is the transport below.
type answer struct{}

func (answer) RoundTrip(req *http.Request) (*http.Response, error) {
	return &http.Response{StatusCode: 200, Body: http.NoBody, Request: req}, nil
}

// differs reports whether the request that was sent is another one for its owner afterwards.
func differs(rt http.RoundTripper) bool {
	req, err := http.NewRequest("GET", "http://a.example/x?y=z", nil)
	if err != nil {
		panic(err)
	}
	req.Header.Set("Accept", "text/plain")
	before := req.Clone(req.Context())
	if _, err := rt.RoundTrip(req); err != nil {
		panic(err)
	}
	return !reflect.DeepEqual(req.Header, before.Header) || req.URL.String() != before.URL.String() || req.Host != before.Host
}

type auth struct{ next http.RoundTripper }

//proof:by authDiffers
//proof:instead req.Header.Set => req = req.Clone(req.Context()); req.Header.Set
func (t auth) RoundTrip(req *http.Request) (*http.Response, error) {
	req.Header.Set("Authorization", "Bearer x") // want `this changes Header of the request, which is the caller's: a retry finds it changed, and who shares it races; change a copy: req.Clone\(req.Context\(\)\)`
	return t.next.RoundTrip(req)
}

//proof:observe
func authDiffers() bool { return differs(auth{answer{}}) }

type index struct{}

//proof:by indexDiffers
//proof:instead r.Header["X-Trace"] => r = r.Clone(r.Context()); r.Header["X-Trace"]
func (index) RoundTrip(r *http.Request) (*http.Response, error) {
	r.Header["X-Trace"] = []string{"1"} // want `changes Header`
	return answer{}.RoundTrip(r)
}

//proof:observe
func indexDiffers() bool { return differs(index{}) }

type remover struct{}

//proof:by removerDiffers
//proof:instead delete(h, "Accept") => h = h.Clone(); delete(h, "Accept")
func (remover) RoundTrip(req *http.Request) (*http.Response, error) {
	h := req.Header
	delete(h, "Accept") // want `changes Header`
	return answer{}.RoundTrip(req)
}

//proof:observe
func removerDiffers() bool { return differs(remover{}) }

type mime struct{}

//proof:by mimeDiffers
//proof:instead textproto.MIMEHeader(req.Header) => textproto.MIMEHeader(req.Header.Clone())
func (mime) RoundTrip(req *http.Request) (*http.Response, error) {
	textproto.MIMEHeader(req.Header).Add("X-A", "b") // want `changes Header`
	return answer{}.RoundTrip(req)
}

//proof:observe
func mimeDiffers() bool { return differs(mime{}) }

type all struct{ header http.Header }

//proof:by allDiffers
//proof:instead maps.Copy(req.Header, t.header) => req = req.Clone(req.Context()); maps.Copy(req.Header, t.header)
func (t *all) RoundTrip(req *http.Request) (*http.Response, error) {
	maps.Copy(req.Header, t.header) // want `changes Header`
	return answer{}.RoundTrip(req)
}

//proof:observe
func allDiffers() bool { return differs(&all{http.Header{"X-A": {"b"}}}) }

type target struct{ host string }

//proof:by targetDiffers
//proof:instead req.URL.Host = t.host => req = req.Clone(req.Context()); req.URL.Host = t.host
func (t *target) RoundTrip(req *http.Request) (*http.Response, error) {
	if t.host != "" {
		req.URL.Host = t.host // want `changes URL.Host of the request`
	}
	return answer{}.RoundTrip(req)
}

//proof:observe
func targetDiffers() bool { return differs(&target{"b.example"}) }

type field struct{}

//proof:by fieldDiffers
//proof:instead req.Host = "b.example" => req = req.Clone(req.Context()); req.Host = "b.example"
func (field) RoundTrip(req *http.Request) (*http.Response, error) {
	req.Host = "b.example" // want `changes Host of the request`
	return answer{}.RoundTrip(req)
}

//proof:observe
func fieldDiffers() bool { return differs(field{}) }

type context2 struct{}

//proof:by context2Differs
//proof:instead r2.Header.Set => r2 = req.Clone(ctx); r2.Header.Set
func (context2) RoundTrip(req *http.Request) (*http.Response, error) {
	ctx, cancel := context.WithCancel(req.Context())
	defer cancel()
	r2 := req.WithContext(ctx)
	r2.Header.Set("X-A", "b") // want `the copy made at line 127 shares Header with the caller's request, so this changes both`
	return answer{}.RoundTrip(r2)
}

//proof:observe
func context2Differs() bool { return differs(context2{}) }

type key struct{}

//proof:by keyDiffers
//proof:instead r2.URL.RawQuery => r2.URL = new(*req.URL); r2.URL.RawQuery
func (key) RoundTrip(req *http.Request) (*http.Response, error) {
	r2 := *req
	q := r2.URL.Query()
	q.Set("key", "x")
	r2.URL.RawQuery = q.Encode() // want `the copy made at line 140 shares URL.RawQuery with the caller's request`
	return answer{}.RoundTrip(&r2)
}

//proof:observe
func keyDiffers() bool { return differs(key{}) }

type helper struct{ user string }

func (t *helper) sign(req *http.Request) { t.set(req.Header) }

func (t *helper) set(h http.Header) { h.Set("X-User", t.user) }

//proof:by helperDiffers
//proof:instead t.sign(req) => req = req.Clone(req.Context()); t.sign(req)
func (t *helper) RoundTrip(req *http.Request) (*http.Response, error) {
	t.sign(req) // want `this changes Header of the request`
	return answer{}.RoundTrip(req)
}

//proof:observe
func helperDiffers() bool { return differs(&helper{"me"}) }

type basic struct{}

//proof:by basicDiffers
//proof:instead req.SetBasicAuth => req = req.Clone(req.Context()); req.SetBasicAuth
func (basic) RoundTrip(req *http.Request) (*http.Response, error) {
	req.SetBasicAuth("u", "p") // want `changes Header`
	return answer{}.RoundTrip(req)
}

//proof:observe
func basicDiffers() bool { return differs(basic{}) }

type tripper func(*http.Request) (*http.Response, error)

func (f tripper) RoundTrip(req *http.Request) (*http.Response, error) { return f(req) }

//proof:observe
//proof:instead req.Header.Add => req = req.Clone(req.Context()); req.Header.Add
func literal() bool {
	return differs(tripper(func(req *http.Request) (*http.Response, error) {
		req.Header.Add("X-A", "b") // want `changes Header`
		return answer{}.RoundTrip(req)
	}))
}

type retrier struct{}

//proof:by retrierDiffers
//proof:instead req.Header.Add => req = req.Clone(req.Context()); req.Header.Add
func (retrier) RoundTrip(req *http.Request) (*http.Response, error) {
	send := func() (*http.Response, error) {
		req.Header.Add("X-Try", "1") // want `changes Header`
		return answer{}.RoundTrip(req)
	}
	return send()
}

//proof:observe
func retrierDiffers() bool { return differs(retrier{}) }

type renamed = http.Request

type alias struct{}

//proof:by aliasDiffers
//proof:instead req.Host, req.Method => req = req.Clone(req.Context()); req.Host, req.Method
func (alias) RoundTrip(req *renamed) (*http.Response, error) {
	req.Host, req.Method = "b.example", "HEAD" // want `changes Host`
	return answer{}.RoundTrip(req)
}

//proof:observe
func aliasDiffers() bool { return differs(alias{}) }
