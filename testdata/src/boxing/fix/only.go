package fix

import "fmt"

// The import of fmt would be left over.
//
//proof:by runOnly
func only(ids []int) (text string) {
	for _, n := range ids {
		text = "n" + fmt.Sprint(n) // want `use strconv.Itoa`
	}
	return text
}
