package scope

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
)

// A stmt is a statement of a random program.
type stmt struct {
	op    string
	x, n  int     // which channel, and a number
	body  []*stmt // of what has one
	other []*stmt // of else
	cases []*stmt // of a select: "send", "receive", "done", "default", with bodies
}

// A program is the body of a random program, with the capacities of its
// channels; -1 is nil.
type program struct {
	caps []int
	body []*stmt
}

// generator makes random programs.
type generator struct {
	*rand.Rand
	themes []string
	budget int
	inside int // goroutines and closures around
	chans  int
}

// newProgram makes the program of a seed. It has a few operations on a few
// objects, so that goroutines meet.
func newProgram(seed uint64) *program {
	g := &generator{Rand: rand.New(rand.NewPCG(seed, 42)), budget: 0}
	g.budget = 4 + g.IntN(9)
	p := &program{}
	g.chans = 1 + g.IntN(2)
	for range g.chans {
		c := 0
		switch n := g.IntN(20); {
		case n == 0:
			c = -1
		case n > 14:
			c = 2
		case n > 9:
			c = 1
		}
		p.caps = append(p.caps, c)
	}
	g.themes = []string{"chan", "chan"}
	for _, t := range []string{"wg", "mu", "rw", "cond", "ctx", "once"} {
		if g.IntN(4) == 0 {
			g.themes = append(g.themes, t)
		}
	}
	if seed%4 != 0 {
		p.body = g.meetings()
		return p
	}
	for g.budget > 0 {
		p.body = append(p.body, g.block(0)...)
	}
	return p
}

// meetings makes a few goroutines and gives the halves of what belongs together
// to two of them: most executions go well, but not all.
func (g *generator) meetings() []*stmt {
	lists := make([][]*stmt, 2+g.IntN(3))
	add := func(s ...*stmt) {
		i := g.IntN(len(lists))
		if g.IntN(12) > 0 { // or else it is forgotten
			lists[i] = append(lists[i], s...)
		}
	}
	for range 2 + g.IntN(3) {
		c := g.IntN(g.chans)
		switch g.themes[g.IntN(len(g.themes))] {
		case "wg":
			switch g.IntN(3) {
			case 0:
				lists[0] = append([]*stmt{{op: "add", n: 1}}, lists[0]...)
			case 1:
				add(&stmt{op: "add", n: 1})
			case 2:
				lists[0] = append([]*stmt{{op: "wggo", body: []*stmt{{op: "receive", x: c}}}}, lists[0]...)
				add(&stmt{op: "send", x: c})
				continue
			}
			add(&stmt{op: []string{"done", "defer done"}[g.IntN(2)]})
			add(&stmt{op: "wait"})
		case "mu", "rw":
			i, j := g.IntN(len(lists)), g.IntN(len(lists))
			g.budget = 2
			lists[i] = append(lists[i], g.lock(3)...)
			g.budget = 2
			lists[j] = append(lists[j], g.lock(3)...)
		case "cond":
			add(&stmt{op: "lock", x: 2}, &stmt{op: "condwait"}, &stmt{op: "unlock", x: 2})
			add(&stmt{op: []string{"signal", "broadcast"}[g.IntN(2)]})
		case "ctx":
			add(&stmt{op: []string{"cancel", "defer cancel"}[g.IntN(2)]})
			add(&stmt{op: "select", cases: []*stmt{{op: "ctxdone"}, {op: []string{"send", "receive"}[g.IntN(2)], x: c}}})
		case "once":
			add(&stmt{op: "once", body: []*stmt{g.half(c, true)}})
			add(&stmt{op: "once", body: []*stmt{g.half(c, true)}})
			add(g.half(c, false))
		default:
			if g.IntN(4) == 0 {
				add(&stmt{op: []string{"close", "defer close"}[g.IntN(2)], x: c})
				add(&stmt{op: "range", x: c})
			}
			add(g.half(c, true))
			add(g.half(c, false))
		}
	}
	var body []*stmt
	for _, l := range lists[1:] {
		if len(l) > 0 {
			body = append(body, &stmt{op: "go", body: l})
		}
	}
	if at := g.IntN(len(lists[0]) + 1); g.IntN(3) == 0 {
		return slices.Concat(lists[0][:at], body, lists[0][at:])
	}
	return append(body, lists[0]...)
}

