package proof

import (
	"cmp"
	"fmt"
	"slices"
)

// An edit replaces a part of a file. Offsets are in bytes.
type edit struct {
	file       string // base name
	start, end int
	text       string
}

func (e edit) compare(f edit) int {
	return cmp.Or(cmp.Compare(e.file, f.file), cmp.Compare(e.start, f.start), cmp.Compare(e.end, f.end), cmp.Compare(e.text, f.text))
}

// merge orders edits and drops the second of two that are equal, as two fixes
// that need the same import have them. It fails where they overlap.
func merge(edits []edit) ([]edit, error) {
	edits = slices.Clone(edits)
	slices.SortFunc(edits, edit.compare)
	edits = slices.Compact(edits)
	for i := 1; i < len(edits); i++ {
		if a, b := edits[i-1], edits[i]; a.file == b.file && b.start < a.end {
			return nil, fmt.Errorf("the edits %q and %q of %s overlap", a.text, b.text, a.file)
		}
	}
	return edits, nil
}

// apply carries out merged edits. Files without an edit are shared.
func apply(files map[string][]byte, edits []edit) (map[string][]byte, error) {
	result := make(map[string][]byte, len(files))
	for name, src := range files {
		var out []byte
		done := 0
		for _, e := range edits {
			if e.file != name {
				continue
			}
			if e.start < done || e.end < e.start || e.end > len(src) {
				return nil, fmt.Errorf("%s: an edit of bytes %d to %d of %d", name, e.start, e.end, len(src))
			}
			out = append(append(out, src[done:e.start]...), e.text...)
			done = e.end
		}
		if out == nil && done == 0 {
			result[name] = src
			continue
		}
		result[name] = append(out, src[done:]...)
	}
	return result, nil
}
