package corpus

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// sources finds for a position the module, the function and the text.
type sources struct {
	goroot string
	dirs   map[string]string // module -> directory
	files  map[string]*file
}

type file struct {
	lines []string
	fset  *token.FileSet
	*ast.File
}

func newSources(dir string, targets []Target) (*sources, error) {
	goroot, err := goCommand(dir, "env", "GOROOT")
	if err != nil {
		return nil, err
	}
	s := &sources{goroot: goroot, dirs: make(map[string]string), files: make(map[string]*file)}
	var modules []string
	for _, t := range targets {
		if !t.inGOROOT() {
			modules = append(modules, t.Module)
		}
	}
	if modules == nil {
		return s, nil
	}
	if _, err := goCommand(dir, append([]string{"mod", "download"}, modules...)...); err != nil {
		return nil, err
	}
	out, err := goCommand(dir, append([]string{"list", "-m", "-f", "{{.Path}}\t{{.Dir}}"}, modules...)...)
	for line := range strings.Lines(out) {
		module, dir, _ := strings.Cut(strings.TrimSpace(line), "\t")
		s.dirs[module] = dir
	}
	return s, err
}

func goCommand(dir string, args ...string) (string, error) {
	cmd := exec.Command("go", args...)
	cmd.Dir = dir
	out, err := cmd.Output()
	if exit, ok := err.(*exec.ExitError); ok {
		err = fmt.Errorf("go %s: %v\n%s", args[0], err, exit.Stderr)
	}
	return strings.TrimSpace(string(out)), err
}

func (s *sources) finding(d diagnostic) Finding {
	path, line := d.file()
	f := Finding{Check: d.Check, Line: line, Message: d.Message}
	f.Kind = d.Category
	f.Module, f.File = s.place(path)
	if src := s.read(path); src != nil {
		f.Func = src.function(line)
		f.Source = src.text(line)
	}
	return f
}

// place splits an absolute path. A file that lies in no module of the corpus
// keeps its path, and so attracts attention.
func (s *sources) place(path string) (module, rest string) {
	for module, dir := range s.dirs {
		if rest, ok := strings.CutPrefix(path, dir+string(filepath.Separator)); ok {
			return module, filepath.ToSlash(rest)
		}
	}
	if rest, ok := strings.CutPrefix(path, filepath.Join(s.goroot, "src")+string(filepath.Separator)); ok {
		rest = filepath.ToSlash(rest)
		if strings.HasPrefix(rest, "cmd/") {
			return "cmd", rest
		}
		return "std", rest
	}
	return "", path
}

// read returns nil for a file that can't be parsed.
func (s *sources) read(path string) *file {
	if f, ok := s.files[path]; ok {
		return f
	}
	s.files[path] = nil
	data, err := os.ReadFile(path)
	if err != nil {
		return nil
	}
	f := &file{lines: strings.Split(string(data), "\n"), fset: token.NewFileSet()}
	f.File, err = parser.ParseFile(f.fset, path, data, parser.SkipObjectResolution)
	if err != nil {
		return nil
	}
	s.files[path] = f
	return f
}

func (f *file) text(line int) string {
	if line < 1 || line > len(f.lines) {
		return ""
	}
	return strings.Join(strings.Fields(f.lines[line-1]), " ")
}

func (f *file) function(line int) string {
	for _, d := range f.Decls {
		fn, ok := d.(*ast.FuncDecl)
		if !ok || line < f.line(fn.Pos()) || line > f.line(fn.End()) {
			continue
		}
		if fn.Recv == nil || len(fn.Recv.List) == 0 {
			return fn.Name.Name
		}
		return receiver(fn.Recv.List[0].Type) + "." + fn.Name.Name
	}
	return ""
}

// line is that of the file itself, whatever its //line comments say.
func (f *file) line(pos token.Pos) int { return f.fset.PositionFor(pos, false).Line }

func receiver(t ast.Expr) string {
	switch t := t.(type) {
	case *ast.StarExpr:
		return "(*" + receiver(t.X) + ")"
	case *ast.ParenExpr:
		return receiver(t.X)
	case *ast.IndexExpr:
		return receiver(t.X)
	case *ast.IndexListExpr:
		return receiver(t.X)
	}
	return types.ExprString(t)
}
