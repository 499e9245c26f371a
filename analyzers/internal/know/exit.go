package know

import (
	"go/types"
	"strings"
)

// Exits reports whether a call of fn ends the process at once, without running
// any deferred function.
func Exits(fn *types.Func) bool {
	return in(exits, fn) || isKlogFatal(fn) ||
		in(neverReturn, fn) && strings.HasPrefix(fn.Name(), "Fatal") && fn.Pkg().Path() != "testing"
}

var exits = set("os.Exit", "syscall.Exit", "(*github.com/sirupsen/logrus.Logger).Exit")

// Undoes returns what is left behind if the deferred call of fn does not run.
func Undoes(fn *types.Func) (left string, ok bool) {
	if fn == nil || fn.Pkg() == nil {
		return "", false
	}
	left, ok = undoes[fn.Origin().FullName()]
	return left, ok
}

var undoes = map[string]string{
	"os.RemoveAll":                          "the directory stays",
	"os.Remove":                             "the file stays",
	"(*os.Root).Remove":                     "the file stays",
	"(*os.Root).RemoveAll":                  "the directory stays",
	"runtime/pprof.StopCPUProfile":          "the profile is empty",
	"runtime/trace.Stop":                    "the trace is cut off",
	"(*bufio.Writer).Flush":                 "its last bytes are lost",
	"(*bufio.ReadWriter).Flush":             "its last bytes are lost",
	"(*encoding/csv.Writer).Flush":          "its last bytes are lost",
	"(*text/tabwriter.Writer).Flush":        "its last lines are lost",
	"(*compress/gzip.Writer).Close":         "its last bytes are lost",
	"(*compress/zlib.Writer).Close":         "its last bytes are lost",
	"(*compress/flate.Writer).Close":        "its last bytes are lost",
	"(*archive/zip.Writer).Close":           "the archive has no directory",
	"(*archive/tar.Writer).Close":           "the archive has no end",
	"(*os.Process).Kill":                    "the process goes on",
	"(*os.Process).Signal":                  "the process goes on",
	"golang.org/x/term.Restore":             "the terminal stays in raw mode",
	"(*go.uber.org/zap.Logger).Sync":        "the last lines of the log are lost",
	"(*go.uber.org/zap.SugaredLogger).Sync": "the last lines of the log are lost",
}
