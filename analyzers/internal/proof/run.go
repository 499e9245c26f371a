package proof

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A mode is a way to run a function.
type mode string

const (
	plain   mode = "plain"   // call it from the main goroutine
	leak    mode = "leak"    // then write the leak profile
	bubble  mode = "bubble"  // in a bubble of testing/synctest
	alloc   mode = "alloc"   // a hundred times, counting allocations
	observe mode = "observe" // and print its result
	race    mode = "race"    // under the race detector
)

// patience bounds one run in wall time. Nothing is concluded from running into
// it but that the run does not end.
const patience = 20 * time.Second

// An outcome is what one run did.
type outcome struct {
	output string
	exit   int
	hung   bool
	blocks []trace // the goroutines, races or allocations that the output tells of
}

// A trace is one stack in the output: its header and its lines in the fixture,
// innermost first.
type trace struct {
	header string
	lines  []Line
}

func (b *Binary) run(fn string, m mode) outcome {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	binary, run := b.plain, m
	if m == race {
		binary, run = b.race, plain
	}
	cmd := exec.CommandContext(ctx, binary, "-test.run=^TestProof$", "-test.timeout=0")
	cmd.Dir = b.Dir
	cmd.Env = append(os.Environ(), "PROOF_FUNC="+fn, "PROOF_MODE="+string(run), "GORACE=atexit_sleep_ms=0", "GOTRACEBACK=all")
	out, err := cmd.CombinedOutput()
	o := outcome{output: string(out), hung: ctx.Err() != nil}
	var exit *exec.ExitError
	switch {
	case errors.As(err, &exit):
		o.exit = exit.ExitCode()
	case err != nil:
		o.exit = -1
		o.output += err.Error()
	}
	o.blocks = b.traces(o.output)
	return o
}

var frameLine = regexp.MustCompile(`^\s+(\S.*\.go):(\d+)( \+0x[0-9a-f]+)?( fp=.*)?$`)

// traces splits the output into stacks. Frames of other packages, and of the
// harness itself, are dropped.
func (b *Binary) traces(output string) []trace {
	var list []trace
	for block := range strings.SplitSeq(output, "\n\n") {
		var t trace
		for line := range strings.SplitSeq(block, "\n") {
			if m := frameLine.FindStringSubmatch(line); m != nil {
				dir, file := filepath.Split(m[1])
				if filepath.Clean(dir) == b.Dir && file != "zz_proof_test.go" {
					n, _ := strconv.Atoi(m[2])
					t.lines = append(t.lines, Line{file, n})
				}
				continue
			}
			if strings.HasPrefix(line, "goroutine ") || strings.HasPrefix(line, "WARNING: DATA RACE") ||
				strings.HasPrefix(line, "panic: ") || strings.HasPrefix(line, "fatal error: ") {
				t.header += line + "\n"
			}
		}
		if t.header != "" || len(t.lines) > 0 {
			list = append(list, t)
		}
	}
	return list
}

// allocLine reads what proofAlloc prints: a count and a frame.
var allocLine = regexp.MustCompile(`(?m)^PROOF alloc \d+ (.*):(\d+)$`)

func (b *Binary) allocatedAt(output string) []Line {
	var lines []Line
	for _, m := range allocLine.FindAllStringSubmatch(output, -1) {
		dir, file := filepath.Split(m[1])
		if filepath.Clean(dir) == b.Dir {
			n, _ := strconv.Atoi(m[2])
			lines = append(lines, Line{file, n})
		}
	}
	return lines
}

// where returns the innermost fixture lines of the traces that satisfy is.
func (o outcome) where(is func(header string) bool) []Line {
	var lines []Line
	for _, t := range o.blocks {
		if is(t.header) && len(t.lines) > 0 {
			lines = append(lines, t.lines[0])
		}
	}
	return lines
}

// all returns every fixture line of the traces that satisfy is.
func (o outcome) all(is func(header string) bool) []Line {
	var lines []Line
	for _, t := range o.blocks {
		if is(t.header) {
			lines = append(lines, t.lines...)
		}
	}
	return slices.Compact(lines)
}
