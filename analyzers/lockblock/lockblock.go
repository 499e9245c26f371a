package lockblock

import (
	_ "embed"
	"flag"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/chans"
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/lockstate"
	"github.com/gocorelint/gocorelint/analyzers/internal/place"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

// Analyzer has the default settings.
var Analyzer = New()

var (
	needed = &report.Kind{ID: "wait-needs-lock",
		Format: "this Wait holds %s, and a goroutine that it waits for takes it at %s before it is done: both wait for ever; unlock first"}
	condition = &report.Kind{ID: "cond-wait-locked",
		Format: "this Wait releases the lock of the condition only: %s stays locked until somebody signals; unlock it first"}
	sendNeeded = &report.Kind{ID: "send-needs-lock",
		Format: "this send holds %s, and who receives takes it at %s before the next receive: both can wait for ever; send after the unlock"}
	receiveNeeded = &report.Kind{ID: "receive-needs-lock",
		Format: "this receive holds %s, and the goroutine that sends takes it at %s first: both wait for ever; unlock before the receive"}
	subscriberNeeds = &report.Kind{ID: "send-to-subscriber",
		Format: "this send holds %s, which a subscriber that receives no more needs to leave (%s, %s): both can wait for ever; send after the unlock"}
	slow = &report.Kind{ID: "slow-call-locked",
		Format: "%s can take long, and %s is held since %s: everybody who wants it waits as long; unlock first"}
)

// New makes the analyzer.
func New() *analysis.Analyzer {
	c := report.Check{
		Name:     "lockblock",
		DocFile:  doc,
		Tests:    true,
		Kinds:    []*report.Kind{needed, condition, sendNeeded, receiveNeeded, subscriberNeeds, slow},
		Requires: []*analysis.Analyzer{flow.Analyzer, lockstate.Analyzer, chans.Analyzer},
	}
	alsoSlow := false
	c.Flags = func(fs *flag.FlagSet) {
		fs.BoolVar(&alsoSlow, "slow", false, "also report sleeps, requests and commands under a lock")
	}
	c.Run = func(pass *report.Pass) { run(pass, alsoSlow) }
	return c.New()
}

func run(pass *report.Pass, alsoSlow bool) {
	c := &checker{
		Pass:  pass,
		locks: pass.ResultOf[lockstate.Analyzer].(*lockstate.Package),
		chans: pass.ResultOf[chans.Analyzer].(*chans.Package),
		slow:  alsoSlow,
	}
	if len(c.locks.Funcs) == 0 {
		return
	}
	c.sends()
	c.funcs = pass.ResultOf[flow.Analyzer].(*flow.Package).Funcs
	for _, fn := range c.funcs {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				switch instr := instr.(type) {
				case *ssa.Call:
					c.call(fn, instr)
				case *ssa.Send:
					c.toSubscriber(fn, instr)
				case *ssa.UnOp:
					c.receive(fn, instr)
				}
			}
		}
	}
}

type checker struct {
	*report.Pass
	locks *lockstate.Package
	chans *chans.Package
	funcs []*ssa.Function
	slow  bool
}

func (c *checker) call(fn *ssa.Function, call *ssa.Call) {
	obj := flow.StaticCallee(call.Common())
	if obj == nil {
		return
	}
	switch name := know.Name(obj); {
	case name == "(*sync.WaitGroup).Wait":
		for _, h := range c.held(fn, call) {
			c.group(call, h)
		}
	case name == "(*sync.Cond).Wait":
		c.cond(fn, call)
	case c.slow && know.TakesLong(obj):
		if held := c.held(fn, call); len(held) > 0 {
			h := held[0]
			c.report(call, slow, obj.Name(), h.Lock.Name(c.Pass, h.Since), c.Line(call.Pos(), h.Since.Pos()))
		}
	case c.slow:
		c.slowCallee(fn, call)
	}
}

func (c *checker) held(fn *ssa.Function, call *ssa.Call) []lockstate.Held {
	if f := c.locks.Func(fn); f != nil {
		return f.Held(call)
	}
	return nil
}

// group looks for a goroutine of the WaitGroup that needs the lock.
func (c *checker) group(wait *ssa.Call, h lockstate.Held) {
	group, ok := groupOf(wait.Call.Args[0])
	if !ok || h.Lock.Vague() {
		return
	}
	for _, fn := range c.funcs {
		done, ok := c.done(fn, group)
		if !ok {
			continue
		}
		for _, w := range c.locks.Waits(fn) {
			if done != nil && !flow.Reaches(flow.After(w.Chain[0]), func(instr ssa.Instruction) bool { return instr == done }, nil) {
				continue // it is done before
			}
			if uncounted(fn, w.Chain[0], group) {
				continue // nobody waits for it yet
			}
			if w.Object != h.Lock.Class() || !w.Write && !h.Write || !group.goesWith(w, h) {
				continue
			}
			last := w.Chain[len(w.Chain)-1]
			c.report(wait, needed, h.Lock.Name(c.Pass, h.Since), c.Line(wait.Pos(), last.Pos()))
			return
		}
	}
}

