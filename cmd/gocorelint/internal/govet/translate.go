package govet

import "regexp"

// translator returns a function that says in one line what a message of the go
// command means and what to do next; "" for a message that speaks for itself.
func translator() func(line string) string {
	type translation struct {
		said *regexp.Regexp
		mean string
	}
	var all []translation
	for _, t := range translations {
		all = append(all, translation{regexp.MustCompile(t.said), t.mean})
	}
	return func(line string) string {
		for _, t := range all {
			if m := t.said.FindStringSubmatchIndex(line); m != nil {
				return string(t.said.ExpandString(nil, t.mean, line, m))
			}
		}
		return ""
	}
}

// The messages are those of cmd/go and go/types, Go 1.26. An example of each is
// in the test.
var translations = [...]struct{ said, mean string }{
	{`(\S+) requires go >= (\S+) \(running go ([^;)]+)`,
		`$1 needs Go $2, the go command is $3: install a newer Go from https://go.dev/dl, or set GOTOOLCHAIN=auto to let it fetch one`},
	{`download (go\S+)( for \S+)?: toolchain not available`,
		`the module needs $1, which the go command can't download: install it from https://go.dev/dl`},
	{`package requires newer Go version (\S+) \(application built with (\S+)\)`,
		`the module is written for $1, and gocorelint was built with $2: build gocorelint again with the newer Go (go install github.com/gocorelint/gocorelint/cmd/gocorelint@latest)`},
	{`unsupported version: \d+|export data is newer version`,
		`the go command is newer than gocorelint: build gocorelint again (go install github.com/gocorelint/gocorelint/cmd/gocorelint@latest)`},
	{`go\.mod file not found|cannot find main module`,
		`there is no go.mod here or above: run gocorelint inside a module, or make one with go mod init`},
	{`^pattern (\S+): directory prefix \S+ does not contain (?:main module|modules)`,
		`$1 lies in no module of this directory: run gocorelint inside the module, or with -C its directory`},
	{`warning: "(.*)" matched no packages`,
		`no packages match $1`},
	{`^(?:go: can't vet \S+: )?no Go files in (.*)$`,
		`no Go files in $1: name a package, or all below with ./...`},
	{`build constraints exclude all Go files in (.*)$`,
		`build constraints exclude all Go files in $1: choose others with -tags, GOOS or GOARCH`},
	{`^stat (.*): directory not found`,
		`there is no directory $1`},
	{`^package (\S+) is not in std`,
		`there is no package $1: paths of directories begin with ./`},
	{`^no required module provides package ([^\s;]+)`,
		`no module of go.mod has the package $1: add one with go get $1`},
	{`missing go\.sum entry|updates to go\.(mod|sum) needed`,
		`go.mod and go.sum are not up to date: run go mod tidy`},
	{`inconsistent vendoring in`,
		`the directory vendor does not agree with go.mod: run go mod vendor`},
	{`parsing \$GOFLAGS: (.*)`,
		`the variable GOFLAGS is wrong: $1: correct it, go env GOFLAGS prints it`},
	{`^-mod=(\S+) not supported`,
		`-mod=$1 is none of mod, readonly and vendor`},
}
