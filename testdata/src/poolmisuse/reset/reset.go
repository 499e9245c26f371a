// Package reset has a pool of buffers that nothing resets.
package reset

import (
	"bytes"
	"sync"
)

//proof:by stale
var pool = sync.Pool{
	New: func() any { return new(bytes.Buffer) }, // want `nothing resets the \*bytes\.Buffer of this pool, so that each user finds what the last ones wrote: call Reset after Get`
}

func render(s string) string {
	b := pool.Get().(*bytes.Buffer)
	defer pool.Put(b)
	b.WriteString(s)
	return b.String()
}

// row: P02
//
//proof:observe
func stale() bool {
	for range 1000 {
		render("secret")
		if render("public") != "public" {
			return true
		}
	}
	return false
}
