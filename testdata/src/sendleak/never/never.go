package never

import (
	"errors"
	"strings"
	"time"
)

var errEnd = errors.New("end")

//proof:leak
func nobodyReceives() {
	done := make(chan bool)
	go func() {
		time.Sleep(time.Millisecond)
		done <- true // want `this send blocks for ever: nothing receives from the channel made at line 13`
	}()
}

//proof:leak
func nobodySends() {
	go func() {
		done := make(chan bool)
		go forgets(done)
		<-done // want `this receive blocks for ever: nothing sends on the channel made at line 23 or closes it`
	}()
}

func forgets(done chan bool) {}

// row: C10
//
//proof:leak
func nobodyCloses() {
	jobs := make(chan int)
	for range 2 {
		go func() {
			for range jobs { // want `this loop never ends, its goroutine leaks: nothing closes the channel made at line 35`
			}
		}()
	}
	for i := range 3 {
		jobs <- i
	}
}

// The body of a loop over an iterator runs in the goroutine, and so it ends.
//
//proof:leak
func nobodyClosesLines() {
	lines := make(chan string)
	go func() {
		for l := range strings.Lines("a\nb\n") {
			lines <- l
		}
	}()
	go func() {
		for range lines { // want `this loop never ends, its goroutine leaks`
		}
	}()
}

//proof:leak
func endlessReceiver() {
	jobs := make(chan int)
	go func() {
		for {
			<-jobs // want `this loop never ends, its goroutine leaks`
		}
	}()
	jobs <- 1
}

//proof:leak
func producerQuits() {
	go func() {
		ch := make(chan int)
		go func() {
			if fails() != nil {
				return
			}
			ch <- 1
		}()
		<-ch // want `this waits for ever if the goroutine returns at line 80 without sending or closing: do that in a defer`
	}()
}

// row: C28
//
//proof:leak
func producerDoesNotClose() {
	go func() {
		ch := make(chan int)
		go func() {
			ch <- 1
			if fails() != nil {
				return
			}
			close(ch)
		}()
		for range ch { // want `this waits for ever if the goroutine returns at line 97 without closing the channel`
		}
	}()
}

func fails() error { return errEnd }

type watcher struct{ events chan int }

//proof:leak
func fieldNobodyReceives() {
	w := &watcher{events: make(chan int)}
	go func() { w.events <- 1 }() // want `this send blocks for ever: nothing receives from the channel made at line 112`
}

// The producer goes on for ever, and so does the range.
//
//proof:none it never ends
func endlessProducer() {
	ch := make(chan int)
	go func() {
		for {
			ch <- 1
		}
	}()
	go func() {
		for range ch {
		}
	}()
}

// To block for ever is what is wanted.
//
//proof:none it never ends
func blocksOnPurpose() {
	<-make(chan struct{})
}

//proof:none it never ends
func blocksOnPurposeToo() {
	forever := make(chan struct{})
	<-forever
}

//proof:ok
func closedByDefer() {
	ch := make(chan int)
	go func() {
		defer close(ch)
		if fails() != nil {
			return
		}
		ch <- 1
	}()
	for range ch {
	}
}

//proof:ok
func poisonPill() {
	jobs := make(chan int)
	go func() {
		for j := range jobs {
			if j < 0 {
				return
			}
		}
	}()
	jobs <- 1
	jobs <- -1
}

//proof:ok
func panicsInsteadOfSending() {
	ch := make(chan int)
	go func() {
		if fails() == nil {
			panic("it does not fail")
		}
		ch <- 1
	}()
	<-ch
}

// The error comes first, on another channel.
//
//proof:none it panics
func tellsOtherwise() {
	ch, errs := make(chan int), make(chan error, 1)
	go func() {
		err := fails()
		errs <- err
		if err != nil {
			return
		}
		ch <- 1
	}()
	if err := <-errs; err != nil {
		panicsInstead()
	}
	<-ch
}

func panicsInstead() { panic("no") }
