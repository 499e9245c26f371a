package cgo

/*
#include <stdlib.h>
#include <errno.h>

typedef struct { int n; void *p; } pair;
typedef int (*callback)(int);

static int add(int a, int b) { errno = 1; return a + b; }
static void each(pair *p, int n) { for (int i = 0; i < n; i++) p[i].n = i; }
*/
import "C"

import (
	"sync"
	"unsafe"
)

type holder struct {
	sync.Mutex
	pair C.pair
	c    chan C.int
}

func call(h holder, n int) (out []C.int, err error) {
	p := (*C.pair)(C.malloc(C.size_t(n) * C.sizeof_pair))
	defer C.free(unsafe.Pointer(p))
	C.each(p, C.int(n))
	for _, q := range unsafe.Slice(p, n) {
		v, err := C.add(q.n, 1)
		if err != nil {
			return nil, err
		}
		out = append(out, v)
		go func() { h.c <- v }()
	}
	g := h
	_ = g.pair
	return
}

//export fromC
func fromC(n C.int) C.int { close((chan int)(nil)); return n }
