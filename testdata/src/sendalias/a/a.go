// Package a sends memory on channels and writes to it again.
package a

import (
	"encoding/json"
	"io"
	"strings"
	"sync"
	"time"
)

var sink any // what a receiver uses a value for

// lines is a reader that gives a few bytes at a time.
func lines() io.Reader { return strings.NewReader("aaaabbbbccccdddd") }

// drain reads all that comes.
func drain(ch <-chan []byte) *sync.WaitGroup {
	var wg sync.WaitGroup
	wg.Go(func() {
		for b := range ch {
			total := 0
			for _, c := range b {
				total += int(c)
			}
			sink = total
		}
	})
	return &wg
}

// row: C21
//
//proof:race
func readLoop() {
	ch := make(chan []byte, 1)
	wg := drain(ch)
	r := lines()
	buf := make([]byte, 4)
	for {
		n, err := r.Read(buf) //proof:at
		if err != nil {
			break
		}
		ch <- buf[:n] // want `the receiver gets this slice and not a copy: Read at line \d+ overwrites its elements while they are read; send a copy: bytes.Clone`
	}
	close(ch)
	wg.Wait()
}

// row: C21
//
//proof:observe
//proof:instead ch <- buf[:n] => ch <- append([]byte(nil), buf[:n]...)
func seen() bool {
	ch := make(chan []byte, 4)
	r := lines()
	buf := make([]byte, 4)
	for {
		n, err := r.Read(buf)
		if err != nil {
			break
		}
		ch <- buf[:n] // want `Read at line \d+ overwrites its elements`
	}
	return string(<-ch) == "dddd"
}

type packet struct {
	from string
	data []byte
}

//proof:observe
//proof:instead packet{"a", buf[:n]} => packet{"a", append([]byte(nil), buf[:n]...)}
func inStruct() bool {
	ch := make(chan packet, 4)
	r := lines()
	buf := make([]byte, 4)
	for {
		n, err := io.ReadFull(r, buf)
		if err != nil {
			break
		}
		ch <- packet{"a", buf[:n]} // want `ReadFull at line \d+ overwrites its elements`
	}
	return string((<-ch).data) == "dddd"
}

//proof:observe
//proof:instead data: buf[:n] => data: append([]byte(nil), buf[:n]...)
func inPointer() bool {
	ch := make(chan *packet, 4)
	r := lines()
	var buf [4]byte
	for {
		n, err := r.Read(buf[:])
		if err != nil {
			break
		}
		p := &packet{from: "a", data: buf[:n]} //proof:at
		ch <- p                                // want `Read at line \d+ overwrites its elements`
	}
	return string((<-ch).data) == "dddd"
}

//proof:observe
//proof:instead case ch <- buf[:n]: => case ch <- append([]byte(nil), buf[:n]...):
func inSelect() bool {
	ch := make(chan []byte, 4)
	done := make(chan struct{})
	r := lines()
	buf := make([]byte, 4)
loop:
	for {
		select {
		case <-done:
			return false
		default:
		}
		n, err := r.Read(buf)
		if err != nil {
			break loop
		}
		select {
		case ch <- buf[:n]: // want `Read at line \d+ overwrites its elements`
		case <-done:
			return false
		}
	}
	return string(<-ch) == "dddd"
}

//proof:observe
//proof:instead batch = batch[:0] => batch = nil
func batches() bool {
	ch := make(chan []int, 4)
	var batch []int
	for i := range 8 {
		batch = append(batch, i)
		if len(batch) == 4 {
			ch <- batch       // want `append at line \d+ overwrites its elements while they are read; send a copy: slices.Clone`
			batch = batch[:0] //proof:at
		}
	}
	return (<-ch)[0] == 4
}

//proof:observe
//proof:instead buf = append(buf[:0], s...) => buf = append([]byte(nil), s...)
func appended() bool {
	ch := make(chan []byte, 4)
	var buf []byte
	for _, s := range []string{"aaaa", "bbbb"} {
		buf = append(buf[:0], s...) //proof:at
		ch <- buf                   // want `append at line \d+ overwrites its elements`
	}
	return string(<-ch) == "bbbb"
}

type reader struct {
	r   io.Reader
	buf []byte
	out chan []byte
}

//proof:by runReader
func (r *reader) loop() {
	for {
		n, err := r.r.Read(r.buf)
		if err != nil {
			return
		}
		r.out <- r.buf[:n] // want `Read at line \d+ overwrites its elements`
	}
}

//proof:observe
//proof:noflip the mistake is in the other function
func runReader() bool {
	r := &reader{lines(), make([]byte, 4), make(chan []byte, 4)}
	r.loop()
	return string(<-r.out) == "dddd"
}

// The send is in a helper, the write in another one.
//
//proof:observe
//proof:noflip the mistake is in the other function
func helpers() bool {
	r := &reader{lines(), make([]byte, 4), make(chan []byte, 4)}
	for r.fill() {
		r.emit(r.buf)
	}
	return string(<-r.out) == "dddd"
}

//proof:by helpers
func (r *reader) fill() bool {
	_, err := io.ReadFull(r.r, r.buf)
	return err == nil
}

