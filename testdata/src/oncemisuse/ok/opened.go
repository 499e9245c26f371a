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

type source struct {
	once sync.Once
	rows []int
	load func() ([]int, error)
}

// Later calls see that there are no rows, and fail as well.
//
//proof:by noRows
func (s *source) get() ([]int, error) {
	var failed error
	s.once.Do(func() {
		s.rows, failed = s.load()
	})
	if failed != nil {
		return nil, failed
	}
	if len(s.rows) == 0 {
		return nil, errors.New("no rows")
	}
	return s.rows, nil
}

//proof:ok
func noRows() {
	s := &source{load: func() ([]int, error) { return nil, errors.New("unreadable") }}
	_, first := s.get()
	_, second := s.get()
	if first == nil || second == nil {
		panic("lost")
	}
}
