package a

import (
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"strings"
)

// A name that is too long is another error.
//
//proof:by partlyRuns
func exists(name string) bool {
	info, err := os.Stat(name)
	if os.IsNotExist(err) {
		return false
	}
	return !info.IsDir() // want `info is nil here if Stat has failed with another error than the one of line \d+, and this panics: test err != nil too`
}

//proof:panic nil pointer dereference
func partlyRuns() { exists(strings.Repeat("a", 5000)) }

//proof:panic nil pointer dereference
func partlyIs() {
	info, err := os.Stat(strings.Repeat("a", 5000))
	if errors.Is(err, fs.ErrNotExist) {
		return
	}
	fmt.Println(info.Size()) // want `info is nil here if Stat has failed with another error`
}

// The one error that goes on.
//
//proof:panic nil pointer dereference
func butOne() {
	info, err := os.Stat("does/not/exist")
	if err != nil && !os.IsNotExist(err) {
		return
	}
	fmt.Println(info.Size()) // want `info is nil here if Stat has failed, and this panics: the branch of line \d+ for the error goes on; return there`
}

//proof:panic nil pointer dereference
func deferredBody() {
	resp, err := http.Get("bad://localhost")
	if err != nil {
		fmt.Println(err)
	}
	defer resp.Body.Close() // want `resp is nil here if Get has failed, and this panics`
}

//proof:panic nil pointer dereference
func statusOfNone() {
	resp, err := new(http.Client).Get("bad://localhost")
	if err != nil {
		fmt.Println("failed", resp.StatusCode) // want `this panics: resp is nil where the error of Get`
		return
	}
	resp.Body.Close()
}
