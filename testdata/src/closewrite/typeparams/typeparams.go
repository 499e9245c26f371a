// Package typeparams has generic functions.
package typeparams

import (
	"fmt"
	"os"
)

//proof:none a Close that fails needs a disk that does
func save[T any](name string, list []T) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	defer f.Close() // want `save of line 10 would return nil`
	for _, v := range list {
		if _, err := fmt.Fprintln(f, v); err != nil {
			return err
		}
	}
	return nil
}

//proof:by kept
func saveAll[T any](name string, list []T) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	for _, v := range list {
		fmt.Fprintln(f, v)
	}
	return f.Close()
}

//proof:ok
func kept() {
	name := os.TempDir() + "/closewrite-kept"
	defer os.Remove(name)
	if err := saveAll(name, []int{1}); err != nil {
		panic(err)
	}
}
