package report

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/gocorelint/gocorelint/analyzers/internal/goversion"
)

// A Pass is what a check sees of one package.
type Pass struct {
	*analysis.Pass
	Settings *Settings

	check    *Check
	files    *FileTable
	findings []pending
}

// A Finding is one thing to report.
type Finding struct {
	// At is the range to underline: the smallest piece that is wrong.
	At analysis.Range
	// Kind is one of the check's Kinds, Args the operands of its format.
	Kind *Kind
	Args []any

	// Since and Until bound the language version of the file in which the
	// finding is true, as "go1.22": Since <= version < Until. Empty is no bound.
	Since, Until string

	Related []analysis.RelatedInformation
	Fixes   []analysis.SuggestedFix
}

type pending struct {
	diag analysis.Diagnostic
	dir  *directive // the comment that suppresses it, if any
}

// Report reports f unless the file, its Go version or a comment says otherwise.
// Of several equal findings at one place the first is kept.
func (p *Pass) Report(f Finding) {
	if !slices.Contains(p.check.Kinds, f.Kind) {
		panic(fmt.Sprintf("check %s reports a kind it does not declare: %s", p.check.Name, f.Kind.ID))
	}
	file := p.files.at(f.At.Pos())
	if file == nil || !p.Wanted(file.syntax) || !p.Settings.Tests && p.InTest(f.At.Pos()) {
		return
	}
	version := goversion.OfFile(p.Pass, file.syntax)
	if f.Since != "" && !goversion.AtLeast(version, f.Since) || f.Until != "" && goversion.AtLeast(version, f.Until) {
		return
	}
	message := fmt.Sprintf(f.Kind.Format, f.Args...)
	if p.Settings.Tag {
		message += " (" + p.check.Name + ")"
	}
	p.findings = append(p.findings, pending{
		dir: file.suppressedBy(p.check.Name, f.Kind, f.At.Pos()),
		diag: analysis.Diagnostic{
			Pos:            f.At.Pos(),
			End:            f.At.End(),
			Category:       f.Kind.ID,
			Message:        message,
			URL:            p.url(f.Kind),
			Related:        f.Related,
			SuggestedFixes: f.Fixes,
		},
	})
}

// url is empty where the driver derives it from the analyzer's own URL.
func (p *Pass) url(k *Kind) string {
	return strings.TrimSuffix(p.Settings.URL, "/") + "/" + p.check.Name + ".md#" + k.ID
}

// flush hands the findings to the driver in source order, whatever order the
// check found them in.
func (p *Pass) flush() {
	slices.SortStableFunc(p.findings, func(a, b pending) int {
		return cmp.Or(cmp.Compare(a.diag.Pos, b.diag.Pos), cmp.Compare(a.diag.Category, b.diag.Category))
	})
	p.findings = slices.CompactFunc(p.findings, func(a, b pending) bool {
		return a.diag.Pos == b.diag.Pos && a.diag.Category == b.diag.Category
	})
	for _, f := range p.findings {
		if f.dir != nil {
			p.files.markUsed(f.dir, p.check.Name)
			continue
		}
		p.Pass.Report(f.diag)
	}
}

// Wanted reports whether findings in the file are wanted at all, so that a
// check can skip work. Code that cgo made is never wanted.
func (p *Pass) Wanted(file *ast.File) bool {
	info := p.files.of(file)
	return info != nil && !info.cgo &&
		(p.Settings.Generated || !info.generated) &&
		(p.Settings.Tests || !info.test)
}

// IsTest reports whether the file is a test. Many drivers look at a package
// together with its tests: what it imports or does may be theirs.
func (p *Pass) IsTest(file *ast.File) bool {
	info := p.files.of(file)
	return info != nil && info.test
}

// InTest reports whether the position is in a test, see [Pass.IsTest], or in a
// function that a test calls: it has a parameter of package testing, in whatever file.
func (p *Pass) InTest(pos token.Pos) bool {
	file := p.files.at(pos)
	return file != nil && (file.test || p.testHelper(file.syntax, pos))
}

// testHelper reports whether the declared function at the position is given a test,
// a benchmark or a fuzz test.
func (p *Pass) testHelper(file *ast.File, pos token.Pos) bool {
	for _, decl := range file.Decls {
		if fn, ok := decl.(*ast.FuncDecl); ok && fn.Pos() <= pos && pos < fn.End() {
			return slices.ContainsFunc(fn.Type.Params.List, func(field *ast.Field) bool { return ofTest(p.TypesInfo.TypeOf(field.Type)) })
		}
	}
	return false
}

// ofTest recognizes *testing.T, *testing.B, *testing.F and testing.TB.
func ofTest(t types.Type) bool {
	if t == nil {
		return false
	}
	if ptr, ok := types.Unalias(t).(*types.Pointer); ok {
		t = ptr.Elem()
	}
	named, ok := types.Unalias(t).(*types.Named)
	return ok && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == "testing"
}

// WantedFiles lists the files in which findings are wanted.
func (p *Pass) WantedFiles() []*ast.File {
	var files []*ast.File
	for _, f := range p.Files {
		if p.Wanted(f) {
			files = append(files, f)
		}
	}
	return files
}

// Imports reports whether the package imports one of the paths directly.
// Checks ask it first: most packages need no more.
func (p *Pass) Imports(paths ...string) bool {
	for _, imp := range p.Pkg.Imports() {
		if slices.Contains(paths, imp.Path()) {
			return true
		}
	}
	return slices.Contains(paths, p.Pkg.Path())
}

// Line names the position for use in a message that is reported at from:
// "line 12", or "file.go:12" where it lies in another file.
func (p *Pass) Line(from, pos token.Pos) string {
	a, b := p.Fset.Position(from), p.Fset.Position(pos)
	if a.Filename == b.Filename {
		return fmt.Sprintf("line %d", b.Line)
	}
	return fmt.Sprintf("%s:%d", filepath.Base(b.Filename), b.Line)
}

// Related is a related position with its text.
func Related(at analysis.Range, format string, args ...any) analysis.RelatedInformation {
	return analysis.RelatedInformation{Pos: at.Pos(), End: at.End(), Message: fmt.Sprintf(format, args...)}
}

// At is the range of an operator or keyword of the given length, for places
// where there is no syntax node: ssa instructions know positions only.
func At(pos token.Pos, length int) analysis.Range {
	return span{pos, pos + token.Pos(length)}
}

type span struct{ pos, end token.Pos }

func (s span) Pos() token.Pos { return s.pos }
func (s span) End() token.Pos { return s.end }

// Debugf tells, with -NAME.debug, where the check gave up and why.
func (p *Pass) Debugf(pos token.Pos, format string, args ...any) {
	if p.Settings.Debug {
		fmt.Fprintf(os.Stderr, "%s: %s: %s\n", p.Fset.Position(pos), p.check.Name, fmt.Sprintf(format, args...))
	}
}
