// Package goversion says which Go version decides what.
//
// Three versions decide three kinds of behaviour, and a check must know which
// one it asks for:
//
//   - the language version of the file, from go.mod's go line or a //go:build
//     constraint: loop variables (1.22), range over functions (1.23);
//   - the main module's go line, through the defaults of GODEBUG: timers
//     (1.23), panic(nil) (1.21), container-aware GOMAXPROCS (1.25);
//   - the toolchain that compiles: Swiss maps (1.24), appends on the stack (1.26).
package goversion

import (
	"go/ast"
	"go/build"
	"go/version"
	"strings"

	"golang.org/x/tools/go/analysis"
)

// OfFile returns the language version of the file, such as "go1.22", or "" when
// it is not known.
func OfFile(pass *analysis.Pass, file *ast.File) string {
	if v := pass.TypesInfo.FileVersions[file]; v != "" {
		return version.Lang(v)
	}
	return version.Lang(pass.Pkg.GoVersion())
}

// AtLeast reports whether v is known to be min or newer. An unknown version is
// not at least anything.
func AtLeast(v, min string) bool {
	return v != "" && version.Compare(v, min) >= 0
}

// Toolchain returns the language version of the newest toolchain known to be
// in use, such as "go1.26": the one that built this tool, or the one that the
// module asks for where that is newer.
func Toolchain(pass *analysis.Pass) string {
	tags := build.Default.ReleaseTags
	newest := tags[len(tags)-1]
	if pass.Module != nil {
		if want := version.Lang("go" + strings.TrimPrefix(pass.Module.GoVersion, "go")); version.Compare(want, newest) > 0 {
			return want
		}
	}
	return newest
}
