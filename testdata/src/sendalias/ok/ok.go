// Package ok sends memory that nobody writes to any more.
package ok

import (
	"bytes"
	"io"
	"strings"
	"sync"
	"time"
)

func lines() io.Reader { return strings.NewReader("aaaabbbbccccdddd") }

var sink any

func drain(ch <-chan []byte) *sync.WaitGroup {
	var wg sync.WaitGroup
	wg.Go(func() {
		for b := range ch {
			for _, c := range b {
				sink = c
			}
		}
	})
	return &wg
}

//proof:ok
func cloned() {
	ch := make(chan []byte)
	wg := drain(ch)
	r, buf := lines(), make([]byte, 4)
	for {
		n, err := r.Read(buf)
		if err != nil {
			break
		}
		ch <- bytes.Clone(buf[:n])
	}
	close(ch)
	wg.Wait()
}

//proof:ok
func appended() {
	ch := make(chan []byte)
	wg := drain(ch)
	r, buf := lines(), make([]byte, 4)
	for {
		n, err := r.Read(buf)
		if err != nil {
			break
		}
		ch <- append([]byte(nil), buf[:n]...)
	}
	close(ch)
	wg.Wait()
}

//proof:ok
func fresh() {
	ch := make(chan []byte)
	wg := drain(ch)
	r := lines()
	for {
		buf := make([]byte, 4)
		n, err := r.Read(buf)
		if err != nil {
			break
		}
		ch <- buf[:n]
	}
	close(ch)
	wg.Wait()
}

// A new buffer behind the send.
//
//proof:ok
func renewed() {
	ch := make(chan []byte)
	wg := drain(ch)
	r, buf := lines(), make([]byte, 4)
	for {
		n, err := r.Read(buf)
		if err != nil {
			break
		}
		ch <- buf[:n]
		buf = make([]byte, 4)
	}
	close(ch)
	wg.Wait()
}

// The receiver answers.
//
//proof:ok
func answered() {
	ch, ack := make(chan []byte), make(chan struct{})
	go func() {
		for b := range ch {
			sink = b[0]
			ack <- struct{}{}
		}
	}()
	r, buf := lines(), make([]byte, 4)
	for {
		n, err := r.Read(buf)
		if err != nil {
			break
		}
		ch <- buf[:n]
		<-ack
	}
	close(ch)
}

// Two buffers, of which the receiver has one.
//
//proof:ok
func swapped() {
	ch := make(chan []byte)
	wg := drain(ch)
	r := lines()
	buf, other := make([]byte, 4), make([]byte, 4)
	for {
		n, err := r.Read(buf)
		if err != nil {
			break
		}
		ch <- buf[:n]
		buf, other = other, buf
	}
	close(ch)
	wg.Wait()
}

//proof:ok
func ring() {
	ch := make(chan []byte)
	wg := drain(ch)
	r := lines()
	bufs := [3][]byte{make([]byte, 4), make([]byte, 4), make([]byte, 4)}
	for i := 0; ; i = (i + 1) % len(bufs) {
		n, err := r.Read(bufs[i])
		if err != nil {
			break
		}
		ch <- bufs[i][:n]
	}
	close(ch)
	wg.Wait()
}

//proof:ok
func recycled() {
	free, full := make(chan []byte, 2), make(chan []byte, 2)
	free <- make([]byte, 4)
	free <- make([]byte, 4)
	go func() {
		for b := range full {
			sink = b[0]
			free <- b
		}
	}()
	r := lines()
	for {
		buf := <-free
		n, err := r.Read(buf)
		if err != nil {
			break
		}
		full <- buf[:n]
	}
	close(full)
}

//proof:ok
func pooled() {
	pool := sync.Pool{New: func() any { b := make([]byte, 4); return &b }}
	ch := make(chan *[]byte)
	var wg sync.WaitGroup
	wg.Go(func() {
		for b := range ch {
			sink = (*b)[0]
			pool.Put(b)
		}
	})
	r := lines()
	for {
		b := pool.Get().(*[]byte)
		if _, err := io.ReadFull(r, *b); err != nil {
			break
		}
		ch <- b
	}
	close(ch)
	wg.Wait()
}

