// Package poolmisuse finds objects of a sync.Pool that are used after they were given back.
//
// # Analyzer poolmisuse
//
// poolmisuse: pooled objects used after Put, or put back twice
//
// After Put the next Get, in any goroutine, may return the object. The analyzer reports
//
//   - a use of the object after Put, or after a function of the package that puts it back;
//   - a second Put of the object: two Gets return it;
//   - a slice of a pooled buffer that is returned although the buffer goes back, at once or by
//     a deferred Put;
//   - a slice of a pooled buffer that is kept in a field, a list, a map or a channel although the
//     buffer goes back;
//   - a pool of buffers that nothing resets: they grow, and show what others wrote;
//   - Get().(T) on a pool without New, and on one that holds another type;
//   - with the setting cost, objects that do not go back on some way, and buffers of any size
//     that do.
package poolmisuse
