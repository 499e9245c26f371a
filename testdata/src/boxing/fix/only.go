package fix

import "fmt"

// The import of fmt would be left over.
//
//proof:none what it costs is proven in package loops
func only(ids []int) (out []string) {
	for _, n := range ids {
		out = append(out, fmt.Sprint(n)) // want `use strconv.Itoa`
	}
	return out
}
