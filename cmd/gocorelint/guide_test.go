package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"testing"

	"golang.org/x/tools/txtar"
)

// The guides show what commands print. UPDATE_SCRIPTS=1 writes what they
// print now.
func TestGuides(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the commands of the guides are for a shell")
	}
	bin, module := build(t), extract(t, "testdata/guides/module.txtar")
	guides, err := filepath.Glob("../../docs/guides/*.md")
	if err != nil || len(guides) == 0 {
		t.Fatalf("no guides: %v", err)
	}
	shown := regexp.MustCompile("(?ms)^```console\n\\$ ([^\n]*)\n(.*?)^```$")
	ran := 0
	for _, guide := range guides {
		page, err := os.ReadFile(guide)
		if err != nil {
			t.Fatal(err)
		}
		actual := shown.ReplaceAllFunc(page, func(block []byte) []byte {
			ran++
			command := string(shown.FindSubmatch(block)[1])
			cmd := exec.Command("sh", "-c", command)
			cmd.Dir = module
			cmd.Env = append(os.Environ(), "PATH="+bin+string(filepath.ListSeparator)+os.Getenv("PATH"), "GOFLAGS=")
			out, err := cmd.CombinedOutput()
			if err != nil && len(out) == 0 {
				t.Errorf("%s: %s: %v", guide, command, err)
			}
			return []byte("```console\n$ " + command + "\n" + string(out) + "```")
		})
		switch {
		case string(actual) == string(page):
		case os.Getenv("UPDATE_SCRIPTS") != "":
			if err := os.WriteFile(guide, actual, 0o666); err != nil {
				t.Fatal(err)
			}
		default:
			t.Errorf("%s shows something else; with UPDATE_SCRIPTS=1 the test writes:\n%s", guide, actual)
		}
	}
	if ran == 0 {
		t.Error("no command in the guides")
	}
}

func extract(t *testing.T, archive string) string {
	t.Helper()
	ar, err := txtar.ParseFile(archive)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for _, f := range ar.Files {
		name := filepath.Join(dir, f.Name)
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, f.Data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}
