package fileleak

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/typeis"
	"github.com/gocorelint/gocorelint/internal/lazyregexp"
)

// harmless reports whether what an instruction does with the value leaves it to the function.
func harmless(instr ssa.Instruction, v ssa.Value) bool {
	switch instr := instr.(type) {
	case *ssa.Go:
		return false
	case ssa.CallInstruction:
		return ownMethod(instr.Common(), v) || borrowed(instr, v, 0)
	case *ssa.MakeInterface:
		return lent(instr, 0)
	case *ssa.ChangeInterface:
		return lent(instr, 0)
	case *ssa.DebugRef:
		return true
	}
	return false // stored, returned, in a closure, merged with another one, compared with nil, asserted
}

// methodOn is the name of the method that the call calls on the value.
func methodOn(call *ssa.CallCommon, v ssa.Value) string {
	if call.IsInvoke() {
		if call.Value == v {
			return call.Method.Name()
		}
		return ""
	}
	fn := flow.StaticCallee(call)
	if fn == nil || fn.Signature().Recv() == nil || call.Args[0] != v {
		return ""
	}
	return fn.Name()
}

// ownMethod reports whether the call is one of a method of the value from which it does not get out. By Fd
// and SyscallConn somebody else could close it, and what a method makes may hold it.
func ownMethod(call *ssa.CallCommon, v ssa.Value) bool {
	name := methodOn(call, v)
	switch name {
	case "", "Fd", "SyscallConn", "File":
		return false
	case "Stat", "ReadDir", "Readdir", "Addr", "LocalAddr", "RemoteAddr", "Accept":
		return true
	}
	return !mayHold(call.Signature().Results(), nil)
}

// mayHold reports whether a value of the type can refer to something that it got as an interface.
func mayHold(t types.Type, seen []types.Type) bool {
	if slices.Contains(seen, t) {
		return false
	}
	seen = append(seen, t)
	switch u := t.Underlying().(type) {
	case *types.Interface:
		return !typeis.Error(t)
	case *types.Signature, *types.Chan, *types.TypeParam:
		return true
	case *types.Basic:
		return u.Kind() == types.UnsafePointer
	case *types.Pointer:
		return mayHold(u.Elem(), seen)
	case *types.Slice:
		return mayHold(u.Elem(), seen)
	case *types.Array:
		return mayHold(u.Elem(), seen)
	case *types.Map:
		return mayHold(u.Key(), seen) || mayHold(u.Elem(), seen)
	case *types.Struct:
		for f := range u.Fields() {
			if mayHold(f.Type(), seen) {
				return true
			}
		}
	case *types.Tuple:
		for v := range u.Variables() {
			if mayHold(v.Type(), seen) {
				return true
			}
		}
	}
	return false
}

// borrowed reports whether a call uses the value until it returns, and neither closes nor keeps it.
func borrowed(call ssa.CallInstruction, v ssa.Value, depth int) bool {
	common := call.Common()
	if _, ok := call.(*ssa.Call); !ok || common.IsInvoke() {
		return false
	}
	fn := flow.StaticCallee(common)
	if fn == nil || fn.Signature().Recv() != nil {
		return false
	}
	if borrows[know.Name(fn)] {
		return true
	}
	for i, arg := range common.Args {
		if arg == v && !borrowsParam(common, fn, i, depth) {
			return false
		}
	}
	return true
}

// borrowsParam reports whether a function uses the argument until it returns: its body says so, or it asks
// for no Close, has no result to keep it in, and no name that says that it keeps it.
func borrowsParam(call *ssa.CallCommon, fn *types.Func, i, depth int) bool {
	if callee := call.StaticCallee(); callee != nil && len(callee.Blocks) > 0 {
		return depth < maxDepth && lent(callee.Params[i], depth+1)
	}
	params := fn.Signature().Params()
	if i >= params.Len() || fn.Signature().Variadic() && i >= params.Len()-1 {
		return false
	}
	t := params.At(i).Type()
	return types.IsInterface(t) && !hasMethod(t, "Close") && t.Underlying().(*types.Interface).NumMethods() > 0 &&
		!mayHold(fn.Signature().Results(), nil) && !keeps.MatchString(fn.Name())
}

var keeps = lazyregexp.New(`^(Set|Add|Register|Use|Init|Start|Attach|Redirect|Capture|Enable|Configure|Setup|Listen|Serve|Log|Watch|Track|Close)`)

const maxDepth = 4

// lent reports whether a reader or writer is given only to functions that do not
// keep it, or to those that make another one of it, for which the same is true.
func lent(v ssa.Value, depth int) bool {
	if depth > maxDepth {
		return false
	}
	for _, ref := range *v.Referrers() {
		if !lentTo(ref, v, depth) {
			return false
		}
	}
	return true
}

func lentTo(ref ssa.Instruction, v ssa.Value, depth int) bool {
	switch ref := ref.(type) {
	case *ssa.Call:
		fn := flow.StaticCallee(&ref.Call)
		switch {
		case fn == nil:
			return methodOn(&ref.Call, v) != "Close" && ownMethod(&ref.Call, v)
		case wraps[know.Name(fn)]:
			return lent(ref, depth+1)
		case fn.Signature().Recv() != nil && len(ref.Call.Args) > 0 && ref.Call.Args[0] == v && fn.Pkg() != nil && keepers[fn.Pkg().Path()]:
			return true // a method of what was made of it
		}
		return borrowed(ref, v, depth)
	case *ssa.Extract:
		return ref.Index != 0 || lent(ref, depth+1)
	case *ssa.MakeInterface:
		return lent(ref, depth+1)
	case *ssa.ChangeInterface:
		return lent(ref, depth+1)
	case *ssa.BinOp, *ssa.DebugRef:
		return true
	}
	return false
}

// kindOf names what was opened.
func (c *checker) kindOf(v ssa.Value) string {
	name := strings.TrimPrefix(types.TypeString(types.Unalias(v.Type()), types.RelativeTo(c.Pkg)), "*")
	name = name[strings.LastIndexByte(name, '/')+1:]
	for _, suffix := range []string{"File", "Listener", "Conn", "ReadCloser"} {
		if strings.HasSuffix(name, suffix) {
			return words[suffix]
		}
	}
	return name
}

var words = map[string]string{"File": "file", "Listener": "listener", "Conn": "connection", "ReadCloser": "reader"}

// costOf says what an open value costs.
func costOf(v ssa.Value) string {
	if descriptors[types.TypeString(types.Unalias(v.Type()), nil)] {
		return "its descriptor stays taken until a collection finds it"
	}
	return "what it holds stays taken"
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
