package quiet

type tokens struct{ free chan int }

func (t *tokens) drain() {
	for range t.free {
	}
}

func (t tokens) drainCopy() { (&t).drain() }

// Somebody receives already.
//
//proof:ok
func drainedBefore() {
	l := &tokens{free: make(chan int)}
	go l.drain()
	l.free <- 1
	close(l.free)

	c := tokens{free: make(chan int)}
	go c.drainCopy()
	c.free <- 1
	close(c.free)

	ch := make(chan int)
	go func() {
		for range ch {
		}
	}()
	ch <- 1
	close(ch)

	other := make(chan int)
	receive := func() { <-other }
	go receive()
	other <- 1
}

var keptTokens *tokens

// Whoever has the package variable may receive.
//
//proof:ok
func keptElsewhere() {
	l := &tokens{free: make(chan int)}
	keptTokens = l
	go drainKept()
	l.free <- 1
	close(l.free)
}

func drainKept() { keptTokens.drain() }

// A buffer takes it, or the select statement gives up.
//
//proof:ok
func takenByBuffer() {
	l := &tokens{free: make(chan int, 1)}
	l.free <- 1
	ch := make(chan int)
	select {
	case ch <- 1:
	default:
	}
}
