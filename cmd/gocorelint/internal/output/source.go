package output

import (
	"os"
	"strings"

	"github.com/gocorelint/gocorelint/cmd/gocorelint/internal/finding"
)

// sources are the lines of files that were read.
type sources map[string][]string

// line returns the source line of a position, if the file can be read.
func (s sources) line(p finding.Position) (string, bool) {
	lines, ok := s[p.File]
	if !ok {
		data, _ := os.ReadFile(p.File)
		lines = strings.Split(string(data), "\n")
		s[p.File] = lines
	}
	if p.Line < 1 || p.Line > len(lines) {
		return "", false
	}
	text := strings.TrimRight(lines[p.Line-1], "\r")
	return text, text != ""
}
