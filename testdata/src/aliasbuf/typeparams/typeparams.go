// Package typeparams keeps buffers in generic types.
package typeparams

import "bufio"

type log[T any] struct {
	all  [][]byte
	meta T
}

//proof:by runWrite
//proof:instead append(l.all, p) => append(l.all, append([]byte(nil), p...))
func (l *log[T]) Write(p []byte) (int, error) {
	l.all = append(l.all, p) // want `p belongs to the caller of Write`
	return len(p), nil
}

//proof:observe
func runWrite() bool {
	l := new(log[int])
	w := bufio.NewWriterSize(l, 16)
	w.WriteString("a")
	w.Flush()
	w.WriteString("b")
	return l.all[0][0] == 'b'
}

type copies[T any] struct {
	last []byte
	meta T
}

func (c *copies[T]) Write(p []byte) (int, error) {
	c.last = append(c.last[:0], p...)
	return len(p), nil
}

//proof:ok
func runCopies() { new(copies[int]).Write(nil) }
