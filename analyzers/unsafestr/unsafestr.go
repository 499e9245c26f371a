package unsafestr

import (
	_ "embed"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/keep"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/typeis"
)

//go:embed doc.go
var doc string

var (
	written = &report.Kind{ID: "write",
		Format: "this writes to the bytes of a string (%s): the string changes for all who have it, and a constant can't be written, the process dies; copy it: []byte(s)"}
	changed = &report.Kind{ID: "changed",
		Format: "this changes the string made at %s, which shares these bytes and is %s (%s); make a copy there: string(b)"}
)

// Analyzer is the check with its default settings.
var Analyzer = New()

// New makes the check.
func New() *analysis.Analyzer {
	return report.Check{
		Name:     "unsafestr",
		DocFile:  doc,
		Tests:    true,
		Kinds:    []*report.Kind{written, changed},
		Requires: []*analysis.Analyzer{flow.Analyzer},
		Run:      run,
	}.New()
}

func run(pass *report.Pass) {
	if !pass.Imports("unsafe") {
		return
	}
	funcs := pass.ResultOf[flow.Analyzer].(*flow.Package).Funcs
	c := &conversions{toBytes: make(map[*ssa.Function]bool), toString: make(map[*ssa.Function]int)}
	for _, fn := range funcs {
		c.learn(fn)
	}
	for _, fn := range funcs {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				call, ok := instr.(*ssa.Call)
				if !ok {
					continue
				}
				if c.isBytes(call) {
					checkBytes(pass, call)
				} else if b := c.shared(call); b != nil {
					checkString(pass, call, b)
				}
			}
		}
	}
}

// conversions knows the functions that convert without a copy.
type conversions struct {
	toBytes  map[*ssa.Function]bool // their result is the bytes of a string
	toString map[*ssa.Function]int  // their result is a string of the bytes of this parameter
}

// learn looks at what a function returns.
func (c *conversions) learn(fn *ssa.Function) {
	var value ssa.Value
	for _, b := range fn.Blocks {
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if !ok {
			continue
		}
		if len(ret.Results) != 1 || value != nil {
			return
		}
		value = ret.Results[0]
	}
	call, ok := value.(*ssa.Call)
	if !ok {
		return
	}
	if isBytes(call) {
		c.toBytes[fn] = true
	}
	for i, p := range fn.Params {
		if sharedBy(call) == p {
			c.toString[fn] = i
		}
	}
}

// isBytes reports whether the result is the bytes of a string.
func (c *conversions) isBytes(call *ssa.Call) bool {
	return isBytes(call) || c.toBytes[call.Call.StaticCallee()]
}

// shared is the slice whose bytes the result shares, a string; nil if it is something else.
func (c *conversions) shared(call *ssa.Call) ssa.Value {
	if i, ok := c.toString[call.Call.StaticCallee()]; ok && i < len(call.Call.Args) {
		return call.Call.Args[i]
	}
	return sharedBy(call)
}

// isBytes recognizes unsafe.Slice(unsafe.StringData(s), n).
func isBytes(call *ssa.Call) bool {
	if !isBuiltin(call, "Slice") {
		return false
	}
	data, ok := call.Call.Args[0].(*ssa.Call)
	return ok && isBuiltin(data, "StringData")
}

// sharedBy is b in unsafe.String(&b[0], n) and unsafe.String(unsafe.SliceData(b), n).
func sharedBy(call *ssa.Call) ssa.Value {
	if !isBuiltin(call, "String") {
		return nil
	}
	switch data := call.Call.Args[0].(type) {
	case *ssa.IndexAddr:
		if _, ok := data.X.Type().Underlying().(*types.Slice); ok {
			return data.X
		}
	case *ssa.Call:
		if isBuiltin(data, "SliceData") {
			return data.Call.Args[0]
		}
	}
	return nil
}

func isBuiltin(call *ssa.Call, name string) bool {
	b, ok := call.Call.Value.(*ssa.Builtin)
	return ok && b.Name() == name
}

// checkBytes reports the first write to the bytes of a string.
func checkBytes(pass *report.Pass, bytes *ssa.Call) {
	if isFresh(bytes) && pass.InTest(bytes.Pos()) {
		return // the test shows that both have the same bytes
	}
	for _, w := range writesTo(bytes) {
		if w.Pos().IsValid() {
			pass.Report(report.Finding{At: report.At(w.Pos(), 1), Kind: written, Args: []any{pass.Line(w.Pos(), bytes.Pos())}})
			return
		}
	}
}

