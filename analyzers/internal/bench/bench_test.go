//go:build unix

package main

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/internal/corpus"
)

func TestMain(m *testing.M) {
	watch()
	os.Exit(m.Run())
}

func TestMedians(t *testing.T) {
	got := medians([]cost{{9, 1, 5}, {1, 9, 5}, {5, 5, 500}})
	if want := (cost{5, 5, 5}); got != want {
		t.Errorf("%v, want %v", got, want)
	}
}

func TestMissedLimitsAreShown(t *testing.T) {
	vet, staticcheck := cost{10, 1, 100}, cost{20, 1, 300}
	for _, test := range []struct {
		suite cost
		want  int
	}{
		{cost{6, 1, 100}, 0},
		{cost{6.1, 1, 100}, 1}, // more than 0.3 of staticcheck's
		{cost{14, 1, 100}, 2},
		{cost{14, 1.3, 151}, 4},
	} {
		var out strings.Builder
		if err := printTables(&out, []row{{"m", []cost{vet, test.suite, staticcheck}}}); err != nil {
			t.Fatal(err)
		}
		if got := strings.Count(out.String(), "MISSED"); got != test.want {
			t.Errorf("%v: %d limits missed, want %d\n%s", test.suite, got, test.want, &out)
		}
	}
}

// go vet's own costs have to be plausible, and a second run much cheaper, or
// what is measured is something else.
func TestGoVet(t *testing.T) {
	if testing.Short() {
		t.Skip("analyses std")
	}
	program, err := vetProgram()
	if err != nil {
		t.Fatal(err)
	}
	vet := goVet("go vet", program)
	patterns := []string{"go/parser"}
	if _, err := vet.cost(patterns); err != nil { // builds the export data
		t.Fatal(err)
	}
	c, err := vet.cost(patterns)
	if err != nil {
		t.Fatal(err)
	}
	if c.warm <= 0 || c.cold < 2*c.warm {
		t.Errorf("cold %.2f s, warm %.2f s", c.cold, c.warm)
	}
	if c.peak < 10 || c.peak > 1000 {
		t.Errorf("%.0f MiB", c.peak)
	}
}

// BenchmarkSuite is a first, cold run of the whole suite on client_golang.
func BenchmarkSuite(b *testing.B) {
	program, err := corpus.Build(b.TempDir())
	if err != nil {
		b.Fatal(err)
	}
	suite := goVet("gocorelint", program, allTiers)
	patterns := []string{"github.com/prometheus/client_golang/..."}
	var sum cost
	for b.Loop() {
		c, err := suite.cost(patterns)
		if err != nil {
			b.Fatal(err)
		}
		sum.cold += c.cold
		sum.warm += c.warm
		sum.peak = max(sum.peak, c.peak)
	}
	b.ReportMetric(sum.cold/float64(b.N), "cold-cpu-s/op")
	b.ReportMetric(sum.warm/float64(b.N), "warm-cpu-s/op")
	b.ReportMetric(sum.peak, "peak-MiB")
}

func TestShare(t *testing.T) {
	var out strings.Builder
	rows := []row{{"a", []cost{{cold: 11}, {cold: 10}}}, {"b", []cost{{cold: 13}, {cold: 10}}}}
	if err := printShare(&out, rows); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"10 %", "30 %", "20 %"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %s in\n%s", want, &out)
		}
	}
	if got := strings.Count(out.String(), "MISSED"); got != 1 {
		t.Errorf("%d modules over the limit, want 1\n%s", got, &out)
	}
	if _, err := inGroups([]string{"map", "maps"}); err == nil {
		t.Error("no error for a group that does not exist")
	}
	names, err := inGroups([]string{"map"})
	if err != nil || !slices.Contains(names, "nilmap") || slices.Contains(names, "makeappend") {
		t.Errorf("checks of map: %v, %v", names, err)
	}
}

func TestUnits(t *testing.T) {
	var out strings.Builder
	err := printUnits(&out, []comparison{
		{suite: unit{"small", 3, 0.1, 40}, vet: unit{"small", 3, 0.1, 30}},
		{suite: unit{"near", 3, 1.2, 300}},
		{suite: unit{"slow", 30, 2.1, 40}, vet: unit{"slow", 30, 9.5, 30}},
		{suite: unit{"large", 30, 1, 501}},
	})
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Count(out.String(), "MISSED"); got != 2 || !strings.Contains(out.String(), "2 of 4 processes") {
		t.Errorf("%d bounds missed, want 2\n%s", got, &out)
	}
	if strings.Contains(out.String(), "small") || !strings.Contains(out.String(), "near") || !strings.Contains(out.String(), "9.5") {
		t.Error(&out)
	}
}

// The process in between tells of each package what it is.
func TestWatched(t *testing.T) {
	program, err := vetProgram()
	if err != nil {
		t.Fatal(err)
	}
	units, err := watched(program, nil, []string{"bufio"})
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(units, func(u unit) bool { return u.pkg == "bufio" })
	if i < 0 || units[i].files == 0 || units[i].cpu <= 0 || units[i].peak < 5 {
		t.Errorf("%v", units)
	}
}
