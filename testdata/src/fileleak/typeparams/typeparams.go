// Package typeparams has generic functions.
package typeparams

import (
	"encoding/json"
	"os"
)

//proof:by runs
func load[T any](name string) (v T, err error) {
	f, err := os.Open(name) // want `nothing closes this file`
	if err != nil {
		return v, err
	}
	err = json.NewDecoder(f).Decode(&v)
	return v, err
}

//proof:observe
//proof:noflip the mistake is in the other function
func runs() bool {
	if f, err := os.Open(os.DevNull); err == nil {
		f.Close() // the first file brings the descriptors of the poller
	}
	before, err := os.ReadDir("/dev/fd")
	if err != nil {
		panic(err)
	}
	load[int](os.DevNull)
	after, err := os.ReadDir("/dev/fd")
	return err == nil && len(after) > len(before)
}
