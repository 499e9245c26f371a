package vettool

import "testing"

func TestPercent(t *testing.T) {
	const mb = 1 << 20
	for _, test := range []struct {
		live int64
		want int
	}{
		{48 * mb, 100}, // to 96
		{24 * mb, 300},
		{80 * mb, 40},  // to 112
		{400 * mb, 42}, // to 568
		{0, 9500},
	} {
		if got := percent(test.live); got != test.want {
			t.Errorf("%d MiB: %d, want %d", test.live/mb, got, test.want)
		}
	}
}
