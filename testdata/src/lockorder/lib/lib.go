// Package lib has locks that other packages hold.
package lib

import (
	"sync"
	"time"
)

// A Hub has rooms.
type Hub struct {
	Mu    sync.Mutex
	rooms map[*Room]bool
}

// A Room shows its lock.
type Room struct {
	sync.Mutex
	n int
}

// NewHub makes one with a room.
func NewHub() (*Hub, *Room) {
	r := new(Room)
	return &Hub{rooms: map[*Room]bool{r: true}}, r
}

// Pause lets others take their first lock.
func Pause() { time.Sleep(20 * time.Millisecond) }

// Sweep takes the lock of the hub, then those of its rooms.
func (h *Hub) Sweep() {
	h.Mu.Lock()
	defer h.Mu.Unlock()
	for r := range h.rooms {
		Pause()
		r.Lock() //proof:at
		r.n = 0
		r.Unlock()
	}
}

// Leave takes the lock of the hub.
func (h *Hub) Leave(r *Room) {
	h.Mu.Lock() //proof:at
	delete(h.rooms, r)
	h.Mu.Unlock()
}

// A Log calls back with its lock held.
type Log struct {
	mu    sync.Mutex
	lines []string
}

// Add waits for the lock.
func (l *Log) Add(line string) {
	l.mu.Lock()
	l.lines = append(l.lines, line)
	l.mu.Unlock()
}

// Lock and Unlock are for others.
func (l *Log) Lock() { l.mu.Lock() }

// Unlock releases it.
func (l *Log) Unlock() { l.mu.Unlock() }

// First and Second are for everybody.
var First, Second sync.Mutex
