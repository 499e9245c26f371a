package calls

import "testing"

// What always waits does so in a test too.
//
//proof:none a test runs it
func TestAlways(t *testing.T) {
	h := handle{to: new(owner)}
	h.to.mu.Lock()
	h.get() // want `this call waits for ever: get at calls.go:\d+ locks h.to.mu, held since line \d+`
	h.to.mu.Unlock()
}
