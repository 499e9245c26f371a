package know

import "go/types"

// WrapsNil reports whether fn wraps the error that is its first argument, and
// returns nil if that is nil.
func WrapsNil(fn *types.Func) bool { return in(wrapsNil, fn) }

var wrapsNil = set(
	"github.com/pkg/errors.Wrap", "github.com/pkg/errors.Wrapf", "github.com/pkg/errors.WithMessage",
	"github.com/pkg/errors.WithMessagef", "github.com/pkg/errors.WithStack",
	"github.com/cockroachdb/errors.Wrap", "github.com/cockroachdb/errors.Wrapf", "github.com/cockroachdb/errors.WithMessage",
	"github.com/cockroachdb/errors.WithMessagef", "github.com/cockroachdb/errors.WithStack",
	"github.com/juju/errors.Trace", "github.com/juju/errors.Annotate", "github.com/juju/errors.Annotatef",
)

// NeedsReceiver reports whether the method of the standard library panics on a
// nil receiver, whatever its arguments are.
func NeedsReceiver(fn *types.Func) bool { return in(needsReceiver, fn) }

var needsReceiver = set(
	"(*os.File).Name", "(*net/url.URL).String", "(*net/url.URL).Query", "(*net/url.URL).Hostname", "(*net/url.URL).Port",
	"(*net/url.URL).IsAbs", "(*net/url.URL).EscapedPath", "(*net/url.URL).JoinPath", "(*net/url.URL).RequestURI",
	"(*net/url.URL).ResolveReference", "(*net/url.URL).Redacted",
	"(*net/http.Request).AddCookie", "(*net/http.Request).SetBasicAuth", "(*net/http.Request).UserAgent", "(*net/http.Request).Clone",
	"(*net/http.Response).Cookies", "(*net/http.Response).Location",
	"(*database/sql.Rows).Next", "(*database/sql.Rows).Scan", "(*database/sql.Rows).Close", "(*database/sql.Rows).Columns",
	"(*database/sql.Tx).Exec", "(*database/sql.Tx).ExecContext", "(*database/sql.Tx).Query", "(*database/sql.Tx).QueryContext",
	"(*database/sql.Tx).Commit", "(*database/sql.Tx).Rollback", "(*database/sql.Tx).Prepare",
	"(*database/sql.DB).SetMaxOpenConns", "(*database/sql.DB).SetMaxIdleConns", "(*database/sql.DB).SetConnMaxLifetime",
	"(*database/sql.DB).Ping", "(*database/sql.DB).Exec", "(*database/sql.DB).Query",
	"(*regexp.Regexp).MatchString", "(*regexp.Regexp).Match", "(*regexp.Regexp).FindStringSubmatch", "(*regexp.Regexp).ReplaceAllString",
)
