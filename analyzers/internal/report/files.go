package report

import (
	"go/ast"
	"go/token"
	"path/filepath"
	"reflect"
	"strings"
	"sync"

	"golang.org/x/tools/go/analysis"
)

// Files computes, once per package for all checks, what is known of each file.
var Files = &analysis.Analyzer{
	Name:             "files",
	Doc:              "collect generated files, test files and suppressions",
	Run:              func(pass *analysis.Pass) (any, error) { return newFileTable(pass), nil },
	ResultType:       reflect.TypeFor[*FileTable](),
	RunDespiteErrors: true,
}

// A FileTable knows the files of one package.
type FileTable struct {
	files []*fileInfo

	mu   sync.Mutex
	used map[*directive]map[string]bool // names of the checks that a directive silenced
}

type fileInfo struct {
	syntax     *ast.File
	generated  bool // by the standard header
	test       bool
	cgo        bool // written by cmd/cgo, lines point elsewhere
	directives []*directive
}

func newFileTable(pass *analysis.Pass) *FileTable {
	t := &FileTable{used: make(map[*directive]map[string]bool)}
	for _, f := range pass.Files {
		tf := pass.Fset.File(f.FileStart)
		if tf == nil {
			continue
		}
		name := filepath.Base(tf.Name())
		t.files = append(t.files, &fileInfo{
			syntax:    f,
			generated: ast.IsGenerated(f),
			test:      strings.HasSuffix(name, "_test.go"),
			// cmd/cgo rewrites foo.go into foo.cgo1.go and adds _cgo_gotypes.go.
			cgo:        strings.HasSuffix(name, ".cgo1.go") || strings.HasPrefix(name, "_cgo_"),
			directives: directivesOf(pass.Fset, f),
		})
	}
	return t
}

func (t *FileTable) at(pos token.Pos) *fileInfo {
	for _, f := range t.files {
		if f.syntax.FileStart <= pos && pos <= f.syntax.FileEnd {
			return f
		}
	}
	return nil
}

func (t *FileTable) of(syntax *ast.File) *fileInfo {
	for _, f := range t.files {
		if f.syntax == syntax {
			return f
		}
	}
	return nil
}

func (t *FileTable) markUsed(d *directive, check string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.used[d] == nil {
		t.used[d] = make(map[string]bool)
	}
	t.used[d][check] = true
}

func (t *FileTable) wasUsed(d *directive, check string) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.used[d][check]
}
