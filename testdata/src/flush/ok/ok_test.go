package ok

import (
	"archive/tar"
	"bytes"
	"testing"
)

// The reader takes the end of the bytes for that of the archive.
func TestHeaderOnly(t *testing.T) {
	var out bytes.Buffer
	w := tar.NewWriter(&out)
	if err := w.WriteHeader(&tar.Header{Name: "a", Mode: 0o600}); err != nil {
		t.Fatal(err)
	}
	if h, err := tar.NewReader(&out).Next(); err != nil || h.Name != "a" {
		t.Fatal(h, err)
	}
}
