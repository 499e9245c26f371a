package plugin_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// These tests run golangci-lint with the plugin compiled in, as users do, on
// the fixture in testdata/integration/fixture.txtar and with the settings of
// .golangci.example.yml.
func TestGolangciLint(t *testing.T) {
	if testing.Short() {
		t.Skip("SKIPPED: golangci-lint with the plugin is not built and not tested, since -short is set")
	}
	bin := buildGolangci(t)
	for _, test := range []struct {
		name string
		run  func(*testing.T, *project)
	}{
		{"the example passes config verify", testVerify},
		{"the guide", testGuide},
		{"text", testText},
		{"JSON", testJSON},
		{"links", testLinks},
		{"switched off", testDisable},
		{"exclusions name a check", testExclusion},
		{"wrong settings", testWrongSettings},
		{"facts", testFacts},
		{"fixes", testFixes},
		{"cache", testCache},
		{"golangci-lint custom", testCustom},
	} {
		t.Run(test.name, func(t *testing.T) { test.run(t, newProject(t, bin)) })
	}
}

func testVerify(t *testing.T, p *project) {
	p.mustRun(t, 0, "config", "verify")
	p.edit(t, ".golangci.yml", "\nlinters:", "\nlintres:")
	if out := p.mustRun(t, 3, "config", "verify"); !strings.Contains(out, "lintres") {
		t.Errorf("config verify does not name the wrong key:\n%s", out)
	}
}

// The configurations in the guide must be right, and its output real.
func testGuide(t *testing.T, p *project) {
	guide, err := os.ReadFile(filepath.Join(p.root, "docs/guides/golangci.md"))
	if err != nil {
		t.Fatal(err)
	}
	out := p.mustRun(t, 1, "run")
	seen := make(map[string]int)
	for _, block := range regexp.MustCompile("(?ms)^```(\\w+)\n(.*?)^```").FindAllStringSubmatch(string(guide), -1) {
		language, text := block[1], block[2]
		seen[language]++
		switch {
		case language == "text" && !strings.Contains(out, text):
			t.Errorf("the guide shows\n%sgolangci-lint printed\n%s", text, out)
		case language == "yaml" && strings.Contains(text, "plugins:"):
			if version := "version: " + golangciVersion(t, p.root); !strings.HasPrefix(text, version) {
				t.Errorf("the guide builds another golangci-lint than the tests, %s:\n%s", version, text)
			}
		case language == "yaml":
			if !strings.Contains(text, "version: ") {
				text = "version: \"2\"\n" + text
			}
			p.write(t, ".golangci.yml", text)
			p.mustRun(t, 0, "config", "verify")
		}
	}
	if seen["text"] == 0 || seen["yaml"] < 3 {
		t.Errorf("the guide has %v blocks", seen)
	}
}

// golangci-lint puts the check's name in front of the message and the linter's
// behind it; the message itself carries none.
var line = regexp.MustCompile(`(?m)^([^\s:]+):(\d+):\d+: ([^:]+): (.*) \(gocorelint\)$`)

func testText(t *testing.T, p *project) {
	out := p.mustRun(t, 1, "run")
	var got []finding
	for _, m := range line.FindAllStringSubmatch(out, -1) {
		got = append(got, finding{m[1], m[2], m[3]})
		if strings.HasSuffix(m[4], ")") {
			t.Errorf("a name at the end of the message is printed twice: %s", m[0])
		}
	}
	compare(t, got, p.want)
}

type issues struct {
	Issues []struct {
		FromLinter, Text string
		Pos              struct {
			Filename string
			Line     int
		}
		SuggestedFixes []struct{ Message string }
	}
}

// lintJSON returns the findings, which must be there, and those with a fix.
func (p *project) lintJSON(t *testing.T, status int) (all, fixable []finding) {
	t.Helper()
	name := filepath.Join(t.TempDir(), "issues.json")
	p.mustRun(t, status, "run", "--output.json.path="+name)
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var report issues
	if err := json.Unmarshal(data, &report); err != nil {
		t.Fatalf("%v in\n%s", err, data)
	}
	for _, issue := range report.Issues {
		if issue.FromLinter != "gocorelint" {
			t.Errorf("%s found something: %s", issue.FromLinter, issue.Text)
		}
		check, _, _ := strings.Cut(issue.Text, ": ")
		f := finding{filepath.ToSlash(issue.Pos.Filename), fmt.Sprint(issue.Pos.Line), check}
		all = append(all, f)
		if len(issue.SuggestedFixes) > 0 {
			fixable = append(fixable, f)
		}
	}
	return all, fixable
}

func testJSON(t *testing.T, p *project) {
	all, fixable := p.lintJSON(t, 1)
	compare(t, all, p.want)
	compare(t, fixable, p.fixable)
}

