// Command golangci is golangci-lint with the plugin compiled in: what
// "golangci-lint custom" makes, without its clone of a git repository. It is
// a module of its own because golangci-lint has four hundred dependencies.
//
// The tests of package plugin build and run it.
package main

import (
	"os"
	"runtime"

	"github.com/golangci/golangci-lint/v2/pkg/commands"
	"github.com/golangci/golangci-lint/v2/pkg/exitcodes"

	_ "github.com/gocorelint/gocorelint/plugin"
)

func main() {
	// Any other version would become the key of golangci-lint's cache, instead
	// of the hash of this binary, and a changed plugin would show old findings.
	info := commands.BuildInfo{Version: "(devel)", GoVersion: runtime.Version(), Commit: "unknown", Date: "unknown"}
	if err := commands.Execute(info); err != nil { // and printed
		os.Exit(exitcodes.Failure)
	}
}
