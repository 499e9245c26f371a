package command

import (
	"fmt"
	"strings"

	"github.com/gocorelint/gocorelint/cmd/gocorelint/internal/console"
	"github.com/gocorelint/gocorelint/cmd/gocorelint/internal/page"
	"github.com/gocorelint/gocorelint/docs"
)

// explain prints the page of a check, or with -run runs its wrong program. A
// name may be followed by "#" and the id of a message, as in the address of a
// finding's page.
func (cmd Command) explain(c *console.Console, args []string) int {
	runIt := len(args) > 0 && (args[0] == "-run" || args[0] == "--run")
	if runIt {
		args = args[1:]
	}
	if len(args) != 1 || strings.HasPrefix(args[0], "-") {
		c.Errorf("explain takes the name of one check: gocorelint list prints them")
		return Usage
	}
	name, _, _ := strings.Cut(args[0], "#")
	name = strings.Trim(name, "()") // copied from the end of a message
	check, err := cmd.Checks().Find(name)
	if err != nil {
		c.Errorf("%v", err)
		return Usage
	}
	text, err := docs.Check(check.Name)
	if err != nil { // a test sees to it that each check has its page
		text = fmt.Appendf(nil, "# %s\n\n%s\n", check.Name, check.Doc)
	}
	if runIt {
		return demonstrate(c, check.Name, text)
	}
	return show(c, text)
}

// show prints a page: as it is, or set for the terminal.
func show(c *console.Console, markdown []byte) int {
	style, err := c.Style("auto")
	if err == nil && c.OutIsTerminal {
		markdown = page.Render(markdown, style, min(c.Width, 100))
	}
	if err == nil {
		_, err = c.Out.Write(markdown)
	}
	if err != nil {
		c.Errorf("%v", err)
		return NotAnalyzed
	}
	return Clean
}
