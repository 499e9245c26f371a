package a

import (
	"hash"
	"hash/fnv"
	"io"
	"strings"
)

// The compiler does not know what they return, or it would see who is called.
var (
	hasher = func() hash.Hash { return fnv.New64() }
	source = func() io.Reader { return strings.NewReader(strings.Repeat("a", 1<<14)) }
)

// row: ST02
//
//proof:alloc
func convertedSalt() {
	h, salt := hasher(), strings.Repeat("salt", 20)
	for _, k := range keys() {
		h.Write([]byte(salt)) // want `\[\]byte\(salt\) copies the same string in each iteration \(loop at line \d+\): convert it once, in front of the loop`
		keep(len(k))
	}
}

type parted struct {
	io.Writer
	sep string
}

//proof:alloc
func convertedParameter() {
	writeAll := func(w io.Writer, sep string) {
		for range keys() {
			w.Write([]byte(sep)) // want `\[\]byte\(sep\) copies the same string`
		}
	}
	writeAll(hasher(), strings.Repeat("-", 40))
}

// row: GC03
//
//proof:alloc
func bufferEachTime() {
	r := source()
	for {
		buf := make([]byte, 4096) // want `this makes a buffer of 4096 bytes on the heap in each iteration \(loop at line \d+\), and nothing keeps it: make it once, in front of the loop`
		n, err := r.Read(buf)
		if err != nil {
			break
		}
		keep(n + int(buf[0]))
	}
}

//proof:alloc
func bufferToString() {
	r := source()
	var b strings.Builder
	for b.Len() < 1<<13 {
		buf := make([]byte, 512) // want `this makes a buffer of 512 bytes`
		if n, _ := r.Read(buf); n > 0 {
			b.WriteString(string(buf[:n]))
		}
	}
	keep(b.Len())
}

// row: E12
//
//proof:alloc
func arrayEachTime() {
	r := source()
	for {
		var buf [256]byte // want `this makes a buffer of 256 bytes on the heap in each iteration`
		n, err := r.Read(buf[:])
		if err != nil {
			break
		}
		keep(len(string(buf[:n])))
	}
}
