package ok

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
)

const missing = "/no/such/file"

var errEmpty, errShort = errors.New("empty"), errors.New("short")

func read(name string) ([]byte, error) {
	data, err := os.ReadFile(name)
	switch {
	case err != nil:
		return nil, fmt.Errorf("read: %w", err)
	case len(data) == 0:
		return nil, fmt.Errorf("size of %v: %v", name, errEmpty)
	}
	return data, nil
}

// One way wraps.
//
//proof:ok
func wrapsOnce() {
	_, err := read(missing)
	must(errors.Is(err, fs.ErrNotExist))
}

func readOrEmpty(name string) ([]byte, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("read: %v", err)
	}
	if len(data) < 9 {
		return nil, errShort
	}
	return data, nil
}

// The other error is returned as it is.
//
//proof:ok
func asItIs() {
	_, err := readOrEmpty(os.DevNull)
	must(errors.Is(err, errShort))
}

func passed(name string) error {
	_, err := os.ReadFile(name)
	if err != nil && name == "" {
		return fmt.Errorf("no name: %v", err)
	}
	return err
}

//proof:ok
func passedOn() { must(errors.Is(passed(missing), fs.ErrNotExist)) }

func named(name string) (err error) {
	defer func() {
		if err != nil {
			err = errShort
		}
	}()
	_, err = os.ReadFile(name)
	if err != nil {
		return fmt.Errorf("read: %v", err)
	}
	return nil
}

// A deferred function sets another error.
//
//proof:ok
func deferred() { must(errors.Is(named(missing), errShort)) }

// Nothing is hidden where there is no error inside.
//
//proof:ok
func onlyText() { must(!errors.Is(empty2(0), errShort)) }

func empty2(n int) error {
	if n == 0 {
		return fmt.Errorf("%d is empty", n)
	}
	return nil
}

// Any error at all will do.
//
//proof:ok
func notNil() {
	_, err := readOrEmpty(missing)
	must(err != nil)
}

// Somebody else may return it.
//
//proof:ok
func orOther() {
	_, err := readOrEmpty(missing)
	if err != nil {
		_, err = os.Open(missing)
	}
	must(errors.Is(err, fs.ErrNotExist))
}

// An interface that what fmt makes may have.
//
//proof:ok
func anInterface() {
	_, err := readOrEmpty(missing)
	var e interface{ Error() string }
	must(errors.As(err, &e))
}

var format = "%w"

func unknownFormat(err error) error { return fmt.Errorf(format, err) }

//proof:ok
func byVariable() { must(errors.Is(unknownFormat(errEmpty), errEmpty)) }

type reader struct{ open func(string) error }

func (r reader) read() error {
	if r.open == nil {
		return fmt.Errorf("no reader: %v", errEmpty)
	}
	return r.open(missing)
}

var errChanged = errors.New("changed")

func setChanged(err error) { errChanged = err }

func changed(name string) error {
	_, err := os.Open(name)
	if err != nil && name == "" {
		return fmt.Errorf("open: %v", err)
	}
	return errChanged
}

// The variable is set to something else.
//
//proof:ok
func changedLater() {
	setChanged(fs.ErrClosed)
	must(errors.Is(changed(missing), fs.ErrClosed))
}

// Nobody knows what the function field returns.
//
//proof:ok
func byField() {
	r := reader{func(name string) error { _, err := os.Open(name); return err }}
	must(errors.Is(r.read(), fs.ErrNotExist))
}
