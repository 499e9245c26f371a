package quiet

import (
	"fmt"
	"io"
	"log/slog"
	"sync"
)

// A logger that gets the object calls its methods, where the lock is held.

type Track struct {
	mu    sync.Mutex
	start int
	last  int
	log   *slog.Logger
}

//proof:by tracks
func (t *Track) Begin(n int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.start = n
	t.log.Info("begun", "state", t)
}

//proof:by tracks
func (t *Track) Set(n int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.last = n
}

//proof:by tracks
func (t *Track) Advance() int {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.last++
	t.last += t.start
	return t.last
}

//proof:by tracks
func (t *Track) MarshalJSON() ([]byte, error) { return fmt.Appendf(nil, "%d", t.last), nil }

//proof:ok
func tracks() {
	t := &Track{log: slog.New(slog.NewJSONHandler(io.Discard, nil))}
	together(func() { t.Begin(1) }, func() { t.Set(2); t.Advance() })
}
