package scope

import (
	"go/token"
	"go/types"
	"strings"
)

// A contextRef is the context in an interface. Who has it can wait for its end;
// only who has its cancel function can end it.
type contextRef struct{ obj int }

// Types that stand for unexported ones of the library.
var (
	contextType = marker("context")
	rlockerType = marker("rlocker")
)

func marker(name string) types.Type {
	return types.NewNamed(types.NewTypeName(0, nil, name, nil), types.NewStruct(nil, nil), nil)
}

func isContextState(b *boxed) bool { return b.typ == contextType }

// A libOp is a library function whose effect is modelled.
type libOp struct {
	name string
	// now is the whole effect of a function that neither waits nor is seen by
	// other goroutines, or of one whose object is not of the scope.
	now func(x *exec, c callee) value

	// The others are operations. The object is the first argument.
	ready  func(x *exec, c *libCall) bool // nil: always
	do     func(x *exec, c *libCall)      // must leave the frame, call something or wait again
	resume func(x *exec, c *libCall)      // what it called has returned
	ints   int                            // which argument must be a known number; 0: none
}

// cell returns the state of the library object that the first argument points to.
func (x *exec) cell(c *libCall) value {
	p := c.args[0].(pointer)
	return read(x.s.heap[p.obj].val, p.path)
}

func (x *exec) setCell(c *libCall, v value) {
	p := c.args[0].(pointer)
	x.s.setObj(p.obj, write(x.s.heap[p.obj].val, p.path, v))
}

// wait lets the goroutine wait for the next phase of an operation.
func (x *exec) wait(c *libCall, phase int) {
	c.phase = phase
	x.g.running = false
}

func (x *exec) channel(r value) *channel {
	if r, ok := r.(ref); ok {
		ch, _ := x.s.heap[r.obj].val.(*channel)
		return ch
	}
	return nil
}

// change changes the state of a channel.
func (x *exec) change(obj int, f func(*channel)) {
	c := *x.s.heap[obj].val.(*channel)
	f(&c)
	x.s.setObj(obj, &c)
}

// outside reports whether the object of a call is not of the scope: then the
// operation may take as long as it likes, and have any result.
func (x *exec) outside(c *libCall) bool {
	if len(c.args) == 0 {
		return false
	}
	switch v := c.args[0].(type) {
	case pointer:
		return x.s.heap[v.obj].open || x.cell(c) == nil
	case ref:
		return x.s.heap[v.obj].open
	case contextRef, null:
		return false
	}
	return true
}

// left reports whether the object of an operation has left the scope since the
// goroutine came to the operation.
func (x *exec) left(c *libCall) bool {
	return c.op.name != "timer" && c.op.name != "cancel" && c.op.name != "close" && x.outside(c)
}

