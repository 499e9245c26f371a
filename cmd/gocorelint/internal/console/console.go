// Package console is about where output goes: whether a person watches, in
// what width, and whether colours are wanted.
package console

import (
	"fmt"
	"io"
	"os"
	"runtime"

	"golang.org/x/term"
)

// A Console is the standard output and the standard error of the command.
type Console struct {
	Out, Err io.Writer

	OutIsTerminal, ErrIsTerminal bool

	Width int // columns of the terminal; 80 if it can't be known

	color bool // if auto
}

// New describes the process's own.
func New() *Console {
	c := &Console{
		Out:           os.Stdout,
		Err:           os.Stderr,
		OutIsTerminal: term.IsTerminal(int(os.Stdout.Fd())),
		ErrIsTerminal: term.IsTerminal(int(os.Stderr.Fd())),
		Width:         80,
	}
	if width, _, err := term.GetSize(int(os.Stdout.Fd())); err == nil && width > 0 {
		c.Width = width
	}
	c.color = c.OutIsTerminal && showsColor()
	return c
}

// showsColor follows no-color.org; of the consoles of Windows only the newer
// ones show colours unasked.
func showsColor() bool {
	return os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb" &&
		(runtime.GOOS != "windows" || os.Getenv("WT_SESSION") != "" || os.Getenv("TERM") != "")
}

// Style returns the style for a -color mode: auto, always or never.
func (c *Console) Style(mode string) (Style, error) {
	switch mode {
	case "auto":
		return Style{on: c.color}, nil
	case "always", "never":
		return Style{on: mode == "always"}, nil
	}
	return Style{}, fmt.Errorf("-color is auto, always or never, not %q", mode)
}

// Errorf prints one line to standard error, as "gocorelint: message".
func (c *Console) Errorf(format string, args ...any) {
	fmt.Fprintf(c.Err, "gocorelint: %s\n", fmt.Sprintf(format, args...))
}
