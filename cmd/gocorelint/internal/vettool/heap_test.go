package vettool

import "testing"

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
