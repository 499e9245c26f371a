package ok

import (
	"sync"
	"sync/atomic"
)

type marks struct {
	mu   sync.Mutex
	high int64
	word uint32
}

// What is compared was loaded.
//
//proof:ok
func loaded() {
	m := new(marks)
	var wg sync.WaitGroup
	for range 2 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			m.see(3)
		}()
	}
	wg.Wait()
}

//proof:by loaded
func (m *marks) see(n int64) {
	for {
		old := atomic.LoadInt64(&m.high)
		if old >= n || atomic.CompareAndSwapInt64(&m.high, old, n) {
			return
		}
	}
}

// All who set it hold the lock; those without it only look.
//
//proof:ok
func underLock() {
	m := new(marks)
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		_ = atomic.LoadUint32(&m.word)
	}()
	m.next()
	wg.Wait()
}

//proof:by underLock
func (m *marks) next() {
	m.mu.Lock()
	defer m.mu.Unlock()
	old := m.word
	atomic.CompareAndSwapUint32(&m.word, old, old+1)
}

// The object is new.
//
//proof:ok
func fresh() int64 {
	m := &marks{high: 3}
	old := m.high
	atomic.CompareAndSwapInt64(&m.high, old, old+1)
	return atomic.LoadInt64(&m.high)
}

// The caller knows what is to be replaced.
//
//proof:ok
func given() {
	m := new(marks)
	m.replace(0, 7)
}

//proof:by given
func (m *marks) replace(old, to uint32) bool { return atomic.CompareAndSwapUint32(&m.word, old, to) }
