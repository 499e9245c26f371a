// Package mapgrow finds maps that get an entry for whatever a client sends and never
// lose one.
//
// # Analyzer mapgrow
//
// mapgrow: maps that grow with what clients send
//
// A map that lives as long as the server, with keys that come from requests, has as
// many entries as there were different ones:
//
//	var visitors = map[string]*limiter{}
//
//	func limit(r *http.Request) *limiter {
//		ip, _, _ := net.SplitHostPort(r.RemoteAddr)
//		if visitors[ip] == nil {
//			visitors[ip] = newLimiter() // for ever
//		}
//		return visitors[ip]
//	}
//
// The analyzer reports such a store where the whole package deletes nothing from the
// map, never clears or replaces it, and decides nothing by its length. It looks at maps
// and sync.Maps that only the package knows.
package mapgrow
