package a

import (
	"runtime"
	"sync/atomic"
)

// Meter counts by way of a variable.
type Meter struct {
	value atomic.Int64
	peak  atomic.Int64
	seq   uint32
}

// Inc expects others: it raises the peak in a loop.
//
//proof:by incIsLost
func (m *Meter) Inc(n int64) {
	v := m.value.Load()
	v += n
	runtime.Gosched()
	m.value.Store(v) // want `what another call of Inc adds to m.value between this Load and the Store is lost: use a loop with CompareAndSwap`
	for p := m.peak.Load(); p < v && !m.peak.CompareAndSwap(p, v); p = m.peak.Load() {
	}
}

//proof:observe
//proof:noflip a Store stays behind the Add
func incIsLost() bool {
	for range 20000 {
		m := new(Meter)
		both(func() { m.Inc(1) }, func() { m.Inc(1) })
		if m.value.Load() != 2 {
			return true
		}
	}
	return false
}

// Next begins again at the end.
//
//proof:by nextIsLost
func (m *Meter) Next() uint32 {
	n := atomic.LoadUint32(&m.seq)
	if n >= 1<<20 {
		n = 0
	}
	runtime.Gosched()
	atomic.StoreUint32(&m.seq, n+1) // want `what another call of Next adds to m.seq between this Load and the Store is lost: use a loop with atomic.CompareAndSwapUint32`
	return n
}

//proof:observe
//proof:noflip a loop would stand there
func nextIsLost() bool {
	for range 20000 {
		m := new(Meter)
		var a, b uint32
		both(func() { a = m.Next() }, func() { b = m.Next() })
		if a == b {
			return true
		}
	}
	return false
}

type job struct {
	started atomic.Bool
	inside  atomic.Int32
	both    atomic.Bool
}

// Start is to run once at a time.
//
//proof:by startedBoth
func (j *job) Start() bool {
	if j.started.Load() { // want `two goroutines can both find j.started unset here before one sets it at line \d+, and both run what it keeps apart until line \d+: use CompareAndSwap`
		return false
	}
	runtime.Gosched()
	j.started.Store(true)
	defer j.started.Store(false)
	if j.inside.Add(1) == 2 {
		j.both.Store(true)
	}
	runtime.Gosched()
	j.inside.Add(-1)
	return true
}

//proof:observe
//proof:instead if j.started.Load() { => if !j.started.CompareAndSwap(false, true) {
func startedBoth() bool {
	for range 20000 {
		j := new(job)
		both(func() { j.Start() }, func() { j.Start() })
		if j.both.Load() {
			return true
		}
	}
	return false
}

type pipe struct {
	closed int32
	done   chan int
}

func (p *pipe) isClosed() bool { return atomic.LoadInt32(&p.closed) == 1 }

// The Load is in a method.
//
//proof:by closedByBoth
func (p *pipe) Close(between func()) {
	if p.isClosed() { // want `two goroutines can both find p.closed unset here before one sets it at line \d+, and both come to the close at line \d+: use CompareAndSwap`
		return
	}
	between()
	atomic.StoreInt32(&p.closed, 1)
	close(p.done) //proof:at
}

//proof:panic close of closed channel
func closedByBoth() {
	p := &pipe{done: make(chan int)}
	p.Close(func() { p.Close(func() {}) })
}