func testLinks(t *testing.T, p *project) {
	p.edit(t, ".golangci.yml", "links: false", "links: true")
	p.edit(t, ".golangci.yml", "url: https://github.com/gocorelint/gocorelint/blob/main/docs/checks/", "url: https://lint.example.com")
	link := regexp.MustCompile(`: (\w+): .*, see https://lint\.example\.com/(\w+)\.md#[a-z-]+ \(gocorelint\)`)
	found := link.FindAllStringSubmatch(p.mustRun(t, 1, "run"), -1)
	for _, m := range found {
		if m[1] != m[2] {
			t.Errorf("a finding of %s links to the page of %s", m[1], m[2])
		}
	}
	if len(found) < len(p.want) {
		t.Errorf("%d findings of %d have a link", len(found), len(p.want))
	}
}

func testDisable(t *testing.T, p *project) {
	p.edit(t, ".golangci.yml", "disable: []", "disable: [ignore]")
	all, _ := p.lintJSON(t, exitStatus(p.without("ignore")))
	compare(t, all, p.without("ignore"))
}

func testExclusion(t *testing.T, p *project) {
	p.edit(t, ".golangci.yml", "path: ^internal/legacy/", "path: ^app/")
	all, _ := p.lintJSON(t, exitStatus(p.without("ignore")))
	compare(t, all, p.without("ignore"))
}

func testWrongSettings(t *testing.T, p *project) {
	for _, test := range []struct{ old, new, want string }{
		{"links: false", "lynx: false", `plugin(gocorelint): newPlugin there is no setting "lynx"; the settings are tier, `},
		{"disable: []", "disable: [ignored]", `disable: there is no check "ignored"; the checks are `},
		{"tier: default", "tier: strict", `there is no tier "strict"; the tiers are default, opt-in, experimental`},
		{"ignore:\n              tests: true", "ignore:\n              test: true", `check ignore has no flag "test"; its flags are `},
	} {
		wrong := p.clone(t)
		wrong.edit(t, ".golangci.yml", test.old, test.new)
		if out := wrong.mustRun(t, 3, "run"); !strings.Contains(out, test.want) {
			t.Errorf("%s: the error does not say %q:\n%s", test.new, test.want, out)
		}
	}
}

// A finding in package app that rests on what package lib does goes away with it.
func testFacts(t *testing.T, p *project) {
	if len(p.acrossPackages) == 0 {
		t.Fatal("no finding of the fixture rests on another package")
	}
	p.write(t, "lib/lib.go", p.changedLib)
	var want []finding
	for _, f := range p.want {
		if !slices.Contains(p.acrossPackages, f) {
			want = append(want, f)
		}
	}
	all, _ := p.lintJSON(t, exitStatus(want))
	compare(t, all, want)
}

func testFixes(t *testing.T, p *project) {
	if len(p.fixable) == 0 {
		t.Fatal("no finding of the fixture has a fix")
	}
	p.mustRun(t, 1, "run", "--fix")
	run(t, p.dir, p.env, 0, "go", "build", "./...")
	var want []string
	for _, f := range p.want {
		if !slices.Contains(p.fixable, f) {
			want = append(want, f.check)
		}
	}
	all, fixable := p.lintJSON(t, exitStatus(want))
	var got []string // lines have moved
	for _, f := range all {
		got = append(got, f.check)
	}
	compare(t, got, want)
	compare(t, fixable, nil)
}

// golangci-lint tells in its debug output which analyzer ran on which package.
func testCache(t *testing.T, p *project) {
	p.env = append(p.env, "GL_DEBUG=goanalysis/analyze", "GOLANGCI_LINT_CACHE="+t.TempDir())
	ran := func() int {
		return strings.Count(p.mustRun(t, 1, "run"), ": analyzed package")
	}
	if n := ran(); n == 0 {
		t.Error("the first run analyzed nothing: how does golangci-lint tell now?")
	}
	if n := ran(); n > 0 {
		t.Errorf("the second run ran %d analyzers again", n)
	}
	p.edit(t, "app/app.go", "package app", "package app\n\nconst added = 1")
	if n := ran(); n == 0 {
		t.Error("nothing was analyzed after a change")
	}
}

// testCustom takes the way of users, "golangci-lint custom" with the
// .custom-gcl.yml of this repository. It clones golangci-lint from GitHub;
// here git is told that this means a repository made from the module zip,
// which the checksum database vouches for.
func testCustom(t *testing.T, p *project) {
	config, err := os.ReadFile(filepath.Join(p.root, ".custom-gcl.yml"))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	here := strings.Replace(string(config), "path: .", "path: "+p.root, 1)
	if err := os.WriteFile(filepath.Join(dir, ".custom-gcl.yml"), []byte(here), 0o666); err != nil {
		t.Fatal(err)
	}
	builder := &project{bin: p.bin, dir: dir, env: append(p.env, cloneOf(t, p.root)...)}
	builder.mustRun(t, 0, "custom")

	p.bin = filepath.Join(dir, "custom-gcl")
	if out := p.mustRun(t, 0, "version"); !strings.Contains(out, golangciVersion(t, p.root)+"-custom-gcl-") {
		t.Errorf("another version was built: %s", out)
	}
	testText(t, p)
}
