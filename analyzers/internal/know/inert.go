package know

import (
	"go/types"
	"strings"
)

// Inert reports whether a function of the standard library neither blocks nor
// keeps or calls what it gets, as far as synchronization goes.
func Inert(fn *types.Func) bool {
	if fn.Pkg() == nil {
		return false
	}
	switch fn.Pkg().Path() {
	case "fmt", "strings", "strconv", "errors", "unicode", "unicode/utf8", "math", "math/rand", "math/rand/v2", "math/bits", "os", "log",
		"path", "path/filepath", "runtime", "runtime/pprof", "time", "log/slog", "bytes", "runtime/debug":
		return !strings.HasSuffix(fn.Name(), "Func") && fn.Name() != "SetFinalizer" && fn.Name() != "AddCleanup"
	case "testing":
		return fn.Name() != "Cleanup" && fn.Name() != "Run"
	}
	return false
}

// NeverNil reports whether the one result of fn is never nil.
func NeverNil(fn *types.Func) bool { return in(neverNil, fn) }

var neverNil = set(
	"errors.New", "fmt.Errorf",
	"github.com/pkg/errors.New", "github.com/pkg/errors.Errorf", "github.com/cockroachdb/errors.New", "github.com/cockroachdb/errors.Newf",
	"github.com/cockroachdb/errors.Errorf", "github.com/juju/errors.New", "github.com/juju/errors.Errorf",
)
