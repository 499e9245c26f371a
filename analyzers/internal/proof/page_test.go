package proof_test

import (
	"fmt"
	"path"
	"runtime"
	"sync"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/packages"

	"github.com/gocorelint/gocorelint/analyzers"
	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
	"github.com/gocorelint/gocorelint/analyzers/internal/load"
	"github.com/gocorelint/gocorelint/analyzers/internal/proof"
	"github.com/gocorelint/gocorelint/docs"
)

// A page's wrong program is flagged by that check and no other, misbehaves, and
// prints what the page says; its right programs are clean under all checks and
// behave.
func TestPages(t *testing.T) {
	pages := pagePrograms(t)
	var (
		stages   proof.Stages
		findings map[string][]checktest.Finding
		built    *proof.Programs
		outcomes map[string]outcome
	)
	err := stages.Time("find in pages", func() (err error) {
		findings, err = lint(pages)
		return err
	})
	if err != nil {
		t.Fatalf("the programs of the pages can't be analysed: %v", err)
	}
	err = stages.Time("build pages", func() error {
		libraries, err := proof.Libraries(testdata())
		if err != nil {
			return err
		}
		built, err = proof.BuildPrograms(sources(pages), libraries, t.TempDir())
		return err
	})
	if err != nil {
		t.Fatalf("the programs of the pages do not compile: %v", err)
	}
	stages.Time("run pages", func() error {
		outcomes = runAll(built, pages)
		return nil
	})
	for check, list := range pages {
		wrongs := 0
		for i, p := range list {
			at := fmt.Sprintf("docs/checks/%s.md:%d", check, p.Line)
			if p.Wrong {
				wrongs++
			}
			name := programName(check, i)
			judgeFindings(t, check, at, p, findings[name])
			out, err := outcomes[name].output, outcomes[name].err
			if missing, ok := docs.Shows(out, p.Output); !ok {
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
	t.Logf("%d programs", len(outcomes))
	logStages(t, stages)
}

// An outcome is what a program printed and how it ended.
type outcome struct {
	output string
	err    error
}

// runAll runs the programs, some at the same time. What does not print what its
// page says is run again by itself: time may have been short.
func runAll(built *proof.Programs, pages map[string][]docs.Program) map[string]outcome {
	outcomes := make(map[string]outcome)
	var mu sync.Mutex
	var wg sync.WaitGroup
	slots := make(chan bool, 2*runtime.GOMAXPROCS(0)) // most sleep
	for check, list := range pages {
		for i := range list {
			name := programName(check, i)
			slots <- true
			wg.Go(func() {
				out, err := built.Run(name)
				mu.Lock()
				outcomes[name] = outcome{out, err}
				mu.Unlock()
				<-slots
			})
		}
	}
	wg.Wait()
	for check, list := range pages {
		for i, p := range list {
			name := programName(check, i)
			if _, ok := docs.Shows(outcomes[name].output, p.Output); ok && (p.Wrong || outcomes[name].err == nil) {
				continue
			}
			out, err := built.Run(name)
			outcomes[name] = outcome{out, err}
		}
	}
	return outcomes
}

// differs asks that the wrong program behaves differently from every right one.
func differs(t *testing.T, check string, list []docs.Program) {
	t.Helper()
	if check == "ignore" || check == "staleignore" {
		return // a comment does not run
	}
	for _, wrong := range list {
		for _, right := range list {
			if wrong.Wrong && !right.Wrong && docs.Same(wrong.Output, right.Output) {
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

// pagePrograms reads the programs of the pages of all checks.
func pagePrograms(t *testing.T) map[string][]docs.Program {
	t.Helper()
	pages := make(map[string][]docs.Program)
	for _, c := range analyzers.Checks() {
		page, err := docs.Check(c.Name, "en")
		if err != nil {
			t.Fatal(err)
		}
		pages[c.Name] = docs.Programs(page)
	}
	return pages
}

func sources(pages map[string][]docs.Program) map[string][]byte {
	all := make(map[string][]byte)
	for check, list := range pages {
		for i, p := range list {
			all[programName(check, i)] = []byte(p.Source)
		}
	}
	return all
}

// lint runs all checks over the programs and returns what they find by program.
func lint(pages map[string][]docs.Program) (map[string][]checktest.Finding, error) {
	var list []load.Source
	for name, src := range sources(pages) {
		list = append(list, load.Source{Path: "pages/" + name, Dir: name, Files: map[string][]byte{"main.go": src}})
	}
	module := &packages.Module{Path: "pages", Main: true, GoVersion: "1.26"}
	pkgs, err := load.Config{Root: testdata(), Module: module, Env: proof.Environment}.Load(list)
	if err != nil {
		return nil, err
	}
	var all []*analysis.Analyzer
	for _, c := range analyzers.Checks() {
		all = append(all, c.Analyzer)
	}
	found, err := checktest.Analyze(all, pkgs)
	findings := make(map[string][]checktest.Finding)
	for _, f := range found {
		name := path.Base(f.Package)
		findings[name] = append(findings[name], f)
	}
	return findings, err
}
