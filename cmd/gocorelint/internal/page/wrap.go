package page

import (
	"strings"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// wrapped breaks text into lines of at most the width, between words, and
// between the characters of scripts that are written without spaces. What may
// not begin or end a line there, such as a full stop, does not.
func wrapped(text string, width int) []string {
	plain, styles := unstyled(strings.Join(strings.Fields(text), " "))
	var (
		lines  []string
		start  int // of the line, in plain
		end    int // of what is in the line, without the space after it
		length int // of plain[start:end], in columns
	)
	for at := 0; at < len(plain); {
		piece := unbreakable(plain[at:])
		word := strings.TrimRight(piece, " ")
		gap := uniseg.StringWidth(plain[end:at])
		n := uniseg.StringWidth(word)
		if end > start && length+gap+n > width {
			lines = append(lines, styles.restore(plain, start, end, false))
			start, length = at, n
		} else {
			length += gap + n
		}
		end = at + len(word)
		at += len(piece)
	}
	return append(lines, styles.restore(plain, start, end, true))
}

// unbreakable returns the beginning of text up to the first place where a line
// may end: after a space, or beside a character that is two columns wide.
// Paths and names with hyphens stay whole.
func unbreakable(text string) string {
	rest, state := text, -1
	for {
		var segment string
		segment, rest, _, state = uniseg.FirstLineSegmentInString(rest, state)
		last, _ := utf8.DecodeLastRuneInString(segment)
		next, _ := utf8.DecodeRuneInString(rest)
		if rest == "" || last == ' ' || isWide(last) || isWide(next) {
			return text[:len(text)-len(rest)]
		}
	}
}

func isWide(r rune) bool { return uniseg.StringWidth(string(r)) > 1 }

// visible counts the columns of s, without escape sequences.
func visible(s string) int {
	plain, _ := unstyled(s)
	return uniseg.StringWidth(plain)
}

// A mark is an escape sequence and its place in the text without any.
type mark struct {
	at       int
	sequence string
}

type marks []mark

// unstyled takes the escape sequences out of text.
func unstyled(text string) (plain string, styles marks) {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(text, "\x1b[")
		b.WriteString(before)
		if !found {
			return b.String(), styles
		}
		sequence, after, _ := strings.Cut(rest, "m")
		styles = append(styles, mark{b.Len(), "\x1b[" + sequence + "m"})
		text = after
	}
}

// restore returns plain[start:end] with its escape sequences, which it takes
// from the list. One at the end that switches a style on is for the next line,
// unless this is the last.
func (styles *marks) restore(plain string, start, end int, last bool) string {
	var b strings.Builder
	for len(*styles) > 0 {
		m := (*styles)[0]
		if !last && (m.at > end || m.at == end && m.sequence != "\x1b[0m") {
			break
		}
		at := min(max(m.at, start), end)
		b.WriteString(plain[start:at])
		b.WriteString(m.sequence)
		start = at
		*styles = (*styles)[1:]
	}
	b.WriteString(plain[start:end])
	return b.String()
}
