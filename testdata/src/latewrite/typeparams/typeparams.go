// Package typeparams has generic functions that give up waiting.
package typeparams

import "time"

type numbers = []int

//proof:by fillRaces
func fill[E any](out []E, v E) bool {
	done := make(chan bool, 1)
	go func() {
		time.Sleep(20 * time.Millisecond)
		for i := range out {
			out[i] = v // want `the goroutine may write into out`
		}
		done <- true
	}()
	select {
	case <-done:
		return true
	case <-time.After(time.Millisecond):
		return false
	}
}

//proof:race
func fillRaces() {
	out := make(numbers, 4)
	fill(out, 1)
	for range 40 {
		out[0]++
		time.Sleep(time.Millisecond)
	}
}

func values(yield func(int) bool) {
	for i := range 3 {
		if !yield(i) {
			return
		}
	}
}

// The body of the loop is a function of its own, in which the wait is not seen.
//
//proof:by iteratorRaces
func collect(out numbers) bool {
	done := make(chan bool, 1)
	go func() {
		time.Sleep(20 * time.Millisecond)
		copy(out, numbers{1, 2}) //proof:at
		done <- true
	}()
	for range values {
		select {
		case <-done:
			return true
		case <-time.After(time.Millisecond):
			return false
		}
	}
	return false
}

//proof:race
func iteratorRaces() {
	out := make(numbers, 4)
	collect(out)
	for range 40 {
		out[0]++
		time.Sleep(time.Millisecond)
	}
}
