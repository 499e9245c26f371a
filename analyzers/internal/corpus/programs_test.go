package corpus

import (
	"flag"
	gobuild "go/build"
	"go/importer"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

var every = flag.Int("every", 6, "which part of the compiler's test programs is analysed: one of so many")

// TestCompilerPrograms runs all checks on the programs on which Go's compiler is tested: they have each
// construct of the language in forms that nobody writes. No check may fail, or need long.
func TestCompilerPrograms(t *testing.T) {
	const limit = 20 * time.Second
	dir := filepath.Join(gobuild.Default.GOROOT, "test")
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("this Go distribution has no test programs: %v", err)
	}
	fset := token.NewFileSet()
	imports := importer.ForCompiler(fset, "source", nil)
	found, analysed := 0, 0
	err := filepath.WalkDir(dir, func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".go") {
			return err
		}
		if found++; found%*every != 0 {
			return nil
		}
		src, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		pkg := load(fset, imports, src)
		if pkg == nil {
			return nil // it has to be rejected, or consists of several files
		}
		analysed++
		begin := time.Now()
		t.Run(strings.TrimPrefix(path, dir), func(t *testing.T) { runSuite(t, pkg) })
		if took := time.Since(begin); took > limit {
			t.Errorf("%s: %v", path, took)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if analysed < found / *every / 3 {
		t.Errorf("only %d of %d programs were analysed", analysed, found)
	}
	t.Logf("%d of %d programs", analysed, found)
}