//proof:by helpers
func (r *reader) emit(b []byte) {
	r.out <- b // want `ReadFull at line \d+ overwrites its elements`
}

// row: C21
//
//proof:race
func closure() {
	ch := make(chan []byte)
	wg := drain(ch)
	buf := make([]byte, 4)
	send := func(n int) {
		ch <- buf[:n] // want `copy at line \d+ overwrites its elements`
	}
	for _, s := range []string{"aaaa", "bbbb", "cccc"} {
		send(copy(buf, s)) //proof:at
	}
	close(ch)
	wg.Wait()
}

//proof:race
func inGoroutine() {
	ch := make(chan []byte)
	buf := make([]byte, 4)
	go func() {
		defer close(ch)
		for i := range byte(10) {
			buf[0] = i //proof:at
			ch <- buf  // want `the assignment at line \d+ overwrites its elements`
		}
	}()
	for b := range ch {
		for range 100 {
			sink = b[0]
		}
	}
}

type job struct {
	id   int
	done bool
}

// row: C20
//
//proof:race
func changed() {
	jobs := make(chan *job, 1)
	var wg sync.WaitGroup
	wg.Go(func() {
		for j := range jobs {
			if !j.done {
				sink = j.id
			}
		}
	})
	j := &job{id: 1}
	jobs <- j     // want `the receiver gets this pointer: the assignment at line \d+ changes what it points to while it is read; send a new one each time, or change it before`
	j.done = true //proof:at
	close(jobs)
	wg.Wait()
}

// row: C20
//
//proof:observe
//proof:instead ch <- &j => ch <- &job{id: j.id}
func oneForAll() bool {
	ch := make(chan *job, 4)
	var j job
	for i := range 4 {
		j.id = i
		ch <- &j // want `the assignment at line \d+ changes what it points to`
	}
	return (<-ch).id == 3
}

type record struct{ ID int }

// Each value is decoded into the same struct.
//
//proof:observe
//proof:instead ch <- &r => ch <- &record{r.ID}
func decoded() bool {
	ch := make(chan *record, 4)
	d := json.NewDecoder(strings.NewReader(`{"ID":1}{"ID":2}`))
	var r record
	for d.Decode(&r) == nil {
		ch <- &r // want `Decode at line \d+ changes what it points to`
	}
	return (<-ch).ID == 2
}

//proof:race
func timed() {
	ch := make(chan []byte)
	wg := drain(ch)
	buf := make([]byte, 4)
	t := time.NewTicker(time.Millisecond)
	defer t.Stop()
	for i := range byte(3) {
		<-t.C
		buf[0] = i //proof:at
		ch <- buf  // want `the assignment at line \d+ overwrites its elements`
	}
	close(ch)
	wg.Wait()
}

//proof:race
func maps() {
	ch := make(chan map[string]int)
	var wg sync.WaitGroup
	wg.Go(func() {
		for m := range ch {
			for k := range m {
				sink = k
			}
		}
	})
	counts := make(map[string]int)
	for _, w := range strings.Fields("a b a b a b") {
		counts[w]++  //proof:at
		ch <- counts // want `the receiver gets this map and not a copy: the assignment at line \d+ changes it while it is read, a fatal error; send a new map each time: maps.Clone`
	}
	close(ch)
	wg.Wait()
}

//proof:race
func number() {
	ch := make(chan *int, 1)
	var wg sync.WaitGroup
	wg.Go(func() {
		p := <-ch
		sink = *p
	})
	n := 1
	ch <- &n // want `the receiver gets this pointer: the assignment at line \d+ changes what it points to`
	n = 2    //proof:at
	wg.Wait()
}

type logger interface {
	Debugf(format string, args ...any)
}

type nothing struct{}

func (nothing) Debugf(string, ...any) {}

// A logger waits for nobody.
//
//proof:observe
//proof:instead ch <- buf[:n] => ch <- append([]byte(nil), buf[:n]...)
func logged() bool {
	var log logger = nothing{}
	ch := make(chan []byte, 4)
	r := lines()
	buf := make([]byte, 4)
	for {
		n, err := r.Read(buf)
		if err != nil {
			break
		}
		ch <- buf[:n] // want `Read at line \d+ overwrites its elements`
		log.Debugf("%d bytes", n)
	}
	return string(<-ch) == "dddd"
}

// A function value that tells something waits for nobody.
//
// row: C20
//
//proof:by samples
func sampler(read func() int, stop chan bool) <-chan *sample {
	out := make(chan *sample)
	go func() {
		m := &sample{}
		for {
			m.n = read() //proof:at
			select {
			case out <- m: // want `the receiver gets this pointer: the assignment at line \d+ changes what it points to while it is read`
			case <-stop:
				return
			}
		}
	}()
	return out
}

type sample struct{ n int }

//proof:race
func samples() {
	n := 0
	stop := make(chan bool)
	ch := sampler(func() int { n++; return n }, stop)
	total := 0
	for range 100 {
		m := <-ch
		for range 100 {
			total += m.n
		}
	}
	sink = total
	close(stop)
}
