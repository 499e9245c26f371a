package vettool

import (
	"strings"
	"testing"

	"github.com/gocorelint/gocorelint/analyzers"
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

// What package early leaves out has no fact of any engine: without a file none
// is worth it, so what makes one worth it is in the files, and known to both.
func TestEveryEngineIsKnown(t *testing.T) {
	producers := factProducers(analyzers.Checks())
	if len(producers) < 4 {
		t.Errorf("only %d engines with facts", len(producers))
	}
	for _, a := range analyzers.WorthForeign(producers, nil, func(string) bool { return false }) {
		t.Errorf("%s is not known to WorthForeign, nor to package foreign", a)
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
