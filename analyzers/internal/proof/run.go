package proof

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// A mode is a way to run a function.
type mode string

const (
	plain   mode = "plain"   // call it from the main goroutine
	leak    mode = "leak"    // then write the leak profile
	bubble  mode = "bubble"  // in a bubble of testing/synctest
	alloc   mode = "alloc"   // many times, counting allocations
	observe mode = "observe" // and print its result
	race    mode = "race"    // under the race detector
)

// patience bounds one process in wall time. Nothing is concluded from running
// into it but that the run does not end.
const patience = 30 * time.Second

// A request is one function to run in one mode.
type request struct {
	path string // import path
	fn   string
	mode mode
}

func (r request) key() string { return r.path + "." + r.fn }

// An outcome is what one run did.
type outcome struct {
	output string
	exit   int
	hung   bool
	blocks []trace // the goroutines or races that the output tells of
}

// A trace is one stack in the output: its header and its lines in the fixture,
// innermost first.
type trace struct {
	header string
	lines  []Line
}

// run runs a function in a process of its own.
func (p *Program) run(r request) outcome { return p.process(r.mode, []request{r}) }

// process runs functions one after another. All are in one binary.
func (p *Program) process(m mode, list []request) outcome {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	binary, runMode := p.plain[list[0].path], m
	if m == race {
		binary, runMode = p.race[list[0].path], plain
	}
	var names []string
	for _, r := range list {
		names = append(names, r.key())
	}
	cmd := exec.CommandContext(ctx, binary, "-test.run=^TestProof$", "-test.timeout=0")
	cmd.Env = append(os.Environ(), "PROOF_FUNCS="+strings.Join(names, " "), "PROOF_MODE="+string(runMode),
		"GORACE=atexit_sleep_ms=0", "GOTRACEBACK=all", "GODEBUG=tracebacklabels=1")
	out, err := cmd.CombinedOutput()
	p.runs.Add(1)
	o := outcome{output: string(out), hung: ctx.Err() != nil}
	var exit *exec.ExitError
	switch {
	case errors.As(err, &exit):
		o.exit = exit.ExitCode()
	case err != nil:
		o.exit = -1
		o.output += err.Error()
	}
	o.blocks = traces(list[0].path, o.output)
	return o
}

var frameLine = regexp.MustCompile(`^\s+(\S.*\.go):(\d+)( \+0x[0-9a-f]+)?( fp=.*)?$`)

// traces splits the output into stacks. Frames of other packages than the
// fixture, and of the harness itself, are dropped.
func traces(importPath, output string) []trace {
	var list []trace
	for block := range strings.SplitSeq(output, "\n\n") {
		var t trace
		for line := range strings.SplitSeq(block, "\n") {
			if m := frameLine.FindStringSubmatch(line); m != nil {
				if l, ok := fixtureLine(importPath, m[1], m[2]); ok {
					t.lines = append(t.lines, l)
				}
				continue
			}
			if strings.HasPrefix(line, "goroutine ") || strings.HasPrefix(line, "WARNING: DATA RACE") ||
				strings.HasPrefix(line, "panic: ") || strings.HasPrefix(line, "fatal error: ") {
				t.header += line + "\n"
			}
		}
		if t.header != "" || len(t.lines) > 0 {
			list = append(list, t)
		}
	}
	return list
}

// fixtureLine translates a line of a trace, whose file is IMPORTPATH/NAME.
func fixtureLine(importPath, file, line string) (Line, bool) {
	dir, name := path.Split(file)
	if strings.TrimSuffix(dir, "/") != importPath || name == harnessFile {
		return Line{}, false
	}
	if base, ok := strings.CutSuffix(name, testSuffix); ok {
		name = base + "_test.go"
	}
	n, err := strconv.Atoi(line)
	return Line{name, n}, err == nil
}

// allocLine reads what a run in mode alloc prints: a count and a frame.
var allocLine = regexp.MustCompile(`(?m)^PROOF alloc \d+ (.*):(\d+)$`)

func allocatedAt(importPath, output string) []Line {
	var lines []Line
	for _, m := range allocLine.FindAllStringSubmatch(output, -1) {
		if l, ok := fixtureLine(importPath, m[1], m[2]); ok {
			lines = append(lines, l)
		}
	}
	return lines
}