// half makes a send or receive, plain or in another statement.
func (g *generator) half(c int, send bool) *stmt {
	s := &stmt{op: "receive", x: c}
	if send {
		s = &stmt{op: "send", x: c, n: g.IntN(2)}
	}
	switch g.IntN(12) {
	case 0:
		return &stmt{op: "select", cases: []*stmt{s, {op: "default"}}}
	case 1:
		return &stmt{op: "select", cases: []*stmt{s, {op: "receive", x: g.IntN(g.chans)}}}
	case 2:
		return &stmt{op: "loop", n: 2, body: []*stmt{s}}
	case 3:
		if !send {
			return &stmt{op: "ifok", x: c, body: []*stmt{{op: "return"}}}
		}
	case 4:
		if !send {
			return &stmt{op: "ifone", x: c, body: []*stmt{{op: "return"}}}
		}
	case 5:
		return &stmt{op: "iflen", x: c, body: []*stmt{s}}
	case 6:
		return &stmt{op: "go", body: []*stmt{s}}
	}
	return s
}

// block makes a few statements.
func (g *generator) block(depth int) []*stmt {
	var list []*stmt
	for range 1 + g.IntN(3) {
		if g.budget > 0 {
			list = append(list, g.stmts(depth)...)
		}
	}
	return list
}

func (g *generator) stmts(depth int) []*stmt {
	g.budget--
	c := g.IntN(g.chans)
	one := func(op string) []*stmt { return []*stmt{{op: op, x: c}} }
	with := func(op string) []*stmt { return []*stmt{{op: op, x: c, body: g.block(depth + 1)}} }
	if depth < 4 {
		switch n := g.IntN(24); {
		case n < 5 && g.inside < 3:
			g.inside++
			defer func() { g.inside-- }()
			return with("go")
		case n == 5:
			return []*stmt{{op: "loop", n: 2, body: g.block(depth + 1)}}
		case n == 6:
			return with("call")
		case n == 7:
			s := &stmt{op: "ifok", x: c, body: g.block(depth + 1)}
			s.other = g.block(depth + 1)
			return []*stmt{s}
		case n == 8:
			return []*stmt{{op: "ifone", x: c, body: g.block(depth + 1)}}
		case n == 9:
			return with("range")
		case n == 10 || n == 11:
			return []*stmt{g.selection(depth)}
		case n == 12:
			return with("iflen")
		}
	}
	if g.IntN(24) == 0 {
		return one("return")
	}
	switch g.themes[g.IntN(len(g.themes))] {
	case "wg":
		switch n := g.IntN(10); {
		case n < 2:
			return []*stmt{{op: "add", n: 1 + g.IntN(2)}}
		case n < 4:
			return one("done")
		case n < 6:
			return one("defer done")
		case n < 8:
			return one("wait")
		case depth < 4:
			return with("wggo")
		}
		return one("wait")
	case "mu", "rw":
		return g.lock(depth)
	case "cond":
		switch n := g.IntN(6); {
		case n < 2:
			return []*stmt{{op: "lock", x: 2}, {op: "condwait"}, {op: "unlock", x: 2}}
		case n == 2:
			return one("broadcast")
		case n == 3:
			return []*stmt{{op: "lock", x: 2}, {op: "signal"}, {op: "unlock", x: 2}}
		}
		return one("signal")
	case "ctx":
		switch n := g.IntN(6); {
		case n < 2:
			return one("cancel")
		case n == 2:
			return one("defer cancel")
		case n == 3 && depth < 4:
			return with("iferr")
		}
		return one("ctxdone")
	case "once":
		if depth < 4 {
			return with("once")
		}
	}
	switch n := g.IntN(20); {
	case n < 7:
		return []*stmt{{op: "send", x: c, n: g.IntN(2)}}
	case n < 15:
		return one("receive")
	case n < 17:
		return one("close")
	case n == 17:
		return one("defer close")
	case n == 18:
		return one("defer receive")
	}
	return one("recover")
}

// lock makes a critical section, mostly a balanced one.
func (g *generator) lock(depth int) []*stmt {
	kind := []string{"", "r"}[g.IntN(2)]
	which := 0
	if slices.Contains(g.themes, "rw") && g.IntN(2) == 0 {
		which = 1
	}
	if which == 0 {
		kind = ""
	}
	lock, unlock := &stmt{op: kind + "lock", x: which}, &stmt{op: kind + "unlock", x: which}
	switch g.IntN(12) {
	case 0:
		return []*stmt{lock}
	case 1:
		return []*stmt{unlock}
	case 2, 3:
		return []*stmt{lock, {op: "defer " + kind + "unlock", x: which}}
	}
	list := []*stmt{lock}
	list = append(list, g.block(depth+1)...)
	return append(list, unlock)
}

