package scope

import (
	"bytes"
	_ "embed"
	"flag"
	"fmt"
	"go/token"
	"maps"
	"os"
	osexec "os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/go/ssa"
)

var (
	programs = flag.Int("programs", 400, "how many random programs are compared with the runtime")
	seed     = flag.Uint64("seed", 1, "the seed of the first random program")
)

//go:embed testdata/random/run.go
var harness string

const (
	batchSize = 400
	someRuns  = 30
	moreRuns  = 2000
)

// Random programs over the operations that the engine knows, run under the real
// runtime in many schedules. The engine must admit what happens, and the runtime
// must show what the engine says: in one of the runs, or when it is led through
// the engine's schedule. A disagreement is made small and printed.
//
//	go test ./analyzers/internal/scope -run TestRandom -programs 20000
func TestRandom(t *testing.T) {
	start := time.Now()
	var total tally
	for from := 0; from < *programs; from += batchSize {
		if from > 0 && from%2000 == 0 && testing.Verbose() {
			fmt.Printf("%d programs: %+v\n", from, total)
		}
		var ps []*program
		for i := from; i < min(from+batchSize, *programs); i++ {
			ps = append(ps, newProgram(*seed+uint64(i)))
		}
		for i, d := range compare(t, ps, &total) {
			if d == "" {
				continue
			}
			small, d := shrink(t, ps[i], d)
			t.Errorf("seed %d: %s\n%s", *seed+uint64(from+i), d, numbered(small))
			if total.bad++; total.bad > 4 {
				t.Fatal("enough")
			}
		}
	}
	t.Logf("%d programs in %v: %+v", *programs, time.Since(start).Round(time.Second), total)
	if part := total.incomplete; part*50 > *programs {
		t.Errorf("%d of %d programs are explored in part only", part, *programs)
	}
}

// A tally counts what was compared.
type tally struct {
	incomplete  int // programs that were not explored completely
	outcomes    int // that the engine admits
	replayed    int // of these, shown only by leading the runtime there
	unconfirmed int // not shown: the schedule can't be forced
	alwaysStuck int // programs that block in every execution
	bad         int
}

// compare returns what the engine and the runtime disagree about, for each program.
func compare(t *testing.T, ps []*program, total *tally) []string {
	t.Helper()
	dir := t.TempDir()
	defer os.RemoveAll(dir)
	clean, told := &printer{}, ""
	clean.header()
	for i, p := range ps {
		clean.program(p, fmt.Sprint("p", i))
	}
	told = clean.told.String() + "var programs = []func(*run, *goroutine){"
	for i := range ps {
		told += fmt.Sprintf("p%d, ", i)
	}
	told += "}\n"
	for name, data := range map[string]string{
		"clean/go.mod": "module random\n\ngo 1.26\n", "clean/p.go": clean.clean.String(),
		"told/go.mod": "module random\n\ngo 1.26\n", "told/p.go": told, "told/run.go": harness,
	} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	admitted := admittedBy(t, filepath.Join(dir, "clean"))
	build := osexec.Command("go", "build", "-o", "run.exe", "-gcflags=-l -N")
	build.Dir = filepath.Join(dir, "told")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	ask := func(requests string) [][]string {
		cmd := osexec.Command(filepath.Join(dir, "told", "run.exe"))
		cmd.Env = append(os.Environ(), "GOGC=off", "GODEBUG=asyncpreemptoff=1")
		cmd.Stdin = strings.NewReader(requests)
		var stderr bytes.Buffer
		cmd.Stderr = &stderr
		out, err := cmd.Output()
		if err != nil {
			t.Fatalf("%v: %.2000s", err, stderr.String())
		}
		var answers [][]string
		for line := range strings.Lines(string(out)) {
			answers = append(answers, strings.Split(strings.TrimSuffix(line, "\n"), "\t"))
		}
		return answers
	}
	var requests strings.Builder
	for i := range ps {
		fmt.Fprintf(&requests, "run\t%d\t%d\n", i, someRuns)
	}
	disagree := make([]string, len(ps))
	shown := make([]map[string]bool, len(ps))
	note := func(answers [][]string) {
		for _, a := range answers {
			i, _ := strconv.Atoi(a[0])
			if shown[i] == nil {
				shown[i] = make(map[string]bool)
			}
			shown[i][a[1]] = true
			if e := admitted[i]; e.complete && e.outcomes[a[1]] == nil && !unjudged(a[1], e) {
				disagree[i] = fmt.Sprintf("the runtime shows %q, the engine admits %q", a[1], slices.Sorted(maps.Keys(e.outcomes)))
			}
		}
	}
	note(ask(requests.String()))
	requests.Reset()
	for i, e := range admitted {
		if !e.complete {
			total.incomplete++
			continue
		}
		stuck := true
		for _, outcome := range slices.Sorted(maps.Keys(e.outcomes)) {
			total.outcomes++
			stuck = stuck && strings.HasPrefix(outcome, "stuck: [") && outcome != "stuck: []"
			if shown[i][outcome] {
				continue
			}
			fmt.Fprintf(&requests, "replay\t%d\t%d\t%s", i, 60, outcome)
			for _, s := range e.outcomes[outcome] {
				fmt.Fprintf(&requests, "\t%d:%d:%d", s.site, s.line, s.with)
			}
			requests.WriteString("\n")
		}
		if stuck {
			total.alwaysStuck++
		}
	}
	missing := make(map[int][]string)
	for _, a := range ask(requests.String()) {
		i, _ := strconv.Atoi(a[0])
		if a[2] == "shown" {
			total.replayed++
			continue
		}
		missing[i] = append(missing[i], a[1])
	}
	requests.Reset()
	for _, i := range slices.Sorted(maps.Keys(missing)) {
		fmt.Fprintf(&requests, "run\t%d\t%d\n", i, moreRuns)
	}
	if len(missing) > 0 {
		note(ask(requests.String()))
	}
	for i, outcomes := range missing {
		for _, outcome := range outcomes {
			switch {
			case shown[i][outcome]:
			case ps[i].uses("condwait"):
				total.unconfirmed++ // who gets the lock after a Signal can't be forced
			default:
				disagree[i] = fmt.Sprintf("the engine says %q by %v, the runtime never shows it, but %q", outcome, admitted[i].outcomes[outcome], slices.Sorted(maps.Keys(shown[i])))
			}
		}
	}
	return disagree
}

