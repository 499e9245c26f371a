// Package listed looks channels up under a lock, and sends on them without it.
package listed

import "sync"

var looked, closed chan struct{}

// pause lets the closer come between the lookup and the send.
func pause() {
	close(looked)
	<-closed
}

// meet runs a sender, and a closer when the sender has looked up where to send to.
func meet(sender, closer func()) {
	looked, closed = make(chan struct{}), make(chan struct{})
	var wg sync.WaitGroup
	wg.Go(sender)
	<-looked
	closer()
	close(closed)
	wg.Wait()
}

// A client waits for its answers by number.
type client struct {
	mu      sync.RWMutex
	waiting map[int]chan string
}

func newClient() *client {
	return &client{waiting: map[int]chan string{1: make(chan string, 1)}}
}

//proof:by answersLate
func (c *client) answer(id int, text string) {
	c.mu.RLock()
	ch, ok := c.waiting[id]
	c.mu.RUnlock()
	pause()
	if ok {
		ch <- text // want `mu was released since the lookup at line 38: the close of line 50 may come in between, and this send panics; send before the Unlock, or don't close it`
	}
}

func (c *client) Close() {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, ch := range c.waiting {
		close(ch)
	}
	c.waiting = nil
}

//proof:panic send on closed channel
func answersLate() {
	c := newClient()
	meet(func() { c.answer(1, "x") }, c.Close)
}

// A topic has its subscribers, each with a channel.
type topic struct {
	mu   sync.Mutex
	subs map[string]*subscriber
	list []*subscriber
}

type subscriber struct{ out chan int }

func newTopic() *topic {
	s := &subscriber{make(chan int, 1)}
	return &topic{subs: map[string]*subscriber{"a": s}, list: []*subscriber{s}}
}

//proof:by publishesLate
func (t *topic) publish(name string, v int) {
	t.mu.Lock()
	s := t.subs[name]
	t.mu.Unlock()
	pause()
	if s != nil {
		select {
		case s.out <- v: // want `mu was released since the lookup at line \d+: the close of line \d+ may come in between, and this send panics`
		default:
		}
	}
}

func (t *topic) Remove(name string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if s, ok := t.subs[name]; ok {
		close(s.out)
		delete(t.subs, name)
	}
}

//proof:panic send on closed channel
func publishesLate() {
	t := newTopic()
	meet(func() { t.publish("a", 1) }, func() { t.Remove("a") })
}

// The lock is held by who calls the closer.
//
//proof:by firstLate
func (t *topic) first(v int) {
	t.mu.Lock()
	if len(t.list) == 0 {
		t.mu.Unlock()
		return
	}
	s := t.list[0]
	t.mu.Unlock()
	pause()
	s.out <- v // want `mu was released since the lookup at line \d+`
}

func (t *topic) clear() {
	for _, s := range t.list {
		close(s.out)
	}
	t.list = nil
}

func (t *topic) Clear() {
	t.mu.Lock()
	t.clear()
	t.mu.Unlock()
}

//proof:panic send on closed channel
func firstLate() {
	t := newTopic()
	meet(func() { t.first(1) }, t.Clear)
}

// A box sends in a literal.
type box[T any] struct {
	mu   sync.Mutex
	outs map[int]chan T
}

//proof:by genericLate
func (b *box[T]) put(id int, v T) func() {
	return func() {
		b.mu.Lock()
		out := b.outs[id]
		b.mu.Unlock()
		pause()
		out <- v // want `mu was released since the lookup at line \d+`
	}
}

func (b *box[T]) Close() {
	b.mu.Lock()
	defer b.mu.Unlock()
	for id, out := range b.outs {
		close(out)
		delete(b.outs, id)
	}
}

//proof:panic send on closed channel
func genericLate() {
	b := &box[int]{outs: map[int]chan int{1: make(chan int, 1)}}
	meet(b.put(1, 2), b.Close)
}
