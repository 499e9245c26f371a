// Package typeparams makes lists of generic types.
package typeparams

import "slices"

//proof:by run
//proof:instead rows = append(rows, row) => rows = append(rows, slices.Clone(row))
func table[T any](list []T) (rows [][]T) {
	row := make([]T, 1)
	for _, v := range list {
		row[0] = v
		rows = append(rows, row) // want `every round puts the same row into rows`
	}
	return rows
}

//proof:observe
func run() bool { return table([]int{1, 2})[0][0] == 2 }

// Whether R is a reference is not known.
//
//proof:by runAny
func pairs[R any](r R, n int) (list []R) {
	for range n {
		list = append(list, r)
	}
	return list
}

//proof:ok
func runAny() { _ = slices.Clone(pairs(1, 2)) }

//proof:by runBatches
func batches[T any](list []T, n int) (all [][]T) {
	var batch []T
	for _, v := range list {
		batch = append(batch, v)
		if len(batch) == n {
			all = append(all, batch)
			batch = batch[:0] // want `the cut slice has the array that line \d+ keeps`
		}
	}
	return all
}

//proof:observe
//proof:noflip it is another function
func runBatches() bool { return batches([]int{1, 2, 3, 4}, 2)[0][0] == 3 }
