package quiet

import (
	"encoding/json"
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

// Who has the queue has a lock of its own.

type queue struct {
	rw    sync.RWMutex
	size  int
	total int
}

//proof:by queues
func (q *queue) Insert(n int) {
	q.rw.Lock()
	defer q.rw.Unlock()
	q.size++
	q.total += n
}

//proof:by queues
func (q *queue) Clear() {
	q.rw.Lock()
	defer q.rw.Unlock()
	q.size = 0
	q.total = 0
}

//proof:by queues
func (q *queue) Len() int { return q.size }

//proof:by queues
func (q *queue) Busy() bool {
	q.rw.RLock()
	defer q.rw.RUnlock()
	return q.size > 5 && q.total > 100
}

//proof:by queues
func (q *queue) Rate() float64 {
	if q.Busy() {
		return 1
	}
	n := q.Len()
	q.Clear()
	return float64(n)
}

type Server struct {
	mu    sync.Mutex
	queue *queue
}

//proof:by queues
func (s *Server) Receive(n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.queue.Insert(n)
}

//proof:by queues
func (s *Server) Report(w io.Writer) {
	s.mu.Lock()
	rate := s.queue.Rate()
	s.mu.Unlock()
	fmt.Fprint(w, rate)
}

//proof:by queues
func (s *Server) Write(w io.Writer) error { return json.NewEncoder(w).Encode(s.queue) }

//proof:ok
func queues() {
	s := &Server{queue: new(queue)}
	s.Write(io.Discard)
	together(func() { s.Receive(1) }, func() { s.Report(io.Discard) })
}
