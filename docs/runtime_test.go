package docs_test

import (
	"fmt"
	"go/ast"
	"go/build"
	"go/parser"
	"go/token"
	"go/types"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/gocorelint/gocorelint/docs"
)

var (
	// A path below GOROOT/src, with what stands before it.
	sourcePath = regexp.MustCompile(`((?:https://[\w./-]*?/|GOROOT/)?(?:src/)?)\b([a-z]+/[a-z0-9_/]+\.go)\b`)
	// A file or folder of it that is named as such, anywhere on a page.
	sourceDir = regexp.MustCompile("(?:GOROOT/src/|`(?:GOROOT/src/)?(?:src/)?)((?:runtime|internal|cmd/compile|cmd/go|cmd/vet|sync|reflect|bufio|os|net|fmt|syscall|encoding|context|time)/[\\w./-]*\\w)")
	// What stands for something that Go prints: words.
	message  = regexp.MustCompile(`^(?:(?:fatal error|panic|runtime error|error): )*([a-z][\w/]*(?:[:,]? [a-zA-Z][\w/-]*)+)$`)
	codeSpan = regexp.MustCompile("`([^`]+)`")
	// What stands for a function, type, field or variable in a code span.
	identifier = regexp.MustCompile(`^(?:\(\*?(\w+)\)\.|(\w+)\.)?([A-Za-z_]\w*)$`)
)

