package vettool

import (
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/tools/go/analysis/unitchecker"
)

func TestPercent(t *testing.T) {
	const mb = 1 << 20
	for _, test := range []struct {
		live int64
		want int
	}{
		{56 * mb, 100}, // to 112
		{28 * mb, 300},
		{80 * mb, 55},  // to 124
		{300 * mb, 39}, // to 418
		{400 * mb, 52}, // to 608
		{0, 11100},
	} {
		if got := (heap{first: room}).percent(test.live); got != test.want {
			t.Errorf("%d MiB: %d, want %d", test.live/mb, got, test.want)
		}
	}
}

func TestHeapFor(t *testing.T) {
	const mb = 1 << 20
	dir := t.TempDir()
	file := func(name string, size int64) string {
		name = filepath.Join(dir, name)
		if err := os.WriteFile(name, nil, 0o666); err != nil {
			t.Fatal(err)
		}
		if err := os.Truncate(name, size); err != nil {
			t.Fatal(err)
		}
		return name
	}
	small, half, huge := file("small.go", mb), file("half.go", 5*mb), file("huge.go", 100*mb)
	for _, test := range []struct {
		name string
		unit *unitchecker.Config
		want int64
	}{
		{"no unit", nil, room},
		{"small", &unitchecker.Config{GoFiles: []string{small}}, room},
		{"missing", &unitchecker.Config{GoFiles: []string{filepath.Join(dir, "missing.go")}}, room},
		{"two files", &unitchecker.Config{GoFiles: []string{half, half}}, 400 * mb},
		{"huge", &unitchecker.Config{GoFiles: []string{huge}}, most},
		{"facts", &unitchecker.Config{GoFiles: []string{huge}, VetxOnly: true}, room},
	} {
		if got := heapFor(test.unit).first; got != test.want {
			t.Errorf("%s: %d MiB, want %d", test.name, got/mb, test.want/mb)
		}
	}
}
