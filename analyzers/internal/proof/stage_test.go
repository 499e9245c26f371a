package proof_test

import (
	"errors"
	"os/exec"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/gocorelint/gocorelint/analyzers/internal/proof"
)

// What a stage takes is told apart: waiting, computing, and letting others
// compute.
func TestStages(t *testing.T) {
	var stages proof.Stages
	wrong := errors.New("wrong")
	if err := stages.Time("wait", func() error { time.Sleep(30 * time.Millisecond); return wrong }); err != wrong {
		t.Errorf("the error of a stage is %v", err)
	}
	stages.Time("compute", func() error {
		for start := time.Now(); time.Since(start) < 200*time.Millisecond; {
		}
		return nil
	})
	stages.Time("start", func() error { return exec.Command("go", "list", "fmt").Run() })
	wait, compute, start := stages[0], stages[1], stages[2]
	if wait.Wall < 30*time.Millisecond || compute.Wall < 200*time.Millisecond {
		t.Errorf("%v", stages)
	}
	if runtime.GOOS != "windows" && (compute.Own <= wait.Own || start.Children == 0 || compute.Children != 0) {
		t.Errorf("%v", stages)
	}
	var b strings.Builder
	stages.Print(&b)
	lines := strings.Split(strings.TrimSpace(b.String()), "\n")
	if len(lines) != 5 || len(strings.Fields(lines[4])) != 4 || !strings.Contains(lines[2], "compute") {
		t.Errorf("%s", &b)
	}
}
