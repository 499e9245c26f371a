package command

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"

	"github.com/gocorelint/gocorelint/cmd/gocorelint/internal/console"
	"github.com/gocorelint/gocorelint/cmd/gocorelint/internal/site"
	"github.com/gocorelint/gocorelint/docs"
)

// docs writes the pages as a web site, and prints the address of its first page.
func (cmd Command) docs(c *console.Console, args []string) int {
	flags := flag.NewFlagSet("docs", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	dir := flags.String("o", "", "the `folder` to write to")
	if err := flags.Parse(args); err != nil || flags.NArg() > 0 {
		c.Errorf("docs takes -o FOLDER and nothing else")
		return Usage
	}
	if *dir == "" {
		cache, err := os.UserCacheDir()
		if err != nil {
			c.Errorf("%v: choose a folder with -o", err)
			return Usage
		}
		*dir = filepath.Join(cache, "gocorelint", "docs")
	}
	if err := site.Write(*dir, cmd.Checks(), docs.FS); err != nil {
		c.Errorf("%v: choose another folder with -o", err)
		if errors.Is(err, site.ErrForeign) {
			return Usage
		}
		return NotAnalyzed
	}
	index, err := filepath.Abs(filepath.Join(*dir, "index.html"))
	if err != nil {
		c.Errorf("%v", err)
		return NotAnalyzed
	}
	fmt.Fprintln(c.Out, address(index))
	return Clean
}

// address is what a browser takes for a file.
func address(file string) string {
	slashes := filepath.ToSlash(file)
	if slashes[0] != '/' { // C:/Users
		slashes = "/" + slashes
	}
	return (&url.URL{Scheme: "file", Path: slashes}).String()
}
