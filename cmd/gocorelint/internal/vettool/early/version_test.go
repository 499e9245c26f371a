package early

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// The go command reads build IDs of all kinds of executables.
func TestBuildID(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "main.go"), []byte("package main\n\nfunc main() {}\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, system := range []string{"linux/amd64", "linux/s390x", "darwin/arm64"} {
		goos, goarch, _ := strings.Cut(system, "/")
		file := filepath.Join(dir, goos+goarch)
		build := exec.Command("go", "build", "-o", file, "main.go")
		build.Dir = dir
		build.Env = append(os.Environ(), "GOOS="+goos, "GOARCH="+goarch, "CGO_ENABLED=0", "GOFLAGS=")
		if out, err := build.CombinedOutput(); err != nil {
			t.Fatalf("%s: %v\n%s", system, err, out)
		}
		want, err := exec.Command("go", "tool", "buildid", file).Output()
		if err != nil {
			t.Fatal(err)
		}
		if got := buildID(file); got != strings.TrimSpace(string(want)) || !complete(got) {
			t.Errorf("%s: %q, want %q", system, got, want)
		}
	}
	if got := buildID(filepath.Join(dir, "main.go")); got != "" {
		t.Errorf("of a text: %q", got)
	}
	for _, id := range []string{"", "release", "a/b/c/d"} {
		if complete(id) {
			t.Errorf("%q was made by a person", id)
		}
	}
	if got := buildID(filepath.Join(dir, "none")); got != "" {
		t.Errorf("of no file: %q", got)
	}
}

func TestVersion(t *testing.T) {
	for _, args := range [][]string{{"tool"}, {"tool", "-V"}, {"tool", "-V=full", "x.cfg"}, {"tool", "./..."}} {
		if version(args) {
			t.Errorf("%q is no question for the version", args)
		}
	}
}
