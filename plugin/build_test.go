package plugin_test

import (
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/mod/modfile"
)

const golangciModule = "github.com/golangci/golangci-lint/v2"

// buildGolangci builds golangci-lint with the plugin from the nested module
// in testdata/integration/golangci. It is linked anew on each run, but Go's build cache has its
// hundreds of packages.
func buildGolangci(t *testing.T) string {
	t.Helper()
	bin := filepath.Join(t.TempDir(), "golangci-lint")
	if runtime.GOOS == "windows" {
		bin += ".exe"
	}
	start := time.Now()
	run(t, filepath.Join("..", "testdata/integration/golangci"), []string{"GOWORK=off"}, 0, "go", "build", "-o", bin, ".")
	t.Logf("golangci-lint was built in %s", time.Since(start).Round(time.Second))
	return bin
}

// golangciVersion is the version that the nested module is pinned to.
func golangciVersion(t *testing.T, root string) string {
	t.Helper()
	name := filepath.Join(root, "testdata/integration/golangci/go.mod")
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	mod, err := modfile.ParseLax(name, data, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range mod.Require {
		if r.Mod.Path == golangciModule {
			return r.Mod.Version
		}
	}
	t.Fatalf("%s does not require %s", name, golangciModule)
	return ""
}

// cloneOf makes a git repository of golangci-lint's module, and returns the
// environment in which git takes it for the one on GitHub.
func cloneOf(t *testing.T, root string) []string {
	t.Helper()
	nested := filepath.Join(root, "testdata/integration/golangci")
	source := strings.TrimSpace(run(t, nested, []string{"GOWORK=off"}, 0, "go", "list", "-m", "-f", "{{.Dir}}", golangciModule))
	dir := filepath.Join(t.TempDir(), "golangci-lint")
	if err := os.CopyFS(dir, os.DirFS(source)); err != nil {
		t.Fatal(err)
	}
	git := func(args ...string) {
		t.Helper()
		run(t, dir, gitConfig("user.name", "test", "user.email", "test@example.com", "core.hooksPath", os.DevNull), 0, "git", args...)
	}
	git("init", "-q")
	git("add", "-A", "-f")
	git("commit", "-q", "-m", "the module")
	git("tag", golangciVersion(t, root))
	return gitConfig("url.file://"+filepath.ToSlash(dir)+".insteadOf", "https://github.com/golangci/golangci-lint.git")
}

// gitConfig is git's configuration for one command, from keys and values.
func gitConfig(pairs ...string) []string {
	env := []string{"GIT_CONFIG_COUNT=" + strconv.Itoa(len(pairs)/2)}
	for i := 0; i < len(pairs); i += 2 {
		n := strconv.Itoa(i / 2)
		env = append(env, "GIT_CONFIG_KEY_"+n+"="+pairs[i], "GIT_CONFIG_VALUE_"+n+"="+pairs[i+1])
	}
	return env
}