// library makes the table of the functions that are modelled, by full name.
func library() map[string]*libOp {
	ops := []*libOp{
		{name: "close", do: doClose},
		{name: "cancel", do: func(x *exec, c *libCall) { x.endContext(c.args[0].(contextRef).obj); x.ret(nil) }},

		{name: "(*sync.Mutex).Lock", ready: func(x *exec, c *libCall) bool { return x.cell(c) != mutex{true} },
			do: func(x *exec, c *libCall) { x.setCell(c, mutex{true}); x.ret(nil) }},
		{name: "(*sync.Mutex).TryLock", do: func(x *exec, c *libCall) {
			free := x.cell(c) == mutex{}
			x.setCell(c, mutex{true})
			x.ret(boolean(free))
		}},
		{name: "(*sync.Mutex).Unlock", do: func(x *exec, c *libCall) {
			if x.cell(c) != (mutex{true}) {
				x.fatal(unlocked)
			}
			x.setCell(c, mutex{})
			x.ret(nil)
		}},

		{name: "(*sync.RWMutex).Lock", ready: func(x *exec, c *libCall) bool {
			rw, _ := x.cell(c).(rwmutex)
			if c.phase == 1 {
				return rw.readers == 0
			}
			return rw.writer == 0 && rw.pending == 0
		}, do: func(x *exec, c *libCall) {
			rw, _ := x.cell(c).(rwmutex)
			if rw.readers > 0 {
				rw.pending = 1
				x.setCell(c, rw)
				x.wait(c, 1)
				return
			}
			x.setCell(c, rwmutex{writer: 1})
			x.ret(nil)
		}},
		{name: "(*sync.RWMutex).RLock", ready: func(x *exec, c *libCall) bool {
			rw, _ := x.cell(c).(rwmutex)
			return rw.writer == 0 && rw.pending == 0
		}, do: func(x *exec, c *libCall) {
			rw, _ := x.cell(c).(rwmutex)
			rw.readers++
			x.setCell(c, rw)
			x.ret(nil)
		}},
		{name: "(*sync.RWMutex).Unlock", do: func(x *exec, c *libCall) {
			rw, _ := x.cell(c).(rwmutex)
			if rw.writer == 0 {
				x.fatal(unlocked)
			}
			x.setCell(c, rwmutex{})
			x.ret(nil)
		}},
		{name: "(*sync.RWMutex).RUnlock", do: func(x *exec, c *libCall) {
			rw, _ := x.cell(c).(rwmutex)
			if rw.readers == 0 {
				x.fatal(unlocked)
			}
			rw.readers--
			x.setCell(c, rw)
			x.ret(nil)
		}},
		{name: "(*sync.RWMutex).RLocker", now: func(x *exec, c callee) value { return &boxed{rlockerType, c.args[0]} }},

		{name: "(*sync.WaitGroup).Add", ints: 1, do: func(x *exec, c *libCall) { x.addToGroup(c, int64(c.args[1].(integer))) }},
		{name: "(*sync.WaitGroup).Done", do: func(x *exec, c *libCall) { x.addToGroup(c, -1) }},
		{name: "(*sync.WaitGroup).Wait", ready: func(x *exec, c *libCall) bool { return x.cell(c) == waitgroup{} },
			do: func(x *exec, c *libCall) { x.ret(nil) }},
		{name: "(*sync.WaitGroup).Go", do: func(x *exec, c *libCall) {
			wg, _ := x.cell(c).(waitgroup)
			x.setCell(c, waitgroup{wg.n + 1})
			x.start(callee{fn: c.args[1], pos: c.pos, typ: types.NewTuple()},
				&frame{lib: &libCall{op: x.m.libs["wg.Go"], args: c.args, pos: c.pos, typ: types.NewTuple(), phase: 1}, owner: x.s})
			x.ret(nil)
		}},
		{name: "wg.Go", resume: func(x *exec, c *libCall) { x.wait(c, 2) }, do: func(x *exec, c *libCall) { x.addToGroup(c, -1) }},

		{name: "(*sync.Once).Do", ready: func(x *exec, c *libCall) bool { return x.cell(c) != once{1} },
			do: func(x *exec, c *libCall) {
				if x.cell(c) == (once{2}) {
					x.ret(nil)
					return
				}
				x.setCell(c, once{1})
				c.phase = 1
				x.apply(callee{fn: c.args[1], pos: c.pos, typ: types.NewTuple()})
			}, resume: func(x *exec, c *libCall) { x.setCell(c, once{2}); x.ret(nil) }},
		{name: "sync.OnceFunc", now: func(x *exec, c callee) value {
			p := pointer{obj: x.s.alloc(&object{val: once{}, pos: c.pos})}
			return &libFunc{"(*sync.Once).Do", []value{p, c.args[0]}}
		}},

		{name: "sync.NewCond", now: func(x *exec, c callee) value {
			t := c.typ.Underlying().(*types.Pointer).Elem()
			obj := x.s.alloc(&object{val: zero(t), typ: t, pos: c.pos})
			for i := range t.Underlying().(*types.Struct).NumFields() {
				if t.Underlying().(*types.Struct).Field(i).Name() == "L" {
					x.s.setObj(obj, write(x.s.heap[obj].val, step("", i), c.args[0]))
				}
			}
			return pointer{obj: obj}
		}},
		{name: "(*sync.Cond).Wait", ready: func(x *exec, c *libCall) bool {
			return c.phase == 0 || x.g.notify == 2 && x.lockReady(x.condLock(c))
		}, do: doCondWait},
		{name: "(*sync.Cond).Signal", do: func(x *exec, c *libCall) { x.wake(c, 1); x.ret(nil) }},
		{name: "(*sync.Cond).Broadcast", do: func(x *exec, c *libCall) { x.wake(c, 1000); x.ret(nil) }},

		{name: "context.Background", now: background},
		{name: "context.TODO", now: background},
		{name: "context.WithCancel", now: func(x *exec, c callee) value { return x.derive(c, false, "cancel") }},
		{name: "context.WithCancelCause", now: func(x *exec, c callee) value { return x.derive(c, false, "cancel") }},
		{name: "context.WithTimeout", now: func(x *exec, c callee) value { return x.derive(c, true, "cancel") }},
		{name: "context.WithDeadline", now: func(x *exec, c callee) value { return x.derive(c, true, "cancel") }},
		{name: "context.WithTimeoutCause", now: func(x *exec, c callee) value { return x.derive(c, true, "cancel") }},
		{name: "context.WithDeadlineCause", now: func(x *exec, c callee) value { return x.derive(c, true, "cancel") }},
		{name: "context.WithoutCancel", now: background},
		{name: "context.WithValue", now: func(x *exec, c callee) value { return c.args[0] }},
		{name: "context.Done", now: func(x *exec, c callee) value {
			st, _ := x.context(c.args[0])
			if st == nil || st.done == 0 {
				return null{}
			}
			return ref{st.done}
		}},
		reads("context.Err", contextErr),
		reads("context.Cause", contextErr),
		reads("len", func(x *exec, c callee) value { return x.lengthOf(c.args[0]) }),

		{name: "time.After", now: func(x *exec, c callee) value { return x.timer(c, oneShot) }},
		{name: "time.Tick", now: func(x *exec, c callee) value { return x.timer(c, ticking) }},
		{name: "time.NewTimer", now: func(x *exec, c callee) value { return x.newTimer(c, x.timer(c, oneShot)) }},
		{name: "time.NewTicker", now: func(x *exec, c callee) value { return x.newTimer(c, x.timer(c, ticking)) }},
		{name: "time.AfterFunc", now: func(x *exec, c callee) value {
			t := x.timer(c, oneShot).(ref)
			x.change(t.obj, func(ch *channel) { ch.fn = c.args[1] })
			p := x.newTimer(c, null{})
			x.s.setObj(p.(pointer).obj, write(x.s.heap[p.(pointer).obj].val, step("", 1), t))
			x.start(callee{fn: &libFunc{name: "timer", args: []value{t}}, args: []value{c.args[1]}, pos: c.pos, typ: types.NewTuple()})
			return p
		}},
		{name: "timer", ready: func(x *exec, c *libCall) bool { return x.channel(c.args[0]).armed },
			do: func(x *exec, c *libCall) {
				x.change(c.args[0].(ref).obj, func(ch *channel) { ch.armed = false })
				c.phase = 1
				x.apply(callee{fn: c.args[1], pos: c.pos, typ: types.NewTuple()})
			}, resume: func(x *exec, c *libCall) { x.ret(nil) }},
		{name: "(*time.Timer).Stop", now: func(x *exec, c callee) value { return x.stopTimer(c, false) }},
		{name: "(*time.Timer).Reset", now: func(x *exec, c callee) value { return x.stopTimer(c, true) }},
		{name: "(*time.Ticker).Stop", now: func(x *exec, c callee) value { return x.stopTimer(c, false) }},
		{name: "(*time.Ticker).Reset", now: func(x *exec, c callee) value { return x.stopTimer(c, true) }},
		{name: "runtime.Goexit", do: func(x *exec, c *libCall) { x.goexit() }},
	}
	for _, kind := range []string{"Int32", "Int64", "Uint32", "Uint64", "Pointer", "Uintptr"} {
		for _, op := range []string{"Load", "Store", "Swap", "Add", "CompareAndSwap"} {
			ops = append(ops, reads("sync/atomic."+op+kind, atomics[op]))
		}
	}
	for _, kind := range []string{"Bool", "Int32", "Int64", "Uint32", "Uint64", "Uintptr", "Pointer[T]", "Value"} {
		for _, op := range []string{"Load", "Store", "Swap", "Add", "CompareAndSwap"} {
			ops = append(ops, reads("(*sync/atomic."+kind+")."+op, atomics[op]))
		}
	}
	ops = append(ops, groups()...)
	table := make(map[string]*libOp)
	for _, op := range ops {
		table[op.name] = op
	}
	return table
}

