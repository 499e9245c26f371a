// Package typeparams has generic functions.
package typeparams

import (
	"errors"
	"fmt"
	"io"
)

// The error is one, whatever the values are.
//
//proof:by runs
func all[T any](next func() (T, error)) (list []T, err error) {
	for {
		v, err := next()
		if err != nil {
			if err.Error() == "EOF" { // want `io.EOF is missed`
				return list, nil
			}
			return list, err
		}
		list = append(list, v)
	}
}

//proof:observe
//proof:noflip the mistake is in the other function
func runs() bool {
	_, err := all(func() (int, error) { return 0, fmt.Errorf("row 1: %w", io.EOF) })
	return errors.Is(err, io.EOF)
}

// What E says is not known.
//
//proof:by knows
func says[E error](err E) bool { return err.Error() == "EOF" }

//proof:ok
func knows() { says(io.EOF) }
