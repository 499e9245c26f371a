package a

import "sync/atomic"

// A marks keeps the highest number that was seen.
type marks struct {
	high int64
	low  int32
}

//proof:by highestRaces
func (m *marks) see(n int64) {
	for {
		old := m.high // want `m\.high is read plainly here to be compared by the atomic\.CompareAndSwapInt64 at line 15, which is there because others change it: a data race; use atomic\.LoadInt64`
		if old >= n || atomic.CompareAndSwapInt64(&m.high, old, n) {
			return
		}
	}
}

// row: A03
//
//proof:race
func highestRaces() {
	m := new(marks)
	both(func() { m.see(3) }, func() { m.see(5) })
}

//proof:by pairRaces
func (m *marks) reuse(n int64) {
	for {
		old, next := m.high, n // want `m\.high is read plainly here to be compared by the atomic\.CompareAndSwapInt64 at line \d+`
		if old != next+1 {
			next = old
		}
		if atomic.CompareAndSwapInt64(&m.high, old, next) {
			break
		}
	}
}

//proof:race
func pairRaces() {
	m := new(marks)
	both(func() { m.reuse(3) }, func() { m.reuse(5) })
}

//proof:by atOnceRaces
func (m *marks) lower() bool {
	return atomic.CompareAndSwapInt32(&m.low, m.low, -1) // want `m\.low is read plainly here to be compared by the atomic\.CompareAndSwapInt32 at line \d+`
}

//proof:race
func atOnceRaces() {
	m := new(marks)
	both(func() { m.lower() }, func() { m.lower() })
}

//proof:by literalRaces
func (m *marks) raiser() func() {
	return func() {
		old := m.low // want `m\.low is read plainly here to be compared`
		atomic.CompareAndSwapInt32(&m.low, old, old+1)
	}
}

//proof:race
func literalRaces() {
	m := new(marks)
	both(m.raiser(), m.raiser())
}
