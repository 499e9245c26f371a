package vettool

import (
	"flag"
	"io"
	"strconv"

	"github.com/gocorelint/gocorelint/analyzers"
	"github.com/gocorelint/gocorelint/cmd/gocorelint/internal/suite"
)

// A request is what the arguments of one start of the tool ask for.
type request struct {
	tier   suite.Suite // the checks of the tier
	chosen suite.Suite // those of them that run, or others by name
	writes bool        // fixes are written to files
	err    error       // a tier that does not exist
}

// parse reads the arguments as unitchecker will, but sets nothing. Arguments
// that it doesn't understand are left for unitchecker to complain about.
func parse(checks suite.Suite, args []string) request {
	fs := flag.NewFlagSet("", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	tier := tierValue{Tier: analyzers.Default}
	fs.Var(&tier, "tier", "")
	named := make(map[string]bool)
	for _, c := range checks {
		fs.BoolFunc(c.Name, "", func(s string) (err error) {
			named[c.Name], err = strconv.ParseBool(s)
			return err
		})
		c.Flags.VisitAll(func(f *flag.Flag) { ignore(fs, c.Name+"."+f.Name, suite.IsBool(f)) })
	}
	for _, name := range []string{"json", "source", "v", "all", "flags", "V"} {
		ignore(fs, name, true)
	}
	fix, diff := fs.Bool("fix", false, ""), fs.Bool("diff", false, "")
	ignore(fs, "scope", false)
	ignore(fs, "c", false)
	ignore(fs, "tags", false)
	fs.Parse(args) // what it could read before an error is as good as nothing

	r := request{tier: checks.Upto(tier.Tier), writes: *fix && !*diff, err: tier.err}
	r.chosen = chosen(checks, r.tier, named)
	return r
}

// chosen follows go vet: if a check is switched on by name, only such ones run;
// otherwise all of the tier that are not switched off.
func chosen(checks, tier suite.Suite, named map[string]bool) suite.Suite {
	var on, rest suite.Suite
	for _, c := range checks {
		switch value, given := named[c.Name]; {
		case value:
			on = append(on, c)
		case !given && tier.Lookup(c.Name) != nil:
			rest = append(rest, c)
		}
	}
	if on != nil {
		return on
	}
	return rest
}

func ignore(fs *flag.FlagSet, name string, isBool bool) {
	if isBool {
		fs.BoolFunc(name, "", func(string) error { return nil })
	} else {
		fs.Func(name, "", func(string) error { return nil })
	}
}
