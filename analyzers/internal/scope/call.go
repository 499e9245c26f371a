package scope

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/know"
)

// Bounds of the stack of one goroutine.
const (
	maxDepth     = 60
	maxRecursion = 3
)

// A callee is a call whose operands are known.
type callee struct {
	fn   value
	args []value
	pos  token.Pos
	typ  types.Type // of the result
}

func (x *exec) call(i *ssa.Call) bool {
	if b, ok := i.Call.Value.(*ssa.Builtin); ok {
		return x.builtin(i, b)
	}
	c := x.operands(&i.Call, i.Pos(), i.Type())
	if fn, ok := i.Call.Value.(*ssa.Function); ok {
		if op := x.m.libs[nameOf(fn)]; op != nil && op.ints > 0 && configured(i.Call.Args[op.ints]) {
			x.open(c.args[0]) // how many that are is known elsewhere
		}
	}
	x.apply(c)
	return false
}

// operands evaluates the operands of a call.
func (x *exec) operands(c *ssa.CallCommon, pos token.Pos, typ types.Type) callee {
	r := callee{pos: pos, typ: typ}
	for _, a := range c.Args {
		r.args = append(r.args, x.pass(a))
	}
	if !c.IsInvoke() {
		r.fn = x.get(c.Value)
		return r
	}
	return x.method(r, x.get(c.Value), c.Method, c.Value.Type())
}

// method selects a method of the value in an interface.
func (x *exec) method(r callee, recv value, m *types.Func, static types.Type) callee {
	r.args = append([]value{recv}, r.args...)
	switch v := recv.(type) {
	case *boxed:
		switch v.typ {
		case contextType:
			r.fn = &libFunc{name: "context." + m.Name()}
			r.args[0] = v.val
			return r
		case rlockerType:
			r.args[0] = v.val
			r.fn = &libFunc{name: "(*sync.RWMutex).R" + m.Name()}
			return r
		}
		if fn := x.m.lookup(v.typ, m); fn != nil {
			r.args[0] = v.val
			r.fn = &closure{fn: fn}
			return r
		}
	case null:
		r.fn = null{}
		return r
	case unknown:
		if isContext(static) {
			r.fn = &libFunc{name: "context." + m.Name()}
			if _, obj := x.context(v); obj != 0 {
				r.args[0] = contextRef{obj}
			}
			return r
		}
	}
	r.fn = unknown{}
	return r
}

// apply calls a function: it pushes a frame, or delivers the result.
func (x *exec) apply(c callee) {
	switch fn := c.fn.(type) {
	case null:
		x.crash()
	case *closure:
		x.applyFunc(c, fn)
	case *libFunc:
		op := x.m.libs[fn.name]
		x.applyLib(op, callee{fn: c.fn, args: append(slices.Clip(fn.args), c.args...), pos: c.pos, typ: c.typ})
	default:
		x.unknownCall(c)
	}
}

func (x *exec) applyFunc(c callee, fn *closure) {
	if op := x.m.libs[nameOf(fn.fn)]; op != nil {
		x.applyLib(op, c)
		return
	}
	if len(fn.fn.Blocks) == 0 {
		switch obj, ok := fn.fn.Object().(*types.Func); {
		case !ok || !know.Inert(obj):
			x.unknownCall(c)
		case know.NeverNil(obj):
			x.deliver(x.s.nonNil(c.typ))
		default:
			x.deliver(x.s.fresh(c.typ))
		}
		return
	}
	if x.apart(c, fn) {
		x.deliver(x.s.fresh(c.typ))
		return
	}
	if len(x.g.frames) > maxDepth {
		x.cut("deep calls")
	}
	n := 0
	for _, f := range x.g.frames {
		if f.fn != nil && f.fn.Function == fn.fn {
			n++
		}
	}
	if n >= maxRecursion {
		x.cut("recursion")
	}
	if x.f.fn != nil && !x.f.running && x.f.unwinding == 0 {
		x.f.drop(false)
	}
	x.g.frames = append(x.g.frames, x.newFrame(fn, c.args))
}

