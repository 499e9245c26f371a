//go:build unix

package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/gocorelint/gocorelint/analyzers/internal/corpus"
)

// A tool is something to measure.
type tool struct {
	name string
	// cost measures one cold run and the warm run after it.
	cost func(patterns []string) (cost, error)
}

// A cost is what two runs take.
type cost struct {
	cold, warm float64 // CPU seconds
	peak       float64 // MiB
}

// goVet is go vet with the given program as its tool.
func goVet(name, program string, flags ...string) tool {
	return tool{name, func(patterns []string) (c cost, err error) {
		tag := nonce()
		if c.cold, _, err = run(vet(program, tag, flags, patterns)); err != nil {
			return c, err
		}
		if c.warm, _, err = run(vet(program, tag, flags, patterns)); err != nil {
			return c, err
		}
		units, err := watched(program, flags, patterns)
		for _, u := range units {
			c.peak = max(c.peak, u.peak)
		}
		return c, err
	}}
}

// vet is go vet with the program as its tool. Only with a tag that it was not run with before, anything is analysed.
func vet(program, tag string, flags, patterns []string) *exec.Cmd {
	return exec.Command("go", slices.Concat(
		[]string{"vet", "-vettool=" + program, "-json", "-tags=" + tag}, flags, patterns)...)
}

// nonce is a build tag that was never used before.
func nonce() string { return "bench" + strconv.FormatInt(time.Now().UnixNano(), 36) }

func staticcheck(program, temp string) tool {
	return tool{"staticcheck", func(patterns []string) (c cost, err error) {
		cache, err := os.MkdirTemp(temp, "cache")
		if err != nil {
			return c, err
		}
		defer os.RemoveAll(cache)
		check := func() *exec.Cmd {
			cmd := exec.Command(program, slices.Concat([]string{"-fail=none"}, patterns)...)
			cmd.Env = append(os.Environ(), "STATICCHECK_CACHE="+cache)
			return cmd
		}
		if c.cold, c.peak, err = run(check()); err != nil {
			return c, err
		}
		c.warm, _, err = run(check())
		return c, err
	}}
}

// run returns the CPU seconds of the command and its descendants, and the
// resident set of the largest of these processes, in MiB.
func run(cmd *exec.Cmd) (cpu, peak float64, err error) {
	var stdout, stderr bytes.Buffer
	cmd.Dir, cmd.Stdout, cmd.Stderr = corpus.Dir(), &stdout, &stderr
	if err := cmd.Run(); err != nil {
		return 0, 0, fmt.Errorf("%v: %v\n%s%s", cmd.Args, err, &stdout, &stderr)
	}
	if strings.Contains(stdout.String(), "(compile)") { // staticcheck says it as a finding
		return 0, 0, fmt.Errorf("%v: %s", cmd.Args, &stdout)
	}
	return cpuOf(cmd.ProcessState), maxRSS(cmd.ProcessState), nil
}

func cpuOf(state *os.ProcessState) float64 {
	return (state.UserTime() + state.SystemTime()).Seconds()
}

func maxRSS(state *os.ProcessState) float64 {
	rss := float64(state.SysUsage().(*syscall.Rusage).Maxrss)
	if runtime.GOOS == "darwin" {
		return rss / (1 << 20) // bytes
	}
	return rss / (1 << 10) // KiB
}