// isFresh reports whether the string is the function's own copy of other bytes: no constant, and nobody else has it.
func isFresh(bytes *ssa.Call) bool {
	arg := bytes.Call.Args[0]
	if data, ok := arg.(*ssa.Call); ok && isBuiltin(data, "StringData") {
		arg = data.Call.Args[0]
	}
	conv, ok := arg.(*ssa.Convert)
	return ok && typeis.Slice(conv.X.Type())
}

// checkString reports a write to the bytes that a string shares, if somebody has the
// string then.
func checkString(pass *report.Pass, str *ssa.Call, bytes ssa.Value) {
	keeper := keeperOf(str)
	for _, w := range writesTo(bytes) {
		if !w.Pos().IsValid() || !reaches(str, w, bytes) {
			continue
		}
		if keeper != nil && reaches(keeper, w, bytes) {
			pass.Report(report.Finding{At: report.At(w.Pos(), 1), Kind: changed, Args: []any{
				pass.Line(w.Pos(), str.Pos()), "kept", pass.Line(w.Pos(), keeper.Pos())}})
			return
		}
		for _, ref := range *str.Referrers() {
			if ref.Pos().IsValid() && reaches(w, ref, str) {
				pass.Report(report.Finding{At: report.At(w.Pos(), 1), Kind: changed, Args: []any{
					pass.Line(w.Pos(), str.Pos()), "used afterwards", pass.Line(w.Pos(), ref.Pos())}})
				return
			}
		}
	}
}

// keeperOf is the instruction that keeps the string: also as the key of a map.
func keeperOf(str *ssa.Call) ssa.Instruction {
	for _, ref := range *str.Referrers() {
		if m, ok := ref.(*ssa.MapUpdate); ok && m.Key == str && m.Pos().IsValid() {
			return m
		}
	}
	if k := keep.By(str); k != nil && k.Parent() == str.Parent() && k.Pos().IsValid() {
		return k.Instruction
	}
	return nil
}

// reaches reports whether an instruction can run after another one, before the
// value is made anew.
func reaches(from, to ssa.Instruction, value ssa.Value) bool {
	made, _ := value.(ssa.Instruction)
	return flow.Reaches(flow.After(from), func(i ssa.Instruction) bool { return i == to },
		func(i ssa.Instruction) bool { return made != nil && i == made })
}

// writesTo lists the instructions that write to the elements of a slice.
func writesTo(slice ssa.Value) (list []ssa.Instruction) {
	seen := map[ssa.Value]bool{slice: true}
	work := []ssa.Value{slice}
	for len(work) > 0 {
		v := work[0]
		work = work[1:]
		if v.Referrers() == nil {
			continue
		}
		for _, ref := range *v.Referrers() {
			switch ref := ref.(type) {
			case *ssa.Slice, *ssa.ChangeType:
				if x := ref.(ssa.Value); typeis.Slice(x.Type()) && !seen[x] {
					seen[x] = true
					work = append(work, x)
				}
			case *ssa.IndexAddr:
				for _, r := range *ref.Referrers() {
					if s, ok := r.(*ssa.Store); ok && s.Addr == ref {
						list = append(list, s)
					}
				}
			case *ssa.Call:
				if fills(ref, v) {
					list = append(list, ref)
				}
			}
		}
	}
	return list
}

// fills reports whether the call writes to the elements: copy(b, x), clear(b), append(b[:i], x),
// r.Read(b), io.ReadFull(r, b).
func fills(call *ssa.Call, slice ssa.Value) bool {
	args := call.Call.Args
	if b, ok := call.Call.Value.(*ssa.Builtin); ok {
		switch b.Name() {
		case "copy", "clear":
			return args[0] == slice
		case "append":
			cut, ok := slice.(*ssa.Slice)
			return ok && args[0] == slice && cut.High != nil && cut.Max == nil
		}
		return false
	}
	fn := flow.Callee(&call.Call)
	if fn == nil || fn.Pkg() == nil {
		return false
	}
	switch know.Name(fn) {
	case "(io.Reader).Read", "(net.Conn).Read", "(*os.File).Read", "(*bufio.Reader).Read":
		return args[len(args)-1] == slice
	case "io.ReadFull", "io.ReadAtLeast":
		return args[1] == slice
	}
	return false
}