// reads makes an operation that does not wait, but sees or changes what others
// can see and change.
func reads(name string, now func(x *exec, c callee) value) *libOp {
	return &libOp{name: name, now: now,
		do:     func(x *exec, c *libCall) { c.phase = 1 },
		resume: func(x *exec, c *libCall) { x.ret(now(x, callee{args: c.args, pos: c.pos, typ: c.typ})) },
	}
}

// atomics are the operations of package sync/atomic.
var atomics = map[string]func(x *exec, c callee) value{
	"Load":  func(x *exec, c callee) value { return x.atomic(c, nil) },
	"Store": func(x *exec, c callee) value { return x.atomic(c, c.args[1]) },
	"Swap":  func(x *exec, c callee) value { return x.atomic(c, c.args[1]) },
	"Add": func(x *exec, c callee) value {
		sum := x.arith(token.ADD, x.atomic(c, nil), c.args[1], c.typ)
		x.atomic(c, sum)
		return sum
	},
	"CompareAndSwap": func(x *exec, c callee) value {
		old := x.atomic(c, nil)
		eq, known := equal(old, c.args[1])
		if !known {
			eq = x.fact(token.EQL, old, c.args[1])
		}
		if eq {
			x.atomic(c, c.args[2])
		}
		return boolean(eq)
	},
}

