package ok

import (
	"errors"
	"sync"
)

type opener struct {
	once sync.Once
	fd   int
}

// Who makes the object calls it, and nobody else does.
//
//proof:by opened
func (o *opener) open(fd int) (err error) {
	o.once.Do(func() {
		if fd < 0 {
			err = errors.New("no such descriptor")
		}
		o.fd = fd
	})
	return
}

//proof:by opened
func newOpener(fd int) (o *opener, err error) {
	o = &opener{}
	err = o.open(fd)
	return
}

//proof:ok
func opened() {
	_, _ = newOpener(-1)
	_, _ = newOpener(1)
}
