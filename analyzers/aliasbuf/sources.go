package aliasbuf

import (
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
)

// A source is a call that returns a part of a buffer.
type source struct {
	call  *ssa.Call
	slice ssa.Value
	owner ssa.Value // the scanner, reader or buffer
	name  string
	rule
}

// A rule says what makes a part of a buffer invalid.
type rule struct {
	ends   []string // methods that overwrite the buffer, or let the next write do so
	writes bool     // the buffer is overwritten only by a use after such a call
}

var (
	scanner = rule{ends: []string{"Scan"}}
	reader  = rule{ends: []string{"Read", "ReadByte", "ReadBytes", "ReadLine", "ReadRune", "ReadSlice", "ReadString", "Peek", "Discard", "WriteTo", "Reset"}}
	buffer  = rule{ends: []string{"Reset", "Truncate"}, writes: true}
)

var ofStd = map[string]rule{
	"(*bufio.Scanner).Bytes":    scanner,
	"(*bufio.Reader).ReadSlice": reader,
	"(*bufio.Reader).ReadLine":  reader,
	"(*bytes.Buffer).Bytes":     buffer,
	"(*bytes.Buffer).Next":      buffer,
}

// sources knows which calls return a part of a buffer.
type sources struct {
	std bool                   // those of the standard library, too
	own map[*ssa.Function]bool // what reuses says
}

func (list *sources) of(call *ssa.Call) *source {
	fn := flow.StaticCallee(&call.Call)
	if fn == nil || fn.Pkg() == nil || fn.Signature().Recv() == nil {
		return nil
	}
	var rule rule
	switch callee := call.Call.StaticCallee(); {
	case callee.Pkg == call.Parent().Pkg:
		reused, known := list.own[callee]
		if !known {
			reused = reuses(callee)
			list.own[callee] = reused
		}
		if !reused {
			return nil
		}
		rule.ends = []string{fn.Name()}
	case list.std && (fn.Pkg().Path() == "bufio" || fn.Pkg().Path() == "bytes"):
		rule = ofStd[know.Name(fn)]
	}
	if rule.ends == nil {
		return nil
	}
	s := &source{call: call, slice: call, owner: call.Call.Args[0], name: fn.Name(), rule: rule}
	if fn.Signature().Results().Len() > 1 {
		s.slice = nil
		for _, ref := range *call.Referrers() {
			if x, ok := ref.(*ssa.Extract); ok && x.Index == 0 {
				s.slice = x
			}
		}
	}
	if s.slice == nil {
		return nil
	}
	return s
}
