// Package fix has findings with fixes.
package fix

import (
	"bufio"
	"fmt"
	"os"
)

type id int

//proof:none what it costs is proven in package loops
func format(ids []int, more []id, small []uint8, wide []uint64) (out []string) {
	for _, n := range ids {
		out = append(out, fmt.Sprintf("%d", n)) // want `use strconv.Itoa`
	}
	for _, n := range more {
		out = append(out, fmt.Sprint( /* kept */ n+1)) // want `use strconv.Itoa`
	}
	for _, n := range wide {
		out = append(out, fmt.Sprintf("%x", n)) // want `use strconv.FormatUint`
	}
	for _, n := range small {
		out = append(out, fmt.Sprint(n))
	}
	if len(out) == 0 {
		fmt.Fprintln(os.Stderr, "nothing")
	}
	return out
}

//proof:none what it costs is proven in package loops
func write(w *bufio.Writer, words []string) {
	for _, s := range words {
		w.Write([]byte(s + "\n")) // want `use WriteString`
	}
}

// The name strconv is taken.
//
//proof:none what it costs is proven in package loops
func shadowed(ids []int) (out []string) {
	strconv := 1
	for _, n := range ids {
		out = append(out, fmt.Sprint(n+strconv)) // want `use strconv.Itoa`
	}
	return out
}
