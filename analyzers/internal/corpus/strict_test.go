package corpus

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A check that fails must be seen in every run, also in one that go vet
// answers from its cache.
func TestInternalErrorIsAProblem(t *testing.T) {
	c := &Corpus{Dir: t.TempDir(), Tool: brokenTool(t)}
	write(t, filepath.Join(c.Dir, "go.mod"), "module example.com/m\n\ngo 1.26.0\n")
	write(t, filepath.Join(c.Dir, "m.go"), "package m\n")
	for range 2 {
		_, problems, err := c.vet([]string{"./..."})
		if err != nil {
			t.Fatal(err)
		}
		if text := strings.Join(problems, "\n"); !strings.Contains(text, internalError) {
			t.Fatalf("problems: %q", text)
		}
	}
}

// brokenTool is a tool for go vet that says that a check failed.
func brokenTool(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	write(t, filepath.Join(dir, "go.mod"), "module example.com/tool\n\ngo 1.26.0\n")
	write(t, filepath.Join(dir, "main.go"), `package main

import (
	"encoding/json"
	"fmt"
	"os"
)

func main() {
	switch arg := os.Args[len(os.Args)-1]; arg {
	case "-V=full":
		fmt.Printf("tool version devel buildID=1\n")
	case "-flags":
		fmt.Println(`+"`"+`[{"Name": "json", "Bool": true}, {"Name": "tier"}]`+"`"+`)
	default:
		var config struct{ VetxOutput, Stdout string }
		data, _ := os.ReadFile(arg)
		json.Unmarshal(data, &config)
		os.WriteFile(config.VetxOutput, nil, 0o666)
		os.WriteFile(config.Stdout, []byte("{}"), 0o666)
		fmt.Fprintln(os.Stderr, "`+internalError+` in check boxing")
	}
}
`)
	tool := filepath.Join(dir, "tool")
	if _, err := goCommand(dir, "build", "-o", tool, "."); err != nil {
		t.Fatal(err)
	}
	return tool
}

func write(t *testing.T, file, text string) {
	t.Helper()
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}
