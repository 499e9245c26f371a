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

// An Undo is a call that undoes something which outlives the process.
type Undo struct {
	Left    string // what is left behind without it
	OnError bool   // also where the work has failed
}

// Undoes returns what the call of fn undoes.
func Undoes(fn *types.Func) (Undo, bool) {
	return Lookup(undoes, fn)
}

var (
	bytesLost = Undo{"its last bytes are lost", false}
	fileStays = Undo{"the file stays", true}
	dirStays  = Undo{"the directory stays", true}
	goesOn    = Undo{"the process goes on", true}
)

var undoes = map[string]Undo{
	"os.RemoveAll":                   dirStays,
	"os.Remove":                      fileStays,
	"(*os.Root).Remove":              fileStays,
	"(*os.Root).RemoveAll":           dirStays,
	"(*os.Process).Kill":             goesOn,
	"(*os.Process).Signal":           goesOn,
	"golang.org/x/term.Restore":      {"the terminal stays in raw mode", true},
	"runtime/pprof.StopCPUProfile":   {"the profile is empty", false},
	"runtime/trace.Stop":             {"the trace is cut off", false},
	"(*bufio.Writer).Flush":          bytesLost,
	"(*bufio.ReadWriter).Flush":      bytesLost,
	"(*encoding/csv.Writer).Flush":   bytesLost,
	"(*text/tabwriter.Writer).Flush": {"its last lines are lost", false},
	"(*compress/gzip.Writer).Close":  bytesLost,
	"(*compress/zlib.Writer).Close":  bytesLost,
	"(*compress/flate.Writer).Close": bytesLost,
	"(*archive/zip.Writer).Close":    {"the archive has no directory", false},
	"(*archive/tar.Writer).Close":    {"the archive has no end", false},
}
