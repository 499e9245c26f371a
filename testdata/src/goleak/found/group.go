package found

import "sync"

type background struct {
	ch chan int
	wg sync.WaitGroup
}

//proof:by groupOfField
func newBackground(w func(int)) *background {
	b := &background{ch: make(chan int, 4)}
	b.wg.Go(func() {
		for v := range b.ch { // want `this receive can block its goroutine for ever: the close at line \d+ need not come any more`
			w(v)
		}
	})
	return b
}

func (b *background) close() {
	close(b.ch)
	b.wg.Wait()
}

// The group is in a field; one way out forgets it.
//
//proof:leak
func groupOfField() {
	b := newBackground(func(int) {})
	if len(b.ch) == 0 {
		return // early
	}
	b.close()
}
