package govet

import (
	"errors"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// What the go command printed, for what can't be provoked by a script or only
// with another Go; the rest is in the scripts of the command.
func TestExplain(t *testing.T) {
	for _, test := range []struct {
		name, stderr  string
		code, reasons []string
	}{
		{
			name:    "tool built with an older Go",
			stderr:  "# example.com/m\ngocorelint: a.go:1:1: package requires newer Go version go1.27 (application built with go1.26)\n",
			reasons: []string{"the module is written for go1.27, and gocorelint was built with go1.26: build gocorelint again"},
		}, {
			name:    "export data of a newer go command",
			stderr:  "# example.com/m\ngocorelint: a.go:3:8: could not import fmt (unsupported version: 9; please report an issue)\n",
			reasons: []string{"the go command is newer than gocorelint: build gocorelint again"},
		}, {
			name:    "dependency that needs a newer Go",
			stderr:  "go: example.com/dep@v1.2.3 requires go >= 1.99 (running go 1.26.8; GOTOOLCHAIN=local)\n",
			reasons: []string{"example.com/dep@v1.2.3 needs Go 1.99, the go command is 1.26.8"},
		}, {
			name:    "packages compiled side by side, modules looked for",
			stderr:  "go: downloading example.com/dep v1.0.0\ngo: finding module for package example.com/dep\n# m/b\nb/b.go:9:1: nine\nb/b.go:2:1: two\n# m/a\na/a.go:1:1: one\n",
			code:    []string{"a/a.go:1:1: one", "b/b.go:9:1: nine", "b/b.go:2:1: two"},
			reasons: []string{"2 packages do not compile: they and what imports them were not analysed"},
		}, {
			name:    "go.sum",
			stderr:  "a.go:3:8: missing go.sum entry for module providing package example.com/dep; to add:\n\tgo get example.com/m\n",
			reasons: []string{"go.mod and go.sum are not up to date: run go mod tidy"},
		}, {
			name:    "go.mod",
			stderr:  "go: updates to go.mod needed; to update it:\n\tgo mod tidy\n",
			reasons: []string{"go.mod and go.sum are not up to date: run go mod tidy"},
		}, {
			name: "vendor",
			stderr: "go: inconsistent vendoring in /home/gopher/m:\n\texample.com/dep@v1.0.0: is explicitly required in go.mod, but not marked as explicit in vendor/modules.txt\n\n" +
				"\tTo ignore the vendor directory, use -mod=readonly or -mod=mod.\n\tTo sync the vendor directory, run:\n\t\tgo mod vendor\n",
			reasons: []string{"the directory vendor does not agree with go.mod: run go mod vendor"},
		}, {
			name:    "import of nothing",
			stderr:  "a/a.go:3:8: no required module provides package example.com/dep; to add it:\n\tgo get example.com/dep\n",
			code:    []string{"a/a.go:3:8: no required module provides package example.com/dep; to add it:\n\tgo get example.com/dep"},
			reasons: []string{"the code does not compile: mend it first"},
		}, {
			name:    "package and its tests",
			stderr:  "# example.com/m\n# [example.com/m]\n./a.go:3:1: undefined: x\n# example.com/m_test\n# [example.com/m_test]\n./a.go:3:1: undefined: x\n",
			code:    []string{"a.go:3:1: undefined: x"},
			reasons: []string{"1 package does not compile: it and what imports it were not analysed"},
		}, {
			name:    "Windows",
			stderr:  "# example.com/m\ngocorelint.exe: C:\\m\\a.go:3:1: undefined: x\r\n",
			code:    []string{`C:\m\a.go:3:1: undefined: x`},
			reasons: []string{"1 package does not compile"},
		}, {
			name:    "something new",
			stderr:  "go: the sky is falling:\n\tin pieces\n",
			reasons: []string{"go vet: go: the sky is falling:\n\tin pieces"},
		}, {
			name:    "nothing",
			reasons: []string{"go vet: exit status 1"},
		},
	} {
		f := explain(test.stderr, errors.New("exit status 1"))
		if !slices.Equal(f.Code, test.code) {
			t.Errorf("%s: code %q, want %q", test.name, f.Code, test.code)
		}
		if !slices.EqualFunc(f.Reasons, test.reasons, strings.HasPrefix) {
			t.Errorf("%s: reasons %q, want %q", test.name, f.Reasons, test.reasons)
		}
	}
	if f := explain("", exec.ErrNotFound); len(f.Reasons) != 1 || !strings.HasPrefix(f.Reasons[0], "there is no go command") {
		t.Errorf("no go command: %q", f.Reasons)
	}
}

func TestDiffInUnknownForm(t *testing.T) {
	const diff = "diff a/x.go b/x.go\n-x = x\n"
	if got := tidyDiff(diff, "/", nil); got != diff {
		t.Errorf("got %q", got)
	}
}
