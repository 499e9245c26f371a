package a

import (
	"bytes"
	"io"
	"strconv"
	"strings"
)

// An encoder has one buffer for all calls.
type encoder struct {
	buf  []byte
	last int
}

func (e *encoder) encode(n int) []byte {
	e.buf = strconv.AppendInt(append(e.buf[:0], "n="...), int64(n), 10)
	e.last = n
	return e.buf
}

// row: SL28
//
//proof:observe
//proof:instead e.encode(i) => bytes.Clone(e.encode(i))
func encodedKept() bool {
	e := &encoder{}
	var list [][]byte
	for i := range 3 {
		list = append(list, e.encode(i)) // want `e.encode\(i\) is a part of the buffer, kept at line \d+, and encode at line \d+ overwrites it; keep a copy: bytes.Clone`
	}
	return string(list[0]) == string(list[1])
}

// row: SL28
//
//proof:observe
//proof:instead first := e.encode(1) => first := bytes.Clone(e.encode(1))
func encodedTwice() bool {
	e := &encoder{}
	first := e.encode(1) //proof:at
	second := e.encode(2)
	return bytes.Equal(first, second) // want `this uses what encode at line \d+ returned, a part of the buffer, and encode at line \d+ has overwritten it`
}

type blocks struct {
	r     io.Reader
	block [4]byte
	buf   []byte
}

func (b *blocks) next() ([]byte, error) {
	if b.buf == nil {
		b.buf = make([]byte, 4)
	}
	n, err := io.ReadFull(b.r, b.buf)
	if err != nil {
		return nil, err
	}
	return b.buf[:n], nil
}

//proof:observe
//proof:instead m[len(m)] = block => m[len(m)] = bytes.Clone(block)
func blocksKept() bool {
	b := &blocks{r: strings.NewReader("aaaabbbb")}
	m := make(map[int][]byte)
	for {
		block, err := b.next() // want `b.next\(\) is a part of the buffer`
		if err != nil {
			break
		}
		m[len(m)] = block //proof:at
	}
	return string(m[0]) == "bbbb"
}
