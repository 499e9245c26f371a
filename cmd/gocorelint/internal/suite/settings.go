package suite

import (
	"errors"
	"flag"
	"fmt"
	"slices"
	"strings"

	"github.com/gocorelint/gocorelint/analyzers"
)

// Settings are values for the flags of checks, by "NAME.setting".
type Settings map[string]string

// Set adds a value, after it was tried on s: it must be of the flag's type.
// The suite that is passed serves for trying only.
func (settings Settings) Set(s Suite, check, setting, value string) error {
	f, err := s.flag(check, setting)
	if err != nil {
		return err
	}
	if err := f.Value.Set(value); err != nil {
		return fmt.Errorf("%q for setting %s of check %s: %v", value, setting, check, Want(f, err))
	}
	settings[check+"."+setting] = value
	return nil
}

// Want is err, clearer where a boolean was wanted.
func Want(f *flag.Flag, err error) error {
	if IsBool(f) {
		return errors.New("want true or false")
	}
	return err
}

// IsBool reports whether a flag may stand without a value.
func IsBool(f *flag.Flag) bool {
	b, ok := f.Value.(interface{ IsBoolFlag() bool })
	return ok && b.IsBoolFlag()
}

// SetAll adds a value for every check that has the setting.
func (settings Settings) SetAll(s Suite, setting, value string) error {
	for _, c := range s {
		if c.Flags.Lookup(setting) == nil {
			continue
		}
		if err := settings.Set(s, c.Name, setting, value); err != nil {
			return err
		}
	}
	return nil
}

func (s Suite) flag(check, setting string) (*flag.Flag, error) {
	c, err := s.Find(check)
	if err != nil {
		return nil, err
	}
	if f := c.Flags.Lookup(setting); f != nil {
		return f, nil
	}
	var names []string
	c.Flags.VisitAll(func(f *flag.Flag) { names = append(names, f.Name) })
	return nil, fmt.Errorf("check %s has no setting %q%s; it has %s", check, setting, DidYouMean(setting, names), strings.Join(names, ", "))
}

// VetFlags returns the flags that make go vet run exactly the chosen checks of
// s with the settings. One choice is always spelled in the same way, the
// shortest one, since each spelling has results of its own in the build cache.
//
// s is a new suite: the values are set on it.
func (s Suite) VetFlags(chosen Suite, settings Settings) []string {
	return append(s.choiceFlags(chosen), s.valueFlags(chosen, settings)...)
}

func (s Suite) choiceFlags(chosen Suite) []string {
	for _, tier := range analyzers.Tiers {
		switch {
		case !slices.EqualFunc(chosen, s.Upto(tier), sameName):
		case tier == analyzers.Default:
			return nil
		default:
			return []string{"-tier=" + string(tier)}
		}
	}
	var flags []string
	for _, c := range chosen {
		flags = append(flags, "-"+c.Name)
	}
	return flags
}

func (s Suite) valueFlags(chosen Suite, settings Settings) []string {
	var values []string
	for name, value := range settings {
		check, setting, _ := strings.Cut(name, ".")
		if chosen.Lookup(check) == nil {
			continue
		}
		if f, err := s.flag(check, setting); err == nil && f.Value.Set(value) == nil && f.Value.String() != f.DefValue {
			values = append(values, "-"+name+"="+value)
		}
	}
	slices.Sort(values)
	return values
}

func sameName(a, b *analyzers.Check) bool { return a.Name == b.Name }
