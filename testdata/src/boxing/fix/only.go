package fix

import "fmt"

// The import of fmt would be left over.
func only(ids []int) (out []string) {
	for _, n := range ids {
		out = append(out, fmt.Sprint(n)) // want `use strconv.Itoa`
	}
	return out
}
