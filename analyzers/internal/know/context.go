package know

import "go/types"

// NeedsLive returns the index of the context (the receiver counts as the first argument) without
// which a call of fn fails: it looks whether the context has ended before it does anything else.
func NeedsLive(fn *types.Func) (arg int, ok bool) {
	return Lookup(needsLive, fn)
}

var needsLive = map[string]int{
	"net/http.NewRequestWithContext": 0, // and the request fails
	"(*net/http.Server).Shutdown":    1, // with connections that are busy

	"(*database/sql.DB).BeginTx":           1,
	"(*database/sql.DB).Conn":              1,
	"(*database/sql.DB).ExecContext":       1,
	"(*database/sql.DB).PingContext":       1,
	"(*database/sql.DB).PrepareContext":    1,
	"(*database/sql.DB).QueryContext":      1,
	"(*database/sql.DB).QueryRowContext":   1,
	"(*database/sql.Tx).ExecContext":       1,
	"(*database/sql.Tx).PrepareContext":    1,
	"(*database/sql.Tx).QueryContext":      1,
	"(*database/sql.Tx).QueryRowContext":   1,
	"(*database/sql.Stmt).ExecContext":     1,
	"(*database/sql.Stmt).QueryContext":    1,
	"(*database/sql.Stmt).QueryRowContext": 1,

	"os/exec.CommandContext": 0, // and Start fails

	"(*net.Dialer).DialContext":               1,
	"(*crypto/tls.Dialer).DialContext":        1,
	"(*crypto/tls.Conn).HandshakeContext":     1,
	"(*net.Resolver).LookupAddr":              1,
	"(*net.Resolver).LookupHost":              1,
	"(*net.Resolver).LookupIP":                1,
	"(*net.Resolver).LookupIPAddr":            1,
	"(*net.Resolver).LookupTXT":               1,
	"(*golang.org/x/time/rate.Limiter).Wait":  1,
	"(*golang.org/x/time/rate.Limiter).WaitN": 1,
}

// DiesWith returns what fn makes of the context, or of the request, that is the argument with the
// index (the receiver counts as the first one): the first result is of no use any more
// when the context has ended.
func DiesWith(fn *types.Func) (what string, arg int, ok bool) {
	d, ok := Lookup(diesWith, fn)
	return d.what, d.arg, ok
}

var diesWith = map[string]struct {
	what string
	arg  int
}{
	"net/http.NewRequestWithContext":       {"request", 0},
	"(*net/http.Request).WithContext":      {"request", 1},
	"(*net/http.Request).Clone":            {"request", 1},
	"(*net/http.Client).Do":                {"response", 1},
	"(*net/http.Transport).RoundTrip":      {"response", 1},
	"(net/http.RoundTripper).RoundTrip":    {"response", 0},
	"(*database/sql.DB).BeginTx":           {"transaction", 1},
	"(*database/sql.Conn).BeginTx":         {"transaction", 1},
	"(*database/sql.DB).QueryContext":      {"result set", 1},
	"(*database/sql.DB).QueryRowContext":   {"row", 1},
	"(*database/sql.Conn).QueryContext":    {"result set", 1},
	"(*database/sql.Conn).QueryRowContext": {"row", 1},
	"(*database/sql.Tx).QueryContext":      {"result set", 1},
	"(*database/sql.Tx).QueryRowContext":   {"row", 1},
	"(*database/sql.Stmt).QueryContext":    {"result set", 1},
	"(*database/sql.Stmt).QueryRowContext": {"row", 1},
	"os/exec.CommandContext":               {"command", 0},
}

// DerivesContext reports whether a call of fn makes a context that ends with the one
// that it gets first. The context is the result with the index; stop is the index of the function that
// ends it, or of the group whose Wait does, -1 if there is none.
func DerivesContext(fn *types.Func) (result, stop int, ok bool) {
	if fn == nil || fn.Pkg() == nil {
		return 0, 0, false
	}
	switch Name(fn) {
	case "context.WithValue":
		return 0, -1, true
	case "context.WithCancel", "context.WithCancelCause", "context.WithTimeout", "context.WithTimeoutCause",
		"context.WithDeadline", "context.WithDeadlineCause", "os/signal.NotifyContext":
		return 0, 1, true
	case "golang.org/x/sync/errgroup.WithContext":
		return 1, 0, true
	}
	return 0, 0, false
}
