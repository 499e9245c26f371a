// Package typeparams passes on arguments in generic functions.
package typeparams

func count(args ...any) int { return len(args) }

//proof:by runGeneric
func generic[T any](first T, args ...any) int {
	return count(args) // want `count gets one argument`
}

//proof:observe
func runGeneric() bool { return generic("a", 1, 2) == 1 }

// A []T can't be passed on with dots.
//
//proof:by runElements
func elements[T any](args ...T) int { return count(args) }

//proof:ok
func runElements() { elements(1, 2) }
