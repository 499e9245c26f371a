// Package a takes values in send cases.
package a

import (
	"container/heap"
	"container/list"
	"time"
)

// row: S12
//
//proof:leak
func forward() {
	in, out, done := make(chan int), make(chan int), make(chan struct{})
	go func() {
		select {
		case out <- <-in: // want `this receive waits before the select looks at any case, and its value is lost if another case is chosen; receive in a select of its own first`
		case <-done:
		}
	}()
	close(done)
	time.Sleep(10 * time.Millisecond)
}

// row: S12
//
//proof:observe
//proof:instead case out <- <-in: => case out <- 1:
func forwardLost() bool {
	in, out, done := make(chan int, 1), make(chan int), make(chan struct{})
	close(done)
	in <- 1
	select {
	case out <- <-in: // want `this receive waits before the select looks at any case`
	case <-done:
	}
	return len(in) == 0
}

type message struct{ id int }

//proof:observe
//proof:instead case out <- message{<-ids}: => case out <- message{1}:
func inLiteral() bool {
	ids, out := make(chan int, 1), make(chan message)
	ids <- 1
	select {
	case out <- message{<-ids}: // want `this receive waits before the select looks at any case`
	default:
	}
	return len(ids) == 0
}

type source struct{ in chan int }

//proof:by called
func (s *source) next() int { return <-s.in } //proof:at

// row: S06
//
//proof:leak
func called() {
	s, out := &source{make(chan int)}, make(chan int)
	go func() {
		select {
		case out <- s.next(): // want `s.next receives at line \d+, before the select looks at any case, and the value is lost if another case is chosen; call it before the select`
		case <-time.After(time.Millisecond):
		}
	}()
	time.Sleep(20 * time.Millisecond)
}

type queue struct{ items []int }

//proof:by popped
func (q *queue) pop() int {
	v := q.items[0]
	q.items = q.items[1:]
	return v
}

// row: S06
//
//proof:observe
//proof:instead case out <- q.pop(): => case out <- q.items[0]:
func popped() bool {
	q := &queue{[]int{1, 2}}
	out, tick := make(chan int), make(chan int, 1)
	tick <- 1
	for range 1 {
		select {
		case out <- q.pop(): // want `q.pop takes the value away \(it shortens the slice at line \d+\), also when another case is chosen: it is lost then; keep it in a variable until it is sent`
		case <-tick:
		}
	}
	return len(q.items) == 1
}

//proof:observe
//proof:instead case out <- q.last(): => case out <- q.items[0]:
func poppedLast() bool {
	q := &stack{[]int{1, 2}}
	out, tick := make(chan int), make(chan int, 1)
	tick <- 1
	n := 0
	for range 1 {
		select {
		case out <- q.last(): // want `q.last takes the value away \(it shortens the slice at line \d+\)`
		case v := <-tick:
			n += v
		}
	}
	return len(q.items) == n
}

type stack struct{ items []int }

//proof:by poppedLast
func (s *stack) last() int {
	n := len(s.items)
	v := s.items[n-1]
	s.items = s.items[:n-1]
	return v
}

//proof:observe
//proof:instead case out <- l.Remove(l.Front()): => case out <- l.Front().Value:
func removed() bool {
	l := list.New()
	l.PushBack(1)
	out, tick := make(chan any), make(chan int, 1)
	tick <- 1
	for range 1 {
		select {
		case out <- l.Remove(l.Front()): // want `l.Remove takes the value away \(it removes the element\)`
		case <-tick:
		}
	}
	return l.Len() == 0
}

type ints []int

func (h ints) Len() int           { return len(h) }
func (h ints) Less(i, j int) bool { return h[i] < h[j] }
func (h ints) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *ints) Push(x any)        { *h = append(*h, x.(int)) }

func (h *ints) Pop() any {
	old := *h
	v := old[len(old)-1]
	*h = old[:len(old)-1]
	return v
}

//proof:observe
//proof:instead case out <- heap.Pop(h).(int): => case out <- (*h)[0]:
func heaped() bool {
	h := &ints{1, 2}
	heap.Init(h)
	out, tick := make(chan int), make(chan int, 1)
	tick <- 1
	for range 1 {
		select {
		case out <- heap.Pop(h).(int): // want `heap.Pop takes the value away \(it removes the element\)`
		case <-tick:
			continue
		}
	}
	return len(*h) == 1
}