var allocsPerRun = regexp.MustCompile(`(?m)^PROOF allocs per run: (\S+)$`)

func (o outcome) allocs() (perRun float64, ok bool) {
	m := allocsPerRun.FindStringSubmatch(o.output)
	if m == nil || o.exit != 0 {
		return 0, false
	}
	perRun, err := strconv.ParseFloat(m[1], 64)
	return perRun, err == nil
}

// where returns the innermost fixture lines of the traces that satisfy is.
func (o outcome) where(is func(header string) bool) []Line {
	var lines []Line
	for _, t := range o.blocks {
		if is(t.header) && len(t.lines) > 0 {
			lines = append(lines, t.lines[0])
		}
	}
	return lines
}

// all returns every fixture line of the traces that satisfy is.
func (o outcome) all(is func(header string) bool) []Line {
	var lines []Line
	for _, t := range o.blocks {
		if is(t.header) {
			lines = append(lines, t.lines...)
		}
	}
	return slices.Compact(lines)
}

// batchSize is the number of functions that share a process.
const batchSize = 24

// A batch is functions that run in one process, one after another.
type batch struct {
	mode mode
	list []request
}

// together runs functions of which nothing bad is expected to happen to the
// process in few processes, and remembers what each did. It remembers nothing
// that could be another one's doing: a function without an outcome is to be run
// alone.
func (p *Program) together(requests []request) {
	p.cache = make(map[request]outcome)
	type kind struct {
		binary string
		mode   mode
	}
	open := make(map[kind]*batch)
	var batches []*batch
	for _, r := range requests {
		k := kind{p.plain[r.path], r.mode}
		if open[k] == nil || len(open[k].list) == batchSize {
			open[k] = &batch{mode: r.mode}
			batches = append(batches, open[k])
		}
		open[k].list = append(open[k].list, r)
	}
	var mu sync.Mutex
	parallel(batches, func(b *batch) {
		for todo := b.list; len(todo) > 0; {
			var done map[request]outcome
			done, todo = p.attempt(b.mode, todo)
			mu.Lock()
			for r, o := range done {
				p.cache[r] = o
			}
			mu.Unlock()
		}
	})
}

// attempt runs functions in one process. If the process dies the functions but
// the one it died of are left.
func (p *Program) attempt(m mode, list []request) (done map[request]outcome, left []request) {
	o := p.process(m, list)
	if o.exit != 0 || o.hung {
		i := 0
		for i < len(list) && strings.Contains(o.output, "\nPROOF end "+list[i].key()+"\n") {
			i++
		}
		if i >= len(list) {
			return nil, nil
		}
		left = slices.Concat(list[:i], list[i+1:])
		if m != bubble {
			return nil, left
		}
		// What came to its end in its bubble is done with.
		left, list = list[i+1:], list[:i]
	}
	done = make(map[request]outcome)
	for _, r := range list {
		if part, ok := p.part(r, o); ok {
			done[r] = part
		}
	}
	return done, left
}

// part is what an outcome says of one of the functions.
func (p *Program) part(r request, o outcome) (outcome, bool) {
	key := r.key()
	_, text, ok := strings.Cut(o.output, "\nPROOF begin "+key+"\n")
	if !ok {
		return outcome{}, false
	}
	text, _, ok = strings.Cut(text, "\nPROOF end "+key+"\n")
	if !ok {
		return outcome{}, false
	}
	result := outcome{output: text}
	for block := range strings.SplitSeq(o.output, "\n\n") {
		header, _, _ := strings.Cut(block, "\n")
		if !leaked(header) {
			continue
		}
		switch {
		case !strings.Contains(header, "labels:{"):
			return outcome{}, false // it may be this one's
		case strings.Contains(header, `"`+key+`"`):
			result.output += "\n\n" + block
		}
	}
	result.blocks = traces(r.path, result.output)
	return result, true
}

// parallel calls f for each element, for some at the same time: more than there
// are processors, since most runs sleep.
func parallel[T any](list []T, f func(T)) {
	slots := make(chan struct{}, 2*runtime.GOMAXPROCS(0))
	var wg sync.WaitGroup
	for _, x := range list {
		slots <- struct{}{}
		wg.Go(func() {
			f(x)
			<-slots
		})
	}
	wg.Wait()
}
