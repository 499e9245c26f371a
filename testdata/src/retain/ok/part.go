package ok

import (
	"bytes"
	"io"
	"strings"
)

func large() io.Reader { return bytes.NewReader(bytes.Repeat([]byte("a"), 1<<20)) }

type image struct {
	magic []byte
	all   []byte
	head  [8]byte
	name  string
}

// Copies.
//
//proof:ok
func partsCopied() {
	data, err := io.ReadAll(large())
	if err != nil {
		panic(err)
	}
	i := &image{}
	i.set(data)
}

//proof:by partsCopied
func (i *image) set(data []byte) {
	i.magic = bytes.Clone(data[:8])
	i.name = string(data[:8])
	copy(i.head[:], data[:8])
}

//proof:by partLocal
func (i *image) readAll(r io.Reader) {
	data, err := io.ReadAll(r)
	if err != nil {
		panic(err)
	}
	i.all = data
	i.name = string(data[:8])
	i.magic = data[:8]
}

// What is kept is all of it.
//
//proof:ok
func partLocal() {
	i := &image{}
	i.readAll(large())
	head := i.all[:8]
	if len(head) != 8 {
		panic(head)
	}
}

// The part is not known to be small.
//
//proof:by half
func (i *image) readHalf(r io.Reader) {
	data, err := io.ReadAll(r)
	if err != nil {
		panic(err)
	}
	i.magic = data[:len(data)/2]
}

//proof:ok
func half() { (&image{}).readHalf(large()) }

// It lives no longer than the function.
//
//proof:ok
func inLocal() {
	data, err := io.ReadAll(large())
	if err != nil {
		panic(err)
	}
	i := image{magic: data[:8]}
	m := map[string]bool{string(data)[:8]: true}
	if len(i.magic) != 8 || !m[strings.Repeat("a", 8)] {
		panic(i)
	}
}
