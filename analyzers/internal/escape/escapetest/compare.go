package escapetest

import (
	"bufio"
	"bytes"
	"cmp"
	"fmt"
	"go/token"
	"maps"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/gocorelint/gocorelint/analyzers/internal/escape"
	"github.com/gocorelint/gocorelint/internal/lazyregexp"
)

// A Score compares the answers for one kind of allocation.
type Score struct {
	Kind       string
	HeapHeap   int // both say heap
	HeapStack  int // only we say heap
	StackHeap  int // only the compiler says heap
	StackStack int
	Unknown    int // we do not say
	Unmatched  int // the compiler says nothing there
	Wrong      []string
}

// Precision is how many of our "heap" are right, in percent.
func (s *Score) Precision() float64 { return percent(s.HeapHeap, s.HeapStack) }

// Recall is how many of the compiler's "heap" we know, in percent.
func (s *Score) Recall() float64 { return percent(s.HeapHeap, s.StackHeap) }

func percent(part, rest int) float64 {
	if part+rest == 0 {
		return 100
	}
	return 100 * float64(part) / float64(part+rest)
}

func (s *Score) String() string {
	return fmt.Sprintf("%-9s P %5.1f R %5.1f  both heap %5d, only we %3d, only compiler %3d, both stack %5d, unknown %3d, unmatched %3d",
		s.Kind, s.Precision(), s.Recall(), s.HeapHeap, s.HeapStack, s.StackHeap, s.StackStack, s.Unknown, s.Unmatched)
}

// Compare builds the packages that the patterns name in dir with the
// compiler's -m and compares what it says with our answers, by kind.
func Compare(dir string, patterns ...string) ([]*Score, error) {
	said, err := compilerSays(dir, patterns)
	if err != nil {
		return nil, err
	}
	list, unplaced, err := load(dir, patterns)
	if err != nil {
		return nil, err
	}
	scores := make(map[string]*Score)
	of := func(kind string) *Score {
		if scores[kind] == nil {
			scores[kind] = &Score{Kind: kind}
		}
		return scores[kind]
	}
	for _, site := range list {
		of(site.Kind).add(site, said)
	}
	for kind, n := range unplaced {
		of(kind).Unmatched += n
	}
	var all []*Score
	for _, s := range scores {
		all = append(all, s)
	}
	slices.SortFunc(all, func(a, b *Score) int { return cmp.Compare(a.Kind, b.Kind) })
	return all, nil
}

func (s *Score) add(site Site, said map[place][]answer) {
	heap, ok := site.find(said[placeOf(site.Pos)])
	switch {
	case !ok && site.Kind == "variable":
		heap = false // the compiler tells only what moves
	case !ok:
		s.Unmatched++
		return
	}
	switch {
	case site.Verdict == escape.Unknown:
		s.Unknown++
	case site.Verdict == escape.Heap && heap:
		s.HeapHeap++
	case site.Verdict == escape.Heap:
		s.HeapStack++
		s.Wrong = append(s.Wrong, site.Pos.String()+": only we say heap")
	case heap:
		s.StackHeap++
		s.Wrong = append(s.Wrong, site.Pos.String()+": only the compiler says heap")
	default:
		s.StackStack++
	}
}

