package corpus

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// A diagnostic is what go vet -json prints of one.
type diagnostic struct {
	Check    string `json:"-"`
	Category string
	Posn     string // file:line:column
	Message  string
}

// file splits the position.
func (d diagnostic) file() (name string, line int) {
	name = d.Posn
	for range 2 {
		i := strings.LastIndexByte(name, ':')
		if i < 0 {
			break
		}
		line, _ = strconv.Atoi(name[i+1:])
		name = name[:i]
	}
	return name, line
}

// Build builds the command and returns the file.
func Build(dir string) (string, error) {
	tool := filepath.Join(dir, "gocorelint")
	cmd := exec.Command("go", "build", "-o", tool, "./cmd/gocorelint")
	cmd.Dir = filepath.Join(Dir(), "..", "..")
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("go build: %v\n%s", err, out)
	}
	return tool, nil
}

// vet runs the checks on packages. The problems are the lines that go vet and
// the tool print to standard error.
func (c *Corpus) vet(args []string) (diagnostics []diagnostic, problems []string, err error) {
	self, err := os.Executable()
	if err != nil {
		return nil, nil, err
	}
	cmd := exec.Command("go", slices.Concat(
		[]string{"vet", "-vettool=" + self, "-json", "-trimpath=false"}, c.toolFlags(), args)...)
	cmd.Dir = c.Dir
	// The labels are about one platform, whatever this one is.
	cmd.Env = append(os.Environ(), "GOOS=linux", "GOARCH=amd64", "GOWORK=off", strictVar+"="+c.Tool)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err = cmd.Run()
	for line := range strings.Lines(stderr.String()) {
		if !strings.HasPrefix(line, "go: downloading ") {
			problems = append(problems, strings.TrimSpace(line))
		}
	}
	// A status tells no more than standard error does.
	if exit := new(exec.ExitError); err != nil && (!errors.As(err, &exit) || problems == nil) {
		return nil, nil, fmt.Errorf("go vet: %v", err)
	}
	diagnostics, err = decode(&stdout)
	return diagnostics, problems, err
}

func (c *Corpus) toolFlags() []string {
	if c.Checks == nil {
		return []string{"-tier=experimental"} // all
	}
	var flags []string
	for _, name := range c.Checks {
		flags = append(flags, "-"+name)
	}
	return flags
}

// decode reads the objects that go vet -json prints, one for each package, by
// package and check.
func decode(r io.Reader) ([]diagnostic, error) {
	var all []diagnostic
	for dec := json.NewDecoder(r); ; {
		var packages map[string]map[string]json.RawMessage
		switch err := dec.Decode(&packages); {
		case err == io.EOF:
			return all, nil
		case err != nil:
			return nil, fmt.Errorf("go vet -json: %v", err)
		}
		for pkg, checks := range packages {
			for check, data := range checks {
				var list []diagnostic
				if err := json.Unmarshal(data, &list); err != nil {
					return nil, fmt.Errorf("check %s failed in %s: %s", check, pkg, data)
				}
				for i := range list {
					list[i].Check = check
				}
				all = append(all, list...)
			}
		}
	}
}
