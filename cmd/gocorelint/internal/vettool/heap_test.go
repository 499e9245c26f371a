package vettool

import "testing"

func TestPercent(t *testing.T) {
	const mb = 1 << 20
	for _, test := range []struct {
		live uint64
		want int
	}{
		{44 * mb, 100},
		{88 * mb, 50},
		{22 * mb, 200},
		{400 * mb, 25}, // 11 would be nothing but marking
		{0, 4400},
	} {
		if got := percent(test.live); got != test.want {
			t.Errorf("%d MiB: %d, want %d", test.live/mb, got, test.want)
		}
	}
}