// Each part of the array is sent once.
//
//proof:ok
func advanced() {
	ch := make(chan []byte)
	wg := drain(ch)
	r, buf := lines(), make([]byte, 64)
	for len(buf) > 4 {
		n, err := r.Read(buf[:4])
		if err != nil {
			break
		}
		ch <- buf[:n]
		buf = buf[n:]
	}
	close(ch)
	wg.Wait()
}

// What is appended later is behind what the receivers know.
//
//proof:ok
func growing() {
	ch := make(chan []byte)
	wg := drain(ch)
	var all []byte
	for i := range byte(8) {
		all = append(all, i)
		ch <- all
	}
	close(ch)
	wg.Wait()
}

// The batch is handed over.
//
//proof:ok
func batches() {
	ch := make(chan []byte)
	wg := drain(ch)
	var batch []byte
	for i := range byte(8) {
		batch = append(batch, i)
		if len(batch) == 4 {
			ch <- batch
			batch = nil
		}
	}
	close(ch)
	wg.Wait()
}

type batcher struct {
	batch []byte
	out   chan []byte
}

// The field has no batch any more when it is sent.
//
//proof:by batched
func (b *batcher) flush() {
	batch := b.batch
	b.batch = nil
	b.out <- batch
}

//proof:by batched
func (b *batcher) add(c byte) {
	b.batch = append(b.batch, c)
	if len(b.batch) == 4 {
		b.flush()
	}
}

//proof:ok
func batched() {
	b := &batcher{out: make(chan []byte)}
	wg := drain(b.out)
	for i := range byte(16) {
		b.add(i)
	}
	close(b.out)
	wg.Wait()
}

type job struct {
	mu     sync.Mutex
	id     int
	state  int
	queued bool
	done   chan struct{}
}

// Both sides take the lock.
//
//proof:ok
func underLock() {
	ch := make(chan *job)
	var wg sync.WaitGroup
	wg.Go(func() {
		for j := range ch {
			j.mu.Lock()
			sink = j.state
			j.mu.Unlock()
		}
	})
	j := &job{}
	ch <- j
	j.mu.Lock()
	j.state = 1
	j.mu.Unlock()
	close(ch)
	wg.Wait()
}

// The receiver takes the lock that the sender holds.
//
//proof:ok
func heldLock() {
	ch := make(chan *job, 1)
	var wg sync.WaitGroup
	wg.Go(func() {
		for j := range ch {
			j.mu.Lock()
			sink = j.state
			j.mu.Unlock()
		}
	})
	j := &job{}
	j.mu.Lock()
	ch <- j
	j.state = 1
	j.mu.Unlock()
	close(ch)
	wg.Wait()
}

// The field is the sender's own.
//
//proof:ok
func ownField() {
	ch := make(chan *job, 1)
	var wg sync.WaitGroup
	wg.Go(func() {
		for j := range ch {
			sink = j.id
		}
	})
	j := &job{id: 1}
	ch <- j
	j.queued = true
	close(ch)
	wg.Wait()
}

// The receiver has ended when the field is set.
//
//proof:ok
func waited() {
	ch := make(chan *job)
	var wg sync.WaitGroup
	wg.Go(func() {
		for j := range ch {
			sink = j.state
		}
	})
	j := &job{}
	ch <- j
	close(ch)
	wg.Wait()
	j.state = 1
}

// The receiver says when it is done with the job.
//
//proof:ok
func signalled() {
	ch := make(chan *job)
	go func() {
		for j := range ch {
			sink = j.state
			close(j.done)
		}
	}()
	j := &job{done: make(chan struct{})}
	ch <- j
	<-j.done
	j.state = 1
	close(ch)
}

