package analyzers_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/gocorelint/gocorelint/analyzers"
)

var write = flag.Bool("write", false, "write docs/checks/README.md")

// The list of checks in the documentation is made from the registry.
func TestIndex(t *testing.T) {
	name := filepath.Join(root, "docs", "checks", "README.md")
	want := index()
	if *write {
		if err := os.WriteFile(name, want, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if have, err := os.ReadFile(name); err != nil || !bytes.Equal(have, want) {
		t.Errorf("docs/checks/README.md is not what the registry says; run: go test ./analyzers -run TestIndex -write")
	}
}

func index() []byte {
	var b bytes.Buffer
	b.WriteString("# The checks\n\n<!-- Written by go test ./analyzers -run TestIndex -write -->\n\n")
	b.WriteString("Tiers: **default** checks run unless switched off and are right at least 95 times in 100; **opt-in** ones have to be asked for\n(`gocorelint -enable NAME` or `-tier opt-in`); **experimental** ones are not measured enough.\n")
	for _, group := range analyzers.Groups {
		header := false
		for _, c := range analyzers.Checks() {
			if c.Group != group {
				continue
			}
			if !header {
				fmt.Fprintf(&b, "\n## %s\n\n| check | finds | tier | costs | since | Go |\n|---|---|---|---|---|---|\n", group)
				header = true
			}
			versions := c.Go
			if versions == "" {
				versions = "all"
			}
			fmt.Fprintf(&b, "| [%s](%s.md) | %s | %s | %s | %s | %s |\n", c.Name, c.Name, c.Title(), c.Tier, c.Severity, c.Since, versions)
		}
	}
	return b.Bytes()
}
