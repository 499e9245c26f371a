// Package both uses two packages that disagree.
package both

import (
	"lockorder/left" // want `the packages disagree on the order of locks: Second is taken with First held at left/left.go:13, the other way round at right/right.go:13: goroutines can wait for each other for ever; choose one order`
	"lockorder/right"
)

//proof:none the goroutines stand in the other packages
func run() {
	go left.Run()
	go right.Run()
}
