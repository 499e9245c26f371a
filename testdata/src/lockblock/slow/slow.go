// Package slow takes its time with a lock held.
package slow

import (
	"net/http"
	"net/http/httptest"
	"os/exec"
	"sync"
	"time"
)

type cache struct {
	mu sync.Mutex
	n  int
}

// waited reports whether a lock was not to be had for a while.
func waited(mu *sync.Mutex, hold func()) bool {
	done := make(chan bool)
	go func() {
		defer close(done)
		hold()
	}()
	time.Sleep(5 * time.Millisecond)
	start := time.Now()
	mu.Lock()
	mu.Unlock()
	<-done
	return time.Since(start) > 10*time.Millisecond
}

// row: M17
//
//proof:observe
//proof:noflip nothing else takes as long
func sleeps() bool {
	c := new(cache)
	return waited(&c.mu, func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		time.Sleep(100 * time.Millisecond) // want `Sleep can take long, and c.mu is held since line \d+: everybody who wants it waits as long; unlock first`
	})
}

// row: M16
//
//proof:observe
//proof:noflip nothing else takes as long
func requests() bool {
	c := new(cache)
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { time.Sleep(100 * time.Millisecond) }))
	defer server.Close()
	return waited(&c.mu, func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		resp, err := http.Get(server.URL) // want `Get can take long, and c.mu is held since line \d+`
		if err == nil {
			resp.Body.Close()
		}
	})
}

//proof:none it starts a command
func commands(c *cache) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return exec.Command("true").Run() // want `Run can take long, and c.mu is held since line \d+`
}

//proof:ok
func unlocks() {
	c := new(cache)
	c.mu.Lock()
	c.n++
	c.mu.Unlock()
	time.Sleep(time.Microsecond)
}

func pause(n int) { time.Sleep(time.Duration(n) * 100 * time.Millisecond) }

//proof:observe
//proof:noflip nothing else takes as long
func pauses() bool {
	c := new(cache)
	return waited(&c.mu, func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		pause(1) // want `pause \(Sleep at line \d+\) can take long, and c.mu is held since line \d+`
	})
}

func (c *cache) rest() {
	c.mu.Unlock()
	time.Sleep(time.Millisecond)
	c.mu.Lock()
}

// The function that sleeps releases the lock.
//
//proof:ok
func rests() {
	c := new(cache)
	c.mu.Lock()
	c.rest()
	c.mu.Unlock()
}
