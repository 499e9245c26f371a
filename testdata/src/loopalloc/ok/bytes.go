package ok

import (
	"bufio"
	"hash"
	"hash/fnv"
	"io"
	"strings"
)

func hasher() hash.Hash { return fnv.New64() }

// It is another text each time.
//
//proof:ok
func convertedKeys() {
	h := hasher()
	for _, k := range keys() {
		h.Write([]byte(k))
	}
}

//proof:ok
func convertedOnce() {
	h, salt := hasher(), []byte("salt")
	for range keys() {
		h.Write(salt)
	}
}

// A bufio.Writer has WriteString; boxing says so.
//
//proof:ok
func convertedForBufio() {
	w := bufio.NewWriter(io.Discard)
	sep := strings.Repeat("-", 40)
	for range keys() {
		w.Write([]byte(sep))
	}
	w.Flush()
}

// Whoever it is may keep it.
//
//proof:ok
func convertedForOthers() {
	var list [][]byte
	add := func(b []byte) { list = append(list, b) }
	for range keys() {
		add([]byte("text"))
	}
	if len(list) != 6 {
		panic(len(list))
	}
}

func source() io.Reader { return strings.NewReader(strings.Repeat("a", 1<<14)) }

// Each is kept.
//
//proof:ok
func buffersKept() {
	r := source()
	var list [][]byte
	for {
		buf := make([]byte, 4096)
		n, err := r.Read(buf)
		if err != nil {
			break
		}
		list = append(list, buf[:n])
	}
	if len(list) != 4 {
		panic(len(list))
	}
}

func take(b []byte) int { return len(b) }

// It is given to a function.
//
//proof:ok
func bufferGiven() {
	r, n := source(), 0
	for range keys() {
		buf := make([]byte, 4096)
		r.Read(buf)
		n += take(buf)
	}
}

// It is made once.
//
//proof:ok
func bufferOnce() {
	r, buf := source(), make([]byte, 4096)
	for {
		if _, err := r.Read(buf); err != nil {
			break
		}
	}
}

// Bytes that were written to are zero in the next one only.
//
//proof:ok
func bufferWritten() {
	r := source()
	for range keys() {
		buf := make([]byte, 16)
		buf[0] = 1
		r.Read(buf[1:])
	}
}

// An array that nobody outside of the function sees is on the stack.
//
//proof:noalloc
func arrayOnStack() {
	n := 0
	for i := range 5000 {
		var buf [256]byte
		n += copy(buf[i%100:], "text")
	}
	if n == 0 {
		panic(n)
	}
}

// It is kept.
//
//proof:ok
func arrayKept() {
	r := source()
	var list [][]byte
	for range keys() {
		var buf [8]byte
		r.Read(buf[:])
		list = append(list, buf[:])
	}
	if len(list) != 6 {
		panic(len(list))
	}
}
