package a

import (
	"bytes"
	"io"
	"runtime"
	"strings"
	"unsafe"
	"weak"
)

// large is what a server sends.
func large() io.Reader { return bytes.NewReader(bytes.Repeat([]byte("a"), 1<<20)) }

type image struct{ magic []byte }

//proof:by keepsFile
//proof:instead data[:8] => bytes.Clone(data[:8])
func (i *image) read(r io.Reader) (weak.Pointer[byte], error) {
	data, err := io.ReadAll(r)
	if err != nil {
		return weak.Pointer[byte]{}, err
	}
	i.magic = data[:8] // want `this keeps 8 bytes, and with them all that ReadAll at line \d+ has read: they are one object; keep a copy, bytes.Clone`
	return weak.Make(&data[0]), nil
}

// row: GC01
//
//proof:observe
func keepsFile() bool {
	i := &image{}
	p, err := i.read(large())
	if err != nil {
		panic(err)
	}
	runtime.GC()
	alive := p.Value() != nil
	runtime.KeepAlive(i)
	return alive
}

type index struct{ titles map[string]bool }

//proof:by keepsPage
//proof:instead page[4:20] => strings.Clone(page[4:20])
func (x *index) add(r io.Reader) (weak.Pointer[byte], error) {
	data, err := io.ReadAll(r)
	if err != nil {
		return weak.Pointer[byte]{}, err
	}
	page := string(data)
	x.titles[page[4:20]] = true // want `this keeps 16 bytes, and with them all that ReadAll at line \d+ has read: they are one object; keep a copy, strings.Clone`
	return weak.Make(unsafeByte(page)), nil
}

// row: GC02 ST24
//
//proof:observe
func keepsPage() bool {
	x := &index{make(map[string]bool)}
	p, err := x.add(large())
	if err != nil {
		panic(err)
	}
	runtime.GC()
	alive := p.Value() != nil
	runtime.KeepAlive(x)
	return alive
}

var version = strings.Repeat("0", 2)

//proof:observe
//proof:instead text[:4] => strings.Clone(text[:4])
func keepsText() bool {
	data, err := io.ReadAll(large())
	if err != nil {
		panic(err)
	}
	text := string(data)
	version = text[:4] // want `this keeps 4 bytes`
	p := weak.Make(unsafeByte(text))
	runtime.GC()
	return p.Value() != nil && version != ""
}

// unsafeByte is the first byte of the string.
//
//proof:none it is for those above
func unsafeByte(s string) *byte { return unsafe.StringData(s) }
