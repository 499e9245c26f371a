package a

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
)

var errMissing = errors.New("missing")

func open(name string) (*os.File, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("open: %w", err)
	}
	return f, nil
}

func findIt(name string) error {
	if name == "" {
		return fmt.Errorf("find: %w", errMissing)
	}
	return nil
}

func describe(name string) error {
	if _, err := os.Stat(name); err != nil {
		return fmt.Errorf("stat: %v", err)
	}
	return nil
}

//proof:observe
//proof:instead err == os.ErrNotExist => errors.Is(err, os.ErrNotExist)
func equalToSystem() bool {
	_, err := os.Open("does/not/exist")
	if err == os.ErrNotExist { // want `this never matches: Open puts every error into another one, and == looks at the outer one only; use errors.Is with os.ErrNotExist`
		return false
	}
	return err != nil
}

//proof:observe
//proof:instead err == errMissing => errors.Is(err, errMissing)
func equalToWrapped() bool {
	err := findIt("")
	return !(err == errMissing) // want `this never matches: findIt puts every error into another one`
}

//proof:observe
//proof:noflip it is a switch
func switched() bool {
	switch err := findIt(""); err {
	case errMissing: // want `this never matches: findIt puts every error into another one`
		return false
	default:
		return err != nil
	}
}

//proof:observe
//proof:noflip errors.As needs a variable
func assertedType() bool {
	_, err := open("does/not/exist")
	_, ok := err.(*fs.PathError) // want `this never matches: open wraps every error that it returns, and an assertion to \*io/fs.PathError looks at the outer one only; use errors.As`
	return !ok
}

//proof:observe
//proof:noflip the text is made in another function
func textOnly() bool {
	return !errors.Is(describe("does/not/exist"), fs.ErrNotExist) // want `this never matches: every error of describe is a new one`
}

//proof:observe
//proof:noflip the text is made in another function
func textOnlyAs() bool {
	var e *fs.PathError
	err := describe("does/not/exist")
	return !errors.As(err, &e) // want `this never matches: every error of describe is a new one`
}

//proof:observe
//proof:instead os.IsNotExist(find2()) => errors.Is(find2(), fs.ErrNotExist)
func direct() bool {
	return !os.IsNotExist(find2()) // want `os.IsNotExist is always false here`
}

func find2() error {
	_, err := open("does/not/exist")
	return fmt.Errorf("find: %w", err)
}