// atomic loads, and stores if there is something to store.
func (x *exec) atomic(c callee, v value) value {
	p, ok := c.args[0].(pointer)
	if !ok {
		return x.s.fresh(c.typ)
	}
	old := read(x.s.heap[p.obj].val, p.path)
	if old == nil {
		t := c.typ
		if _, ok := t.(*types.Tuple); ok || isBoolean(t) && v == nil {
			t = types.Typ[types.Int64]
		}
		old = x.load(p, t)
	}
	if v != nil {
		x.store(p, v)
	}
	return x.s.resolve(old)
}

const unlocked = "unlock of unlocked mutex"

func doClose(x *exec, c *libCall) {
	r, ok := c.args[0].(ref)
	if !ok {
		x.misuse("close of nil channel")
		return
	}
	if x.channel(r).closed {
		x.misuse("close of closed channel")
		return
	}
	x.change(r.obj, func(ch *channel) { ch.closed = true })
	x.ret(nil)
}

func (x *exec) addToGroup(c *libCall, d int64) {
	wg, _ := x.cell(c).(waitgroup)
	x.setCell(c, waitgroup{wg.n + d})
	if wg.n+d < 0 {
		x.misuse("sync: negative WaitGroup counter")
		return
	}
	x.ret(nil)
}

// condLock returns the lock of a Cond.
func (x *exec) condLock(c *libCall) *libCall {
	t, _ := x.cell(c).(*tuple)
	if t == nil {
		return nil
	}
	for _, e := range t.elems {
		b, ok := e.(*boxed)
		if !ok {
			continue
		}
		kind := "(*sync.RWMutex).RLock"
		if b.typ != rlockerType {
			kind = "(" + typeName(b.typ) + ").Lock"
		}
		if op := x.m.libs[kind]; op != nil {
			lock := &libCall{op: op, args: []value{b.val}, pos: c.pos, typ: types.NewTuple()}
			if !x.outside(lock) {
				return lock
			}
		}
	}
	return nil
}

func (x *exec) lockReady(lock *libCall) bool { return lock == nil || lock.op.ready(x, lock) }

func (x *exec) notifyList(c *libCall) (*waiters, int) {
	if t, ok := x.cell(c).(*tuple); ok {
		for i, e := range t.elems {
			if w, ok := e.(*waiters); ok {
				return w, i
			}
		}
	}
	x.cut("sync.Cond")
	return nil, 0
}

func doCondWait(x *exec, c *libCall) {
	lock := x.condLock(c)
	if lock == nil {
		x.cut("Cond without a known lock")
	}
	if c.phase == 0 {
		w, at := x.notifyList(c)
		t := x.cell(c)
		x.setCell(c, write(t, step("", at), &waiters{append(append([]name(nil), w.names...), x.g.name)}))
		switch st := x.cell(lock).(type) {
		case mutex:
			if !st.locked {
				x.fatal(unlocked)
			}
			x.setCell(lock, mutex{})
		case rwmutex:
			if strings.HasSuffix(lock.op.name, "RLock") {
				st.readers--
			} else {
				st.writer = 0
			}
			x.setCell(lock, st)
		}
		x.g.notify = 1
		x.wait(c, 1)
		return
	}
	switch st := x.cell(lock).(type) {
	case mutex:
		x.setCell(lock, mutex{true})
	case rwmutex:
		if strings.HasSuffix(lock.op.name, "RLock") {
			st.readers++
		} else {
			st.writer = 1
		}
		x.setCell(lock, st)
	}
	x.g.notify = 0
	x.ret(nil)
}

func (x *exec) wake(c *libCall, n int) {
	w, at := x.notifyList(c)
	n = min(n, len(w.names))
	for _, nm := range w.names[:n] {
		if g := x.s.goroutine(nm); g != nil {
			g.notify = 2
		}
	}
	x.setCell(c, write(x.cell(c), step("", at), &waiters{w.names[n:]}))
}

func background(x *exec, c callee) value {
	return &boxed{contextType, contextRef{x.s.alloc(&object{val: &contextState{}, pos: c.pos})}}
}

