package scope

import (
	"go/types"
)

// groups are the operations of golang.org/x/sync: errgroup and semaphore.
func groups() []*libOp {
	const eg = "golang.org/x/sync/errgroup."
	const sem = "golang.org/x/sync/semaphore."
	return []*libOp{
		{name: eg + "WithContext", now: func(x *exec, c callee) value {
			ctx := x.derive(c, false, "cancel").(*tuple).elems[0]
			_, end := x.context(ctx)
			t := c.typ.(*types.Tuple).At(0).Type().Underlying().(*types.Pointer).Elem()
			obj := x.s.alloc(&object{val: group{ctx: end}, typ: t, pos: c.pos})
			return &tuple{[]value{pointer{obj: obj}, ctx}}
		}},
		{name: "(*" + eg + "Group).SetLimit", ints: 1, do: func(x *exec, c *libCall) {
			g, _ := x.cell(c).(group)
			g.limit = max(0, int64(c.args[1].(integer))+1)
			x.setCell(c, g)
			x.ret(nil)
		}},
		{name: "(*" + eg + "Group).Go", ready: func(x *exec, c *libCall) bool {
			g, _ := x.cell(c).(group)
			return g.limit == 0 || g.n < g.limit-1
		}, do: func(x *exec, c *libCall) { x.startInGroup(c); x.ret(nil) }},
		{name: "(*" + eg + "Group).TryGo", do: func(x *exec, c *libCall) {
			g, _ := x.cell(c).(group)
			ok := g.limit == 0 || g.n < g.limit-1
			if ok {
				x.startInGroup(c)
			}
			x.ret(boolean(ok))
		}},
		{name: "eg.Go", resume: func(x *exec, c *libCall) {
			if c.res == nil {
				c.res = x.s.fresh(errorType)
			}
			if x.isNil(c.res) {
				c.res = null{}
			}
			x.wait(c, 2)
		}, do: func(x *exec, c *libCall) {
			g, _ := x.cell(c).(group)
			g.n--
			if c.res != (null{}) && !g.failed {
				g.failed = true
				if g.ctx != 0 {
					x.endContext(g.ctx)
				}
			}
			x.setCell(c, g)
			x.ret(nil)
		}},
		{name: "(*" + eg + "Group).Wait", ready: func(x *exec, c *libCall) bool {
			g, _ := x.cell(c).(group)
			return g.n == 0
		}, do: func(x *exec, c *libCall) {
			g, _ := x.cell(c).(group)
			if g.ctx != 0 {
				x.endContext(g.ctx)
			}
			if g.failed {
				x.ret(x.s.nonNil(errorType))
				return
			}
			x.ret(null{})
		}},

		{name: sem + "NewWeighted", now: func(x *exec, c callee) value {
			t := c.typ.Underlying().(*types.Pointer).Elem()
			size := int64(x.small(c.args[0], 1))
			return pointer{obj: x.s.alloc(&object{val: weighted{size: size}, typ: t, pos: c.pos})}
		}},
		{name: "(*" + sem + "Weighted).Acquire", ints: 2, now: acquireOutside, ready: func(x *exec, c *libCall) bool {
			w, _ := x.cell(c).(weighted)
			st, _ := x.context(c.args[1])
			return w.cur+int64(c.args[2].(integer)) <= w.size || st == nil || st.ended || st.expires
		}, do: func(x *exec, c *libCall) {
			w, _ := x.cell(c).(weighted)
			n := int64(c.args[2].(integer))
			st, ctx := x.context(c.args[1])
			if st != nil && !st.ended && w.cur+n <= w.size {
				w.cur += n
				x.setCell(c, w)
				x.ret(null{})
				return
			}
			if ctx != 0 {
				x.endContext(ctx)
			}
			x.ret(x.s.nonNil(errorType))
		}},
		{name: "(*" + sem + "Weighted).TryAcquire", ints: 1, do: func(x *exec, c *libCall) {
			w, _ := x.cell(c).(weighted)
			n := int64(c.args[1].(integer))
			ok := w.cur+n <= w.size
			if ok {
				w.cur += n
				x.setCell(c, w)
			}
			x.ret(boolean(ok))
		}},
		{name: "(*" + sem + "Weighted).Release", ints: 1, do: func(x *exec, c *libCall) {
			w, _ := x.cell(c).(weighted)
			w.cur -= int64(c.args[1].(integer))
			x.setCell(c, w)
			if w.cur < 0 {
				x.misuse("semaphore: released more than held")
				return
			}
			x.ret(nil)
		}},
	}
}

var errorType = types.Universe.Lookup("error").Type()

func (x *exec) startInGroup(c *libCall) {
	g, _ := x.cell(c).(group)
	g.n++
	x.setCell(c, g)
	x.start(callee{fn: c.args[1], pos: c.pos, typ: errorType},
		&frame{lib: &libCall{op: x.m.libs["eg.Go"], args: c.args[:1], pos: c.pos, typ: types.NewTuple(), phase: 1}, owner: x.s})
}

// acquireOutside acquires a semaphore that is not of the scope. It fails only if
// the context can end.
func acquireOutside(x *exec, c callee) value {
	x.open(c.args[0])
	if st, _ := x.context(c.args[1]); st != nil && st.done == 0 {
		return null{}
	}
	return x.s.fresh(c.typ)
}
