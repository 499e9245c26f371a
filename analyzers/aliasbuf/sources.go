package aliasbuf

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/keep"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/typeis"
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
	peeked  = rule{ends: []string{"ReadBytes", "ReadLine", "ReadSlice", "ReadString", "WriteTo", "Reset"}} // the others take what was peeked at
	buffer  = rule{ends: []string{"Reset", "Truncate"}, writes: true}
)

var ofStd = map[string]rule{
	"(*bufio.Scanner).Bytes":    scanner,
	"(*bufio.Reader).ReadSlice": reader,
	"(*bufio.Reader).ReadLine":  reader,
	"(*bufio.Reader).Peek":      peeked,
	"(*bytes.Buffer).Bytes":     buffer,
	"(*bytes.Buffer).Next":      buffer,
}

// sources knows which calls return a part of a buffer.
type sources struct {
	std bool                   // those of the standard library, too
	own map[*ssa.Function]bool // what reuses says

	funcs   []*ssa.Function                // of the package
	written map[*types.Var][]*ssa.Function // fields that are buffers, and who writes to them; made when it is needed
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

// resetForOthers finds the Reset behind which other methods write to the buffer, a field, while somebody still has what
// the keeper gave away. It is nil if who has it may have been waited for.
func (list *sources) resetForOthers(s *source, k *keep.Keeper) ssa.Instruction {
	field, ok := s.owner.(*ssa.FieldAddr)
	if !ok || !s.writes || flow.InLocal(field) {
		return nil
	}
	end, _ := flow.FirstReached(flow.After(k.Instruction), s.isEnd, func(instr ssa.Instruction) bool { return s.isNew(instr) || waits(instr) })
	if end == nil {
		return nil
	}
	fn := s.call.Parent()
	if !slices.ContainsFunc(list.writers(flow.Field(field)), func(w *ssa.Function) bool { return w != fn }) {
		return nil
	}
	return end
}

// writers are the functions of the package that write to the buffer which the field is.
func (list *sources) writers(field *types.Var) []*ssa.Function {
	if list.written == nil {
		list.written = make(map[*types.Var][]*ssa.Function)
		for _, fn := range list.funcs {
			for _, b := range fn.Blocks {
				for _, instr := range b.Instrs {
					if f := writtenField(instr); f != nil {
						list.written[f] = append(list.written[f], fn)
					}
				}
			}
		}
	}
	return list.written[field]
}

// writtenField is the field whose buffer the instruction writes to, or gives to a function as an io.Writer.
func writtenField(instr ssa.Instruction) *types.Var {
	call, ok := instr.(*ssa.Call)
	if !ok {
		return nil
	}
	fn := flow.StaticCallee(&call.Call)
	for i, arg := range call.Call.Args {
		if mi, ok := arg.(*ssa.MakeInterface); ok {
			arg = mi.X
		} else if i > 0 || fn == nil || !strings.HasPrefix(know.Name(fn), "(*bytes.Buffer).Write") {
			continue
		}
		if f, ok := arg.(*ssa.FieldAddr); ok && typeis.Named(f.Type(), "*bytes.Buffer") {
			return flow.Field(f)
		}
	}
	return nil
}