// context returns the state of a context. One from outside may end.
func (x *exec) context(v value) (*contextState, int) {
	switch v := v.(type) {
	case *boxed:
		if r, ok := v.val.(contextRef); ok {
			return x.s.heap[r.obj].val.(*contextState), r.obj
		}
	case contextRef:
		return x.s.heap[v.obj].val.(*contextState), v.obj
	case unknown:
		if v.id == 0 {
			break
		}
		sym := x.s.syms[v.id]
		if sym.obj == 0 {
			obj := x.newContext(true, 0)
			x.s.setSym(v.id, func(sym *symbol) { sym.obj, sym.truth = obj, -1 })
		}
		obj := x.s.syms[v.id].obj
		st, _ := x.s.heap[obj].val.(*contextState)
		return st, obj
	}
	return nil, 0
}

func (x *exec) newContext(expires bool, pos int) int {
	obj := x.s.alloc(&object{})
	done := x.s.alloc(&object{val: &channel{ctx: obj}})
	x.s.heap[obj] = &object{val: &contextState{done: done, expires: expires}}
	return obj
}

func (x *exec) derive(c callee, expires bool, cancel string) value {
	parent, id := x.context(c.args[0])
	obj := x.newContext(expires || parent != nil && parent.expires, 0) // it ends with its parent
	o := *x.s.heap[obj]
	o.pos = c.pos
	x.s.heap[obj] = &o
	done := x.s.heap[obj].val.(*contextState).done
	d := *x.s.heap[done]
	d.pos = c.pos
	x.s.heap[done] = &d
	if parent != nil {
		p := *parent
		p.children = append(append([]int(nil), p.children...), obj)
		x.s.setObj(id, &p)
		if p.ended {
			x.endContext(obj)
		}
	} else {
		x.s.openObj(obj)
	}
	return &tuple{[]value{&boxed{contextType, contextRef{obj}}, &libFunc{cancel, []value{contextRef{obj}}}}}
}

func (x *exec) endContext(obj int) {
	st, ok := x.s.heap[obj].val.(*contextState)
	if !ok || st.ended {
		return
	}
	c := *st
	c.ended = true
	children := c.children
	c.children = nil
	x.s.setObj(obj, &c)
	if c.done != 0 {
		x.change(c.done, func(ch *channel) { ch.closed = true })
	}
	for _, child := range children {
		x.endContext(child)
	}
}

func contextErr(x *exec, c callee) value {
	st, obj := x.context(c.args[0])
	switch {
	case st == nil:
		return x.s.fresh(c.typ)
	case st.ended:
		return x.s.nonNil(c.typ)
	case st.expires && x.choose(2) == 1:
		x.endContext(obj)
		return x.s.nonNil(c.typ)
	}
	return null{}
}

func (x *exec) timer(c callee, kind timerKind) value {
	return ref{x.s.alloc(&object{val: &channel{cap: 1, timer: kind, armed: true}, pos: c.pos})}
}

func (x *exec) newTimer(c callee, ch value) value {
	t := c.typ.Underlying().(*types.Pointer).Elem()
	elems := make([]value, max(2, t.Underlying().(*types.Struct).NumFields()))
	elems[0] = ch
	return pointer{obj: x.s.alloc(&object{val: &tuple{elems}, typ: t, pos: c.pos})}
}

func (x *exec) stopTimer(c callee, again bool) value {
	p, ok := c.args[0].(pointer)
	if !ok || x.s.heap[p.obj].open {
		return x.s.fresh(c.typ)
	}
	t, _ := read(x.s.heap[p.obj].val, p.path).(*tuple)
	if t == nil {
		return x.s.fresh(c.typ)
	}
	r, ok := t.elems[0].(ref)
	if !ok {
		if r, ok = t.elems[1].(ref); !ok {
			return x.s.fresh(c.typ)
		}
	}
	ch := x.channel(r)
	was := ch.armed
	if ch.fn != nil && again && !was {
		x.cut("AfterFunc again")
	}
	x.change(r.obj, func(ch *channel) { ch.armed = again })
	if ch.fn != nil && !again {
		for i, g := range x.s.gs {
			if f := g.frames[0]; f.lib != nil && f.lib.op.name == "timer" && f.lib.phase == 0 && f.lib.args[0] == value(r) {
				x.s.gs = append(append([]*goroutine(nil), x.s.gs[:i]...), x.s.gs[i+1:]...)
				break
			}
		}
	}
	return boolean(was)
}
