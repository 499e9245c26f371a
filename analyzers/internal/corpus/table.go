package corpus

import (
	"fmt"
	"os"
	"strings"
)

// readTable reads lines of tab-separated columns. Empty lines and lines that
// begin with # are comments.
func readTable(file string, columns int) ([][]string, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var rows [][]string
	for i, line := range strings.Split(string(data), "\n") {
		if strings.TrimSpace(line) == "" || line[0] == '#' {
			continue
		}
		row := strings.Split(line, "\t")
		if len(row) != columns {
			return nil, fmt.Errorf("%s:%d: %d columns, not %d", file, i+1, len(row), columns)
		}
		rows = append(rows, row)
	}
	return rows, nil
}
