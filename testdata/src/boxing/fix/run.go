package fix

import (
	"bufio"
	"io"
)

var (
	someIDs  = []int{1000, 2000}
	someMore = []id{1000, 2000}
	someWide = []uint64{1000, 2000}
	text     string
	words    = []string{"a word that is longer than thirty-two bytes", "and another one that is as long"}
	buffered = bufio.NewWriter(io.Discard)
)

//proof:alloc
func runFormat() { text = format(someIDs, someMore, nil, someWide) }

//proof:alloc
func runShadowed() { text = shadowed(someIDs) }

//proof:alloc
func runOnly() { text = only(someIDs) }

//proof:alloc
func runWrite() { write(buffered, words) }
