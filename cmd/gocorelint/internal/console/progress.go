package console

import (
	"fmt"
	"io"
	"sync"
	"time"
)

// A Progress is one line on the terminal that tells how far a long run is. It
// shows nothing in the first second.
type Progress struct {
	w     io.Writer
	began time.Time
	stop  chan struct{}
	gone  sync.WaitGroup

	mu          sync.Mutex
	done, total int
}

// Progress starts the line, on standard error. It returns nil, which is good
// for all methods, unless a person watches.
func (c *Console) Progress() *Progress {
	if !c.ErrIsTerminal {
		return nil
	}
	p := &Progress{w: c.Err, began: time.Now(), stop: make(chan struct{})}
	p.gone.Go(p.show)
	return p
}

// Step says that one more package is done.
func (p *Progress) Step() {
	if p != nil {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.done++
	}
}

// Total says how many packages there are.
func (p *Progress) Total(n int) {
	if p != nil {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.total = n
	}
}

// Stop erases the line.
func (p *Progress) Stop() {
	if p != nil {
		close(p.stop)
		p.gone.Wait()
	}
}

func (p *Progress) show() {
	shown := false
	wait := time.Second
	for {
		select {
		case <-p.stop:
			if shown {
				fmt.Fprint(p.w, eraseLine)
			}
			return
		case <-time.After(wait):
			fmt.Fprint(p.w, eraseLine, p.line())
			shown, wait = true, 200*time.Millisecond
		}
	}
}

const eraseLine = "\r\x1b[K"

func (p *Progress) line() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	seconds := int(time.Since(p.began).Seconds())
	switch {
	case p.done == 0:
		return fmt.Sprintf("no package analysed yet, %d s: on a first run go compiles the dependencies", seconds)
	case p.total < p.done:
		return fmt.Sprintf("%d packages analysed, %d s", p.done, seconds)
	}
	return fmt.Sprintf("%d of %d packages analysed, %d s", p.done, p.total, seconds)
}
