// Package falseshare finds counters of several goroutines that lie in one cache line.
//
// # Analyzer falseshare
//
// falseshare: counters of several goroutines in one cache line
//
// A processor that writes takes the whole cache line away from the others. Elements beside each
// other share a line, so goroutines that each count in an element of their own wait for each other:
//
//	counts := make([]int64, workers)
//	for w := range workers {
//		wg.Go(func() {
//			for item := range items[w] {
//				counts[w] += weigh(item)
//			}
//		})
//	}
//
// The analyzer reports elements of less than 64 bytes that the goroutines of a loop change in loops of
// their own, each at its own index.
package falseshare