func (x *exec) newFrame(c *closure, args []value) *frame {
	fn := x.m.function(c.fn)
	x.m.followed[c.fn] = true
	f := &frame{fn: fn, block: c.fn.Blocks[0], env: env(nil).clone(), owner: x.s}
	for i, p := range c.fn.Params {
		if i < len(args) && fn.keep.has(fn.slots[p]) {
			f.env.set(fn.slots[p], args[i])
		}
	}
	for i, v := range c.fn.FreeVars {
		if i < len(c.bind) && fn.keep.has(fn.slots[v]) {
			f.env.set(fn.slots[v], c.bind[i])
		}
	}
	return f
}

func nameOf(fn *ssa.Function) string {
	if obj, ok := fn.Object().(*types.Func); ok && len(fn.Blocks) == 0 {
		return strings.Replace(know.Name(obj.Origin()), "cmd/vendor/", "", 1)
	}
	return ""
}

func (x *exec) applyLib(op *libOp, c callee) {
	if op == nil {
		x.unknownCall(c)
		return
	}
	if op.now != nil && (op.do == nil || x.outside(&libCall{args: c.args})) {
		x.deliver(op.now(x, c))
		return
	}
	if x.f.fn != nil && !x.f.running && x.f.unwinding == 0 {
		x.f.drop(false)
	}
	x.g.frames = append(x.g.frames, &frame{lib: &libCall{op: op, args: c.args, pos: c.pos, typ: c.typ}, owner: x.s})
}

// unknownCall is a call of code that is not seen: it may do anything with what
// it gets, and return anything.
func (x *exec) unknownCall(c callee) {
	x.open(c.fn)
	for _, a := range c.args {
		x.open(a)
	}
	x.deliver(x.s.fresh(c.typ))
}

// ret leaves the top frame.
func (x *exec) ret(res value) {
	x.g.frames = x.g.frames[:len(x.g.frames)-1]
	if len(x.g.frames) == 0 {
		x.end(res)
		return
	}
	x.f = x.s.top(x.g)
	x.deliver(res)
}

// deliver gives the result of a call to the top frame.
func (x *exec) deliver(res value) {
	f := x.f
	switch {
	case f.lib != nil:
		f.lib.res = res
	case f.running:
	default:
		if call, ok := f.block.Instrs[f.pc].(*ssa.Call); ok {
			if f.fn.slots != nil && res != nil {
				x.set(call, res)
			}
			f.pc++
		}
	}
}

// end ends the goroutine.
func (x *exec) end(res value) {
	if x.g.name.site == 0 {
		x.open(res)
	}
	for i, g := range x.s.gs {
		if g.name == x.g.name {
			x.s.gs = slices.Delete(x.s.gs, i, i+1)
			break
		}
	}
	x.g = nil
}

func (x *exec) deferCall(i *ssa.Defer) {
	if i.DeferStack != nil {
		x.cut("defer in an iterator's body")
	}
	d := deferred{call: &i.Call, pos: i.Pos()}
	for _, a := range i.Call.Args {
		d.args = append(d.args, x.pass(a))
	}
	if _, ok := i.Call.Value.(*ssa.Builtin); !ok {
		d.fn = x.get(i.Call.Value)
	}
	x.f.defers = append(slices.Clip(x.f.defers), d)
}

// runDefers runs the last deferred function, or goes on if there is none.
func (x *exec) runDefers() {
	f := x.f
	if len(f.defers) == 0 {
		f.running = false
		f.pc++
		return
	}
	if !f.running {
		f.drop(false)
	}
	x.popDefer()
}

