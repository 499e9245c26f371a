package ok

import "sync"

// One goroutine is all that the loop starts.
//
//proof:ok
func startsFirst() {
	var wg sync.WaitGroup
	wg.Add(1)
	for i := range 3 {
		if i == 0 {
			go func() {
				defer wg.Done()
			}()
		}
	}
	wg.Wait()
}

// The loop ends behind the first.
//
//proof:ok
func startsUntil() {
	var wg sync.WaitGroup
	wg.Add(1)
	for _, name := range []string{"", "b"} {
		go func() { defer wg.Done() }()
		if name == "" {
			break
		}
	}
	wg.Wait()
}

// Three are counted, three start.
//
//proof:ok
func three() {
	var wg sync.WaitGroup
	wg.Add(3)
	for range 3 {
		go func() { defer wg.Done() }()
	}
	wg.Wait()
}

// What is left out is counted down.
//
//proof:ok
func countsDown() {
	hosts := []string{"a", ""}
	var wg sync.WaitGroup
	wg.Add(len(hosts))
	for _, h := range hosts {
		if h == "" {
			wg.Done()
			continue
		}
		go func() { defer wg.Done() }()
	}
	wg.Wait()
}

// Another goroutine is started for it.
//
//proof:ok
func startsOther() {
	hosts := []string{"a", ""}
	var wg sync.WaitGroup
	wg.Add(len(hosts))
	for _, h := range hosts {
		if h == "" {
			go wg.Done()
			continue
		}
		go func() { defer wg.Done() }()
	}
	wg.Wait()
}

// The goroutine that waits is not counted.
//
//proof:ok
func closer() {
	out := make(chan int)
	var wg sync.WaitGroup
	for i := range 2 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			out <- i
		}()
	}
	go func() {
		wg.Wait()
		close(out)
	}()
	for range out {
	}
}

// It counts itself down first.
//
//proof:ok
func doneFirst() {
	var wg sync.WaitGroup
	ended := make(chan bool)
	wg.Add(2)
	go func() {
		wg.Done()
		wg.Wait()
		close(ended)
	}()
	go wg.Done()
	<-ended
}

type counted struct{ wg sync.WaitGroup }

func (c *counted) one() {
	defer c.wg.Done()
}

// What it calls is counted apart.
//
//proof:ok
func addsToo() {
	c := &counted{}
	c.wg.Go(func() {
		c.wg.Add(1)
		c.one()
	})
	c.wg.Wait()
}
