package methods

import "sync"

// A double that a test closes once.
type Double struct {
	mu   sync.Mutex
	quit chan struct{}
}

//proof:by onceOnly
func (d *Double) Close() {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.quit != nil {
		close(d.quit)
	}
}

//proof:ok
func onceOnly() {
	d := &Double{quit: make(chan struct{})}
	d.Close()
}
