package a

import (
	"archive/zip"
	"bytes"
	"testing"
)

// Without its directory nothing can read it.
//
//proof:none it is a test
func TestZip(t *testing.T) {
	var out bytes.Buffer
	w := zip.NewWriter(&out) // want `the directory of the archive of what is written to w is lost: nothing calls its Close`
	if _, err := w.Create("a"); err != nil {
		t.Fatal(err)
	}
	if _, err := zip.NewReader(bytes.NewReader(out.Bytes()), int64(out.Len())); err == nil {
		t.Fatal("no directory is read")
	}
}
