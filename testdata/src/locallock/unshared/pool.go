package unshared

import "sync"

var made int

func newBuffer() any {
	made++
	return new([64]byte)
}

// It is what the functions should use.
var buffers = sync.Pool{New: newBuffer}

// row: P09
//
//proof:observe
//proof:instead p := sync.Pool{New: newBuffer} => p := &buffers
func poolOfItsOwn() bool {
	encode := func() {
		p := sync.Pool{New: newBuffer} // want `each call of this function makes a pool p of its own, so that Get always makes a new object: declare the pool at package level, or do without`
		buf := p.Get().(*[64]byte)
		buf[0] = 'x'
		p.Put(buf)
	}
	made = 0
	encode()
	encode()
	encode()
	return made == 3
}
