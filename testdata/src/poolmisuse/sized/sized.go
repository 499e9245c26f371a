// Package sized looks at what it puts back.
package sized

import (
	"bytes"
	"sync"
)

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

const most = 64 << 10

func render(n int) int {
	b := buffers.Get().(*bytes.Buffer)
	b.Reset()
	b.ReadFrom(bytes.NewReader(make([]byte, n)))
	size := cap(b.Bytes())
	if b.Cap() <= most {
		buffers.Put(b)
	}
	return size
}

//proof:ok
func small() {
	render(64 << 20)
	if render(1) > most {
		panic("it is large")
	}
}
