package a

import (
	"io"
	"sync"
	"time"
)

func look(b []byte, wg *sync.WaitGroup) {
	defer wg.Done()
	time.Sleep(time.Millisecond)
	for _, c := range b {
		keep(c)
	}
}

var mu sync.Mutex

func keep(c byte) {
	mu.Lock()
	sink = c
	mu.Unlock()
}

// row: C21
//
//proof:race
func started() {
	var wg sync.WaitGroup
	r := lines()
	buf := make([]byte, 4)
	for {
		n, err := r.Read(buf) //proof:at
		if err != nil {
			break
		}
		wg.Add(1)
		go look(buf[:n], &wg) // want `the goroutine gets this slice and not a copy: Read at line \d+ overwrites its elements while it reads them; give it a copy: bytes.Clone`
	}
	wg.Wait()
}

//proof:race
func captured() {
	var wg sync.WaitGroup
	r := lines()
	buf := make([]byte, 4)
	for {
		n, err := io.ReadFull(r, buf) //proof:at
		if err != nil {
			break
		}
		wg.Go(func() { // want `ReadFull at line \d+ overwrites its elements while it reads them`
			for _, c := range buf[:n] {
				keep(c)
			}
		})
	}
	wg.Wait()
}

type handler struct{ wg sync.WaitGroup }

//proof:by handled
func (h *handler) handle(b []byte) {
	defer h.wg.Done()
	for _, c := range b {
		keep(c)
	}
}

//proof:race
func handled() {
	h := &handler{}
	buf := make([]byte, 0, 8)
	for _, s := range []string{"aaaa", "bbbb", "cccc"} {
		buf = append(buf[:0], s...) //proof:at
		h.wg.Add(1)
		go h.handle(buf) // want `append at line \d+ overwrites its elements while it reads them`
	}
	h.wg.Wait()
}
