// The harness of random programs: it runs them under the real runtime, in many
// schedules or in a given one, and tells where their goroutines are in the end.
//
// Before each operation a goroutine tells at which line it is. There is one
// processor and no preemption, so that the scheduler is a queue: when the
// goroutines have nothing to tell for many rounds of it, all are blocked. The
// garbage collector is off: it would make them wait.
package main

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// A run is one execution of a program.
type run struct {
	rng       *rand.Rand
	events    int
	gs        []*goroutine
	panicked  string
	endless   bool
	scheduled bool // operations wait to be granted
}

type goroutine struct {
	r       *run
	site    int // the line of its go statement
	line    int // of the operation at which it is
	slow    int // how long it waits before an operation, at most
	done    bool
	waiting bool
	grant   chan bool
}

// maxEvents is more than any program has that ends.
const maxEvents = 500

// The run in progress.
var current *run

func (r *run) start(site int) *goroutine {
	r.events++
	g := &goroutine{r: r, site: site, slow: []int{1, 4, 16}[r.rng.IntN(3)], grant: make(chan bool)}
	r.gs = append(r.gs, g)
	return g
}

// at is called before each operation.
func (g *goroutine) at(line int) {
	g.line = line
	if g.r.events++; g.r.events > maxEvents {
		g.r.endless = true
		runtime.Goexit()
	}
	if g.r.scheduled {
		g.waiting = true
		<-g.grant
		g.waiting = false
		g.r.events++
		return
	}
	for range g.r.rng.IntN(g.slow + 1) {
		runtime.Gosched()
	}
	g.r.events++
}

func (g *goroutine) end() {
	if v := recover(); v != nil && g.r.panicked == "" {
		g.r.panicked = fmt.Sprint("panic: ", v)
	}
	g.done = true
	g.r.events++
}

// fatal is what can't be recovered.
func fatal(what string) {
	if current.panicked == "" {
		current.panicked = "fatal: " + what
	}
	panic(what)
}

func (r *run) quiesce() {
	for idle, last := 0, r.events; idle < 60; idle++ {
		runtime.Gosched()
		if r.events != last {
			idle, last = 0, r.events
		}
	}
}

func (r *run) outcome() string {
	switch {
	case r.endless:
		return "endless"
	case r.panicked != "":
		return r.panicked
	}
	var lines []int
	for _, g := range r.gs {
		if !g.done {
			lines = append(lines, g.line)
		}
	}
	slices.Sort(lines)
	return fmt.Sprint("stuck: ", lines)
}

func execute(p func(*run, *goroutine), seed uint64, steps []step) string {
	// With room for all, start appends without a call: it can't be interrupted there.
	r := &run{rng: rand.New(rand.NewPCG(seed, 1)), scheduled: steps != nil, gs: make([]*goroutine, 0, maxEvents)}
	current = r
	go func() {
		g := r.start(0)
		defer g.end()
		p(r, g)
	}()
	r.quiesce()
	for _, s := range steps {
		r.do(s)
	}
	r.scheduled = false
	for _, g := range r.gs {
		if g.waiting {
			g.grant <- true
		}
	}
	r.quiesce()
	return r.outcome()
}

// A step is an operation of a schedule: the line of the go statement, of the
// operation, and of the operation that it meets.
type step struct{ site, line, with int }

// do lets a goroutine do its operation. The second half of an operation, as that
// of Cond.Wait, comes by itself.
func (r *run) do(s step) {
	g := r.waiting(func(g *goroutine) bool { return g.site == s.site && g.line == s.line })
	if g == nil {
		return
	}
	if s.with != 0 {
		h := r.waiting(func(h *goroutine) bool { return h != g && h.line == s.with })
		if h != nil && r.rng.IntN(2) == 0 {
			g, h = h, g
		}
		if h != nil {
			h.grant <- true
			if r.rng.IntN(2) == 0 {
				r.quiesce()
			}
		}
	}
	g.grant <- true
	r.quiesce()
}

func (r *run) waiting(want func(*goroutine) bool) *goroutine {
	var found []*goroutine
	for _, g := range r.gs {
		if g.waiting && want(g) {
			found = append(found, g)
		}
	}
	if len(found) == 0 {
		return nil
	}
	return found[r.rng.IntN(len(found))]
}

// A waitgroup is a sync.WaitGroup whose goroutines don't end the process.
type waitgroup struct{ sync.WaitGroup }

// start does what Go does.
func (w *waitgroup) start(r *run, line int, f func(*goroutine)) {
	w.Add(1)
	go func() {
		g := r.start(line)
		defer g.end()
		defer func() {
			if v := recover(); v != nil {
				panic(v)
			}
			g.at(line)
			w.Done()
		}()
		f(g)
	}()
}

// A mutex is a sync.Mutex whose misuse doesn't end the process.
type mutex struct {
	sync.Mutex
	locked bool
}

func (m *mutex) Lock() {
	m.Mutex.Lock()
	m.locked = true
}

func (m *mutex) Unlock() {
	if !m.locked {
		fatal("unlock of unlocked mutex")
	}
	m.locked = false
	m.Mutex.Unlock()
}

// A rwmutex is the same for a sync.RWMutex.
type rwmutex struct {
	sync.RWMutex
	locked  bool
	readers int
}

func (m *rwmutex) Lock() {
	m.RWMutex.Lock()
	m.locked = true
}

func (m *rwmutex) Unlock() {
	if !m.locked {
		fatal("unlock of unlocked mutex")
	}
	m.locked = false
	m.RWMutex.Unlock()
}

func (m *rwmutex) RLock() {
	m.RWMutex.RLock()
	m.readers++
}

func (m *rwmutex) RUnlock() {
	if m.readers == 0 {
		fatal("unlock of unlocked mutex")
	}
	m.readers--
	m.RWMutex.RUnlock()
}

// main answers requests, one in each line:
//
//	run PROGRAM TIMES         what happens, and how often, from any seed
//	replay PROGRAM TIMES OUTCOME STEP...  whether the schedule leads there
func main() {
	runtime.GOMAXPROCS(1)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(nil, 1<<24)
	for in.Scan() {
		fields := strings.Split(in.Text(), "\t")
		p := number(fields[1])
		switch times := number(fields[2]); fields[0] {
		case "run":
			seen := make(map[string]int)
			for seed := range times {
				if seen["endless"] > 3 {
					break
				}
				seen[execute(programs[p], uint64(seed), nil)]++
			}
			for outcome, n := range seen {
				fmt.Fprintf(out, "%d\t%s\t%d\n", p, outcome, n)
			}
		case "replay":
			steps := []step{}
			for _, s := range fields[4:] {
				var st step
				fmt.Sscanf(s, "%d:%d:%d", &st.site, &st.line, &st.with)
				steps = append(steps, st)
			}
			result := "never"
			for seed := range times {
				if execute(programs[p], uint64(seed), steps) == fields[3] {
					result = "shown"
					break
				}
			}
			fmt.Fprintf(out, "%d\t%s\t%s\n", p, fields[3], result)
		}
	}
}

func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		panic(err)
	}
	return n
}
