//go:build go1.24

package old

import (
	"runtime"

	"go.uber.org/automaxprocs/maxprocs"
)

//proof:ok
func library() { maxprocs.Set() }

//proof:ok
func fixed() { runtime.GOMAXPROCS(4) }
