package fileleak

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/typeis"
	"github.com/gocorelint/gocorelint/internal/lazyregexp"
)

// A need says whether a value must be closed.
type need int

const (
	none  need = iota
	maybe      // it has a Close, and who calls that on one path knows that it must
	must
	system // it has a descriptor
)

// opens says whether the call opens something that its caller has to close.
func (c *checker) opens(call *ssa.Call) need {
	tuple, ok := call.Type().(*types.Tuple)
	if !ok || tuple.Len() != 2 || !typeis.Error(tuple.At(1).Type()) {
		return none
	}
	n := c.needOf(tuple.At(0).Type())
	if n == none {
		return none
	}
	fn := flow.Callee(call.Common())
	switch {
	case call.Parent().Pkg.Pkg.Name() == "main" && tuple.At(0).Type().String() != "*os.File":
		return none // a program has few connections, and mostly for as long as it runs
	case fn == nil, closedElsewhere[know.Name(fn)], lends(fn):
		return none
	case slices.ContainsFunc(argsOf(call), wrapped):
		return none // it reads from or writes to what the caller has, and may have nothing of its own
	}
	return n
}

// lends reports whether the method lends what the receiver keeps: it can be given back to that. A Put that takes something else
// stores it, as Get brings what is stored.
func lends(fn *types.Func) bool {
	recv := fn.Signature().Recv()
	if recv == nil || !lenders.MatchString(fn.Name()) {
		return false
	}
	return slices.ContainsFunc([]string{"Release", "Put", "Return", "GiveBack"}, func(name string) bool {
		obj, _, _ := types.LookupFieldOrMethod(recv.Type(), true, fn.Pkg(), name)
		back, ok := obj.(*types.Func)
		if !ok || name != "Put" {
			return ok
		}
		params := back.Signature().Params()
		return params.Len() == 1 && types.Identical(params.At(0).Type(), fn.Signature().Results().At(0).Type())
	})
}

var lenders = lazyregexp.New(`^(Acquire|Borrow|Check[oO]ut|Get|Lease|Take)`)

// argsOf lists the arguments of a call without the receiver: what makes connections may be closed, too.
func argsOf(call *ssa.Call) []ssa.Value {
	fn := flow.StaticCallee(call.Common())
	if fn != nil && fn.Signature().Recv() != nil && !reads(call.Call.Args[0].Type()) {
		return call.Call.Args[1:]
	}
	return call.Call.Args
}

// needOf says whether values of a type must be closed.
func (c *checker) needOf(t types.Type) need {
	n, ok := c.needs[t]
	if !ok {
		n = needOf(t)
		c.needs[t] = n
	}
	return n
}

func needOf(t types.Type) need {
	if name := types.TypeString(types.Unalias(t), nil); descriptors[name] {
		return system
	}
	if !hasMethod(t, "Close") || hasMethod(t, "Next") {
		return none // rows close themselves behind the last one
	}
	switch {
	case hasMethod(t, "Read") && types.IsInterface(t):
		return must
	case hasMethod(t, "Write") && !hasMethod(t, "Read"):
		return none // a message that could not be written needs no end: its connection is closed
	}
	return maybe
}

func hasMethod(t types.Type, name string) bool {
	obj, _, _ := types.LookupFieldOrMethod(t, false, nil, name)
	fn, ok := obj.(*types.Func)
	return ok && fn.Signature().Params().Len() == len(params[name])
}

// params are those of the methods that are asked for.
var params = map[string][]int{"Read": {1}, "Write": {1}}

// descriptors lists what takes one until it is closed.
var descriptors = map[string]bool{
	"*os.File": true, "net.Listener": true, "net.Conn": true, "net.PacketConn": true, "*net.TCPListener": true, "*net.UnixListener": true,
	"*net.TCPConn": true, "*net.UDPConn": true, "*net.UnixConn": true, "*net.IPConn": true, "*crypto/tls.Conn": true, "*archive/zip.ReadCloser": true,
}

// closedElsewhere lists functions whose results others close, or that need no Close.
var closedElsewhere = set(
	"(*os/exec.Cmd).StdoutPipe", "(*os/exec.Cmd).StderrPipe", "(*os/exec.Cmd).StdinPipe", // Wait closes them
	"(*archive/zip.File).Open", "(*archive/zip.Reader).Open", "(embed.FS).Open", // memory
	"net.FileConn", "net.FileListener", "net.FilePacketConn",
)

// wrapped reports whether a call that gets the value may be about the value: a reader, a writer, something open.
func wrapped(arg ssa.Value) bool {
	t := arg.Type()
	return reads(t) || hasMethod(t, "Close")
}

func reads(t types.Type) bool { return hasMethod(t, "Read") || hasMethod(t, "Write") }
