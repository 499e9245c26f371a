//go:build go1.21

// Package versions has loops of Go 1.21, whose variables are one for all iterations.
package versions

import (
	"sync"
	"time"
)

// go vet's loopclosure reports it.
//
//proof:race
func shared() {
	var wg sync.WaitGroup
	for _, name := range []string{"a", "b", "c"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			_ = len(name) //proof:at
		}()
	}
	wg.Wait()
}

// The variable is not the loop's.
//
//proof:race
func stillReported() {
	n := 0
	var wg sync.WaitGroup
	for i := 0; i < 3; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			n++ // want `all goroutines started at line \d+ set the same n`
		}()
	}
	wg.Wait()
}

// go vet looks at the last statement only.
//
// row: G29 G27
//
//proof:race
func notLast() {
	var wg sync.WaitGroup
	started := 0
	for _, name := range []string{"a", "b", "c"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			_ = len(name) // want `before Go 1.22 all rounds share this name: the next one sets it while the goroutine started at line \d+ uses it; pass it as an argument, or set go 1.22 in go.mod`
		}()
		started++
	}
	wg.Wait()
}

// row: G29
//
//proof:race
func threeClauses() {
	var wg sync.WaitGroup
	seen := 0
	for i := 0; i < 3; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			_ = i + 1 // want `before Go 1.22 all rounds share this i`
		}()
		seen += 2
	}
	wg.Wait()
}

// It does not know WaitGroup.Go.
//
// row: G27
//
//proof:race
func waitGroupGo() {
	var wg sync.WaitGroup
	for _, name := range []string{"a", "b", "c"} {
		wg.Go(func() {
			_ = len(name) // want `before Go 1.22 all rounds share this name`
		})
	}
	wg.Wait()
}

//proof:race
func inBranch() {
	var wg sync.WaitGroup
	for key, n := range map[string]int{"a": 1, "b": 2, "c": 3} {
		if n > 0 {
			wg.Add(1)
			go func() {
				defer wg.Done()
				_ = len(key) // want `before Go 1.22 all rounds share this key`
			}()
		}
		time.Sleep(time.Microsecond)
	}
	wg.Wait()
}

//proof:race
func postInBody() {
	var wg sync.WaitGroup
	for i := 0; i < 3; {
		i++
		wg.Add(1)
		go func() {
			defer wg.Done()
			_ = i + 1 // want `before Go 1.22 all rounds share this i`
		}()
	}
	wg.Wait()
}

//proof:race
func outer() {
	var wg sync.WaitGroup
	for _, name := range []string{"a", "b", "c"} {
		for i := 0; i < 2; i++ {
			i := i
			wg.Add(1)
			go func() {
				defer wg.Done()
				_ = name + string(rune('0'+i)) // want `before Go 1.22 all rounds share this name`
			}()
			if i > 0 {
				continue
			}
			time.Sleep(time.Microsecond)
		}
		time.Sleep(time.Microsecond)
	}
	wg.Wait()
}

type job struct {
	name string
	wg   *sync.WaitGroup
}

func (j *job) run() {
	defer j.wg.Done()
	_ = len(j.name)
}

func (j job) copied() {
	defer j.wg.Done()
	_ = len(j.name)
}

// The method gets the address of the variable.
//
//proof:race
func method() {
	var wg sync.WaitGroup
	for _, j := range []job{{"a", &wg}, {"b", &wg}, {"c", &wg}} {
		wg.Add(1)
		go j.run() // want `before Go 1.22 all rounds share this j: the next one sets it while the goroutine started at line \d+ uses it`
	}
	wg.Wait()
}

//proof:ok
func valueReceiver() {
	var wg sync.WaitGroup
	for _, j := range []job{{"a", &wg}, {"b", &wg}, {"c", &wg}} {
		wg.Add(1)
		go j.copied()
	}
	wg.Wait()
}

//proof:ok
func pointers() {
	var wg sync.WaitGroup
	for _, j := range []*job{{"a", &wg}, {"b", &wg}, {"c", &wg}} {
		wg.Add(1)
		go j.run()
	}
	wg.Wait()
}

//proof:ok
func copied() {
	var wg sync.WaitGroup
	n := 0
	for _, name := range []string{"a", "b", "c"} {
		name := name
		wg.Add(1)
		go func() {
			defer wg.Done()
			_ = len(name)
		}()
		n++
	}
	wg.Wait()
}

//proof:ok
func argument() {
	var wg sync.WaitGroup
	n := 0
	for _, name := range []string{"a", "b", "c"} {
		wg.Add(1)
		go func(name string) {
			defer wg.Done()
			_ = len(name)
		}(name)
		n++
	}
	wg.Wait()
}

//proof:ok
func waitsInRound() {
	for _, name := range []string{"a", "b", "c"} {
		done := make(chan bool)
		go func() {
			defer close(done)
			_ = len(name)
		}()
		<-done
	}
}

//proof:ok
func waitsForGroup() {
	for _, name := range []string{"a", "b", "c"} {
		var wg sync.WaitGroup
		wg.Add(1)
		go func() {
			defer wg.Done()
			_ = len(name)
		}()
		wg.Wait()
	}
}

//proof:ok
func firstOnly() {
	var wg sync.WaitGroup
	for _, name := range []string{"a", "b", "c"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			_ = len(name)
		}()
		break
	}
	wg.Wait()
}

//proof:ok
func once() {
	var wg sync.WaitGroup
	n := 0
	for _, name := range [...]string{"a"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			_ = len(name)
		}()
		n++
	}
	wg.Wait()
}

// The next round begins when the goroutine has taken the name.
//
//proof:ok
func handshake() {
	var wg sync.WaitGroup
	taken := make(chan bool)
	for _, name := range []string{"a", "b", "c"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			_ = len(name)
			taken <- true
		}()
		<-taken
	}
	wg.Wait()
}

func take(from chan int) int { return <-from }

// A function waits for it.
//
//proof:ok
func helperWaits() {
	lengths := make(chan int)
	for _, name := range []string{"a", "b", "c"} {
		go func() { lengths <- len(name) }()
		_ = take(lengths)
	}
}

// The variable is taken once, before the loop.
//
//proof:ok
func notOfLoop() {
	var wg sync.WaitGroup
	name := "a"
	for i := 0; i < 3; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			_ = len(name)
		}()
		time.Sleep(time.Microsecond)
	}
	wg.Wait()
}
