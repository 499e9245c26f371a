package fix

import "fmt"

// The import of fmt would be left over.
//
//proof:none what it costs is proven in package loops
func only(ids []int) (text string) {
	for _, n := range ids {
		text = "n" + fmt.Sprint(n) // want `use strconv.Itoa`
	}
	return text
}