// What a page says of the runtime is there in the source of Go: its files, and
// in them the functions, types and variables that are named in the same
// paragraph.
func TestRuntimeIsNamedRightly(t *testing.T) {
	all := pages(t)
	for name, page := range all {
		for _, m := range sourceDir.FindAllStringSubmatch(strings.Join(outside(page), "\n"), -1) {
			if _, err := os.Stat(filepath.Join(build.Default.GOROOT, "src", m[1])); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
		programs := ""
		for _, p := range docs.Programs(all[strings.TrimPrefix(name, "zh/")]) { // the same in Chinese
			programs += p.Source
		}
		named := 0
		happens := section(page, "What happens at run time", sections["What happens at run time"])
		for _, block := range slices.Concat(happens, section(page, "References", sections["References"])) {
			var files []*source
			for _, file := range sourceFiles(t, name, block) {
				if src := parseSource(file); src == nil {
					t.Errorf("%s names %s, which is not in GOROOT/src", name, file)
				} else {
					files = append(files, src)
				}
			}
			if len(files) == 0 {
				continue
			}
			named++
			for _, m := range codeSpan.FindAllStringSubmatch(block, -1) {
				if !known(m[1], files, programs) || !printed(m[1], files, page) {
					t.Errorf("%s names %s, which is not in the files named with it:\n%s", name, m[1], block)
				}
			}
		}
		if named == 0 && !strings.HasPrefix(happens[0], "Nothing") && !strings.HasPrefix(happens[0], "什么也不发生") {
			t.Errorf("%s does not say which file of the runtime does it", name)
		}
	}
}

// Both languages name the same things of the runtime.
func TestLanguagesNameTheSame(t *testing.T) {
	all := pages(t)
	names := func(page []byte, title string) []string {
		var list []string
		for _, block := range section(page, title, sections[title]) {
			for _, m := range codeSpan.FindAllStringSubmatch(block, -1) {
				list = append(list, m[1])
			}
		}
		slices.Sort(list)
		return slices.Compact(list)
	}
	for name, page := range all {
		chinese, ok := all["zh/"+name]
		if !ok {
			continue
		}
		const title = "What happens at run time"
		if en, zh := names(page, title), names(chinese, title); !slices.Equal(en, zh) {
			t.Errorf("%s: under %q the languages name\n%q and\n%q", name, title, en, zh)
		}
	}
}

// pages returns the pages of checks in all languages, by path.
func pages(t *testing.T) map[string][]byte {
	t.Helper()
	all := make(map[string][]byte)
	for _, pattern := range []string{"checks/*.md", "*/checks/*.md"} {
		names, err := fs.Glob(docs.FS, pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			if path.Base(name) == "README.md" {
				continue
			}
			page, err := fs.ReadFile(docs.FS, name)
			if err != nil {
				t.Fatal(err)
			}
			all[name] = page
		}
	}
	if len(all) == 0 {
		t.Fatal("no pages")
	}
	return all
}

// section returns the paragraphs and list items of the section with one of the
// titles, without its code.
func section(page []byte, titles ...string) []string {
	var blocks []string
	inside, fresh := false, true
	for _, line := range outside(page) {
		title, isTitle := strings.CutPrefix(line, "## ")
		switch {
		case isTitle:
			inside = slices.Contains(titles, title)
		case !inside:
		case strings.TrimSpace(line) == "":
			fresh = true
		case fresh || strings.HasPrefix(line, "- ") || strings.HasPrefix(line, "* "):
			blocks, fresh = append(blocks, line), false
		default:
			blocks[len(blocks)-1] += "\n" + line
		}
	}
	return blocks
}

// sourceFiles lists the files of Go's source that a block names. They stand in
// code spans, or in the address of a link.
func sourceFiles(t *testing.T, page, block string) []string {
	t.Helper()
	var files []string
	for _, m := range sourcePath.FindAllStringSubmatchIndex(block, -1) {
		before, file := block[m[2]:m[3]], block[m[4]:m[5]]
		switch {
		case strings.HasPrefix(before, "https:"):
			if !strings.HasPrefix(before, "https://github.com/golang/go/") {
				continue // other code
			}
		case !strings.HasPrefix(before, "GOROOT") && strings.Count(block[:m[0]], "`")%2 == 0:
			t.Errorf("%s: write `%s` as code, so that what is named with it can be found", page, file)
		}
		files = append(files, file)
	}
	return files
}

// A source is a parsed file.
type source struct {
	names   map[string]bool // all identifiers
	methods map[string]bool // "T.m"
	texts   string          // what stands in string literals
}

var parsed = make(map[string]*source)

// parseSource returns nil if there is no such file.
func parseSource(file string) *source {
	if s, ok := parsed[file]; ok {
		return s
	}
	syntax, err := parser.ParseFile(token.NewFileSet(), filepath.Join(build.Default.GOROOT, "src", file), nil, parser.SkipObjectResolution)
	if err != nil {
		parsed[file] = nil
		return nil
	}
	s := &source{names: make(map[string]bool), methods: make(map[string]bool)}
	for n := range ast.Preorder(syntax) {
		switch n := n.(type) {
		case *ast.Ident:
			s.names[n.Name] = true
		case *ast.BasicLit:
			if n.Kind == token.STRING {
				s.texts += n.Value + "\n"
			}
		case *ast.FuncDecl:
			if n.Recv != nil {
				receiver := strings.TrimPrefix(types.ExprString(n.Recv.List[0].Type), "*")
				receiver, _, _ = strings.Cut(receiver, "[")
				s.methods[receiver+"."+n.Name.Name] = true
			}
		}
	}
	parsed[file] = s
	return s
}

// known reports whether a code span is no identifier, or one that is in the
// files, in Go itself, in the API of std or in the page's programs.
func known(span string, files []*source, programs string) bool {
	m := identifier.FindStringSubmatch(span)
	if m == nil {
		return true
	}
	receiver, qualifier, name := m[1], m[2], m[3]
	for _, f := range files {
		if receiver == "" && f.names[name] || f.methods[receiver+"."+name] {
			return true
		}
	}
	if receiver != "" {
		return false
	}
	if token.IsKeyword(span) || types.Universe.Lookup(span) != nil {
		return true
	}
	if qualifier != "" && inAPI(qualifier, name) {
		return true
	}
	return regexp.MustCompile(fmt.Sprintf(`\b%s\b`, regexp.QuoteMeta(span))).MatchString(programs)
}

// printed reports whether a code span is no message, or one that the files or the
// programs of the page print.
func printed(span string, files []*source, page []byte) bool {
	m := message.FindStringSubmatch(span)
	if m == nil || token.IsKeyword(strings.Fields(span)[0]) {
		return true
	}
	return slices.ContainsFunc(files, func(f *source) bool { return strings.Contains(f.texts, m[1]) }) ||
		slices.ContainsFunc(blocks(page), func(b string) bool { return strings.Contains(b, m[1]) })
}

// inAPI reports whether a package of std of that name declares the name.
func inAPI(pkg, name string) bool {
	if !ast.IsExported(name) {
		return false
	}
	for _, depth := range []string{"", "*", "*/*"} {
		files, _ := filepath.Glob(filepath.Join(build.Default.GOROOT, "src", depth, pkg, "*.go"))
		for _, file := range files {
			rel, _ := filepath.Rel(filepath.Join(build.Default.GOROOT, "src"), file)
			if s := parseSource(filepath.ToSlash(rel)); s != nil && s.names[name] {
				return true
			}
		}
	}
	return false
}

// The tests above see a name and a message that are not there.
func TestNamesOfTheRuntime(t *testing.T) {
	files := []*source{parseSource("runtime/chan.go")}
	page := []byte("```text\nit was printed\n```\n")
	for _, test := range []struct {
		span string
		want bool
	}{
		{"chansend", true},
		{"chanforward", false},
		{"(*waitq).enqueue", true},
		{"(*waitq).chansend", false},
		{"send on closed channel", true},
		{"panic: send on closed channel", true},
		{"send on broken channel", false},
		{"it was printed", true},
		{"go f(x)", true},
		{"range over x", true},
	} {
		if have := known(test.span, files, "") && printed(test.span, files, page); have != test.want {
			t.Errorf("%s: %v, want %v", test.span, have, test.want)
		}
	}
}
