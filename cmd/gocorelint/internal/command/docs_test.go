package command

import (
	"flag"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/gocorelint/gocorelint/analyzers"
	"github.com/gocorelint/gocorelint/cmd/gocorelint/internal/finding"
	"github.com/gocorelint/gocorelint/docs"
)

func TestHelpHasAllFlags(t *testing.T) {
	var flags []string
	new(options).flagSet(analyzers.Checks()).VisitAll(func(f *flag.Flag) {
		if !strings.Contains(f.Name, ".") {
			flags = append(flags, f.Name)
		}
	})
	for _, name := range flags {
		if slices.Contains(buildBools[:], name) || slices.Contains(buildValues[:], name) {
			continue
		}
		if !regexp.MustCompile(`(?m)^  -` + name + `[ =]`).MatchString(helpText) {
			t.Errorf("the help text lacks -%s", name)
		}
	}
	for _, named := range regexp.MustCompile(`(?m)^  -([a-z]+)`).FindAllStringSubmatch(helpText, -1) {
		if !slices.Contains(flags, named[1]) && named[1] != "no" {
			t.Errorf("the help text has -%s, which is no flag", named[1])
		}
	}
}

func TestGuideHasAllFieldsOfJSON(t *testing.T) {
	guide, err := docs.Guide("command", "en")
	if err != nil {
		t.Fatal(err)
	}
	_, section, _ := strings.Cut(string(guide), "## JSON")
	var check func(reflect.Type)
	check = func(typ reflect.Type) {
		for typ.Kind() == reflect.Slice {
			typ = typ.Elem()
		}
		if typ.Kind() != reflect.Struct {
			return
		}
		for f := range typ.Fields() {
			if name := f.Tag.Get("json"); !strings.Contains(section, "`"+name+"`") {
				t.Errorf("the guide lacks the field %s", name)
			}
			check(f.Type)
		}
	}
	check(reflect.TypeFor[finding.Finding]())
}
