package quiet

import "sync"

func newBuffer() any { return new([64]byte) }

// The rounds of the loop share it.
//
//proof:ok
func poolForLoop() {
	p := sync.Pool{New: newBuffer}
	for range 3 {
		buf := p.Get()
		p.Put(buf)
	}
}

// The goroutines of the call share it.
//
//proof:ok
func poolForGoroutines() {
	p := sync.Pool{New: newBuffer}
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() { p.Put(p.Get()) })
	}
	wg.Wait()
}

// A callee gets it.
//
//proof:ok
func poolForCallee() {
	var p sync.Pool
	p.New = newBuffer
	fill(&p)
	p.Get()
}

func fill(p *sync.Pool) { p.Put(newBuffer()) }
