// Package scope knows which packages a command line names.
//
// go vet may print findings of packages that are only imported: its cache does
// not tell them from named ones. These are dropped here. What is not sure to be
// only imported is kept.
package scope

import (
	"crypto/sha256"
	"fmt"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"

	"golang.org/x/mod/modfile"
)

// A Scope is a list of package patterns in a directory.
type Scope struct {
	root, module string   // of the module around the directory; "" if there is none
	args         []string // the patterns as they were given
	patterns     []string // as import paths
	unsure       bool     // a pattern that is not understood: anything may be named
	foreign      bool     // packages of other modules, or of the standard library, are named
}

// New reads the patterns as the go command will in that directory.
func New(dir string, patterns []string) *Scope {
	s := &Scope{args: patterns}
	s.root, s.module = moduleOf(dir)
	for _, p := range patterns {
		s.add(dir, p)
	}
	return s
}

func moduleOf(dir string) (root, module string) {
	for {
		data, err := os.ReadFile(filepath.Join(dir, "go.mod"))
		if err == nil {
			return dir, modfile.ModulePath(data)
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return "", ""
		}
		dir = parent
	}
}

func (s *Scope) add(dir, pattern string) {
	base, all := strings.CutSuffix(pattern, "/...")
	switch {
	case strings.Contains(base, "...") || strings.HasSuffix(base, ".go"):
		s.unsure = true
		return
	case filepath.IsAbs(base):
		base = s.importPath(base)
	case base == "." || base == ".." || strings.HasPrefix(base, "./") || strings.HasPrefix(base, "../"):
		base = s.importPath(filepath.Join(dir, base))
	case !s.inModule(base):
		s.foreign = true // also std, cmd, all
	}
	if base == "" {
		s.unsure = true
	}
	if all {
		base += "/..."
	}
	s.patterns = append(s.patterns, base)
}

// importPath returns the import path of a directory of the module, or "".
func (s *Scope) importPath(dir string) string {
	rel, err := filepath.Rel(s.root, dir)
	if s.module == "" || err != nil || rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
		return ""
	}
	return path.Join(s.module, filepath.ToSlash(rel))
}

func (s *Scope) inModule(pkg string) bool {
	return s.module != "" && (pkg == s.module || strings.HasPrefix(pkg, s.module+"/"))
}

// Names reports whether the package may be one that was named. It takes paths
// as go vet prints them: tests in a package of their own end in _test.
func (s *Scope) Names(pkg string) bool {
	pkg, _, _ = strings.Cut(pkg, " [")
	switch {
	case s.unsure:
		return true
	case !s.inModule(pkg):
		return s.foreign || !standard(pkg)
	}
	return s.matches(pkg) || s.matches(strings.TrimSuffix(pkg, "_test"))
}

// NamesFile reports the same of the package in which a file lies.
func (s *Scope) NamesFile(file string) bool {
	pkg := s.importPath(filepath.Dir(file))
	return pkg == "" || s.Names(pkg)
}

// standard reports whether the package is one of the standard library. Of other
// modules' packages a pattern like ./... may name some, in a workspace; of these
// it names none.
func standard(pkg string) bool {
	if first, _, _ := strings.Cut(pkg, "/"); strings.Contains(first, ".") {
		return false
	}
	out, err := exec.Command("go", "list", "-find", "-f", "{{.Standard}}", "--", pkg).Output()
	return err == nil && strings.TrimSpace(string(out)) == "true"
}

func (s *Scope) matches(pkg string) bool {
	for _, p := range s.patterns {
		base, all := strings.CutSuffix(p, "/...")
		if pkg == base || all && strings.HasPrefix(pkg, base+"/") {
			return true
		}
	}
	return false
}

// Flag returns a value for the tool's flag -scope, or "".
//
// The tool makes sure that results of packages of the main module are the same
// whether they are named or only imported. For other packages it does not, so
// that runs that name them must not share results with those that don't.
func (s *Scope) Flag() string {
	if !s.foreign && s.module != "std" && s.module != "cmd" {
		return ""
	}
	sum := sha256.Sum256([]byte(s.root + "\n" + strings.Join(s.args, "\n")))
	return fmt.Sprintf("%x", sum[:6])
}
