// Package typeparams has generic functions.
package typeparams

import "regexp"

//proof:by runs
func count[S ~string](list []S) (n int) {
	for _, s := range list {
		if regexp.MustCompile(`\d`).MatchString(string(s)) { // want `each round of the loop`
			n++
		}
	}
	return n
}

//proof:alloc
func runs() { count([]string{"1", "x"}) }

//proof:by one
func match[S ~string](pattern string, list []S) (n int) {
	for _, s := range list {
		if regexp.MustCompile(pattern).MatchString(string(s)) {
			n++
		}
	}
	return n
}

//proof:ok
func one() { match(`\d`, []string{"1", "x"}) }
