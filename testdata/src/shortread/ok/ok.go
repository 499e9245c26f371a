// Package ok reads, and knows how much it got.
package ok

import (
	"bufio"
	"bytes"
	"crypto/rand"
	"io"
	mathrand "math/rand"
	"os"
	"strings"
	"testing/iotest"
)

func slow(s string) io.Reader { return iotest.OneByteReader(strings.NewReader(s)) }

func check(ok bool) {
	if !ok {
		panic("wrong")
	}
}

//proof:ok
func counted() {
	buf := make([]byte, 8)
	n, err := slow("abc").Read(buf)
	check(err == nil && string(buf[:n]) == "a")
}

//proof:ok
func full() {
	buf := make([]byte, 3)
	_, err := io.ReadFull(slow("abc"), buf)
	check(err == nil && string(buf) == "abc")
}

// One byte comes, or none.
//
//proof:ok
func oneByte() {
	r := slow("abcd")
	buf := make([]byte, 1)
	_, err := r.Read(buf)
	check(err == nil && buf[0] == 'a')
	var b [1]byte
	_, err = r.Read(b[:])
	check(err == nil && b[0] == 'b')
	large := make([]byte, 4)
	_, err = r.Read(large[:1])
	check(err == nil && large[0] == 'c')
	_, err = r.Read(large[1:2])
	check(err == nil && large[1] == 'd')
	one := large[:1]
	_, err = strings.NewReader("e").Read(one)
	check(err == nil && one[0] == 'e')
	_, err = slow("f").Read(one)
	check(err == nil && one[0] == 'f')
}

// Nobody looks at the bytes: it waits for the end, or skips.
//
//proof:ok
func waits() {
	r := strings.NewReader("abc")
	buf := make([]byte, 2)
	for {
		if _, err := r.Read(buf); err != nil {
			break
		}
	}
	check(len(buf) == 2)
}

// These give as much as is asked for.
//
//proof:ok
func random() {
	key := make([]byte, 16)
	if _, err := rand.Reader.Read(key); err != nil {
		panic(err)
	}
	if _, err := rand.Read(key); err != nil {
		panic(err)
	}
	mathrand.New(mathrand.NewSource(1)).Read(key)
	check(!bytes.Equal(key, make([]byte, 16)))
}

// ReadAt returns an error with fewer bytes.
//
//proof:ok
func readAt() {
	buf := make([]byte, 8)
	_, err := strings.NewReader("abc").ReadAt(buf, 0)
	check(err == io.EOF && buf[0] == 'a')
}

// The buffer is read into again, by somebody who counts.
//
//proof:ok
func again() {
	r := strings.NewReader("abcdef")
	buf := make([]byte, 2)
	r.Read(buf)
	n, _ := io.ReadFull(r, buf)
	check(n == 2 && len(buf) == 2)
}

// The variable gets another buffer.
//
//proof:ok
func replaced() {
	buf := make([]byte, 2)
	strings.NewReader("abc").Read(buf)
	buf = []byte("xy")
	check(string(buf) == "xy")
}

type filler struct{}

// Read is no method of the standard library; it fills the buffer.
func (filler) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'x'
	}
	return len(p), nil
}

//proof:ok
func other() {
	buf := make([]byte, 2)
	_, _ = filler{}.Read(buf)
	check(string(buf) == "xx")
}

//proof:ok
func methodValue() {
	read := slow("abc").Read
	buf := make([]byte, 4)
	n, _ := read(buf)
	check(n == 1)
}

// Someone else has the buffer.
//
//proof:ok
func fields() {
	var b struct{ buf [4]byte }
	_, err := os.Stdin.Read(b.buf[:0])
	check(err == nil || err == io.EOF)
}

// A reader of memory gives all that there is, and the buffer has its length.
//
//proof:ok
func memory() {
	r := bytes.NewReader([]byte("abc"))
	buf := make([]byte, r.Len())
	_, _ = r.Read(buf)
	check(string(buf) == "abc")
}

// A section gives all that it has: ReadAt says why it reads less.
//
//proof:ok
func section() {
	r := io.NewSectionReader(strings.NewReader("abcdef"), 1, 4)
	head := make([]byte, 2)
	if _, err := r.Read(head); err != nil {
		panic(err)
	}
	check(string(head) == "bc")
}

// Whoever drops the error knows the reader.
//
//proof:ok
func noError() {
	var rng io.Reader = mathrand.New(mathrand.NewSource(1))
	key := make([]byte, 16)
	rng.Read(key)
	check(!bytes.Equal(key, make([]byte, 16)))
	_, _ = rng.Read(key)
	check(key[0] != 0 || key[1] != 0 || key[2] != 0)
}

// What was not read is different, or is written over.
//
//proof:ok
func compared() {
	r := io.LimitReader(slow("abc"), 2)
	magic := make([]byte, 4)
	_, err := r.Read(magic)
	check(err == nil && !bytes.Equal(magic, []byte("abcd")))
	buf := make([]byte, 4)
	_, err = r.Read(buf)
	copy(buf, "xyz")
	check(err == nil)
}

// What Peek shows is there.
//
//proof:ok
func peeked() {
	r := bufio.NewReader(slow("\xef\xbb\xbfabc"))
	mark, err := r.Peek(3)
	check(err == nil)
	if mark[2] == 191 {
		_, err = r.Read(mark)
		check(err == nil && mark[0] == 239)
	}
}

// The other branches don't come behind the call.
//
//proof:ok
func otherBranches() {
	r := slow("abc")
	head := []byte("xyz")
	switch {
	case head[0] == 'x':
		_, err := r.Read(head)
		check(err == nil)
	case head[0] == 'y':
		check(head[1] == 'z')
	}
	next := []byte("xyz")
	if next[0] == 'x' {
		_, err := r.Read(next)
		check(err == nil)
	} else {
		check(next[1] == 'z')
	}
}
