// Package fix has findings with fixes.
package fix

import (
	"bufio"
	"fmt"
	"os"
	"strings"
)

type id int

//proof:by runFormat
func format(ids []int, more []id, small []uint8, wide []uint64) string {
	var b strings.Builder
	for _, n := range ids {
		b.WriteString(fmt.Sprintf("%d", n)) // want `use strconv.Itoa`
	}
	for _, n := range more {
		b.WriteString(fmt.Sprint( /* kept */ n + 1)) // want `use strconv.Itoa`
		b.WriteString(fmt.Sprint(n + 1))             // want `use strconv.Itoa`
	}
	for _, n := range wide {
		b.WriteString(fmt.Sprintf("%x", n)) // want `use strconv.FormatUint`
	}
	for _, n := range small {
		b.WriteString(fmt.Sprint(n))
	}
	if b.Len() == 0 {
		fmt.Fprintln(os.Stderr, "nothing")
	}
	return b.String()
}

//proof:by runWrite
func write(w *bufio.Writer, words []string) {
	for _, s := range words {
		w.Write([]byte(s)) // want `use WriteString`
	}
}

//proof:none it allocates, and would with WriteString: the sum is made as bytes at once
func sum(w *bufio.Writer, words []string) {
	for _, s := range words {
		w.Write([]byte(s + "\n"))
	}
}

// The name strconv is taken.
//
//proof:by runShadowed
func shadowed(ids []int) (text string) {
	strconv := 1
	for _, n := range ids {
		text = "n" + fmt.Sprint(n+strconv) // want `use strconv.Itoa`
	}
	return text
}
