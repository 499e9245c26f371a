// Package small writes a few bytes into its buffers.
package small

import (
	"bytes"
	"sync"
)

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

//proof:ok
func id() {
	b := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(b)
	b.Reset()
	b.WriteByte('1')
	if b.String() != "1" {
		panic("wrong")
	}
}
