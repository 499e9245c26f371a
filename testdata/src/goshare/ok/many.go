package ok

import (
	"context"
	"errors"
	"sync"
	"time"
)

// A function value that may be a lock.
type store struct {
	acquire func() error
	guard   func() (release func())
	enter   func()
	n       int
	mu      sync.Mutex
	seen    map[int]int
}

//proof:by lockedByValues
func (s *store) count() {
	n, k, l := 0, 0, 0
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			if s.acquire() != nil {
				return
			}
			defer s.mu.Unlock()
			n++
		})
	}
	wg.Wait()
	for range 4 {
		wg.Go(func() {
			defer s.guard()()
			k++
		})
	}
	wg.Wait()
	for range 4 {
		wg.Go(func() {
			s.enter()
			l++
			s.mu.Unlock()
		})
	}
	wg.Wait()
}

//proof:ok
func lockedByValues() {
	s := &store{}
	s.acquire = func() error { s.mu.Lock(); return nil }
	s.guard = func() func() { s.mu.Lock(); return s.mu.Unlock }
	s.enter = func() { s.mu.Lock() }
	s.count()
}

// The method locks; the other one is called by one that has locked.
//
//proof:by addsUnderLock
func (s *store) add(k int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.put(k)
}

//proof:by addsUnderLock
func (s *store) put(k int) {
	s.seen[k]++
	s.n++
}

//proof:ok
func addsUnderLock() {
	s := &store{seen: make(map[int]int)}
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Go(func() { s.add(i) })
	}
	wg.Wait()
}

// Each round has an object of its own.
//
//proof:ok
func ownObjects() {
	var wg sync.WaitGroup
	for i := range 4 {
		s := &store{seen: make(map[int]int)}
		wg.Go(func() { s.put(i) })
	}
	for _, s := range []*store{{seen: map[int]int{}}, {seen: map[int]int{}}} {
		wg.Go(func() { s.put(1) })
	}
	wg.Wait()
}

// The one who gave the job waits for the answer before it gives the next.
//
//proof:ok
func answered() {
	n := 0
	jobs, answers := make(chan int), make(chan int)
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			for j := range jobs {
				n += j
				answers <- n
			}
		})
	}
	for i := range 4 {
		jobs <- i
		<-answers
	}
	close(jobs)
	wg.Wait()
}

// What is taken is given back: a lock.
//
//proof:ok
func token() {
	n := 0
	one := make(chan int, 3)
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			for t := range one {
				n += t
				if n > 4 {
					close(one)
					return
				}
				one <- t
			}
		})
	}
	one <- 1
	wg.Wait()
}

// One goroutine at a time: the loop waits for it.
//
//proof:ok
func serial() { serially(&store{seen: make(map[int]int)}) }

func serially(s *store) {
	if s.seen == nil {
		s.seen = make(map[int]int)
	}
	for i := range 3 {
		done := make(chan bool)
		go func() {
			s.put(i)
			close(done)
		}()
		<-done
	}
}

// The one before has ended by then.
//
//proof:none the race detector sees that nothing orders them
func farApart() {
	n := 0
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() { n++ })
		time.Sleep(time.Millisecond)
	}
	wg.Wait()
}

// The flag tells which way it was.
//
//proof:by asksFlag
func flagged(ctx context.Context) error {
	var err error
	late := false
	done := make(chan struct{})
	go func() {
		defer close(done)
		_, err = fetch()
	}()
	select {
	case <-done:
	case <-ctx.Done():
		late = true
	}
	if late {
		return errors.New("late")
	}
	return err
}

//proof:ok
func asksFlag() {
	flagged(context.Background())
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	flagged(ctx)
}

// The function looks at its object when the goroutine has ended.
//
//proof:ok
func readsLater() {
	s := &store{}
	done := make(chan bool)
	go func() {
		s.n = 1
		close(done)
	}()
	<-done
	if s.n != 1 {
		panic(s.n)
	}
}