func (g *generator) selection(depth int) *stmt {
	s := &stmt{op: "select"}
	for range 1 + g.IntN(2) {
		k := &stmt{op: []string{"send", "receive"}[g.IntN(2)], x: g.IntN(g.chans)}
		if slices.Contains(g.themes, "ctx") && g.IntN(2) == 0 {
			k.op = "ctxdone"
		}
		s.cases = append(s.cases, k)
	}
	if g.IntN(3) == 0 {
		s.cases = append(s.cases, &stmt{op: "default"})
	}
	for _, k := range s.cases {
		if g.IntN(2) == 0 {
			k.body = g.block(depth + 1)
		}
	}
	return s
}

// lists returns the lists of statements in a program, to be shortened.
func (p *program) lists() []*[]*stmt {
	var all []*[]*stmt
	var walk func(*[]*stmt)
	walk = func(l *[]*stmt) {
		all = append(all, l)
		for _, s := range *l {
			walk(&s.body)
			walk(&s.other)
			walk(&s.cases)
		}
	}
	walk(&p.body)
	return all
}

func (p *program) clone() *program {
	var list func([]*stmt) []*stmt
	list = func(l []*stmt) []*stmt {
		var c []*stmt
		for _, s := range l {
			d := *s
			d.body, d.other, d.cases = list(s.body), list(s.other), list(s.cases)
			c = append(c, &d)
		}
		return c
	}
	return &program{slices.Clone(p.caps), list(p.body)}
}

// smaller lists programs with one statement less, or with a statement replaced
// by what is in it.
func (p *program) smaller() []*program {
	var all []*program
	for i, l := range p.lists() {
		for k, s := range *l {
			c := p.clone()
			m := c.lists()[i]
			*m = slices.Delete(*m, k, k+1)
			all = append(all, c)
			if len(s.body) > 0 && len(s.cases) == 0 && !isCase(s.op, i, p) {
				c := p.clone()
				m := c.lists()[i]
				*m = slices.Replace(*m, k, k+1, (*m)[k].body...)
				all = append(all, c)
			}
		}
	}
	for i, n := range p.caps {
		if n > 0 {
			c := p.clone()
			c.caps[i]--
			all = append(all, c)
		}
	}
	return all
}

// isCase reports whether the list is one of the cases of a select.
func isCase(op string, i int, p *program) bool {
	l := p.lists()[i]
	for _, m := range p.lists() {
		for _, s := range *m {
			if &s.cases == l {
				return true
			}
		}
	}
	return false
}

func (p *program) size() int {
	n := 0
	for _, l := range p.lists() {
		n += len(*l)
	}
	return n
}

// A printer writes programs twice, with the same lines: as they are, and with
// calls that tell before each operation where the goroutine is.
type printer struct {
	clean, told strings.Builder
	line        int
}

func (w *printer) put(clean, told string) {
	w.line++
	fmt.Fprintln(&w.clean, clean)
	fmt.Fprintln(&w.told, told)
}

func (w *printer) both(s string) { w.put(s, s) }

// op writes an operation.
func (w *printer) op(s string) { w.put(s, fmt.Sprintf("g.at(%d); %s", w.line+1, s)) }

func (w *printer) deferred(s string) {
	w.put("defer "+s, fmt.Sprintf("defer func() { g.at(%d); %s }()", w.line+1, s))
}

func (w *printer) header() {
	w.both("package main")
	w.put(`import ("context"; "sync")`, `import ("context"; "sync")`)
	w.put("var _ = context.Background; type mutex = sync.Mutex; type rwmutex = sync.RWMutex; type waitgroup = sync.WaitGroup", "var _ = context.Background; var _ sync.Mutex")
	w.put("func main() {}", "")
}

