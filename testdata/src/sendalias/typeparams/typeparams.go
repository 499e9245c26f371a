// Package typeparams has generic functions that send.
package typeparams

type ints = []int

//proof:observe
//proof:noflip the mistake is in the other function
func observed() bool {
	ch := make(chan ints, 4)
	batches(ints{1, 2, 3, 4}, 2, ch)
	return (<-ch)[0] == 3
}

//proof:by observed
func batches[S ~[]T, T any](all S, size int, out chan<- S) {
	var batch S
	for _, v := range all {
		batch = append(batch, v)
		if len(batch) == size {
			out <- batch // want `append at line \d+ overwrites its elements`
			batch = batch[:0]
		}
	}
}

//proof:by handed
func handOver[T any](all []T, size int, out chan<- []T) {
	var batch []T
	for _, v := range all {
		batch = append(batch, v)
		if len(batch) == size {
			out <- batch
			batch = make([]T, 0, size)
		}
	}
}

//proof:ok
func handed() { handOver([]int{1, 2, 3, 4}, 2, make(chan []int, 4)) }
