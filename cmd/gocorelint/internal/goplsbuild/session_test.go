package goplsbuild

import (
	"bytes"
	"context"
	"debug/buildinfo"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"github.com/gocorelint/gocorelint/docs"
)

const nested = "../../../../testdata/integration/gopls"

// TestSession builds gopls as users do and lets the nested module, which
// holds the client, drive it.
func TestSession(t *testing.T) {
	if testing.Short() {
		t.Skip("SKIPPED: gopls with the checks is not built and not tested, since -short is set")
	}
	bin := filepath.Join(t.TempDir(), "gopls-gocorelint.exe")
	start := time.Now()
	var stdout, stderr bytes.Buffer
	if status := Run(context.Background(), []string{"build", "-o", bin}, &stdout, &stderr); status != 0 {
		t.Fatalf("exit status %d\n%s", status, &stderr)
	}
	t.Logf("gopls was built in %s", time.Since(start).Round(time.Second))
	if got := strings.TrimSpace(stdout.String()); got != bin {
		t.Errorf("printed %q, not the name of the binary", got)
	}

	version := run(t, ".", nil, bin, "version")
	if want := Version + "+gocorelint"; !strings.Contains(version, want) {
		t.Errorf("the version is %q, want %s", version, want)
	}

	checkGuide(t, bin)

	env := []string{"GOPLS_GOCORELINT=" + bin, "GOPLSCACHE=" + t.TempDir(), "GOWORK=off"}
	output := run(t, nested, env, "go", "test", "-count=1", "-v", "-mod=mod", "-modfile="+clientModule(t, bin), ".")
	for _, result := range regexp.MustCompile(`(?m)^\s*--- .*|^\s+\S+: SKIPPED.*`).FindAllString(output, -1) {
		t.Log(result)
	}
}

// The client must be the one of the gopls that is built.
func TestSameVersion(t *testing.T) {
	data, err := os.ReadFile(filepath.Join(nested, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	if want := goplsPath + " " + Version + "\n"; !strings.Contains(string(data), want) {
		t.Errorf("%s/go.mod does not require %s", nested, want)
	}
}

// checkGuide checks that the guide shows what gopls prints.
func checkGuide(t *testing.T, bin string) {
	t.Helper()
	guide, err := docs.Guide("gopls", "en")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(guide), "gopls "+Version) {
		t.Errorf("the guide is about another gopls than %s", Version)
	}
	shown := regexp.MustCompile("(?ms)^    gopls-gocorelint (check .*?)\n.*^```text\n(.*?)^```").FindStringSubmatch(string(guide))
	if shown == nil {
		t.Fatal("the guide runs no gopls-gocorelint check")
	}
	archive, err := txtar.ParseFile(filepath.Join(nested, "../fixture.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	files, err := txtar.FS(archive)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.CopyFS(dir, files); err != nil {
		t.Fatal(err)
	}
	out := run(t, dir, []string{"GOPLSCACHE=" + t.TempDir()}, bin, strings.Fields(shown[1])...)
	if out = strings.ReplaceAll(out, dir+string(filepath.Separator), ""); !strings.Contains(out, shown[2]) {
		t.Errorf("the guide shows\n%sgopls printed\n%s", shown[2], out)
	}
}

// clientModule writes a go.mod for the nested module with the versions that
// the binary was built from: what it shares with the binary is compiled once.
func clientModule(t *testing.T, bin string) string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range []string{"go.mod", "go.sum"} {
		data, err := os.ReadFile(filepath.Join(nested, name))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	info, err := buildinfo.ReadFile(bin)
	if err != nil {
		t.Fatal(err)
	}
	mod := filepath.Join(dir, "go.mod")
	edit := []string{"mod", "edit"}
	for _, m := range info.Deps {
		if m.Path != selfPath {
			edit = append(edit, "-require="+m.Path+"@"+m.Version)
		}
	}
	run(t, ".", nil, "go", append(edit, mod)...)
	return mod
}

func run(t *testing.T, dir string, env []string, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), env...)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", strings.Join(cmd.Args, " "), err, out)
	}
	return string(out)
}
