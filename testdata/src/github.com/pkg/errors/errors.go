// Package errors stands in for the library of that name in fixtures: what it makes of nil is nil, as the
// documentation of the library says.
package errors

import "fmt"

type wrapped struct {
	text string
	err  error
}

func (w *wrapped) Error() string { return w.text + ": " + w.err.Error() }
func (w *wrapped) Unwrap() error { return w.err }

// Wrap puts a text in front of the error.
func Wrap(err error, text string) error {
	if err == nil {
		return nil
	}
	return &wrapped{text, err}
}

// Wrapf formats the text.
func Wrapf(err error, format string, args ...any) error {
	return Wrap(err, fmt.Sprintf(format, args...))
}
