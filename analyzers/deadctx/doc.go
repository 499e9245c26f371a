// Package deadctx finds contexts that are used when they have ended for sure.
//
// # Analyzer deadctx
//
// deadctx: contexts that are used after they have ended
//
// When a context has ended, what gets it fails at once, and what was made with it is
// closed. The analyzer reports
//
//   - a context, a request, a response, rows, a transaction or a command that a function returns
//     whose context it cancels in a defer;
//   - calls that look at their context first, such as those of database/sql and
//     Shutdown of a server, behind the call of its cancel function, behind a receive from its
//     Done, or behind the Wait of the errgroup that it belongs to;
//   - a goroutine that gets a context which the function cancels at once, as it returns, or
//     the context of a request whose handler returns at once.
package deadctx