func (x *exec) popDefer() {
	f := x.f
	d := f.defers[len(f.defers)-1]
	if b, ok := d.call.Value.(*ssa.Builtin); ok {
		if b.Name() == "close" {
			f.running = true
			f.defers = f.defers[:len(f.defers)-1]
			x.applyLib(x.m.libs["close"], callee{args: d.args, pos: d.pos, typ: types.NewTuple()})
			return
		}
		f.defers = f.defers[:len(f.defers)-1]
		f.running = true
		switch b.Name() {
		case "delete":
			x.deleteFrom(d.args[0], d.args[1])
		case "recover":
		}
		return
	}
	c := callee{fn: d.fn, args: d.args, pos: d.pos, typ: d.call.Signature().Results()}
	if d.call.IsInvoke() {
		c = x.method(c, d.fn, d.call.Method, d.call.Value.Type())
	}
	f.running = true
	f.defers = f.defers[:len(f.defers)-1]
	x.apply(c)
}

// crash is a run-time panic: a nil pointer, an index out of range.
func (x *exec) crash() { x.panics(x.s.nonNil(types.Universe.Lookup("error").Type())) }

// misuse is a panic that tells of a wrong use of a channel, lock or WaitGroup.
func (x *exec) misuse(text string) {
	pos, _ := x.m.at(x.g)
	x.panics(misuse{text: text, pos: pos})
}

// fatal is a misuse that can't be recovered.
func (x *exec) fatal(text string) {
	pos, _ := x.m.at(x.g)
	panic(processEnds{misuse{text: text, pos: pos, fatal: true}})
}

func (x *exec) panics(v value) {
	f := x.f
	f.unwinding, f.panicVal, f.running, f.recovered = panicking, v, true, false
}

func (x *exec) goexit() {
	if x.f.lib != nil {
		x.g.frames = x.g.frames[:len(x.g.frames)-1]
		if len(x.g.frames) == 0 {
			x.end(nil)
			return
		}
		x.f = x.s.top(x.g)
	}
	f := x.f
	f.unwinding, f.running, f.recovered = exiting, true, false
}

// unwind leaves frames that panic, running what they deferred.
func (x *exec) unwind() {
	f := x.f
	if len(f.defers) > 0 && f.lib == nil {
		x.popDefer()
		return
	}
	if f.recovered {
		f.recovered, f.running = false, false
		if f.fn.Recover != nil {
			f.block, f.pc = f.fn.Recover, 0
			return
		}
		x.ret(zero(f.fn.Signature.Results()))
		return
	}
	how, v := f.unwinding, f.panicVal
	if f.lib != nil && f.lib.phase == 1 {
		switch f.lib.op.name {
		case "(*sync.Once).Do":
			x.setCell(f.lib, once{2})
		case "wg.Go", "eg.Go":
			if how == exiting {
				f.unwinding, f.running = 0, false
				return
			}
		}
	}
	x.g.frames = x.g.frames[:len(x.g.frames)-1]
	if len(x.g.frames) == 0 {
		if how == panicking {
			why, _ := v.(misuse)
			panic(processEnds{why})
		}
		x.end(nil)
		return
	}
	x.f = x.s.top(x.g)
	x.f.unwinding, x.f.panicVal, x.f.running, x.f.recovered = how, v, true, false
}

// recovers is a call of recover.
func (x *exec) recovers() value {
	if n := len(x.g.frames); n >= 2 {
		for i := n - 2; i >= 0; i-- {
			if below := x.g.frames[i]; below.unwinding == panicking && below.running {
				c := *below
				c.unwinding, c.recovered = 0, true
				c.owner = nil
				x.g.frames[i] = &c
				return x.s.nonNil(types.NewInterfaceType(nil, nil))
			}
			break
		}
	}
	return null{}
}