// program writes a program as a function.
func (w *printer) program(p *program, name string) {
	w.put("func "+name+"() {", "func "+name+"(r *run, g *goroutine) {")
	used := make(map[string]bool)
	for _, l := range p.lists() {
		for _, s := range *l {
			op := strings.TrimPrefix(s.op, "defer ")
			switch op {
			case "send", "receive", "close", "ifok", "ifone", "range", "iflen":
				used[fmt.Sprint("c", s.x)] = true
			case "lock", "unlock", "rlock", "runlock":
				used[lockName(s.x)] = true
			case "add", "done", "wait", "wggo":
				used["wg"] = true
			case "condwait", "signal", "broadcast":
				used["cond"] = true
			case "cancel", "ctxdone", "iferr":
				used["ctx"] = true
			case "once":
				used["once"] = true
			}
		}
	}
	for i, n := range p.caps {
		switch {
		case !used[fmt.Sprint("c", i)]:
		case n < 0:
			w.both(fmt.Sprintf("var c%d chan int", i))
		default:
			w.both(fmt.Sprintf("c%d := make(chan int, %d)", i, n))
		}
	}
	if used["wg"] {
		w.both("var wg waitgroup")
	}
	if used["mu"] {
		w.both("var mu mutex")
	}
	if used["rw"] {
		w.both("var rw rwmutex")
	}
	if used["cond"] || used["cond.L"] {
		w.both("cond := sync.NewCond(new(mutex))")
	}
	if used["ctx"] {
		w.both("ctx, cancel := context.WithCancel(context.Background()); _, _ = ctx, cancel")
	}
	if used["once"] {
		w.both("var once sync.Once")
	}
	w.stmts(p.body)
	w.both("}")
}

func lockName(x int) string { return []string{"mu", "rw", "cond.L"}[x] }

func (w *printer) stmts(list []*stmt) {
	for _, s := range list {
		w.stmt(s)
	}
}

func (w *printer) stmt(s *stmt) {
	c := fmt.Sprint("c", s.x)
	block := func(head string) {
		w.op(head)
		w.stmts(s.body)
		w.both("}")
	}
	method := map[string]string{"lock": "Lock", "unlock": "Unlock", "rlock": "RLock", "runlock": "RUnlock"}
	simple := map[string]string{
		"send": fmt.Sprintf("%s <- %d", c, s.n), "receive": "<-" + c, "close": "close(" + c + ")",
		"add": fmt.Sprintf("wg.Add(%d)", s.n), "done": "wg.Done()", "wait": "wg.Wait()",
		"condwait": "cond.Wait()", "signal": "cond.Signal()", "broadcast": "cond.Broadcast()",
		"cancel": "cancel()", "ctxdone": "<-ctx.Done()",
	}
	if m := method[strings.TrimPrefix(s.op, "defer ")]; m != "" {
		simple[strings.TrimPrefix(s.op, "defer ")] = lockName(s.x) + "." + m + "()"
	}
	if text := simple[s.op]; text != "" {
		w.op(text)
		return
	}
	if text := simple[strings.TrimPrefix(s.op, "defer ")]; text != "" {
		if s.op == "defer receive" {
			w.put("defer func() { "+text+" }()", fmt.Sprintf("defer func() { g.at(%d); %s }()", w.line+1, text))
			return
		}
		w.deferred(text)
		return
	}
	switch s.op {
	case "go":
		w.put("go func() {", fmt.Sprintf("go func() { g := r.start(%d); defer g.end()", w.line+1))
		w.stmts(s.body)
		w.both("}()")
	case "wggo":
		n := w.line + 1
		w.put("wg.Go(func() {", fmt.Sprintf("g.at(%d); wg.start(r, %d, func(g *goroutine) {", n, n))
		w.stmts(s.body)
		w.both("})")
	case "call":
		w.both("func() {")
		w.stmts(s.body)
		w.both("}()")
	case "loop":
		w.both(fmt.Sprintf("for range %d {", s.n))
		w.stmts(s.body)
		w.both("}")
	case "once":
		w.op("once.Do(func() {")
		w.stmts(s.body)
		w.both("})")
	case "ifok":
		w.op("if _, ok := <-" + c + "; ok {")
		w.stmts(s.body)
		w.both("} else {")
		w.stmts(s.other)
		w.both("}")
	case "ifone":
		block("if <-" + c + " == 1 {")
	case "iflen":
		block("if len(" + c + ") > 0 {")
	case "iferr":
		block("if ctx.Err() != nil {")
	case "range":
		w.put("for range "+c+" {", fmt.Sprintf("for { g.at(%d); if _, ok := <-%s; !ok { break }", w.line+1, c))
		w.stmts(s.body)
		w.both("}")
	case "recover":
		w.both("defer func() { recover() }()")
	case "return":
		w.both("if true { return }")
	case "select":
		head := "select { "
		for i, k := range s.cases {
			c := fmt.Sprint("c", k.x)
			text := map[string]string{"send": "case " + c + " <- 1:", "receive": "case <-" + c + ":", "ctxdone": "case <-ctx.Done():", "default": "default:"}[k.op]
			if i == 0 {
				w.op(head + text)
			} else {
				w.both(text)
			}
			w.stmts(k.body)
		}
		if len(s.cases) == 0 {
			w.op(head)
		}
		w.both("}")
	}
}
