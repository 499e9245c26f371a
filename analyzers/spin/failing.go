package spin

import (
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

// A failure says when a call begins to fail for good, and which error tells so.
type failure struct {
	when, err string
	closes    bool // only if somebody closes the receiver
}

var (
	listener = &failure{"the listener is closed", "net.ErrClosed", true}
	socket   = &failure{"the connection is closed", "net.ErrClosed", true}
	input    = &failure{"the input ends", "io.EOF", false}
)

// failures lists calls that return the same error at once, each time from then on.
var failures = map[string]*failure{
	"(net.Listener).Accept": listener, "(*net.TCPListener).Accept": listener, "(*net.TCPListener).AcceptTCP": listener,
	"(*net.UnixListener).Accept": listener, "(*net.UnixListener).AcceptUnix": listener,
	"(net.PacketConn).ReadFrom": socket, "(*net.UDPConn).ReadFrom": socket, "(*net.UDPConn).ReadFromUDP": socket,
	"(*net.UDPConn).ReadFromUDPAddrPort": socket, "(*net.UDPConn).ReadMsgUDP": socket, "(*net.UnixConn).ReadFrom": socket,
	"(*bufio.Reader).ReadString": input, "(*bufio.Reader).ReadBytes": input, "(*bufio.Reader).ReadLine": input,
	"(*bufio.Reader).ReadByte": input, "(*bufio.Reader).ReadRune": input, "(*bufio.Reader).ReadSlice": input,
	"(*encoding/json.Decoder).Decode": input, "(*encoding/json.Decoder).Token": input, "(*encoding/gob.Decoder).Decode": input,
	"(*encoding/xml.Decoder).Token": input, "(*archive/tar.Reader).Next": input, "(net.Conn).Read": input, "(*net.conn).Read": input,
}

// mayFail is a cheap test for the names in failures.
func mayFail(name string) bool {
	switch name {
	case "Decode", "Token", "Next":
		return true
	}
	return strings.HasPrefix(name, "Accept") || strings.HasPrefix(name, "Read")
}

// fails looks at a call in a loop whose error does not end it.
func (c *checker) fails(loop *flow.Loop, call *ssa.Call) {
	fn := flow.Callee(&call.Call)
	if fn == nil || !mayFail(fn.Name()) {
		return
	}
	f := failures[know.Name(fn)]
	if f == nil {
		return
	}
	branch := onError(call)
	if branch == nil || !loop.Contains(branch) || !backTo(call, branch) || f.closes && !c.closesSuch(call) {
		return
	}
	c.Report(report.Finding{At: report.At(call.Pos(), 1), Kind: again, Args: []any{f.when, f.err}})
}

// onError is the block behind the only test of the call's error, where it is
// not nil.
func onError(call *ssa.Call) *ssa.BasicBlock {
	err := errorOf(call)
	if err == nil {
		return nil
	}
	var branch *ssa.BasicBlock
	for _, ref := range *err.Referrers() {
		switch ref := ref.(type) {
		case *ssa.BinOp:
			if branch != nil || len(*ref.Referrers()) != 1 {
				return nil
			}
			test, ok := (*ref.Referrers())[0].(*ssa.If)
			if !ok {
				return nil
			}
			if v, _, otherwise := flow.NilTest(test); v == err {
				branch = otherwise
				continue
			}
			return nil
		case *ssa.MakeInterface, *ssa.ChangeInterface: // to be printed: backTo looks at the call
		case *ssa.Call:
			if !logsBy(ref) {
				return nil // errors.Is and the like
			}
		case *ssa.Store:
			if _, ok := ref.Addr.(*ssa.IndexAddr); !ok {
				return nil
			}
		default:
			return nil
		}
	}
	return branch
}

// errorOf is the last result of the call, an error.
func errorOf(call *ssa.Call) ssa.Value {
	results := call.Call.Signature().Results()
	if results.Len() == 1 {
		return call
	}
	for _, ref := range *call.Referrers() {
		if e, ok := ref.(*ssa.Extract); ok && e.Index == results.Len()-1 {
			return e
		}
	}
	return nil
}

// backTo reports whether control comes from the block to the call without any
// decision, past nothing but logging.
func backTo(call *ssa.Call, b *ssa.BasicBlock) bool {
	for range 5 {
		for _, instr := range b.Instrs {
			if instr == call {
				return true
			}
			if !quiet(instr) && !logs(instr) && !logsBy(instr) {
				return false
			}
		}
		if len(b.Succs) != 1 {
			return false
		}
		b = b.Succs[0]
	}
	return false
}

// logsBy reports whether the instruction calls a logger of another package.
func logsBy(instr ssa.Instruction) bool {
	call, ok := instr.(*ssa.Call)
	if !ok || call.Call.Signature().Results().Len() > 0 {
		return false
	}
	fn := flow.Callee(&call.Call)
	if fn == nil || fn.Pkg() == nil || fn.Pkg() == call.Parent().Pkg.Pkg && !call.Call.IsInvoke() {
		return false
	}
	for _, name := range [...]string{"Print", "Log", "Error", "Warn", "Info", "Debug", "Trace"} {
		if strings.HasPrefix(fn.Name(), name) {
			return true
		}
	}
	return false
}

// closesSuch reports whether another function of the package closes something of
// the receiver's type: who never closes a listener has no reason to leave the loop.
func (c *checker) closesSuch(call *ssa.Call) bool {
	recv := receiver(&call.Call)
	for _, fn := range c.funcs {
		if fn == call.Parent() {
			continue
		}
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				other, ok := instr.(ssa.CallInstruction)
				if !ok {
					continue
				}
				if m := flow.Callee(other.Common()); m != nil && m.Name() == "Close" && m.Signature().Recv() != nil && types.Identical(receiver(other.Common()), recv) {
					return true
				}
			}
		}
	}
	return false
}

func receiver(call *ssa.CallCommon) types.Type {
	if call.IsInvoke() {
		return call.Value.Type()
	}
	return call.Args[0].Type()
}
