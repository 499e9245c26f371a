package waits

import (
	"context"
	"sync"
)

// A subscriber leaves the list when it has stopped to receive, and waits for the lock of the publisher.

type subscriber struct {
	name string
	ch   chan<- int
}

type publisher struct {
	sync.Mutex
	subscribers map[int]subscriber
	next        int
}

//proof:by published
func (p *publisher) publish(n int) {
	p.Lock()
	defer p.Unlock()
	for id := range p.subscribers {
		p.subscribers[id].ch <- n // want `this send holds Mutex, which a subscriber that receives no more needs to leave \(leave, line \d+\): both can wait for ever; send after the unlock`
	}
}

//proof:by published
func (p *publisher) join() (<-chan int, int) {
	p.Lock()
	defer p.Unlock()
	ch := make(chan int, 1)
	p.next++
	p.subscribers[p.next] = subscriber{ch: ch}
	return ch, p.next
}

//proof:by published
func (p *publisher) leave(id int) {
	p.Lock()
	defer p.Unlock()
	delete(p.subscribers, id)
}

//proof:by published
func (p *publisher) listen(ctx context.Context) {
	ch, id := p.join()
	for {
		select {
		case <-ctx.Done():
			pause()
			p.leave(id)
			return
		case <-ch:
		}
	}
}

//proof:leak
func published() {
	p := &publisher{subscribers: make(map[int]subscriber)}
	ctx, cancel := context.WithCancel(context.Background())
	go p.listen(ctx)
	pause()
	cancel()
	go func() {
		for n := range 9 {
			p.publish(n)
		}
	}()
}

// Code outside the package receives, and has a method to leave.

type Topic struct {
	mu        sync.RWMutex
	listeners map[chan string]bool
}

//proof:by topics
func (t *Topic) Publish(s string) {
	t.mu.RLock()
	defer t.mu.RUnlock()
	for ch := range t.listeners {
		t.tell(ch, s)
		ch <- s // want `this send holds mu, which a subscriber that receives no more needs to leave \(Unsubscribe, line \d+\)`
	}
}

//proof:by topics
func (t *Topic) tell(chan string, string) {}

//proof:by topics
func (t *Topic) Subscribe() chan string {
	ch := make(chan string)
	t.mu.Lock()
	t.listeners[ch] = true
	t.mu.Unlock()
	return ch
}

//proof:by topics
func (t *Topic) Unsubscribe(ch chan string) {
	t.mu.Lock()
	delete(t.listeners, ch)
	t.mu.Unlock()
}

//proof:leak
func topics() {
	t := &Topic{listeners: make(map[chan string]bool)}
	ch := t.Subscribe()
	go func() {
		<-ch
		pause()
		t.Unsubscribe(ch)
	}()
	go func() {
		t.Publish("a")
		t.Publish("b")
	}()
}

// The lock is held by all callers of the one who sends.

type Room struct {
	mu      sync.Mutex
	members map[string]*Member
}

type Member struct {
	name  string
	inbox chan string
}

//proof:by rooms
func (r *Room) Say(s string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.each(s)
}

//proof:by rooms
func (r *Room) each(s string) {
	for _, m := range r.members {
		m.inbox <- s // want `this send holds mu, which a subscriber that receives no more needs to leave \(drop, line \d+\)`
	}
}

//proof:by rooms
func (r *Room) drop(m *Member) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.members, m.name)
}

//proof:by rooms
func (r *Room) read(m *Member) {
	for s := range m.inbox {
		if s == "bye" {
			break
		}
	}
	pause()
	r.drop(m)
}

//proof:leak
func rooms() {
	m := &Member{"a", make(chan string)}
	r := &Room{members: map[string]*Member{"a": m}}
	go r.read(m)
	go func() {
		r.Say("bye")
		r.Say("bye")
	}()
}

// The receiver tells a goroutine that he leaves; the list is a slice.

type Domain struct {
	listeners struct {
		sync.Mutex
		all []chan<- int
	}
}

//proof:by domains
func (d *Domain) broadcast(n int) {
	d.listeners.Lock()
	defer d.listeners.Unlock()
	for _, l := range d.listeners.all {
		l <- n // want `this send holds Mutex, which a subscriber that receives no more needs to leave \(remove, line \d+\)`
	}
}

//proof:by domains
func (d *Domain) remove(ch chan<- int) {
	d.listeners.Lock()
	defer d.listeners.Unlock()
	all := d.listeners.all
	for i, l := range all {
		if l == ch {
			all = append(all[:i], all[i+1:]...)
			break
		}
	}
	d.listeners.all = all
}

//proof:by domains
func (d *Domain) Events() (events chan int, done chan bool) {
	events, done = make(chan int), make(chan bool)
	d.listeners.Lock()
	d.listeners.all = append(d.listeners.all, events)
	d.listeners.Unlock()
	go func() {
		<-done
		pause()
		d.remove(events)
	}()
	return events, done
}

//proof:leak
func domains() {
	d := new(Domain)
	events, done := d.Events()
	go func() {
		d.broadcast(1)
		d.broadcast(2)
	}()
	<-events
	close(done)
}