func (x *exec) builtin(i *ssa.Call, b *ssa.Builtin) bool {
	var args []value
	for _, a := range i.Call.Args {
		args = append(args, x.get(a))
	}
	var res value
	switch b.Name() {
	case "close":
		if _, assumed := x.raw(i.Call.Args[0]).(unknown); assumed && args[0] == (null{}) {
			x.s.again = true // somebody has compared with nil what may have come from elsewhere
		}
		x.applyLib(x.m.libs["close"], callee{args: args, pos: i.Pos(), typ: i.Type()})
		return false
	case "len":
		if r, ok := args[0].(ref); ok && x.counted(r) {
			x.applyLib(x.m.libs["len"], callee{args: args, pos: i.Pos(), typ: i.Type()})
			return false
		}
		res = x.lengthOf(args[0])
		if arr, ok := i.Call.Args[0].Type().Underlying().(*types.Array); ok {
			res = integer(arr.Len())
		}
	case "cap":
		switch v := args[0].(type) {
		case *slice:
			res = integer(v.cap)
		case ref:
			if ch, ok := x.s.heap[v.obj].val.(*channel); ok && ch.timer == noTimer {
				res = integer(ch.cap)
			}
		case null:
			res = integer(0)
		}
	case "append":
		if len(args) == 2 {
			res = x.appendTo(args[0], args[1], i.Type(), i.Pos())
		} else {
			res = args[0]
		}
	case "copy":
		x.open(args[0])
		x.open(args[1])
	case "delete":
		x.deleteFrom(args[0], args[1])
	case "clear":
		if _, r, ok := x.table(args[0]); ok {
			x.s.setObj(r.obj, &table{})
		} else {
			x.open(args[0])
		}
	case "recover":
		res = x.recovers()
	case "ssa:wrapnilchk":
		if args[0] == (null{}) {
			x.crash()
			return false
		}
		res = args[0]
	case "min", "max":
		if len(args) == 2 && isInteger(i.Type()) {
			less := x.compare(token.LSS, args[0], args[1], i.Type())
			res = args[1]
			if less == (b.Name() == "min") {
				res = args[0]
			}
		}
	case "print", "println":
	}
	if res == nil {
		res = x.s.fresh(i.Type())
	}
	x.set(i, res)
	x.f.pc++
	return false
}

// spawn executes a go statement.
func (x *exec) spawn(i *ssa.Go) {
	if _, ok := i.Call.Value.(*ssa.Builtin); ok {
		x.cut("go of a builtin")
	}
	x.start(x.operands(&i.Call, i.Pos(), types.NewTuple()))
}

// start starts a goroutine. One that shares nothing with the others that it can
// wait for is a scope of its own: it is left out.
func (x *exec) start(c callee, below ...*frame) {
	fn, ok := c.fn.(*closure)
	_, lib := c.fn.(*libFunc)
	if !lib && (!ok || len(fn.fn.Blocks) == 0 && x.m.libs[nameOf(fn.fn)] == nil) {
		x.open(c.fn)
		for _, a := range c.args {
			x.open(a)
		}
		return
	}
	if len(below) == 0 && x.s.independent(append([]value{c.fn}, c.args...)) {
		return
	}
	n := name{site: int(c.pos)}
	for _, g := range x.s.gs {
		if g.name == n {
			n.n++
		}
	}
	g := &goroutine{name: n, frames: slices.Clone(below), running: true, at: c.pos, owner: x.s}
	if len(x.s.gs) >= maxGoroutines {
		x.cut("many goroutines")
	}
	sub := &exec{m: x.m, s: x.s, g: g, f: &frame{running: true, owner: x.s}}
	if len(below) > 0 {
		sub.f = below[len(below)-1]
	}
	sub.apply(c)
	if len(g.frames) == 0 {
		return // done already
	}
	at, _ := slices.BinarySearchFunc(x.s.gs, n, func(g *goroutine, n name) int { return g.name.compare(n) })
	x.s.gs = slices.Insert(x.s.gs, at, g)
}

const maxGoroutines = 24

func (n name) compare(m name) int {
	if n.site != m.site {
		return n.site - m.site
	}
	return n.n - m.n
}

// independent reports whether the values lead to no object of the scope that
// can lead to a synchronization object.
func (s *state) independent(vals []value) bool {
	r := s.newReach()
	defer r.done()
	for _, v := range vals {
		r.value(v)
	}
	for id, seen := range r.objs {
		if seen && !s.heap[id].open && (s.heap[id].typ == nil || refers(s.heap[id].typ)) {
			return false
		}
	}
	return true
}
