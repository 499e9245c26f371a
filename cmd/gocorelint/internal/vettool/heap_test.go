package vettool

import "testing"

func TestPercent(t *testing.T) {
	const mb = 1 << 20
	for _, test := range []struct {
		live uint64
		want int
	}{
		{48 * mb, 100}, // to 96
		{24 * mb, 300},
		{80 * mb, 30},  // to 104
		{400 * mb, 25}, // 6 would be nothing but marking
		{0, 9500},
	} {
		if got := percent(test.live); got != test.want {
			t.Errorf("%d MiB: %d, want %d", test.live/mb, got, test.want)
		}
	}
}
