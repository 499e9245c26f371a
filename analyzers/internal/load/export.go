package load

import (
	"bytes"
	"fmt"
	"go/importer"
	"io"
	"os"
	"os/exec"
	"strings"
)

// exported makes the importer for what is no source and not below the root.
func (l *loader) exported() error {
	std := make(map[string]bool)
	for _, u := range l.all {
		for name := range u.imports {
			if l.units[name] == nil && name != "unsafe" {
				std[name] = true
			}
		}
	}
	files, err := exports(std, l.Env)
	if err != nil {
		return err
	}
	l.std = importer.ForCompiler(l.fset, "gc", func(name string) (io.ReadCloser, error) {
		if files[name] == "" {
			return nil, fmt.Errorf("no package %s", name)
		}
		return os.Open(files[name])
	})
	return nil
}

// exports asks the go command for the files with what packages of the standard
// library, and those that they need, export.
func exports(paths map[string]bool, env []string) (map[string]string, error) {
	files := make(map[string]string)
	if len(paths) == 0 {
		return files, nil
	}
	args := []string{"list", "-e", "-export", "-deps", "-f", "{{.ImportPath}}\t{{.Export}}", "--"}
	for name := range paths {
		args = append(args, name)
	}
	cmd := exec.Command("go", args...)
	cmd.Env = append(append(os.Environ(), env...), "GO111MODULE=off", "GOWORK=off")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("go list: %w\n%s", err, &stderr)
	}
	for line := range strings.Lines(string(out)) {
		name, file, _ := strings.Cut(strings.TrimSpace(line), "\t")
		files[name] = file
	}
	return files, nil
}
