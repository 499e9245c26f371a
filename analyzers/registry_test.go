package analyzers_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/gocorelint/gocorelint/analyzers"
)

const root = ".." // of the repository

func TestAnalyzersAreValid(t *testing.T) {
	var all []*analysis.Analyzer
	for _, c := range analyzers.Checks() {
		all = append(all, c.Analyzer)
	}
	if err := analysis.Validate(all); err != nil {
		t.Error(err)
	}
}

func TestChecksAreFreshlyMade(t *testing.T) {
	a, b := analyzers.Checks(), analyzers.Checks()
	for i := range a {
		if a[i].Analyzer == b[i].Analyzer {
			t.Errorf("%s is shared: settings of one driver would show in another", a[i].Name)
		}
	}
}

func TestMetadata(t *testing.T) {
	for _, c := range analyzers.Checks() {
		if !regexp.MustCompile(`^[a-z]+$`).MatchString(c.Name) {
			t.Errorf("%s: a name is one word in lower case", c.Name)
		}
		if !slices.Contains(analyzers.Groups, c.Group) {
			t.Errorf("%s: unknown group %q", c.Name, c.Group)
		}
		if !slices.Contains(analyzers.Tiers, c.Tier) {
			t.Errorf("%s: unknown tier %q", c.Name, c.Tier)
		}
		if !slices.Contains([]analyzers.Severity{analyzers.Bug, analyzers.Risk, analyzers.Performance}, c.Severity) {
			t.Errorf("%s: unknown severity %q", c.Name, c.Severity)
		}
		if !regexp.MustCompile(`^\d+\.\d+\.\d+$`).MatchString(c.Since) {
			t.Errorf("%s: since %q is no version", c.Name, c.Since)
		}
		if want := "https://github.com/gocorelint/gocorelint/blob/main/docs/checks/" + c.Name + ".md"; c.URL != want {
			t.Errorf("%s: URL %s, want %s", c.Name, c.URL, want)
		}
		title := c.Title()
		if title == "" || len(title) > 60 || strings.ToLower(title[:1]) != title[:1] || strings.HasSuffix(title, ".") {
			t.Errorf("%s: a title has 60 letters at most, no capital and no full stop: %q", c.Name, title)
		}
	}
}

// Every analyzer package is in the registry, and nothing else is; foreign is for drivers.
func TestEveryPackageIsRegistered(t *testing.T) {
	var names []string
	for _, c := range analyzers.Checks() {
		names = append(names, c.Name)
	}
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if e.IsDir() && e.Name() != "internal" && e.Name() != "foreign" && !slices.Contains(names, e.Name()) {
			t.Errorf("package %s is not in the registry", e.Name())
		}
	}
}

var sections = []string{
	"What is reported", "What happens at run time", "The shortest wrong program", "What did you want?",
	"When it is silent", "Known misses", "Go versions", "Fix safety", "Suppress", "Precision and cost", "References",
}

func TestPages(t *testing.T) {
	for _, c := range analyzers.Checks() {
		data, err := os.ReadFile(filepath.Join(root, "docs", "checks", c.Name+".md"))
		if err != nil {
			t.Errorf("%s has no page: %v", c.Name, err)
			continue
		}
		page := string(data)
		if !strings.HasPrefix(page, "# "+c.Name+"\n") {
			t.Errorf("%s: the page does not begin with # %s", c.Name, c.Name)
		}
		var have []string
		for _, m := range regexp.MustCompile(`(?m)^## (.*)$`).FindAllStringSubmatch(page, -1) {
			have = append(have, m[1])
		}
		if !slices.Equal(have, sections) {
			t.Errorf("%s: the page's sections are\n%q, want\n%q", c.Name, have, sections)
		}
		for _, k := range kinds(t, c.Name) {
			if !strings.Contains(page, "\n### "+k.id+"\n") {
				t.Errorf("%s: the page has no section ### %s, which findings link to", c.Name, k.id)
			}
		}
	}
}

func TestFixtures(t *testing.T) {
	for _, c := range analyzers.Checks() {
		generic, wants := false, 0
		dir := filepath.Join(root, "testdata", "src", c.Name)
		for name, file := range goFiles(t, dir) {
			wants += strings.Count(file.source, "want `") + strings.Count(file.source, "want \"")
			ast.Inspect(file.syntax, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.FuncType:
					generic = generic || n.TypeParams != nil
				case *ast.TypeSpec:
					generic = generic || n.TypeParams != nil
				case *ast.FuncDecl:
					checkProof(t, name, n, file.source)
				}
				return true
			})
		}
		if !generic {
			t.Errorf("%s: no fixture has type parameters", c.Name)
		}
		if wants == 0 {
			t.Errorf("%s: no fixture wants a finding", c.Name)
		}
	}
}

// checkProof asks every function that wants a finding how it misbehaves.
func checkProof(t *testing.T, file string, fn *ast.FuncDecl, source string) {
	t.Helper()
	start, end := int(fn.Pos())-1, int(fn.End())-1
	if end > len(source) {
		return
	}
	if !strings.Contains(source[start:end], "// want ") {
		return
	}
	for line := range strings.SplitSeq(commentOf(fn.Doc), "\n") {
		if strings.HasPrefix(line, "//proof:") {
			return
		}
	}
	t.Errorf("%s: %s wants a finding and has no //proof: directive", file, fn.Name.Name)
}

