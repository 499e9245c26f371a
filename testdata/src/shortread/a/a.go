// Package a reads, and does not look at how much it got.
package a

import (
	"bytes"
	"io"
	"os"
	"slices"
	"strings"
	"testing/iotest"
)

// slow gives one byte at a time, as a network may.
func slow(s string) io.Reader { return iotest.OneByteReader(strings.NewReader(s)) }

//proof:by runHeader
//proof:instead r.Read(header[:]) => io.ReadFull(r, header[:])
func header(r io.Reader) (string, error) {
	var header [4]byte
	if _, err := r.Read(header[:]); err != nil { // want `fewer bytes than header holds may be read, without an error, and nobody looks at how many: line 23 uses all of it; call io.ReadFull, or use the part that was read`
		return "", err
	}
	return string(header[:]), nil
}

// row: SL29
//
//proof:observe
func runHeader() bool {
	s, err := header(slow("abcdef"))
	return s != "abcd" || err != nil
}

// row: SL29
//
//proof:observe
//proof:instead if _, err := f.Read(data); err != nil { => n, err := f.Read(data); data = data[:n]; if err != nil {
func file() bool {
	f, err := os.CreateTemp("", "shortread")
	if err != nil {
		panic(err)
	}
	defer os.Remove(f.Name())
	f.WriteString("abc")
	f.Seek(0, 0)
	data := make([]byte, 8)
	if _, err := f.Read(data); err != nil { // want `fewer bytes than data holds may be read`
		panic(err)
	}
	f.Close()
	return len(bytes.TrimRight(data, "abc")) > 0
}

// A part of the buffer.
//
//proof:observe
//proof:instead r.Read(buf[2:8]) => io.ReadFull(r, buf[2:8])
func part() bool {
	r := slow("abcdef")
	buf := make([]byte, 8)
	_, err := r.Read(buf[2:8]) // want `fewer bytes than buf holds may be read`
	return err != nil || string(buf[2:]) != "abcdef"
}

type reader = io.ReadCloser

//proof:observe
//proof:instead r.Read(buf) => io.ReadFull(r, buf)
func inLiteral() bool {
	read := func(r reader) string {
		defer r.Close()
		buf := make([]byte, 3)
		_, err := r.Read(buf) // want `fewer bytes than buf holds may be read`
		if err != nil {
			return ""
		}
		return string(buf)
	}
	return read(io.NopCloser(slow("abc"))) != "abc"
}

//proof:observe
//proof:instead r.Read(buf) => io.ReadFull(r, buf)
func iterator() bool {
	var got []byte
	for r := range slices.Values([]io.Reader{slow("ab"), slow("cd")}) {
		buf := make([]byte, 2)
		var err error
		if _, err = r.Read(buf); err == nil { // want `fewer bytes than buf holds may be read`
			got = append(got, buf...)
		}
	}
	return string(got) != "abcd"
}

// Behind the switch statement all branches come together, and a case falls into the next one.
//
//proof:observe
//proof:instead r.Read(buf); => io.ReadFull(r, buf);
func behindSwitch() bool {
	r := slow("abc")
	buf := []byte("xyz")
	switch {
	case buf[0] == 'x':
		if _, err := r.Read(buf); err != nil { // want `fewer bytes than buf holds may be read`
			return false
		}
		fallthrough
	case buf[0] == 'y':
		return string(buf) != "abc"
	}
	return false
}
