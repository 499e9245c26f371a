// Package untold is what the setting untold adds.
package untold

import (
	"errors"
	"sync"
	"sync/atomic"
	"time"
)

var errEnded = errors.New("ended")

// A mailbox tells of letters, not of its end.
type mailbox struct {
	mu      sync.Mutex
	some    *sync.Cond
	letters []string
	papers  []string
	closed  bool
	err     error
	readers int
	ready   atomic.Bool
	users   int32
	busy    *string
}

func newMailbox() *mailbox {
	m := new(mailbox)
	m.some = sync.NewCond(&m.mu)
	return m
}

func (m *mailbox) put(letter string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.letters = append(m.letters, letter)
	m.some.Broadcast()
}

//proof:by leakUntold
func (m *mailbox) take() (string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for len(m.letters) == 0 {
		if m.closed {
			return "", errEnded
		}
		m.some.Wait() //proof:at
	}
	letter := m.letters[0]
	m.letters = m.letters[1:]
	return letter, nil
}

//proof:by leakUntold
func (m *mailbox) close() {
	m.mu.Lock()
	m.closed = true // want `who waits at line \d+ for this change of closed is not told of it, and waits on: nothing here, and nobody who calls it, wakes him; call some.Broadcast`
	m.mu.Unlock()
}

//proof:leak
func leakUntold() {
	m := newMailbox()
	go m.take()
	time.Sleep(10 * time.Millisecond)
	m.close()
}

//proof:by leakUntoldAppend
func (m *mailbox) putAll(papers []string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, paper := range papers {
		m.papers = append(m.papers, paper) // want `who waits at line \d+ for this change of papers is not told of it`
	}
}

//proof:by leakUntoldAppend
func (m *mailbox) untilPapers() {
	m.mu.Lock()
	defer m.mu.Unlock()
	for len(m.papers) == 0 {
		m.some.Wait() //proof:at
	}
}

//proof:leak
func leakUntoldAppend() {
	m := newMailbox()
	go m.untilPapers()
	time.Sleep(10 * time.Millisecond)
	m.putAll([]string{"a", "b"})
}

// The caller could tell, and does not.
//
//proof:by leakUntoldCaller
func (m *mailbox) failLocked() {
	m.err = errEnded // want `who waits at line \d+ for this change of err is not told of it`
}

//proof:by leakUntoldCaller
func (m *mailbox) Fail() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.failLocked()
}

//proof:by leakUntoldCaller
func (m *mailbox) untilFailed() {
	m.mu.Lock()
	defer m.mu.Unlock()
	for m.err == nil {
		m.some.Wait() //proof:at
	}
}

// The error is one that is made.
//
//proof:by leakUntoldError
func (m *mailbox) name(name string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.busy = &name // want `who waits at line \d+ for this change of busy is not told of it`
}

//proof:by leakUntoldError
func (m *mailbox) untilBusy() {
	m.mu.Lock()
	defer m.mu.Unlock()
	for m.busy == nil {
		m.some.Wait() //proof:at
	}
}

//proof:leak
func leakUntoldError() {
	m := newMailbox()
	go m.untilBusy()
	time.Sleep(10 * time.Millisecond)
	m.name("x")
}

//proof:leak
func leakUntoldCaller() {
	m := newMailbox()
	go m.untilFailed()
	time.Sleep(10 * time.Millisecond)
	m.Fail()
}

// The last reader leaves without a word.
//
//proof:by leakUntoldCounter
func (m *mailbox) leave() {
	m.mu.Lock()
	m.readers-- // want `who waits at line \d+ for this change of readers is not told of it`
	m.mu.Unlock()
}

//proof:by leakUntoldCounter
func (m *mailbox) untilLeft() {
	m.mu.Lock()
	for m.readers > 0 {
		m.some.Wait() //proof:at
	}
	m.mu.Unlock()
}

//proof:leak
func leakUntoldCounter() {
	m := newMailbox()
	m.readers = 1
	go m.untilLeft()
	time.Sleep(10 * time.Millisecond)
	m.leave()
}

// The waiter asks by a method.
func (m *mailbox) isReady() bool { return m.ready.Load() }

//proof:by leakUntoldAtomic
func (m *mailbox) untilReady() {
	m.mu.Lock()
	defer m.mu.Unlock()
	for !m.isReady() {
		m.some.Wait() //proof:at
	}
}

//proof:by leakUntoldAtomic
func (m *mailbox) Start() {
	m.ready.Store(true) // want `who waits at line \d+ for this change of ready is not told of it`
}

//proof:leak
func leakUntoldAtomic() {
	m := newMailbox()
	go m.untilReady()
	time.Sleep(10 * time.Millisecond)
	m.Start()
}

func (m *mailbox) count() int { return int(atomic.LoadInt32(&m.users)) }

//proof:by leakUntoldCount
func (m *mailbox) untilUnused() {
	m.mu.Lock()
	defer m.mu.Unlock()
	for {
		if m.count() == 0 {
			return
		}
		m.some.Wait() //proof:at
	}
}

//proof:by leakUntoldCount
func (m *mailbox) drop() {
	atomic.AddInt32(&m.users, -1) // want `who waits at line \d+ for this change of users is not told of it`
}

//proof:leak
func leakUntoldCount() {
	m := newMailbox()
	m.users = 1
	go m.untilUnused()
	time.Sleep(10 * time.Millisecond)
	m.drop()
}
