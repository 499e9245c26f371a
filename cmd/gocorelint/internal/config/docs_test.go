package config

import (
	"flag"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/gocorelint/gocorelint/analyzers"
	"github.com/gocorelint/gocorelint/docs"
)

// section returns the section of the guide to the configuration.
func section(t *testing.T, title string) string {
	t.Helper()
	guide, err := docs.Guide("config", "en")
	if err != nil {
		t.Fatal(err)
	}
	_, text, ok := strings.Cut(string(guide), "\n## "+title+"\n")
	if !ok {
		t.Fatalf("no section %s", title)
	}
	text, _, _ = strings.Cut(text, "\n## ")
	return text
}

// table returns the rows of a table: name, which is in backquotes, and text.
func table(text string) map[string]string {
	rows := make(map[string]string)
	for _, row := range regexp.MustCompile("(?m)^\\| `([^`]*)` \\| (.*?) \\|").FindAllStringSubmatch(text, -1) {
		rows[row[1]] = row[2]
	}
	return rows
}

func TestReferenceHasAllKeys(t *testing.T) {
	got, want := slices.Sorted(maps.Keys(table(section(t, "Keys")))), slices.Sorted(slices.Values(keys[:]))
	if !slices.Equal(got, want) {
		t.Errorf("the guide has the keys %q, the code %q", got, want)
	}
}

// The settings that every check has are those of ignore, which has no others.
func TestReferenceHasAllSettings(t *testing.T) {
	want := make(map[string]string)
	for _, c := range analyzers.Checks() {
		if c.Name == "ignore" {
			c.Flags.VisitAll(func(f *flag.Flag) { _, want[f.Name] = flag.UnquoteUsage(f) })
		}
	}
	if got := table(section(t, "Settings of checks")); !maps.Equal(got, want) {
		t.Errorf("the guide has the settings\n%q, the code\n%q", got, want)
	}
}

func TestExamples(t *testing.T) {
	if _, err := Read("../../../../.gocorelint.example.yml", analyzers.Checks()); err != nil {
		t.Error(err)
	}
	guide, err := docs.Guide("config", "en")
	if err != nil {
		t.Fatal(err)
	}
	_, example, _ := strings.Cut(string(guide), "```yaml\n")
	example, _, _ = strings.Cut(example, "```")
	file := filepath.Join(t.TempDir(), Name)
	if err := os.WriteFile(file, []byte(example), 0o666); err != nil {
		t.Fatal(err)
	}
	config, err := Read(file, analyzers.Checks())
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(config.Choice.Enable, []string{"staleignore"}) || config.Settings["ignore.tests"] != "true" {
		t.Errorf("read as %+v", config)
	}
}
