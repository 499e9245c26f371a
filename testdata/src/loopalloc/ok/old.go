//go:build go1.21

package ok

// The variable of the loop is one for all iterations, and does not exist in
// front of it.
//
//proof:ok
func oldLoopVariable() {
	v, n := some(), 0
	for _, k := range keys() {
		v.visit(k, func(m int) { n += m + len(k) })
	}
}
