// Package session holds a session with a gopls that has the checks of
// gocorelint compiled in. It speaks LSP over the standard input and output of
// the real binary, with the editor of gopls's own integration tests; its
// module path lets it import that editor.
//
// The test of package goplsbuild builds the binary and runs these tests. The
// fixture is that of all routes, testdata/integration/fixture.txtar.
package session

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/tools/gopls/internal/protocol"
	. "golang.org/x/tools/gopls/internal/test/integration"
)

const pages = "https://github.com/gocorelint/gocorelint/blob/main/docs/checks/"

func TestFindings(t *testing.T) {
	fixture := readFixture(t)
	env := connect(t, fixture, nil)
	compare(t, findings(env, fixture), fixture.want)
}

func TestDiagnostic(t *testing.T) {
	fixture := readFixture(t)
	env := connect(t, fixture, nil)
	for _, w := range fixture.want {
		for _, d := range diagnostics(env, w.file) {
			if d.Source != sourceOf(w.check) || d.Code != w.kind {
				continue
			}
			if d.CodeDescription == nil || d.CodeDescription.Href != pages+w.check+".md#"+w.kind {
				t.Errorf("%v: the link is %+v", w, d.CodeDescription)
			}
			if strings.HasSuffix(d.Message, "("+w.check+")") {
				t.Errorf("%v: the message repeats the source: %s", w, d.Message)
			}
			if d.Severity != protocol.SeverityWarning && d.Severity != protocol.SeverityInformation {
				t.Errorf("%v: severity %v", w, d.Severity)
			}
		}
	}
}

func TestSwitchedOff(t *testing.T) {
	fixture := readFixture(t)
	analyses := map[string]any{}
	for _, w := range fixture.want {
		analyses[sourceOf(w.check)] = false
	}
	off := map[string]any{"analyses": analyses}

	t.Run("by initializationOptions", func(t *testing.T) {
		compare(t, findings(connect(t, fixture, off), fixture), nil)
	})
	t.Run("by didChangeConfiguration", func(t *testing.T) {
		env := connect(t, fixture, nil)
		compare(t, findings(env, fixture), fixture.want)
		config := env.Editor.Config()
		config.Settings = off
		env.ChangeConfiguration(config)
		compare(t, findings(env, fixture), nil)
	})
}

// A check that is not in the default tier is off until a user asks for it.
func TestOptIn(t *testing.T) {
	fixture := readFixture(t)
	env := connect(t, fixture, map[string]any{"analyses": map[string]any{"staleignore": true}})
	for _, f := range findings(env, fixture) {
		if f.check == "staleignore" {
			return
		}
	}
	t.Error("staleignore was switched on and found nothing")
}

func TestUnsavedBuffer(t *testing.T) {
	fixture := readFixture(t)
	env := connect(t, fixture, nil)
	const file = "app/app.go"
	compare(t, findings(env, fixture), fixture.want)

	saved := env.BufferText(file)
	env.SetBufferContent(file, saved+"\n//gocorelint:ignore nosuch is new\n")
	added := finding{file, fmt.Sprint(strings.Count(saved, "\n") + 2), "ignore", "unknown-name"}
	compare(t, findings(env, fixture), append([]finding{added}, fixture.want...))
	if env.ReadWorkspaceFile(file) != saved {
		t.Error("the buffer was saved")
	}
	env.SetBufferContent(file, saved)
	compare(t, findings(env, fixture), fixture.want)
}

func TestQuickFix(t *testing.T) {
	fixture := readFixture(t)
	if len(fixture.fixable) == 0 {
		t.Fatal("no finding of the fixture has a fix")
	}
	for _, w := range fixture.fixable {
		t.Run(w.check, func(t *testing.T) {
			env := connect(t, fixture, nil)
			for _, d := range diagnostics(env, w.file) {
				if d.Source == sourceOf(w.check) && fmt.Sprint(d.Range.Start.Line+1) == w.line {
					applyFix(t, env, w.file, d)
				}
			}
			// Editors do so when they save: the fix may leave an import without use.
			env.OrganizeImports(w.file)
			for _, d := range diagnostics(env, w.file) {
				if d.Severity == protocol.SeverityError {
					t.Errorf("the fixed file does not compile: %s\n%s", d.Message, env.BufferText(w.file))
				}
				if d.Source == sourceOf(w.check) && fmt.Sprint(d.Range.Start.Line+1) == w.line {
					t.Errorf("still found after the fix: %s", d.Message)
				}
			}
		})
	}
}

func applyFix(t *testing.T, env *Env, file string, d protocol.Diagnostic) {
	t.Helper()
	for _, action := range env.GetQuickFixes(file, []protocol.Diagnostic{d}) {
		for _, of := range action.Diagnostics {
			if of.Source == d.Source && of.Range == d.Range {
				env.ApplyCodeAction(action)
				return
			}
		}
	}
	t.Fatalf("no quick fix for %s: %s", d.Source, d.Message)
}

// What a check knows of another package follows the buffer of that package.
func TestFacts(t *testing.T) {
	fixture := readFixture(t)
	if len(fixture.acrossPackages) == 0 {
		t.Fatal("no finding of the fixture rests on another package")
	}
	env := connect(t, fixture, nil)
	compare(t, findings(env, fixture), fixture.want)
	env.OpenFile("lib/lib.go")
	env.SetBufferContent("lib/lib.go", fixture.changedLib)
	compare(t, findings(env, fixture), without(fixture.want, fixture.acrossPackages))
}
