//go:build unix

package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
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
		vet := func(tool, tag string) *exec.Cmd {
			return exec.Command("go", slices.Concat(
				[]string{"vet", "-vettool=" + tool, "-json", "-tags=" + tag}, flags, patterns)...)
		}
		tag := nonce()
		if c.cold, _, err = run(vet(program, tag)); err != nil {
			return c, err
		}
		if c.warm, _, err = run(vet(program, tag)); err != nil {
			return c, err
		}
		self, err := os.Executable()
		if err != nil {
			return c, err
		}
		c.peak, err = watched(vet(self, nonce()), program)
		return c, err
	}}
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
	state := cmd.ProcessState
	return (state.UserTime() + state.SystemTime()).Seconds(), maxRSS(state), nil
}

func maxRSS(state *os.ProcessState) float64 {
	rss := float64(state.SysUsage().(*syscall.Rusage).Maxrss)
	if runtime.GOOS == "darwin" {
		return rss / (1 << 20) // bytes
	}
	return rss / (1 << 10) // KiB
}

const (
	watchVar = "GOCORELINT_BENCH_TOOL"
	logVar   = "GOCORELINT_BENCH_LOG"
)

// watched runs go vet with this executable as its tool, and returns the
// resident set of the largest process of the real one.
func watched(cmd *exec.Cmd, program string) (peak float64, err error) {
	dir, err := os.MkdirTemp("", "bench")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(dir)
	log := filepath.Join(dir, "log")
	cmd.Env = append(os.Environ(), watchVar+"="+program, logVar+"="+log)
	if _, _, err := run(cmd); err != nil {
		return 0, err
	}
	data, err := os.ReadFile(log)
	for _, field := range strings.Fields(string(data)) {
		rss, err := strconv.ParseFloat(field, 64)
		if err != nil {
			return 0, err
		}
		peak = max(peak, rss)
	}
	return peak, err
}

// watch is the part of the process in between: it runs the tool and notes its
// memory.
func watch() {
	program := os.Getenv(watchVar)
	if program == "" {
		return
	}
	cmd := exec.Command(program, os.Args[1:]...)
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	cmd.Run()
	f, err := os.OpenFile(os.Getenv(logVar), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o666)
	if err == nil {
		fmt.Fprintf(f, "%f\n", maxRSS(cmd.ProcessState))
		err = f.Close()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(cmd.ProcessState.ExitCode())
}
