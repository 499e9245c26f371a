package ok

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
)

var errDone = errors.New("done")

// next returns one of its errors as it is.
func next(n int) error {
	if n == 0 {
		return errDone
	}
	return fmt.Errorf("next: %w", errDone)
}

func text(n int) error {
	if n == 0 {
		return fmt.Errorf("text: %w", errDone)
	}
	return fmt.Errorf("text: %v", errDone)
}

type failure struct{ n int }

func (f *failure) Error() string { return "failure" }

func typed(n int) error {
	if n == 0 {
		return &failure{n}
	}
	return fmt.Errorf("typed: %w", &failure{n})
}

//proof:ok
func comparisons() {
	if err := next(0); err != errDone {
		panic("not equal")
	}
	if err := text(0); !errors.Is(err, errDone) {
		panic("not inside")
	}
	if _, ok := typed(0).(*failure); !ok {
		panic("other type")
	}
	if _, err := strings.NewReader("").Read(make([]byte, 1)); err != io.EOF {
		panic("no end")
	}
	if _, err := os.Open("does/not/exist"); !errors.Is(err, fs.ErrNotExist) || err == nil {
		panic("it exists")
	}
	if _, err := os.Open("does/not/exist"); err == io.EOF || err == errDone {
		panic("no error of the system")
	}
	if err := next(1); err == nil {
		panic("nil")
	}
	var timeout interface{ Timeout() bool }
	if errors.As(next(1), &timeout) {
		panic("no timeout")
	}
	err := next(1)
	for err == nil {
		err = text(0)
	}
	if err == errDone {
		panic("wrapped")
	}
}
