package vettool

import (
	"strings"
	"testing"
)

func TestExportsTypes(t *testing.T) {
	for version, want := range map[string]bool{
		"v0.48.0": false, "v0.49.9": false, "v0.50.0": true, "v0.52.0": true, "v1.0.0": true,
		"": true, "(devel)": true, // not known
	} {
		if got := exportsTypes(version); got != want {
			t.Errorf("%q: %v", version, got)
		}
	}
}

func TestSpeaks(t *testing.T) {
	for args, want := range map[string]bool{
		"-V=full": true, "--V=full": true, "-flags": true, "-assign -json /tmp/vet.cfg": true,
		"": false, "./...": false, "-json ./...": false, "version": false, "vet.cfg ./...": false,
	} {
		if got := Speaks(strings.Fields(args)); got != want {
			t.Errorf("%q: %v", args, got)
		}
	}
}