// unjudged reports whether the engine need not admit an outcome: that of a program
// that never ends; that of a WaitGroup that is used again too early, which is a
// misuse that the engine takes for a late Wait; and where an unlock ends the process:
// an unlock goes first, so that what others do before one that is wrong is not followed.
func unjudged(outcome string, e exploration) bool {
	return outcome == "endless" || strings.Contains(outcome, "WaitGroup is reused") || e.outcomes["fatal: "+unlocked] != nil
}

func (p *program) uses(op string) bool {
	for _, l := range p.lists() {
		for _, s := range *l {
			if s.op == op {
				return true
			}
		}
	}
	return false
}

// An exploration is what the engine says about a program: its outcomes, each
// with the schedule that leads there.
type exploration struct {
	complete bool
	outcomes map[string][]lineStep
}

type lineStep struct{ site, line, with int }

func admittedBy(t *testing.T, dir string) []exploration {
	t.Helper()
	pkg := loadTyped(t, dir, ".")[0]
	var res []exploration
	funcs, libs := flowOf(t, pkg).Funcs, library()
	slice, blind := newSlicing(funcs, funcs, libs, false), newSlicing(funcs, funcs, libs, true)
	for _, fn := range funcs {
		if fn.Parent() != nil || fn.Name() == "main" {
			continue
		}
		line := func(pos token.Pos) int { return pkg.Fset.Position(pos).Line }
		e := exploration{outcomes: make(map[string][]lineStep)}
		m := newMachine(fn.Prog, make(map[*ssa.Function]*function), libs, slice)
		m.outcome = func(o outcome) { e.add(o, line) }
		if e.complete = m.explore(fn); !e.complete && testing.Verbose() {
			t.Logf("%s is explored in part: %d states, %d steps, %v", fn.Name(), len(m.seen), m.steps, m.cuts)
		}
		res = append(res, e)
		c := newMachine(fn.Prog, make(map[*ssa.Function]*function), libs, blind)
		if c.explore(fn) && !c.suspect && len(m.findings)+len(m.misuses) > 0 {
			t.Errorf("%s: nothing is wrong if it does not matter what data decides, but otherwise something is", fn.Name())
		}
	}
	return res
}

// add adds an outcome, in the words of the harness.
func (e *exploration) add(o outcome, line func(token.Pos) int) {
	text := "panic: " + o.misuse.text
	switch {
	case o.misuse.fatal:
		text = "fatal: " + o.misuse.text
	case o.misuse.text == "":
		var lines []int
		for _, b := range o.blocked {
			lines = append(lines, line(b.Pos))
		}
		slices.Sort(lines)
		text = fmt.Sprint("stuck: ", lines)
	}
	if e.outcomes[text] != nil {
		return
	}
	steps := []lineStep{}
	for _, s := range o.steps {
		steps = append(steps, lineStep{line(s.Go), line(s.Pos), line(s.With)})
	}
	e.outcomes[text] = steps
}

// shrink makes a program with a disagreement as small as it can.
func shrink(t *testing.T, p *program, d string) (*program, string) {
	for range 30 {
		all := p.smaller()
		best := -1
		var unused tally
		ds := compare(t, all, &unused)
		for i := range all {
			if ds[i] != "" && (best < 0 || all[i].size() < all[best].size()) {
				best = i
			}
		}
		if best < 0 {
			break
		}
		p, d = all[best], ds[best]
	}
	// The lines of the program alone.
	if ds := compare(t, []*program{p}, new(tally)); ds[0] != "" {
		d = ds[0]
	}
	return p, d
}

func numbered(p *program) string {
	w := &printer{}
	w.header()
	w.program(p, "p0")
	var b strings.Builder
	n := 0
	for line := range strings.Lines(w.clean.String()) {
		if n++; n > 4 {
			fmt.Fprintf(&b, "%3d  %s", n, line)
		}
	}
	return b.String()
}
