package schedule

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rivo/uniseg"

	"github.com/gocorelint/gocorelint/cmd/gocorelint/internal/finding"
)

// gap is the space between two columns.
const gap = 2

// narrowest is the width of a column in which a line of source can be recognized.
const narrowest = 30

// Draw draws a schedule at most width columns wide, unless there are so many
// goroutines that nothing could be read. Source returns the source line at a position.
func Draw(steps []finding.Step, width int, source func(finding.Position) string) []string {
	goroutines := columns(steps)
	if len(goroutines) == 0 {
		return nil
	}
	each := max(narrowest, (width-gap*(len(goroutines)-1))/len(goroutines))
	var lines []string
	row := func(column int, text string) {
		lines = append(lines, strings.Repeat(" ", column*(each+gap))+cut(text, each))
	}
	var titles, rules []string
	for _, g := range goroutines {
		title := "the function"
		if g != "" {
			title = "goroutine of " + g
		}
		titles = append(titles, pad(cut(title, each), each))
		rules = append(rules, strings.Repeat("-", each))
	}
	space := strings.Repeat(" ", gap)
	lines = append(lines, strings.TrimRight(strings.Join(titles, space), " "), strings.Join(rules, space))
	for _, s := range steps {
		column := slices.Index(goroutines, s.Goroutine)
		text := strings.TrimSpace(source(s.Position))
		if text == "" {
			text = s.Operation
		}
		number := fmt.Sprintf("%4d  ", s.Position.Line)
		row(column, number+text)
		indent := strings.Repeat(" ", len(number))
		switch {
		case s.Blocked:
			row(column, indent+"X "+short(s.Operation)+": waits for ever")
		case strings.HasPrefix(s.Operation, condition):
			row(column, indent+"= "+strings.TrimPrefix(s.Operation, condition))
		case s.Meets != "":
			row(column, indent+"= "+short(s.Operation)+", meets "+s.Meets)
		}
	}
	return lines
}

// condition is how the operation of a branch begins.
const condition = "the condition is "

// short is the name of a method without its type.
func short(operation string) string {
	return operation[strings.LastIndexByte(operation, '.')+1:]
}

// columns lists the goroutines in the order in which they appear, that of the
// function first.
func columns(steps []finding.Step) []string {
	var list []string
	for _, s := range steps {
		if !slices.Contains(list, s.Goroutine) {
			list = append(list, s.Goroutine)
		}
	}
	if i := slices.Index(list, ""); i > 0 {
		list = slices.Insert(slices.Delete(list, i, i+1), 0, "")
	}
	return list
}

// cut shortens a text to a number of columns.
func cut(text string, width int) string {
	text = strings.ReplaceAll(text, "\t", " ")
	if uniseg.StringWidth(text) <= width {
		return text
	}
	var b strings.Builder
	n := 0
	for text != "" {
		letter, rest, w, _ := uniseg.FirstGraphemeClusterInString(text, -1)
		if n += w; n > width-1 {
			break
		}
		b.WriteString(letter)
		text = rest
	}
	return b.String() + "…"
}

func pad(text string, width int) string {
	return text + strings.Repeat(" ", max(0, width-uniseg.StringWidth(text)))
}
