package schedule

import (
	"strings"
	"testing"

	"github.com/gocorelint/gocorelint/cmd/gocorelint/internal/finding"
)

func at(line int) finding.Position { return finding.Position{File: "a.go", Line: line, Column: 2} }

func related(line int, message string) finding.Related {
	return finding.Related{Message: message, Position: at(line)}
}

var places = []finding.Related{
	related(3, "what it waits for is made here"),
	related(5, "step 1: (*sync.Mutex).Lock, in the goroutine started at line 4"),
	related(9, "step 2: receive, meets b.go:6"),
	related(10, "here the condition is false"),
	related(12, "blocked for ever: receive"),
	related(6, "blocked for ever: send, in the goroutine started at b.go:4"),
}

func TestRead(t *testing.T) {
	steps, rest := Read(places)
	if len(rest) != 1 || rest[0].Message != places[0].Message {
		t.Errorf("left are %v", rest)
	}
	want := []finding.Step{
		{Goroutine: "line 4", Operation: "(*sync.Mutex).Lock", Position: at(5)},
		{Operation: "receive", Meets: "b.go:6", Position: at(9)},
		{Operation: "the condition is false", Position: at(10)},
		{Operation: "receive", Blocked: true, Position: at(12)},
		{Goroutine: "b.go:4", Operation: "send", Blocked: true, Position: at(6)},
	}
	if len(steps) != len(want) {
		t.Fatalf("%d steps, want %d", len(steps), len(want))
	}
	for i, s := range steps {
		if s != want[i] {
			t.Errorf("step %d is %v, want %v", i+1, s, want[i])
		}
	}
}

func TestDraw(t *testing.T) {
	steps, _ := Read(places)
	source := func(p finding.Position) string {
		switch p.Line {
		case 5:
			return "\t\tmu.Lock() // a comment that is much too long for one column"
		case 10:
			return "\tif full {"
		case 9, 12:
			return "\t<-ch"
		}
		return ""
	}
	have := strings.Join(Draw(steps, 103, source), "\n")
	const want = `the function                       goroutine of line 4                goroutine of b.go:4
---------------------------------  ---------------------------------  ---------------------------------
                                      5  mu.Lock() // a comment tha…
   9  <-ch
      = receive, meets b.go:6
  10  if full {
      = false
  12  <-ch
      X receive: waits for ever
                                                                         6  send
                                                                            X send: waits for ever`
	if have != want {
		t.Errorf("have\n%s\nwant\n%s", have, want)
	}
	if lines := Draw(nil, 80, source); lines != nil {
		t.Errorf("no steps are drawn as %q", lines)
	}
}
