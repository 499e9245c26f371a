package a

import (
	"net/http"
	"os"
	"os/signal"
	"sync"
	"syscall"
	"time"
)

type source struct {
	name string
	scan func(string) (int, error)
}

// What a field, a parameter or a literal does is called first.
//
//proof:race
func calledField() {
	sources := []source{{"a", one}, {"b", one}}
	sum := 0
	var wg sync.WaitGroup
	for _, s := range sources {
		wg.Add(1)
		go func() {
			defer wg.Done()
			n, err := s.scan(s.name)
			if err != nil {
				return
			}
			sum += n // want `all goroutines started at line \d+ set the same sum`
		}()
	}
	wg.Wait()
	sink = sum
}

func one(string) (int, error) { return 1, nil }

//proof:by eachOf
func each(names []string, f func(string) (int, error)) map[string]int {
	counts := make(map[string]int)
	var wg sync.WaitGroup
	for _, name := range names {
		wg.Go(func() {
			if n, err := f(name); err == nil {
				counts[name] = n // want `all goroutines started at line \d+ write to the map counts`
			}
		})
	}
	wg.Wait()
	return counts
}

//proof:race
func eachOf() {
	each([]string{"a", "b"}, one)
}

//proof:race
func calledLiteral() {
	double := func(n int) int { return 2 * n }
	sum := 0
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Go(func() {
			n := double(i)
			sum += n // want `all goroutines started at line \d+ set the same sum`
		})
	}
	wg.Wait()
	sink = sum
}

// http.Get waits for the network, not for another goroutine.
//
//proof:race
func requests() {
	failed := 0
	var wg sync.WaitGroup
	for _, url := range []string{"bad:", "worse:"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			resp, err := http.Get(url)
			if err != nil {
				failed++ // want `all goroutines started at line \d+ set the same failed`
				return
			}
			resp.Body.Close()
		}()
	}
	wg.Wait()
	sink = failed
}

// A signal comes from outside.
//
//proof:race
func untilSignal() {
	defer signal.Reset(syscall.SIGUSR1)
	stop := false
	sig := make(chan os.Signal, 1)
	signal.Notify(sig, syscall.SIGUSR1)
	defer settle()
	go func() {
		<-sig
		stop = true
	}()
	for range 100 {
		if stop { // want `stop is read here while the goroutine started at line \d+ may set it`
			break
		}
		time.Sleep(time.Millisecond)
		signalSelf()
	}
}

func signalSelf() { syscall.Kill(syscall.Getpid(), syscall.SIGUSR1) }
