package goplsbuild

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"

	"golang.org/x/mod/modfile"
)

const (
	selfPath    = "github.com/gocorelint/gocorelint"
	goplsPath   = "golang.org/x/tools/gopls"
	wrapperPath = goplsPath + "/gocorelint" // of the main module; what makes gopls's internals importable
)

//go:embed wrapper/*.go
var wrapper embed.FS

// self says where the checks come from: a published version, or a directory.
type self struct {
	version string
	dir     string // replaces the version if not empty
}

func (s self) String() string {
	if s.dir != "" {
		return "gocorelint in " + s.dir
	}
	return "gocorelint " + s.version
}

// writeModule writes the wrapper module to dir.
func writeModule(dir string, s self) error {
	mod, err := goMod(s)
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(dir, "go.mod"), mod, 0o666); err != nil {
		return err
	}
	entries, err := wrapper.ReadDir("wrapper")
	if err != nil {
		return err
	}
	for _, e := range entries {
		data, err := wrapper.ReadFile("wrapper/" + e.Name())
		if err != nil {
			return err
		}
		// The line keeps the file out of this module, where it can't be compiled.
		data, ok := bytes.CutPrefix(data, []byte("//go:build ignore\n"))
		if !ok {
			return fmt.Errorf("wrapper/%s is not ignored", e.Name())
		}
		if err := os.WriteFile(filepath.Join(dir, e.Name()), data, 0o666); err != nil {
			return err
		}
	}
	return nil
}

func goMod(s self) ([]byte, error) {
	f := new(modfile.File)
	if err := errors.Join(
		f.AddModuleStmt(wrapperPath),
		f.AddGoStmt("1.26.0"),
		f.AddRequire(goplsPath, Version),
		f.AddRequire(selfPath, s.version),
	); err != nil {
		return nil, err
	}
	if s.dir != "" {
		if err := f.AddReplace(selfPath, "", s.dir, ""); err != nil {
			return nil, err
		}
	}
	return f.Format()
}

// findSelf finds the source of the running binary: the version that it was
// built from, or a checkout.
func findSelf(src string) (self, error) {
	if src != "" {
		return checkout(src)
	}
	if info, ok := debug.ReadBuildInfo(); ok {
		if version := published(info); version != "" {
			return self{version: version}, nil
		}
	}
	// Without -trimpath the compiler recorded where this file is.
	if _, file, _, ok := runtime.Caller(0); ok && filepath.IsAbs(file) {
		if s, err := checkout(filepath.Join(filepath.Dir(file), "../../../..")); err == nil {
			return s, nil
		}
	}
	return self{}, errors.New("this gocorelint was built from a checkout that can't be found: name its directory with -src")
}

// published returns the version of this module in a binary, or "" if it was
// built from files that no version holds: a checkout, or a replaced module.
func published(info *debug.BuildInfo) string {
	for _, m := range append([]*debug.Module{&info.Main}, info.Deps...) {
		// Only what came through the module cache has a checksum.
		if m.Path == selfPath && m.Replace == nil && m.Sum != "" {
			return m.Version
		}
	}
	return ""
}

// checkout checks that dir holds this module.
func checkout(dir string) (self, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return self{}, err
	}
	data, err := os.ReadFile(filepath.Join(dir, "go.mod"))
	if err != nil {
		return self{}, err
	}
	if path := modfile.ModulePath(data); path != selfPath {
		return self{}, fmt.Errorf("%s holds module %s, not %s", dir, path, selfPath)
	}
	return self{version: "v0.0.0", dir: dir}, nil
}
