// Package roundtrip finds methods RoundTrip that change the request of their caller.
//
// # Analyzer roundtrip
//
// roundtrip: methods RoundTrip that change their caller's request
//
// An http.RoundTripper must not change the request, but for its body:
//
//	func (t *auth) RoundTrip(req *http.Request) (*http.Response, error) {
//		req.Header.Set("Authorization", t.token) // the caller's header
//		return t.next.RoundTrip(req)
//	}
//
// The caller may send the request again, and headers are maps that several
// requests may share: a second round then finds what the first has added, and
// two at a time die of a concurrent map write.
//
// The analyzer reports what sets a field, the URL or the header of the request
// that RoundTrip was given, in the method or in functions of the package that
// it calls; and what changes the header or the URL of a copy that shares them,
// made by *r2 = *req or WithContext.
//
// It does not report what happens to the body, what is put back as it was, and
// changes of what Clone returns.
package roundtrip
