// Package race closes channels while goroutines may still send on them.
package race

import (
	"context"
	"errors"
	"sync"
	"time"
)

func slow() int {
	time.Sleep(200 * time.Millisecond)
	return 1
}

func wait() {
	var forever chan int
	<-forever
}

//proof:panic send on closed channel
func timeouts() {
	timeout()
	wait()
}

// row: C25
//
//proof:by timeouts
func timeout() int {
	result := make(chan int, 1)
	defer close(result) // want `the goroutine started in line 33 may still send on result, and a send after this close panics: wait for the goroutine first, or leave the close to it`
	go func() {
		result <- slow() //proof:at
	}()
	select {
	case v := <-result:
		return v
	case <-time.After(time.Millisecond):
		return 0
	}
}

//proof:panic send on closed channel
func contexts() {
	ctx, cancel := context.WithTimeout(context.Background(), time.Millisecond)
	defer cancel()
	withContext(ctx)
	wait()
}

// row: C25
//
//proof:by contexts
func withContext(ctx context.Context) (int, error) {
	result := make(chan int)
	errc := make(chan error)
	defer close(result)
	defer close(errc) // want `the goroutine started in line 60 may still send on errc`
	go func() {
		if err := fail(4); err != nil {
			errc <- err //proof:at
			return
		}
		result <- slow()
	}()
	select {
	case v := <-result:
		return v, nil
	case err := <-errc:
		return 0, err
	case <-ctx.Done():
		return 0, ctx.Err()
	}
}

func fail(i int) error {
	time.Sleep(time.Duration(i) * 5 * time.Millisecond)
	return errors.New("failed")
}

//proof:panic send on closed channel
func firstErrors() {
	firstError()
	wait()
}

// row: C25
//
//proof:by firstErrors
func firstError() error {
	errc := make(chan error)
	defer close(errc) // want `the goroutine started in line 95 may still send on errc`
	for i := range 3 {
		go func() {
			errc <- fail(i) //proof:at
		}()
	}
	for range 3 {
		if err := <-errc; err != nil {
			return err
		}
	}
	return nil
}

type result struct {
	n   int
	err error
}

//proof:panic send on closed channel
func firstResults() {
	firstResult([]int{1, 2, 3})
	wait()
}

//proof:by firstResults
func firstResult(xs []int) error {
	out := make(chan result)
	defer close(out) // want `the goroutine started in line 123 may still send on out`
	for _, x := range xs {
		go func() {
			out <- result{x, fail(x)} //proof:at
		}()
	}
	for range xs {
		r := <-out
		if r.err != nil {
			return r.err
		}
	}
	return nil
}

//proof:panic send on closed channel
func fanOut() {
	out := make(chan int, 3)
	for i := range 3 {
		go func() {
			out <- i + slow() //proof:at
		}()
	}
	close(out) // want `the goroutine started in line 140 may still send on out`
	for range out {
	}
	wait()
}

//proof:panic send on closed channel
func stream() {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Millisecond)
	defer cancel()
	follow(ctx)
	wait()
}

//proof:by stream
func follow(ctx context.Context) (sum int) {
	values := make(chan int)
	defer close(values) // want `the goroutine started in line 162 may still send on values`
	go func() {
		for {
			values <- slow() //proof:at
		}
	}()
	for {
		select {
		case v := <-values:
			sum += v
		case <-ctx.Done():
			return sum
		}
	}
}

//proof:panic send on closed channel
func localStop() {
	for {
		out, stop := make(chan int), make(chan bool)
		for range 20 {
			go func() {
				for i := 0; ; i++ {
					select { //proof:at
					case out <- i:
					case <-stop:
						return
					}
				}
			}()
		}
		for range 100 {
			<-out
		}
		close(stop)
		close(out) // want `after the stop of line 195, a sender that comes to the select of line 185 may still choose to send on out`
	}
}

//proof:panic send on closed channel
func endless() {
	naturals(3)
	wait()
}

//proof:by endless
func naturals(n int) (list []int) {
	ch := make(chan int)
	go func() {
		for i := 0; ; i++ {
			ch <- i //proof:at
		}
	}()
	for v := range ch {
		list = append(list, v)
		if len(list) == n {
			close(ch) // want `the goroutine started in line 209 may still send on ch`
		}
	}
	return list
}

//proof:ok
func closedBySender() {
	ch := make(chan int, 1)
	go func() {
		defer close(ch)
		ch <- slow()
	}()
	select {
	case <-ch:
	case <-time.After(time.Millisecond):
	}
	<-ch
}

//proof:ok
func waited() {
	out := make(chan int, 3)
	var wg sync.WaitGroup
	for i := range 3 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			out <- i
		}()
	}
	wg.Wait()
	close(out)
}

//proof:ok
func waitedInDefer() {
	out := make(chan int, 3)
	var wg sync.WaitGroup
	defer close(out)
	defer wg.Wait()
	for i := range 3 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			out <- i
		}()
	}
}

//proof:ok
func receivedOnce() {
	ch := make(chan int)
	defer close(ch)
	go func() { ch <- 1 }()
	<-ch
}

//proof:ok
func receivedAll() {
	xs := []int{1, 2, 3}
	ch := make(chan int)
	defer close(ch)
	for _, x := range xs {
		go func() { ch <- x }()
	}
	for range xs {
		<-ch
	}
}

//proof:panic send on closed channel
func nilErrors() {
	orNil()
	wait()
}

//proof:by nilErrors
func orNil() {
	ch := make(chan error, 1)
	go func() { ch <- fail(1) }() //proof:at
	close(ch)                     // want `the goroutine started in line 297 may still send on ch`
}

//proof:ok
func receivedCount() {
	const n = 3
	ch := make(chan int)
	for range n {
		go func() { ch <- 1 }()
	}
	for range n {
		<-ch
	}
	close(ch)
}

//proof:ok
func otherSignal() {
	ch, done := make(chan int, 1), make(chan bool)
	go func() {
		ch <- 1
		close(done)
	}()
	<-done
	close(ch)
}

//proof:ok
func lastMessage() {
	ch := make(chan int)
	defer close(ch)
	go func() {
		for i := range 5 {
			ch <- i
		}
	}()
	for v := range ch {
		if v == 4 { // the last one, by agreement
			break
		}
	}
}

//proof:ok
func sendersStop() {
	ch := make(chan int)
	ctx, cancel := context.WithCancel(context.Background())
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		for {
			select {
			case ch <- 1:
			case <-ctx.Done():
				return
			}
		}
	}()
	<-ch
	cancel()
	wg.Wait()
	close(ch)
}

//proof:ok
func helperWaits() {
	ch := make(chan int, 1)
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		ch <- 1
	}()
	finish(&wg)
	close(ch)
}

func finish(wg *sync.WaitGroup) { wg.Wait() }
