package fileleak

import (
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
)

// own reports whether only the function itself can close the file: nobody else
// gets it but methods of its own, and functions that neither close nor keep it.
func own(f ssa.Value) bool {
	for _, ref := range *f.Referrers() {
		switch ref := ref.(type) {
		case ssa.CallInstruction:
			if _, starts := ref.(*ssa.Go); starts || !ownMethod(ref.Common(), f) {
				return false
			}
		case *ssa.MakeInterface:
			if !lent(ref, 0) {
				return false
			}
		case *ssa.DebugRef:
		default:
			return false // stored, returned, in a closure, merged with another one, compared with nil
		}
	}
	return true
}

// ownMethod reports whether the call is one of a method of the file from which
// it does not get out. By Fd and SyscallConn somebody else could close it.
func ownMethod(call *ssa.CallCommon, f ssa.Value) bool {
	fn := flow.StaticCallee(call)
	if fn == nil || fn.Signature().Recv() == nil || fn.Pkg().Path() != "os" || call.Args[0] != f {
		return false
	}
	return fn.Name() != "Fd" && fn.Name() != "SyscallConn"
}

// lent reports whether a reader or writer is given only to functions that do not
// keep it, or to those that make another one of it, for which the same is true.
func lent(v ssa.Value, depth int) bool {
	if depth > 4 {
		return false
	}
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Call:
			fn := flow.StaticCallee(&ref.Call)
			if fn == nil {
				return false
			}
			name := know.Name(fn)
			switch {
			case borrows[name]:
			case wraps[name]:
				if !lent(ref, depth+1) {
					return false
				}
			case fn.Signature().Recv() != nil && len(ref.Call.Args) > 0 && ref.Call.Args[0] == v && fn.Pkg() != nil && keepers[fn.Pkg().Path()]:
				// a method of what was made of it
			default:
				return false
			}
		case *ssa.Extract:
			if ref.Index == 0 && !lent(ref, depth+1) {
				return false
			}
		case *ssa.MakeInterface:
			if !lent(ref, depth+1) {
				return false
			}
		case *ssa.ChangeInterface:
			if !lent(ref, depth+1) {
				return false
			}
		case *ssa.BinOp, *ssa.DebugRef:
		default:
			return false
		}
	}
	return true
}

// borrows lists functions that use their reader or writer until they return.
var borrows = set(
	"io.ReadAll", "io.Copy", "io.CopyN", "io.CopyBuffer", "io.ReadFull", "io.ReadAtLeast", "io.WriteString",
	"io/ioutil.ReadAll", "fmt.Fprint", "fmt.Fprintf", "fmt.Fprintln", "fmt.Fscan", "fmt.Fscanf", "fmt.Fscanln",
	"encoding/binary.Read", "encoding/binary.Write", "image.Decode", "image.DecodeConfig", "image/png.Decode", "image/png.Encode",
	"image/jpeg.Decode", "image/jpeg.Encode", "image/gif.Decode", "image/gif.DecodeAll", "image/gif.EncodeAll",
	"(*text/template.Template).Execute", "(*html/template.Template).Execute", "(*text/template.Template).ExecuteTemplate", "(*html/template.Template).ExecuteTemplate",
	"(*bytes.Buffer).ReadFrom", "(*bytes.Buffer).WriteTo", "(*strings.Reader).WriteTo", "(*bytes.Reader).WriteTo", "encoding/json.Indent",
)

// wraps lists functions whose result reads from or writes to the argument.
var wraps = set(
	"bufio.NewReader", "bufio.NewReaderSize", "bufio.NewWriter", "bufio.NewWriterSize", "bufio.NewScanner",
	"encoding/json.NewDecoder", "encoding/json.NewEncoder", "encoding/xml.NewDecoder", "encoding/xml.NewEncoder",
	"encoding/gob.NewDecoder", "encoding/gob.NewEncoder", "encoding/csv.NewReader", "encoding/csv.NewWriter",
	"compress/gzip.NewReader", "compress/gzip.NewWriter", "archive/tar.NewReader", "archive/tar.NewWriter", "io.LimitReader", "io.TeeReader",
)

// keepers lists the packages whose readers and writers close nothing but
// themselves.
var keepers = map[string]bool{
	"bufio": true, "encoding/json": true, "encoding/xml": true, "encoding/gob": true, "encoding/csv": true,
	"compress/gzip": true, "archive/tar": true,
}

func set(names ...string) map[string]bool {
	m := make(map[string]bool, len(names))
	for _, name := range names {
		m[name] = true
	}
	return m
}
