// Package a drops the error of closing what it has written.
package a

import (
	"bufio"
	"encoding/json"
	"io"
	"os"
)

// row: DF05
//
//proof:none a Close that fails needs a disk that does
func save(name string, data []byte) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	defer f.Close() // want `a failed write may show only in the error of this Close, which is dropped: save of line 14 would return nil for a file that is not complete; return it`
	_, err = f.Write(data)
	return err
}

// row: DF05
//
//proof:none a Close that fails needs a disk that does
func copyTo(name string, r io.Reader) (n int64, err error) {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		return 0, err
	}
	defer f.Close() // want `copyTo of line 27 would return nil`
	return io.Copy(f, r)
}

// Closed by hand as well, but the error is dropped there, too.
//
//proof:none a Close that fails needs a disk that does
func encode(name string, v any) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	defer f.Close() // want `which is dropped`
	w := bufio.NewWriter(f)
	if err := json.NewEncoder(w).Encode(v); err != nil {
		f.Close()
		return err
	}
	return w.Flush()
}

type store struct{ name string }

type failure = error

// In a method, in a literal, with a type of another name.
//
//proof:none a Close that fails needs a disk that does
func (s *store) each(list func(yield func(string) bool)) error {
	write := func(text string) failure {
		f, err := os.Create(s.name)
		if err != nil {
			return err
		}
		defer f.Close() // want `the function of line 61 would return nil`
		_, err = io.WriteString(f, text)
		return err
	}
	for text := range list {
		if err := write(text); err != nil {
			return err
		}
	}
	return nil
}