func commentOf(group *ast.CommentGroup) string {
	if group == nil {
		return ""
	}
	var lines []string
	for _, c := range group.List {
		lines = append(lines, c.Text)
	}
	return strings.Join(lines, "\n")
}

func TestMessages(t *testing.T) {
	for _, c := range analyzers.Checks() {
		ks := kinds(t, c.Name)
		if len(ks) == 0 {
			t.Errorf("%s declares no kind of finding", c.Name)
		}
		for _, k := range ks {
			if !regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`).MatchString(k.id) {
				t.Errorf("%s: id %q is not kebab-case", c.Name, k.id)
			}
			first := k.format[:1]
			switch {
			case strings.ToLower(first) != first:
				t.Errorf("%s: message %q begins with a capital", c.Name, k.format)
			case strings.HasSuffix(k.format, "."):
				t.Errorf("%s: message %q ends in a full stop", c.Name, k.format)
			case strings.HasSuffix(k.format, ")") && strings.Contains(k.format, "("+c.Name+")"):
				t.Errorf("%s: message %q ends in the name, which the framework adds", c.Name, k.format)
			case len(k.format) > 170:
				t.Errorf("%s: message of %d letters: %q", c.Name, len(k.format), k.format)
			}
		}
	}
}

// Who has silenced another linter's finding at the same place is told so on the
// page, in both languages.
func TestPagesNameOtherLinters(t *testing.T) {
	for _, c := range analyzers.Checks() {
		for _, page := range []struct{ folder, title string }{{"docs/checks", "Suppress"}, {"docs/zh/checks", "如何抑制"}} {
			name := filepath.Join(root, page.folder, c.Name+".md")
			text, err := os.ReadFile(name)
			if err != nil {
				t.Error(err)
				continue
			}
			_, section, _ := strings.Cut(string(text), "\n## "+page.title+"\n")
			section, _, _ = strings.Cut(section, "\n## ")
			for _, k := range kinds(t, c.Name) {
				for _, other := range k.also {
					if !regexp.MustCompile("`//(nolint:|lint:ignore )" + regexp.QuoteMeta(other) + "\\b").MatchString(section) {
						t.Errorf("%s: the section %q does not say that comments for %s silence %s", name, page.title, other, k.id)
					}
				}
			}
		}
	}
}

type kind struct {
	id, format string
	also       []string
}

// kinds reads the declarations report.Kind{ID: …, Format: …} of a check.
func kinds(t *testing.T, check string) []kind {
	t.Helper()
	var list []kind
	files := goFiles(t, check)
	for name, file := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		ast.Inspect(file.syntax, func(n ast.Node) bool {
			lit, ok := n.(*ast.CompositeLit)
			if !ok {
				return true
			}
			if sel, ok := lit.Type.(*ast.SelectorExpr); !ok || sel.Sel.Name != "Kind" {
				return true
			}
			var k kind
			for _, elt := range lit.Elts {
				kv := elt.(*ast.KeyValueExpr)
				switch kv.Key.(*ast.Ident).Name {
				case "ID":
					k.id = text(t, kv.Value)
				case "Format":
					k.format = text(t, kv.Value)
				case "Also":
					k.also = texts(t, kv.Value, files)
				}
			}
			list = append(list, k)
			return true
		})
	}
	return list
}

// text evaluates a string literal or a sum of them.
func text(t *testing.T, e ast.Expr) string {
	t.Helper()
	switch e := e.(type) {
	case *ast.BasicLit:
		s, err := strconv.Unquote(e.Value)
		if err != nil {
			t.Fatal(err)
		}
		return s
	case *ast.BinaryExpr:
		return text(t, e.X) + text(t, e.Y)
	}
	t.Fatalf("a kind's id and format are literals, not %T", e)
	return ""
}

// texts evaluates a list of string literals, or a package variable that is set
// to one.
func texts(t *testing.T, e ast.Expr, files map[string]goFile) []string {
	t.Helper()
	if variable, ok := e.(*ast.Ident); ok {
		e = valueOf(variable.Name, files)
	}
	lit, ok := e.(*ast.CompositeLit)
	if !ok {
		t.Fatalf("a kind's other names are a list of literals or a variable that is one, not %T", e)
	}
	var list []string
	for _, elt := range lit.Elts {
		list = append(list, text(t, elt))
	}
	return list
}

// valueOf returns what a package variable is declared with, nil if there is no
// such variable.
func valueOf(variable string, files map[string]goFile) (value ast.Expr) {
	for _, file := range files {
		ast.Inspect(file.syntax, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			for i := 0; ok && i < len(spec.Values); i++ {
				if spec.Names[i].Name == variable {
					value = spec.Values[i]
				}
			}
			return true
		})
	}
	return value
}

type goFile struct {
	source string
	syntax *ast.File
}

// goFiles parses the Go files below dir.
func goFiles(t *testing.T, dir string) map[string]goFile {
	t.Helper()
	files := make(map[string]goFile)
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") {
			return err
		}
		source, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		syntax, err := parser.ParseFile(token.NewFileSet(), path, source, parser.ParseComments)
		files[path] = goFile{string(source), syntax}
		return err
	})
	if err != nil {
		t.Error(err)
	}
	return files
}