// The answer may come late, and nothing is written then.
//
//proof:ok
func inTime() {
	ch := make(chan *job)
	go func() {
		j := <-ch
		sink = j.state
		close(j.done)
	}()
	j := &job{done: make(chan struct{})}
	ch <- j
	select {
	case <-j.done:
		j.state = 1
	case <-time.After(time.Minute):
	}
}

// A value is a copy.
//
//proof:ok
func values() {
	ch := make(chan [4]byte)
	go func() {
		for b := range ch {
			sink = b[0]
		}
	}()
	var buf [4]byte
	for i := range byte(8) {
		buf[0] = i
		ch <- buf
	}
	close(ch)
}

// A string is a copy.
//
//proof:ok
func strs() {
	ch := make(chan string)
	go func() {
		for s := range ch {
			sink = s
		}
	}()
	r, buf := lines(), make([]byte, 4)
	for {
		n, err := r.Read(buf)
		if err != nil {
			break
		}
		ch <- string(buf[:n])
	}
	close(ch)
}

// Where it was sent the loop is left.
//
//proof:ok
func left() {
	ch := make(chan []byte, 1)
	r, buf := lines(), make([]byte, 4)
	for {
		n, err := r.Read(buf)
		if err != nil {
			return
		}
		if buf[0] == 'c' {
			ch <- buf[:n]
			return
		}
	}
}

// The case that sends leaves, the other one reads on.
//
//proof:ok
func otherCase() {
	ch := make(chan []byte)
	r, buf := lines(), make([]byte, 4)
	for {
		n, err := r.Read(buf)
		if err != nil {
			return
		}
		select {
		case ch <- buf[:n]:
			return
		default:
		}
	}
}

// Nobody looks at the contents.
//
//proof:ok
func counted() {
	ch := make(chan []byte)
	var wg sync.WaitGroup
	wg.Go(func() {
		total := 0
		for b := range ch {
			total += len(b)
		}
		sink = total
	})
	r, buf := lines(), make([]byte, 4)
	for {
		n, err := r.Read(buf)
		if err != nil {
			break
		}
		ch <- buf[:n]
	}
	close(ch)
	wg.Wait()
}

// The next receive is the one that waits for the buffer.
//
//proof:ok
func token() {
	ch, token := make(chan []byte), make(chan struct{}, 1)
	token <- struct{}{}
	go func() {
		for b := range ch {
			sink = b[0]
			token <- struct{}{}
		}
	}()
	r, buf := lines(), make([]byte, 4)
	for {
		<-token
		n, err := r.Read(buf)
		if err != nil {
			break
		}
		ch <- buf[:n]
	}
	close(ch)
}

type source func(yield func(string) bool)

// A new buffer for each round, also behind an iterator.
//
//proof:ok
func iterated() {
	ch := make(chan []byte, 4)
	var words source = func(yield func(string) bool) {
		_ = yield("aaaa") && yield("bbbb")
	}
	for w := range words {
		buf := make([]byte, 4)
		copy(buf, w)
		ch <- buf
	}
}

// Another function of the same name as one that writes.
type meter struct{ n int }

func (m *meter) Read(p []byte) { m.n += len(p) }

//proof:ok
func measured() {
	ch := make(chan []byte, 4)
	var m meter
	buf := make([]byte, 4)
	for range 4 {
		m.Read(buf)
		ch <- buf
	}
}

type window interface{ slide() }

type credits struct{ free chan struct{} }

func (c *credits) slide() { <-c.free }

// What a method of an interface does is not known: this one waits for the receiver.
//
//proof:ok
func throughInterface() {
	ch, c := make(chan []byte), &credits{make(chan struct{})}
	go func() {
		for b := range ch {
			sink = b[0]
			c.free <- struct{}{}
		}
	}()
	var w window = c
	r, buf := lines(), make([]byte, 4)
	for {
		n, err := r.Read(buf)
		if err != nil {
			break
		}
		ch <- buf[:n]
		w.slide()
	}
	close(ch)
}
