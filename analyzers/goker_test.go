package analyzers_test

import (
	"bufio"
	"flag"
	"fmt"
	"go/build"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"text/tabwriter"

	"golang.org/x/tools/go/analysis"

	"github.com/gocorelint/gocorelint/analyzers"
	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
)

var writeGoker = flag.Bool("write-goker", false, "add new findings on the leak corpus to testdata/goker/labels.tsv, to be judged")

// The leak corpus of the Go distribution: 63 real bugs of well-known projects,
// reduced to kernels, with the goroutines that the runtime's profile says leak.
// A kernel is found by a finding that the labels call right: it is on an
// operation of the bug and says what the bug is. With -v each kernel is listed.
func TestGoker(t *testing.T) {
	findings := gokerFindings(t)
	labels := readGokerLabels(t)
	if *writeGoker {
		addGokerLabels(t, findings, labels)
	}
	oracle := gokerOracle(t)
	tiers := make(map[string]analyzers.Tier)
	for _, c := range analyzers.Checks() {
		tiers[c.Analyzer.Name] = c.Tier
	}
	found, byDefault, optIn := make(map[string]bool), make(map[string]bool), make(map[string]bool)
	for _, f := range findings {
		label, ok := labels[gokerKey(f)]
		switch {
		case !ok || label != "right" && label != "wrong":
			t.Errorf("no verdict on a finding in the leak corpus: %s; run go test ./analyzers -run TestGoker -write-goker and judge it in testdata/goker/labels.tsv", f)
		case label == "right":
			found[kernelOf(f)] = true
			switch tiers[f.Check] {
			case analyzers.Default:
				byDefault[kernelOf(f)] = true
				optIn[kernelOf(f)] = true
			case analyzers.OptIn:
				optIn[kernelOf(f)] = true
			}
		}
		labels[gokerKey(f)] = "seen " + label
	}
	for key, label := range labels {
		if label == "right" {
			t.Errorf("a right finding in the leak corpus is gone: %s", key)
		}
	}
	printGoker(findings, labels, oracle, found)
	t.Logf("found %d of %d kernels, %d by default checks, %d with the opt-in ones", len(found), len(gokerKernels()), len(byDefault), len(optIn))
}

func printGoker(findings []checktest.Finding, labels map[string]string, oracle map[string][]string, found map[string]bool) {
	if !testing.Verbose() {
		return
	}
	kernels := gokerKernels()
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
	for _, k := range kernels {
		verdict := "missed"
		if found[k] {
			verdict = "found"
		}
		if oracle[k] == nil {
			oracle[k] = []string{"(the profile does not see it)"}
		}
		fmt.Fprintf(w, "%s\t%s\tleaks: %s\n", k, verdict, strings.Join(oracle[k], "; "))
		for _, f := range findings {
			if kernelOf(f) == k {
				fmt.Fprintf(w, "\t%s\t%s\n", strings.TrimPrefix(labels[gokerKey(f)], "seen "), f)
			}
		}
	}
	w.Flush()
}

func gokerDir() string {
	return filepath.Join(build.Default.GOROOT, "src", "runtime", "testdata", "testgoroutineleakprofile")
}

// gokerKernels lists the kernels in the Go distribution.
func gokerKernels() []string {
	files, _ := filepath.Glob(filepath.Join(gokerDir(), "goker", "*.go"))
	var kernels []string
	for _, f := range files {
		if name := strings.TrimSuffix(filepath.Base(f), ".go"); name != "main" {
			kernels = append(kernels, name)
		}
	}
	return kernels // sorted by Glob
}

// gokerFindings runs every check over the kernels, each in a package of its own:
// the bounds on what a package may cost are those of a program.
func gokerFindings(t *testing.T) []checktest.Finding {
	t.Helper()
	dir := t.TempDir()
	copyFile := func(from, to string) {
		data, err := os.ReadFile(from)
		if err == nil {
			err = os.MkdirAll(filepath.Join(dir, filepath.Dir(to)), 0o755)
		}
		if err == nil {
			err = os.WriteFile(filepath.Join(dir, to), data, 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	kernels := gokerKernels()
	if len(kernels) != 63 {
		t.Fatalf("%d kernels below %s, want the 63 of Go 1.26", len(kernels), gokerDir())
	}
	for _, k := range kernels {
		copyFile(filepath.Join(gokerDir(), "goker", k+".go"), k+"/"+k+".go")
		copyFile(filepath.Join(gokerDir(), "goker", "main.go"), k+"/main.go")
	}
	if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module goker\n\ngo 1.26\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	var all []*analysis.Analyzer
	for _, c := range analyzers.Checks() {
		all = append(all, c.Analyzer)
	}
	return checktest.Module(t, dir, all, "./...")
}

var gokerTest = regexp.MustCompile(`make(?:Flaky)?Test\("(\w+)"`)

// gokerOracle reads which goroutines leak in each kernel from the runtime's own
// test: the regular expressions that it matches against the profile.
func gokerOracle(t *testing.T) map[string][]string {
	t.Helper()
	source, err := os.ReadFile(filepath.Join(gokerDir(), "..", "..", "goroutineleakprofile_test.go"))
	if err != nil {
		t.Fatal(err)
	}
	oracle := make(map[string][]string)
	for _, m := range gokerTest.FindAllSubmatchIndex(source, -1) {
		name := string(source[m[2]:m[3]])
		file := filepath.Join(gokerDir(), "goker", strings.ToLower(name)+".go")
		if _, err := os.Stat(file); err != nil {
			continue // a micro test
		}
		rest := string(source[m[3]:])
		end := strings.Index(rest, "\n\t\t)")
		if next := strings.Index(rest, "\n\t\tmake"); next >= 0 && (end < 0 || next < end) {
			end = next
		}
		var leaks []string
		for _, leak := range regexp.MustCompile("`([^`]*)`").FindAllStringSubmatch(rest[:max(end, 0)], -1) {
			leaks = append(leaks, strings.NewReplacer(`\.`, ".", `\(.* `, " ", `\(`, "(", `\)`, ")", `\*`, "*", `\[`, "[", `\]`, "]").Replace(leak[1]))
		}
		oracle[strings.ToLower(name)] = leaks
	}
	return oracle
}

func kernelOf(f checktest.Finding) string {
	return strings.TrimSuffix(filepath.Base(f.Pos.Filename), ".go")
}

func gokerKey(f checktest.Finding) string {
	return fmt.Sprintf("%s\t%d\t%s\t%s", kernelOf(f), f.Pos.Line, f.Check, f.Kind)
}

var gokerLabels = filepath.Join(root, "testdata", "goker", "labels.tsv")

// readGokerLabels reads "kernel, line, check, kind, verdict, reason".
func readGokerLabels(t *testing.T) map[string]string {
	t.Helper()
	labels := make(map[string]string)
	file, err := os.Open(gokerLabels)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		if fields := strings.Split(lines.Text(), "\t"); len(fields) == 6 && fields[0] != "kernel" {
			labels[strings.Join(fields[:4], "\t")] = fields[4]
		}
	}
	return labels
}

func addGokerLabels(t *testing.T, findings []checktest.Finding, labels map[string]string) {
	t.Helper()
	file, err := os.OpenFile(gokerLabels, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	for _, f := range findings {
		if _, ok := labels[gokerKey(f)]; !ok {
			fmt.Fprintf(file, "%s\tunjudged\t%s\n", gokerKey(f), f.Message)
		}
	}
}
