package ok

import (
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"testing"
)

//proof:ok
func questions() {
	size("does/not/exist")
	bySwitch("does/not/exist")
	created("does/not/exist")
	elsewhere("does/not/exist")
	guardedBody("bad://localhost")
}

//proof:by questions
func size(name string) int64 {
	info, err := os.Stat(name)
	if os.IsNotExist(err) {
		return 0
	}
	if err != nil {
		return -1
	}
	return info.Size()
}

//proof:by questions
func bySwitch(name string) int64 {
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return 0
	case err != nil:
		return -1
	}
	return info.Size()
}

// The result is another one where it is missing.
//
//proof:by questions
func created(name string) int64 {
	info, err := os.Stat(name)
	if err != nil && !os.IsNotExist(err) {
		return 0
	}
	if err == nil {
		return info.Size()
	}
	if info != nil {
		return info.Size()
	}
	return 1
}

// Others look at the error.
//
//proof:by questions
func elsewhere(name string) int64 {
	info, err := os.Stat(name)
	if os.IsNotExist(err) || failed(err) {
		return 0
	}
	return info.Size()
}

func failed(err error) bool { return err != nil }

//proof:by questions
func guardedBody(url string) {
	resp, err := http.Get(url)
	if err != nil {
		if resp != nil {
			fmt.Println(resp.Status)
		}
		return
	}
	defer resp.Body.Close()
}

type tester struct{ t testing.TB }

// Fatalf does not come back.
//
//proof:none it is for tests
func (x *tester) status(url string) string {
	resp, err := http.Get(url)
	if err != nil {
		x.t.Fatalf("no response: %s", err)
	}
	return resp.Status
}
