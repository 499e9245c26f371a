package command

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"

	"github.com/gocorelint/gocorelint/cmd/gocorelint/internal/suite"
)

// options are what the command line asks for.
type options struct {
	json, sarif bool
	fix, diff   bool
	trace       bool
	color       string
	dir         string // -C

	config   string // -config
	noConfig bool

	choice   suite.Choice
	general  suite.Settings // for every check: -tests, -generated, -url
	settings suite.Settings // for one: -NAME.setting

	build    []string // flags for the go command
	packages []string
}

// parseFlags reads the arguments of an analysis. Flags may stand before,
// between and after packages. Values of settings are tried on s.
func parseFlags(s suite.Suite, args []string) (*options, error) {
	o := &options{settings: make(suite.Settings)}
	fs := o.flagSet(s)
	for len(args) > 0 {
		if err := fs.Parse(args); err != nil {
			return nil, mend(err, fs, s)
		}
		rest := fs.Args()
		if len(rest) > 0 && len(rest) < len(args) && args[len(args)-len(rest)-1] == "--" {
			o.packages = append(o.packages, rest...)
			break
		}
		if len(rest) > 0 {
			o.packages = append(o.packages, rest[0])
			rest = rest[1:]
		}
		args = rest
	}
	if len(o.packages) == 0 {
		o.packages = []string{"."}
	}
	return o, o.contradiction()
}

func (o *options) contradiction() error {
	switch {
	case o.fix && o.diff:
		return errors.New("-fix and -diff exclude each other: -diff shows what -fix would change")
	case o.json && o.sarif:
		return errors.New("-json and -sarif exclude each other")
	case o.diff && (o.json || o.sarif):
		return errors.New("-diff prints a diff: it takes neither -json nor -sarif")
	case o.trace && (o.json || o.sarif || o.diff):
		return errors.New("-trace draws for a person: it takes none of -json, -sarif and -diff; JSON has the schedule in any case")
	case o.config != "" && o.noConfig:
		return errors.New("-config and -no-config exclude each other")
	case o.choice.Only != nil && (o.choice.Enable != nil || o.choice.Disable != nil || o.choice.Tier != ""):
		return errors.New("-only names all checks that run: it takes none of -enable, -disable and -tier")
	}
	return nil
}

func (o *options) flagSet(s suite.Suite) *flag.FlagSet {
	fs := flag.NewFlagSet("gocorelint", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	fs.BoolVar(&o.json, "json", false, "")
	fs.BoolVar(&o.sarif, "sarif", false, "")
	fs.BoolVar(&o.fix, "fix", false, "")
	fs.BoolVar(&o.diff, "diff", false, "")
	fs.BoolVar(&o.trace, "trace", false, "")
	fs.StringVar(&o.color, "color", "auto", "")
	fs.StringVar(&o.dir, "C", "", "")
	fs.StringVar(&o.config, "config", "", "")
	fs.BoolVar(&o.noConfig, "no-config", false, "")
	fs.Func("tier", "", func(v string) (err error) {
		o.choice.Tier, err = suite.ParseTier(v)
		return err
	})
	names(fs, s, "only", &o.choice.Only)
	names(fs, s, "enable", &o.choice.Enable)
	names(fs, s, "disable", &o.choice.Disable)
	o.settingFlags(fs, s)
	for _, name := range buildBools {
		fs.BoolFunc(name, "", o.passOn(name))
	}
	for _, name := range buildValues {
		fs.Func(name, "", o.passOn(name))
	}
	return fs
}

// settingFlags adds those flags that become flags of checks.
func (o *options) settingFlags(fs *flag.FlagSet, s suite.Suite) {
	o.general = make(suite.Settings)
	for _, name := range []string{"tests", "generated"} {
		fs.BoolFunc(name, "", func(v string) error {
			if _, err := strconv.ParseBool(v); err != nil {
				return errors.New("want true or false")
			}
			return o.general.SetAll(s, name, v)
		})
	}
	fs.Func("url", "", func(v string) error { return o.general.SetAll(s, "url", v) })
	for _, c := range s {
		c.Flags.VisitAll(func(f *flag.Flag) {
			set := func(v string) error { return o.settings.Set(s, c.Name, f.Name, v) }
			if suite.IsBool(f) {
				fs.BoolFunc(c.Name+"."+f.Name, "", set)
			} else {
				fs.Func(c.Name+"."+f.Name, "", set)
			}
		})
	}
}

// The flags that go vet takes of go build's, as far as they make sense here.
var (
	buildBools  = [...]string{"a", "asan", "buildvcs", "linkshared", "modcacherw", "msan", "race", "v", "work", "x"}
	buildValues = [...]string{"asmflags", "compiler", "gcflags", "gccgoflags", "installsuffix", "ldflags", "mod", "modfile", "overlay", "p", "pgo", "pkgdir", "tags", "toolexec"}
)

func (o *options) passOn(name string) func(string) error {
	return func(v string) error {
		o.build = append(o.build, "-"+name+"="+v)
		return nil
	}
}

// names adds a flag that is a list of checks and may be repeated.
func names(fs *flag.FlagSet, s suite.Suite, name string, list *[]string) {
	fs.Func(name, "", func(v string) error {
		for check := range strings.SplitSeq(v, ",") {
			check = strings.TrimSpace(check)
			if _, err := s.Find(check); err != nil {
				return err
			}
			*list = append(*list, check)
		}
		return nil
	})
}

// mend says more clearly what package flag says.
func mend(err error, fs *flag.FlagSet, s suite.Suite) error {
	if errors.Is(err, flag.ErrHelp) {
		return err
	}
	message := err.Error()
	if name, ok := strings.CutPrefix(message, "flag provided but not defined: -"); ok {
		return unknownFlag(name, fs, s)
	}
	// `invalid value "x" for flag -tier: there is no tier "x"` says it twice.
	if m := regexp.MustCompile(`^invalid (?:boolean )?value ".*?" for (?:flag )?(-\S+): (.*)$`).FindStringSubmatch(message); m != nil {
		return fmt.Errorf("%s: %s", m[1], m[2])
	}
	return err
}

func unknownFlag(name string, fs *flag.FlagSet, s suite.Suite) error {
	switch {
	case s.Lookup(name) != nil:
		return fmt.Errorf("there is no flag -%s: use -only %s, -enable %s or -disable %s", name, name, name, name)
	case name == "trimpath":
		return errors.New("-trimpath is not possible: findings need the real names of files")
	case name == "vettool":
		return errors.New("-vettool is go vet's: gocorelint is the tool")
	}
	if check, setting, ok := strings.Cut(name, "."); ok {
		if err := make(suite.Settings).Set(s, check, setting, ""); err != nil {
			return err
		}
	}
	var flags []string
	fs.VisitAll(func(f *flag.Flag) { flags = append(flags, f.Name) })
	return fmt.Errorf("there is no flag -%s%s; gocorelint help prints the flags", name, suite.DidYouMean(name, flags))
}
