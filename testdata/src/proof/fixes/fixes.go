// Package fixes is what the proof of fixes is checked with: the test suggests
// right ones and wrong ones.
package fixes

import (
	"fmt"
	"strconv"
)

var (
	number = 1000
	sink   string
)

//proof:leak
func leak() {
	ch := make(chan int)    // want "x"
	go func() { ch <- 1 }() //proof:at
}

//proof:alloc
func twice() {
	sink = strconv.Itoa(number) + strconv.Itoa(number+1) // want "x"
}

//proof:observe
func odd() bool {
	return number%2 == 0 // want "x"
}

//proof:panic index out of range
func outside() {
	list := make([]int, number)
	list[number]++ // want "x"
}

//proof:ok
func print() {
	sink = fmt.Sprint(number)
}
