package proof_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"golang.org/x/tools/go/analysis"

	"github.com/gocorelint/gocorelint/analyzers"
	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
	"github.com/gocorelint/gocorelint/analyzers/internal/proof"
	"github.com/gocorelint/gocorelint/docs"
)

// A page's wrong program is flagged by that check and no other, misbehaves, and
// prints what the page says; its right programs are clean under all checks and
// behave.
func TestPages(t *testing.T) {
	dir := t.TempDir()
	programs := writePrograms(t, dir)
	findings := lint(t, dir)
	if out, err := command(dir, "go", "build", "-o", dir+"/bin/", "./..."); err != nil {
		t.Fatalf("the programs of the pages do not compile:\n%s", out)
	}
	for check, list := range programs {
		wrongs := 0
		for i, p := range list {
			at := fmt.Sprintf("docs/checks/%s.md:%d", check, p.Line)
			if p.Wrong {
				wrongs++
			}
			name := programName(check, i)
			judgeFindings(t, check, at, p, findings[name])
			out, err := command(dir, filepath.Join(dir, "bin", name))
			if missing, ok := proof.Shows(out, p.Output); !ok {
				t.Errorf("%s: the run does not print %q. It prints:\n%s", at, missing, out)
			}
			if !p.Wrong && err != nil {
				t.Errorf("%s: the right program for %q fails: %v\n%s", at, p.Intention, err, out)
			}
			if p.Wrong && p.Output == "" && check != "ignore" && check != "staleignore" {
				t.Errorf("%s: the page does not show what the wrong program prints", at)
			}
			list[i].Output = fmt.Sprintf("%v\n%s", err, out)
		}
		if wrongs != 1 || len(list) < 2 {
			t.Errorf("docs/checks/%s.md has %d wrong programs and %d right ones, want one and at least one", check, wrongs, len(list)-wrongs)
			continue
		}
		differs(t, check, list)
	}
}

// differs asks that the wrong program behaves differently from every right one.
func differs(t *testing.T, check string, list []docs.Program) {
	t.Helper()
	if check == "ignore" || check == "staleignore" {
		return // a comment does not run
	}
	for _, wrong := range list {
		for _, right := range list {
			if wrong.Wrong && !right.Wrong && proof.Same(wrong.Output, right.Output) {
				t.Errorf("docs/checks/%s.md:%d: the wrong program and the one for %q do the same:\n%s", check, wrong.Line, right.Intention, right.Output)
			}
		}
	}
}

func judgeFindings(t *testing.T, check, at string, p docs.Program, findings []checktest.Finding) {
	t.Helper()
	if !p.Wrong {
		for _, f := range findings {
			t.Errorf("%s: the right program for %q has a finding of %s", at, p.Intention, f)
		}
		return
	}
	found := false
	for _, f := range findings {
		found = found || f.Check == check
		if f.Check != check && !overlaps[[2]string{check, f.Check}] {
			t.Errorf("%s: the wrong program has a finding of another check, %s", at, f)
		}
	}
	if !found {
		t.Errorf("%s: the wrong program has no finding of %s", at, check)
	}
}

// overlaps lists pairs of checks that say the same of a program in two ways.
var overlaps = map[[2]string]bool{
	{"ignore", "staleignore"}: true,
	{"sendleak", "goleak"}:    true, // by rules about one channel, and by executing all of it
}

func programName(check string, i int) string { return fmt.Sprintf("%s%d", check, i) }

// writePrograms makes a module in which each program is a package.
func writePrograms(t *testing.T, dir string) map[string][]docs.Program {
	t.Helper()
	write := func(name, text string) {
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("go.mod", "module pages\n\ngo 1.26\n")
	programs := make(map[string][]docs.Program)
	for _, c := range analyzers.Checks() {
		page, err := docs.Check(c.Name, "en")
		if err != nil {
			t.Fatal(err)
		}
		list := docs.Programs(page)
		for i, p := range list {
			write(filepath.Join(programName(c.Name, i), "main.go"), p.Source)
		}
		programs[c.Name] = list
	}
	return programs
}

// lint runs all checks over the module and returns what they find by package.
func lint(t *testing.T, dir string) map[string][]checktest.Finding {
	t.Helper()
	var all []*analysis.Analyzer
	for _, c := range analyzers.Checks() {
		all = append(all, c.Analyzer)
	}
	findings := make(map[string][]checktest.Finding)
	for _, f := range checktest.Module(t, dir, all, "./...") {
		name := filepath.Base(f.Package)
		findings[name] = append(findings[name], f)
	}
	return findings
}

func command(dir, name string, args ...string) (string, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=-mod=mod", "CGO_ENABLED=0", "GOEXPERIMENT=goroutineleakprofile")
	out, err := cmd.CombinedOutput()
	if ctx.Err() != nil {
		err = errors.New("it does not end")
	}
	return string(out), err
}
