package vettool

import "testing"

func TestPercent(t *testing.T) {
	const mb = 1 << 20
	for _, test := range []struct {
		live uint64
		want int
	}{
		{40 * mb, 100},
		{80 * mb, 50},
		{20 * mb, 200},
		{400 * mb, 25}, // 10 would be nothing but marking
		{0, 4000},
	} {
		if got := percent(test.live); got != test.want {
			t.Errorf("%d MiB: %d, want %d", test.live/mb, got, test.want)
		}
	}
}
