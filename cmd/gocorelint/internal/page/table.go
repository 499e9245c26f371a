package page

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// table renders the lines of a table in columns, which are wrapped where the
// width is not enough.
func (r *renderer) table(b ast.Node, indent string) {
	var rows [][]string
	for i := range b.Lines().Len() {
		segment := b.Lines().At(i)
		row := strings.Trim(strings.TrimSpace(string(segment.Value(r.source))), "|")
		if strings.Trim(row, "-:| ") == "" {
			continue // below the head
		}
		rows = append(rows, r.cells(row))
	}
	widths := columns(rows, r.width-visible(indent))
	for i, row := range rows {
		if i == 0 {
			for c := range row {
				row[c] = r.style.Bold(row[c])
			}
		}
		r.row(row, widths, indent)
	}
}

func (r *renderer) cells(row string) []string {
	var cells []string
	const escaped = "\x00" // \|, which separates nothing
	for cell := range strings.SplitSeq(strings.ReplaceAll(row, `\|`, escaped), "|") {
		cell = strings.TrimSpace(strings.ReplaceAll(cell, escaped, "|"))
		inner := renderer{source: []byte(cell), style: r.style}
		cells = append(cells, inner.inline(newParser().Parse(text.NewReader(inner.source))))
	}
	return cells
}

const gap = 2 // between columns

// columns returns the width of each column. As long as they are too wide
// together, the widest one gives.
func columns(rows [][]string, width int) []int {
	var widths []int
	for _, row := range rows {
		for c, cell := range row {
			if c == len(widths) {
				widths = append(widths, 0)
			}
			widths[c] = max(widths[c], visible(cell))
		}
	}
	width -= gap * (len(widths) - 1)
	for total := sum(widths); total > width; total-- {
		widest := slices.Index(widths, slices.Max(widths))
		if widths[widest] <= 10 {
			break
		}
		widths[widest]--
	}
	return widths
}

func sum(list []int) (n int) {
	for _, i := range list {
		n += i
	}
	return n
}

// row writes one row, whose cells may take several lines.
func (r *renderer) row(row []string, widths []int, indent string) {
	var columns [][]string
	height := 0
	for c, cell := range row {
		lines := wrapped(cell, widths[c])
		columns = append(columns, lines)
		height = max(height, len(lines))
	}
	for i := range height {
		line := indent
		for c, lines := range columns {
			cell := ""
			if i < len(lines) {
				cell = lines[i]
			}
			line += cell + strings.Repeat(" ", max(0, widths[c]-visible(cell))+gap)
		}
		r.out.WriteString(strings.TrimRight(line, " ") + "\n")
	}
}