// A group names a WaitGroup: a local variable, or a field of a type.
type group struct {
	local ssa.Value
	field *types.Var
	owner types.Type
}

func groupOf(v ssa.Value) (group, bool) {
	if fv, ok := v.(*ssa.FreeVar); ok {
		if v = place.Binding(fv); v == nil {
			return group{}, false
		}
	}
	switch v := v.(type) {
	case *ssa.Alloc:
		return group{local: v}, true
	case *ssa.FieldAddr:
		if p, ok := v.X.Type().Underlying().(*types.Pointer); ok {
			if st, ok := p.Elem().Underlying().(*types.Struct); ok {
				return group{field: st.Field(v.Field).Origin(), owner: p.Elem()}, true
			}
		}
	}
	return group{}, false
}

// goesWith reports whether the lock that a goroutine waits for is the one that is held: of a
// local group by its name, which function literals share; of a field if the lock is a
// field of the same struct.
func (g group) goesWith(w lockstate.Wait, h lockstate.Held) bool {
	if g.local != nil {
		return w.Lock == h.Lock
	}
	st := g.owner.Underlying().(*types.Struct)
	for f := range st.Fields() {
		if f.Origin() == w.Object {
			return true
		}
	}
	return false
}

// done reports whether a function runs in a goroutine that the group counts: it calls Done itself, or
// is given to the method Go. The call of Done is nil if the function is done when it returns.
func (c *checker) done(fn *ssa.Function, g group) (done ssa.Instruction, ok bool) {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(ssa.CallInstruction)
			if !ok {
				continue
			}
			if obj := flow.StaticCallee(call.Common()); know.Is(obj, "(*sync.WaitGroup).Done") {
				if other, ok := groupOf(call.Common().Args[0]); ok && other.same(g) && c.spawned(fn) {
					if _, deferred := call.(*ssa.Defer); deferred {
						return nil, true
					}
					return call, true
				}
			}
		}
	}
	sites, _ := c.chans.Callers(fn)
	for _, site := range sites {
		obj := flow.StaticCallee(site.Call.Common())
		if arg, ok := know.Spawns(obj); ok && arg == 1 && know.Is(obj, "(*sync.WaitGroup).Go") {
			if other, ok := groupOf(site.Call.Common().Args[0]); ok && other.same(g) {
				return nil, true
			}
		}
	}
	return nil, false
}

func (g group) same(other group) bool { return g.local == other.local && g.field == other.field }

// uncounted reports whether the goroutine adds itself to the group, after the
// instruction only.
func uncounted(fn *ssa.Function, instr ssa.Instruction, g group) bool {
	adds := func(instr ssa.Instruction) bool {
		call, ok := instr.(*ssa.Call)
		if !ok {
			return false
		}
		obj := flow.StaticCallee(call.Common())
		if !know.Is(obj, "(*sync.WaitGroup).Add") {
			return false
		}
		other, ok := groupOf(call.Call.Args[0])
		return ok && other.same(g)
	}
	before := flow.Reaches(flow.Point{Block: fn.Blocks[0]}, func(i ssa.Instruction) bool { return i == instr }, adds)
	return before && flow.Reaches(flow.After(instr), adds, nil)
}

func (c *checker) spawned(fn *ssa.Function) bool {
	sites, _ := c.chans.Callers(fn)
	for _, site := range sites {
		if site.Go {
			return true
		}
	}
	return false
}

// cond reports locks beside that of the condition.
func (c *checker) cond(fn *ssa.Function, wait *ssa.Call) {
	own, ok := c.locks.CondLock(wait.Call.Args[0])
	if !ok {
		return
	}
	for _, h := range c.held(fn, wait) {
		if foreign(h.Lock.Class(), own) {
			c.report(wait, condition, h.Lock.Name(c.Pass, h.Since))
			return
		}
	}
	for class := range c.locks.HeldBefore(fn) {
		if foreign(class, own) {
			c.report(wait, condition, class.Name())
			return
		}
	}
}

// foreign reports whether a class is another than that of the condition's own lock, which may
// be known as its field L only.
func foreign(class, own types.Object) bool {
	return class != nil && class != own && (class.Pkg() == nil || class.Pkg().Path() != "sync")
}

func (c *checker) reportAt(instr ssa.Instruction, kind *report.Kind, args ...any) {
	c.Report(report.Finding{At: report.At(instr.Pos(), 1), Kind: kind, Args: args})
}

func (c *checker) report(call *ssa.Call, kind *report.Kind, args ...any) {
	if at := lockstate.Call(c.Pass, call); at != nil {
		c.Report(report.Finding{At: at, Kind: kind, Args: args})
	}
}
