package ok

import (
	"bytes"
	"io"
	"slices"
	"strings"
	"sync"
)

//proof:ok
func copied() {
	r := strings.NewReader("abcd")
	buf := make([]byte, 2)
	var parts [][]byte
	var all []byte
	for {
		n, err := r.Read(buf)
		if err != nil {
			break
		}
		parts = append(parts, bytes.Clone(buf[:n]))
		all = append(all, buf[:n]...)
	}
	check(string(parts[0]) == "ab" && string(all) == "abcd")
}

// Each part is behind the last.
//
//proof:ok
func offsets() {
	r := strings.NewReader("abcd")
	buf := make([]byte, 8)
	var parts [][]byte
	off := 0
	for {
		n, err := r.Read(buf[off:])
		if err != nil {
			break
		}
		parts = append(parts, buf[off:off+n])
		off += n
	}
	check(string(parts[0]) == "abcd")
}

//proof:ok
func fresh() {
	r := strings.NewReader("abcd")
	var parts [][]byte
	for range 2 {
		buf := make([]byte, 2)
		if _, err := io.ReadFull(r, buf); err != nil {
			return
		}
		parts = append(parts, buf)
	}
	check(string(parts[0]) == "ab")
}

// Who gets it says when it is done.
//
//proof:ok
func acknowledged() {
	r := strings.NewReader("abcd")
	buf := make([]byte, 2)
	work, done := make(chan []byte), make(chan bool)
	go func() {
		for p := range work {
			_ = string(p)
			done <- true
		}
	}()
	defer close(work)
	for {
		n, err := r.Read(buf)
		if err != nil {
			return
		}
		work <- buf[:n]
		<-done
	}
}

// The list lives for one round.
//
//proof:ok
func vectors() {
	r := strings.NewReader("abcd")
	buf := make([]byte, 2)
	for {
		n, err := r.Read(buf)
		if err != nil {
			return
		}
		var parts [][]byte
		parts = append(parts, []byte("x"), buf[:n])
		check(len(slices.Concat(parts...)) == 3)
	}
}

//proof:ok
func oneRound() {
	r := strings.NewReader("abcd")
	buf := make([]byte, 2)
	var parts [][]byte
	for {
		n, err := r.Read(buf)
		if err != nil || n > 0 {
			parts = append(parts, buf[:n])
			break
		}
	}
	check(string(parts[0]) == "ab")
}

//proof:ok
func cutAfterUse() {
	var batch, sum []int
	var all [][]int
	for n := range 4 {
		batch = append(batch, n)
		if len(batch) == 2 {
			sum = append(sum, batch...)
			all = append(all, slices.Clone(batch))
			batch = batch[:0]
		}
	}
	check(len(sum) == 4 && all[0][0] == 0)
}

// Where it is kept it is not cut.
//
//proof:ok
func keptOrCut() {
	var all [][]int
	var batch []int
	for n := range 8 {
		switch {
		case n == 3:
			all = append(all, batch)
			batch = nil
		case n == 5:
			batch = batch[:0]
		}
		batch = append(batch, n)
	}
	check(all[0][0] == 0)
}

//proof:ok
func waited() {
	var batch []int
	var wg sync.WaitGroup
	for n := range 4 {
		batch = append(batch, n)
		wg.Add(1)
		go func(b []int) {
			defer wg.Done()
			_ = len(b)
		}(batch)
		wg.Wait()
		batch = batch[:0]
	}
}

type batcher struct {
	items []int
	all   [][]int
	out   chan []int
}

func (b *batcher) add(n int) { b.items = append(b.items, n) }

//proof:by runBatcher
func (b *batcher) flush() {
	b.out <- b.items
	b.items = nil
}

//proof:by runBatcher
func (b *batcher) flushCopy() {
	b.out <- slices.Clone(b.items)
	b.items = b.items[:0]
}

//proof:by runBatcher
func (b *batcher) use(f func([]int)) {
	f(b.items)
	b.items = b.items[:0]
}

// The list is emptied with it.
//
//proof:by runBatcher
func (b *batcher) local() int {
	var all [][]int
	all = append(all, b.items)
	n := len(all[0])
	b.items = b.items[:0]
	return n
}

//proof:ok
func runBatcher() {
	b := &batcher{out: make(chan []int, 4)}
	b.add(1)
	b.flush()
	b.add(2)
	b.flushCopy()
	b.add(3)
	b.use(func(items []int) { check(items[0] == 3) })
	b.add(4)
	check(b.local() == 1 && (<-b.out)[0] == 1 && (<-b.out)[0] == 2)
}

// A stack gives out its elements, not itself.
//
//proof:ok
func stack() {
	var stack, out []int
	for n := range 4 {
		stack = append(stack, n)
		out = append(out, stack[len(stack)-1])
		stack = stack[:len(stack)-1]
	}
	check(out[0] == 0)
}

//proof:ok
func searchCopied() {
	var all [][]int
	var path []int
	var search func()
	search = func() {
		if len(path) == 3 {
			all = append(all, slices.Clone(path))
			tmp := make([]int, len(path))
			copy(tmp, path)
			all = append(all, tmp, append([]int(nil), path...))
			return
		}
		for n := range 2 {
			path = append(path, n)
			search()
			path = path[:len(path)-1]
		}
	}
	search()
	check(all[0][2] == 0)
}

type gateway struct{ urls []string }

// The field of an element uses its own array again.
//
//proof:by runUpdate
func update(list []gateway, urls map[string]bool) {
	for i := range list {
		g := &list[i]
		if len(urls) > 1 {
			g.urls = g.urls[:0]
			for u := range urls {
				g.urls = append(g.urls, u)
			}
		} else {
			g.urls = g.urls[:0]
			g.urls = append(g.urls, "none")
		}
	}
}

//proof:ok
func runUpdate() {
	list := make([]gateway, 2)
	update(list, map[string]bool{"a": true, "b": true})
	update(list, nil)
	check(len(list[0].urls) == 1 && len(list[1].urls) == 1)
}

type stream struct {
	frames chan []byte
	done   chan bool
}

func (s *stream) write(p []byte) {
	s.frames <- p
	<-s.done
}

// It comes back when the frame is written.
//
//proof:ok
func frames() {
	s := &stream{make(chan []byte), make(chan bool)}
	go func() {
		for p := range s.frames {
			_ = string(p)
			s.done <- true
		}
	}()
	defer close(s.frames)
	r := strings.NewReader("abcd")
	buf := make([]byte, 2)
	for {
		n, err := r.Read(buf)
		if err != nil {
			return
		}
		s.write(buf[:n])
	}
}
