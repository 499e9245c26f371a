// Package linked has functions without a body, and lines that lie.
package linked

import (
	"sync"
	_ "unsafe"
)

func assembly(c chan int, m *sync.Mutex, s []int) (out []int)

//go:linkname nanotime runtime.nanotime
func nanotime() int64

//line /no/such/file.y:100000
func lies(c chan int) { c <- 1; close(c); c <- 2 }

//line :1
func more(m sync.Mutex) { m2 := m; _ = m2 }

//line linked.go:1:1
func again(c chan int, s []int) (out []int) {
	go assembly(c, nil, nil)
	for /*line x.go:1:1*/ _, v /*line y.go:7:7*/ := range s {
		out = append( /*line z.go:9:9*/ out, assembly(nil, nil, out[v:])...)
	}
	return
}
