package corpus

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"time"
)

const (
	strictVar     = "GOCORELINT_CORPUS_TOOL"
	internalError = "gocorelint: internal error"

	// unitLimit is for one package. The work of a check is bounded for each
	// function, so that only a mistake can take that long.
	unitLimit = 2 * time.Minute
)

// Strict makes the calling executable a tool for go vet, if a [Corpus] has
// started it as such: it runs the real tool, and fails if a check of it does
// or takes too long.
// The command itself goes on without the check, and its second run would not
// even tell: go vet caches the results, but not standard error.
func Strict() {
	tool := os.Getenv(strictVar)
	if tool == "" {
		return
	}
	var said bytes.Buffer
	cmd := exec.Command(tool, os.Args[1:]...)
	cmd.Stdout = os.Stdout
	cmd.Stderr = io.MultiWriter(os.Stderr, &said)
	cmd.Run()
	if code := cmd.ProcessState.ExitCode(); code != 0 {
		os.Exit(code)
	}
	if strings.Contains(said.String(), internalError) {
		os.Exit(3)
	}
	if cpu := cmd.ProcessState.UserTime(); cpu > unitLimit {
		fmt.Fprintf(os.Stderr, "gocorelint took %v of CPU for one package\n", cpu)
		os.Exit(3)
	}
	os.Exit(0)
}
