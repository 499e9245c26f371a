package early

import "testing"

func TestOldTools(t *testing.T) {
	const (
		begin = "path\texample.com/cmd\nmod\texample.com\t(devel)\t\n"
		other = "dep\tgolang.org/x/mod\tv0.38.0\th1:x=\n"
	)
	for lines, want := range map[string]bool{
		other: false,
		other + "dep\tgolang.org/x/tools\tv0.48.0\th1:x=\n":                                  true,
		"dep\tgolang.org/x/tools\tv0.49.9-0.20260101000000-abcdefabcdef\th1:x=\n" + other:    true,
		other + "dep\tgolang.org/x/tools\tv0.50.0\th1:x=\n":                                  false,
		other + "dep\tgolang.org/x/tools\tv0.100.0\th1:x=\n":                                 false,
		other + "dep\tgolang.org/x/tools\tv1.2.0\th1:x=\n":                                   false,
		other + "dep\tgolang.org/x/tools/gopls\tv0.20.0\th1:x=\n":                            false,
		other + "dep\tgolang.org/x/tools\tv0.48.0\n=>\tgolang.org/x/tools\tv0.52.0\th1:x=\n": false,
	} {
		if got := oldTools([]byte(begin + lines + "build\t-compiler=gc\n")); got != want {
			t.Errorf("%q: %v", lines, got)
		}
	}
}
