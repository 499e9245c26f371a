package command

import (
	"fmt"
	"runtime/debug"

	"github.com/gocorelint/gocorelint/cmd/gocorelint/internal/console"
)

func version(c *console.Console, args []string) int {
	if len(args) > 0 {
		c.Errorf("version takes no argument")
		return Usage
	}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		fmt.Fprintln(c.Out, "gocorelint", buildVersion())
		return Clean
	}
	fmt.Fprintln(c.Out, "gocorelint", buildVersion(), "built with", info.GoVersion)
	for _, m := range info.Deps {
		if m.Path == "golang.org/x/tools" {
			fmt.Fprintln(c.Out, "golang.org/x/tools", m.Version)
		}
	}
	return Clean
}

// buildVersion is the version of the module, "(devel)" for a build from a
// checkout.
func buildVersion() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "(devel)"
}