// load analyzes the packages and, so that their summaries are known, those
// outside of the standard library that they depend on.
func load(dir string, patterns []string) ([]Site, map[string]int, error) {
	named, err := packages.Load(&packages.Config{Dir: dir, Mode: packages.NeedName | packages.NeedImports | packages.NeedDeps}, patterns...)
	if err != nil {
		return nil, nil, err
	}
	wanted := make(map[string]bool)
	for _, pkg := range named {
		wanted[pkg.PkgPath] = true
	}
	var paths []string
	packages.Visit(named, nil, func(pkg *packages.Package) {
		if _, std := escape.StdTable(pkg.PkgPath); wanted[pkg.PkgPath] || !std && strings.Contains(pkg.PkgPath, ".") {
			paths = append(paths, pkg.PkgPath)
		}
	})
	pkgs, err := packages.Load(&packages.Config{Dir: dir, Mode: packages.LoadSyntax | packages.NeedModule}, paths...)
	if err != nil {
		return nil, nil, err
	}
	// Only what was loaded from source can be analyzed.
	for _, pkg := range pkgs {
		maps.DeleteFunc(pkg.Imports, func(_ string, imp *packages.Package) bool { return !slices.Contains(pkgs, imp) })
	}
	graph, err := checker.Analyze([]*analysis.Analyzer{collector}, pkgs, nil)
	if err != nil {
		return nil, nil, err
	}
	var list []Site
	unplaced := make(map[string]int)
	for _, act := range graph.Roots {
		if !wanted[act.Package.PkgPath] {
			continue
		}
		if act.Err != nil {
			return nil, nil, act.Err
		}
		s := act.Result.(*sites)
		list = append(list, s.list...)
		for kind, n := range s.unplaced {
			unplaced[kind] += n
		}
	}
	return list, unplaced, nil
}

type place struct {
	file      string
	line, col int
}

func placeOf(p token.Position) place {
	// Directory and name are enough: the compiler prints relative names.
	return place{shortName(p.Filename), p.Line, p.Column}
}

func shortName(name string) string {
	return filepath.Join(filepath.Base(filepath.Dir(name)), filepath.Base(name))
}

var message = lazyregexp.New(`^(.+\.go):(\d+):(\d+): (.*)$`)

// An answer is one message of the compiler.
type answer struct {
	what string // the expression or variable
	heap bool
}

// find selects the answer that is about the site: several allocations may be
// reported at one place.
func (s Site) find(answers []answer) (heap, ok bool) {
	for _, a := range answers {
		match := true
		switch {
		case s.Kind == "varargs":
			match = a.what == "... argument"
		case s.Kind == "closure":
			match = a.what == "func literal"
		case s.Kind == "variable":
			match = strings.HasPrefix(a.what, "moved to heap: ")
		case s.Kind == "slicelit":
			match = strings.HasSuffix(a.what, "{...}")
		case a.what == "... argument", a.what == "func literal":
			match = false
		}
		if match {
			heap, ok = heap || a.heap, true
		}
	}
	return heap, ok
}

// compilerSays collects what the compiler says, by place.
func compilerSays(dir string, patterns []string) (map[place][]answer, error) {
	cmd := exec.Command("go", append([]string{"build", "-gcflags=-m"}, patterns...)...)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	if err != nil {
		return nil, fmt.Errorf("go build: %v\n%s", err, out)
	}
	said := make(map[place][]answer)
	pkg := ""
	lines := bufio.NewScanner(bytes.NewReader(out))
	for lines.Scan() {
		if rest, ok := strings.CutPrefix(lines.Text(), "# "); ok {
			pkg = rest
			continue
		}
		m := message.FindStringSubmatch(lines.Text())
		if m == nil {
			continue
		}
		a, ok := parseAnswer(m[4])
		if !ok {
			continue
		}
		line, _ := strconv.Atoi(m[2])
		col, _ := strconv.Atoi(m[3])
		name := m[1]
		if filepath.Dir(name) == "." {
			name = filepath.Join(pkg, filepath.Base(name))
		}
		p := place{shortName(name), line, col}
		said[p] = append(said[p], a)
	}
	return said, lines.Err()
}

func parseAnswer(text string) (a answer, ok bool) {
	if strings.HasPrefix(text, "moved to heap: ") {
		return answer{text, true}, true
	}
	if what, ok := strings.CutSuffix(text, " escapes to heap"); ok {
		return answer{what, true}, true
	}
	what, ok := strings.CutSuffix(text, " does not escape")
	return answer{what, false}, ok
}
