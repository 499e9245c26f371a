//go:build ignore

// Command gopls-gocorelint is gopls with the checks of gocorelint. It is
// built by "gocorelint gopls build", inside a module whose path lies below
// golang.org/x/tools/gopls: that, and not the module, is what Go's rule for
// internal packages asks for. So gopls itself comes unchanged from the module
// cache.
package main

import (
	"context"
	"errors"
	"log"
	"os"
	"runtime/debug"

	"golang.org/x/tools/gopls/internal/cmd"
	"golang.org/x/tools/gopls/internal/filecache"
	"golang.org/x/tools/gopls/internal/tool"
	"golang.org/x/tools/gopls/internal/version"

	"github.com/gocorelint/gocorelint/analyzers"
)

// What follows register is gopls v0.23.0's own main, without its telemetry:
// nothing that this binary does should be told to the authors of gopls.
func main() {
	log.SetFlags(0)
	log.SetPrefix("gopls-gocorelint: ")
	if err := register(analyzers.Checks()); err != nil {
		log.Fatal(err)
	}
	version.VersionOverride = moduleVersion("golang.org/x/tools/gopls") + "+gocorelint"

	if _, err := filecache.Get("nonesuch", [32]byte{}, filecache.Bytes); err != nil && !errors.Is(err, filecache.ErrNotFound) {
		log.Fatalf("can't use the cache of gopls (is the disk full?): %v", err)
	}
	log.SetFlags(log.LstdFlags)
	log.SetPrefix("")
	tool.Main(context.Background(), cmd.New(), os.Args[1:])
}

// moduleVersion returns the version of a module in this binary.
func moduleVersion(path string) string {
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, m := range info.Deps {
			if m.Path == path {
				return m.Version
			}
		}
	}
	return "(unknown)"
}
