package a

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"strings"
	"sync"
)

type index struct {
	last  []byte
	lines [][]byte
}

// add keeps it twice, the second time for good.
func (ix *index) add(line []byte) {
	ix.last = line
	ix.lines = append(ix.lines, line)
}

//proof:observe
//proof:instead sc.Bytes() => bytes.Clone(sc.Bytes())
func keptTwice() bool {
	sc := bufio.NewScanner(strings.NewReader(long("a") + long("b")))
	ix := new(index)
	for sc.Scan() {
		ix.add(sc.Bytes()) // want `sc.Bytes\(\) is a part of the buffer, kept at line \d+, and Scan at line \d+ overwrites it`
	}
	return ix.lines[0][0] == 'b'
}

type tail struct {
	mu    sync.Mutex
	lines [][]byte
}

//proof:by writesThrough
func (t *tail) Write(p []byte) (int, error) {
	t.push(p) // want `p belongs to the caller of Write, and is kept here`
	return len(p), nil
}

func (t *tail) push(p []byte) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.lines = append(t.lines, p)
}

//proof:observe
//proof:instead t.push(p) => t.push(bytes.Clone(p))
func writesThrough() bool {
	var t tail
	io.CopyBuffer(&t, struct{ io.Reader }{strings.NewReader("ab")}, make([]byte, 1))
	return t.lines[0][0] == 'b'
}

type frame struct{ header, body []byte }

//proof:observe
//proof:instead f := frame{header: head, => f := frame{header: bytes.Clone(head[:0]),
func peeked() bool {
	r := bufio.NewReaderSize(strings.NewReader(strings.Repeat("a", 16)+strings.Repeat("b", 16)), 16)
	head, err := r.Peek(2)
	if err != nil {
		return false
	}
	body := make([]byte, 18)
	if _, err := io.ReadFull(r, body); err != nil {
		return false
	}
	f := frame{header: head, body: body} // want `this uses what Peek at line \d+ returned, a part of the buffer, and ReadFull at line \d+ has overwritten it`
	return len(f.header) > 0 && f.header[0] == 'b'
}

type batcher struct {
	buf bytes.Buffer
	out chan []byte
}

func (b *batcher) add(line string) { fmt.Fprint(&b.buf, line) }

//proof:by batches
func (b *batcher) flush() {
	b.out <- b.buf.Bytes() // want `b.buf.Bytes\(\) is a part of the buffer, kept at line \d+, and Reset at line \d+ overwrites it`
	b.buf.Reset()
}

//proof:observe
//proof:instead b.out <- b.buf.Bytes() => b.out <- bytes.Clone(b.buf.Bytes())
func batches() bool {
	b := &batcher{out: make(chan []byte, 2)}
	b.add("a")
	b.flush()
	b.add("b")
	first := <-b.out
	return first[0] == 'b'
}
