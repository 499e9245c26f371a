package output

import (
	"encoding/json"
	"io"

	"github.com/gocorelint/gocorelint/cmd/gocorelint/internal/finding"
)

// JSONVersion is the version of the form that JSON writes. It changes when a
// reader of the old form could go wrong; new fields do not change it.
const JSONVersion = 1

// JSON prints one object with all findings. It is complete unless some code
// could not be analysed.
func JSON(w io.Writer, findings []finding.Finding, complete bool) error {
	for i := range findings { // lists are never null
		f := &findings[i]
		f.Related = orEmpty(f.Related)
		f.Schedule = orEmpty(f.Schedule)
		f.Fixes = orEmpty(f.Fixes)
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "\t")
	return enc.Encode(struct {
		Version  int               `json:"version"`
		Complete bool              `json:"complete"`
		Findings []finding.Finding `json:"findings"`
	}{JSONVersion, complete, orEmpty(findings)})
}

func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
