package ok

import (
	"bytes"
	"sync"
)

var mu sync.Mutex

func keep(b []byte) {
	mu.Lock()
	for _, c := range b {
		sink = c
	}
	mu.Unlock()
}

// Each goroutine has a copy.
//
//proof:ok
func copies() {
	r, buf := lines(), make([]byte, 4)
	for {
		n, err := r.Read(buf)
		if err != nil {
			return
		}
		go keep(bytes.Clone(buf[:n]))
	}
}

// Each has a buffer of its own.
//
//proof:ok
func own() {
	r := lines()
	for {
		buf := make([]byte, 4)
		n, err := r.Read(buf)
		if err != nil {
			return
		}
		go func() { keep(buf[:n]) }()
	}
}

// The loop waits for the goroutine.
//
//proof:ok
func waitedFor() {
	r, buf := lines(), make([]byte, 4)
	for {
		n, err := r.Read(buf)
		if err != nil {
			return
		}
		done := make(chan struct{})
		go func() {
			keep(buf[:n])
			close(done)
		}()
		<-done
	}
}

// All have finished when it is filled again.
//
//proof:ok
func rounds() {
	buf := make([]byte, 4)
	for _, s := range []string{"aaaa", "bbbb"} {
		copy(buf, s)
		var wg sync.WaitGroup
		for range 2 {
			wg.Go(func() { keep(buf) })
		}
		wg.Wait()
	}
}

// Each goroutine sets an element of its own, and so does the function.
//
//proof:ok
func elements() {
	out := make([]int, 5)
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Go(func() { out[i] = i })
		out[4] = i
	}
	wg.Wait()
}

// The goroutine fills the buffer, and it is read when it has ended.
//
//proof:ok
func filled() {
	buf := make([]byte, 4)
	for range 2 {
		var wg sync.WaitGroup
		wg.Go(func() { copy(buf, "aaaa") })
		wg.Wait()
		keep(buf)
	}
}

// The halves are disjoint.
//
//proof:ok
func halves() {
	buf := make([]byte, 8)
	var wg sync.WaitGroup
	wg.Go(func() { keep(buf[:4]) })
	copy(buf[4:], "bbbb")
	wg.Wait()
}

// Only the length is asked for.
//
//proof:ok
func lengths() {
	var wg sync.WaitGroup
	buf := make([]byte, 4)
	for _, s := range []string{"aaaa", "bbbb"} {
		copy(buf, s)
		wg.Go(func() { sink2(len(buf)) })
	}
	wg.Wait()
}

func sink2(int) {}
