// Package twice closes channels a second time.
package twice

import (
	"errors"
	"sync"
)

var errBad = errors.New("bad")

func fails() error { return errBad }

func works() error { return nil }

//proof:panic close of closed channel
func straight() {
	ch := make(chan int)
	close(ch)
	close(ch) // want `ch is closed already, by the close of line 18: this one panics; close it once, where its last sender is done \(chanclose\)`
}

// row: C05
//
//proof:panic close of closed channel
func deferredToo() {
	ch := make(chan int)
	defer close(ch)
	if err := fails(); err != nil {
		close(ch) // want `ch is closed again by the call deferred in line 27, which panics: drop one of the two closes`
		return    //proof:at
	}
}

//proof:panic close of closed channel
func deferredTwice() {
	ch := make(chan int)
	defer close(ch) // want `ch is closed again by the call deferred in line 38`
	defer func() {
		close(ch)
	}()
} //proof:at

//proof:panic close of closed channel
func missingReturn() {
	ch := make(chan error, 1)
	err := fails()
	if err != nil {
		ch <- err
		close(ch)
	}
	close(ch) // want `ch is closed already, by the close of line 49`
}

// row: C05
//
//proof:panic close of closed channel
func inClosure() {
	done := make(chan bool)
	stop := func() { close(done) } //proof:at
	defer stop()
	if fails() != nil {
		stop() // want `done is closed again by the call deferred in line 60`
	}
}

//proof:by inHelper
func finish(ch chan int) {
	close(ch) //proof:at
}

//proof:panic close of closed channel
func inHelper() {
	ch := make(chan int)
	finish(ch)
	finish(ch) // want `ch is closed already, by the close of line 74`
}

//proof:panic close of closed channel
func oppositeConditions() {
	ch := make(chan int)
	err := fails()
	if err != nil {
		close(ch)
	}
	if err == nil {
		return
	}
	close(ch) // want `ch is closed already, by the close of line 83`
}

//proof:panic close of closed channel
func underAnotherName() {
	ch := make(chan int)
	var out chan<- int = ch
	close(out)
	close(ch) // want `out is closed already, by the close of line 95`
}

type pair struct{ left, right chan int }

//proof:panic close of closed channel
func sameField() {
	p := &pair{make(chan int), make(chan int)}
	close(p.left)
	close(p.left) // want `p.left is closed already, by the close of line 104`
}

var global = make(chan int)

//proof:panic close of closed channel
func globalTwice() {
	close(global)
	close(global) // want `global is closed already, by the close of line 112`
}

//proof:ok
func exclusive() {
	ch := make(chan int)
	if err := fails(); err != nil {
		close(ch)
		return
	}
	close(ch)
}

//proof:ok
func sameCondition() {
	ch := make(chan int)
	err := fails()
	if err != nil {
		close(ch)
	}
	println()
	if err == nil {
		close(ch)
	}
}

//proof:ok
func flag() {
	ch := make(chan int)
	closed := false
	if fails() != nil {
		close(ch)
		closed = true
	}
	if !closed {
		close(ch)
	}
}

//proof:ok
func flagInDefer() {
	ch := make(chan int)
	closed := false
	defer func() {
		if !closed {
			close(ch)
		}
	}()
	if fails() != nil {
		close(ch)
		closed = true
	}
}

//proof:ok
func niled() {
	ch := make(chan int)
	if fails() != nil {
		close(ch)
		ch = nil
	}
	if ch != nil {
		close(ch)
	}
}

//proof:ok
func remade() {
	ch := make(chan int)
	close(ch)
	ch = make(chan int)
	close(ch)
}

//proof:ok
func deferOfTheFirst() {
	ch := make(chan int)
	defer close(ch) // the channel of the line above, not the later one
	ch = make(chan int)
	close(ch)
}

//proof:ok
func otherField() {
	p := &pair{make(chan int), make(chan int)}
	close(p.left)
	close(p.right)
}

//proof:ok
func otherElement() {
	chs := []chan int{make(chan int), make(chan int)}
	close(chs[0])
	close(chs[1])
}

//proof:ok
func once() {
	ch := make(chan int)
	var o sync.Once
	stop := func() { o.Do(func() { close(ch) }) }
	defer stop()
	stop()
}

//proof:ok
func onceFunc() {
	ch := make(chan int)
	stop := sync.OnceFunc(func() { close(ch) })
	defer stop()
	stop()
}

//proof:ok
func selected() {
	ch := make(chan int)
	close(ch)
	select {
	case <-ch:
	default:
		close(ch)
	}
}

//proof:ok
func recovered() {
	defer func() { recover() }()
	ch := make(chan int)
	close(ch)
	close(ch)
}

//proof:ok
func neverBack() {
	defer func() { recover() }()
	neverComesBack(works())
}

func neverComesBack(err error) {
	ch := make(chan int)
	if err == nil {
		close(ch)
		give(err)
	}
	close(ch)
}

func give(err error) { panic(err) }

//proof:ok
func labels() {
	ch := make(chan int)
	if fails() == nil {
		goto end
	}
	close(ch)
	goto out
end:
	close(ch)
out:
}

func closeNamed() (ch chan int, err error) {
	ch = make(chan int)
	defer func() {
		if err != nil {
			close(ch)
		}
	}()
	if err = fails(); err != nil {
		return
	}
	close(ch)
	return
}

//proof:ok
func nakedReturn() {
	closeNamed()
}

//proof:ok
func methodValue() {
	p := &pair{make(chan int), make(chan int)}
	f := p.swap
	close(p.left)
	f()
	close(p.left)
}

func (p *pair) swap() { p.left, p.right = p.right, p.left }

//proof:ok
func swappedByCall() {
	p := &pair{make(chan int), make(chan int)}
	close(p.left)
	p.swap()
	close(p.left)
}
