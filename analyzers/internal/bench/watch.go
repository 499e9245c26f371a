//go:build unix

package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
)

// A unit is what the process for one package took.
type unit struct {
	pkg       string // import path
	files     int    // a package is analysed with its tests and, for those who import it, without
	cpu, peak float64
}

const (
	watchVar = "GOCORELINT_BENCH_TOOL"
	logVar   = "GOCORELINT_BENCH_LOG"
)

// watched runs go vet with the program as its tool, and this executable in between, and returns what the processes took.
func watched(program string, flags, patterns []string) (units []unit, err error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "bench")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	log := filepath.Join(dir, "log")
	cmd := vet(self, nonce(), flags, patterns)
	cmd.Env = append(os.Environ(), watchVar+"="+program, logVar+"="+log)
	if _, _, err := run(cmd); err != nil {
		return nil, err
	}
	f, err := os.Open(log)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	for {
		var u unit
		if _, err := fmt.Fscanf(f, logLine, &u.pkg, &u.files, &u.cpu, &u.peak); errors.Is(err, io.EOF) {
			return units, nil
		} else if err != nil {
			return nil, fmt.Errorf("%s: %v", log, err)
		}
		if u.pkg != "" {
			units = append(units, u)
		}
	}
}

const logLine = "%q %d %g %g\n"

// watch is the part of the process in between: it runs the tool and notes what it took.
func watch() {
	program := os.Getenv(watchVar)
	if program == "" {
		return
	}
	u := unitOf(os.Args[len(os.Args)-1])
	cmd := exec.Command(program, os.Args[1:]...)
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	cmd.Run()
	f, err := os.OpenFile(os.Getenv(logVar), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o666)
	if err == nil {
		fmt.Fprintf(f, logLine, u.pkg, u.files, cpuOf(cmd.ProcessState), maxRSS(cmd.ProcessState))
		err = f.Close()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(cmd.ProcessState.ExitCode())
}

// unitOf reads which package it is from the file that go vet writes; it is none if go vet asks for flags or the version.
func unitOf(config string) (u unit) {
	var is struct {
		ImportPath string
		GoFiles    []string
	}
	if data, err := os.ReadFile(config); err == nil && json.Unmarshal(data, &is) == nil {
		u.pkg, u.files = is.ImportPath, len(is.GoFiles)
	}
	return u
}
