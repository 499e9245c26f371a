// Package readlimit finds request bodies that are read without a limit.
//
// # Analyzer readlimit
//
// readlimit: request bodies read into memory without a limit
//
// A server that reads a whole body into memory lets its clients decide how much
// memory it has:
//
//	func upload(w http.ResponseWriter, r *http.Request) {
//		data, err := io.ReadAll(r.Body)
//
// The analyzer reports io.ReadAll and json.Decoder.Decode of the body of a handler's
// request, and io.ReadAll of what gzip, zlib or flate make of it, in packages that
// nowhere set a limit.
package readlimit
