package report

import (
	"flag"
	"fmt"
	"os"
	"reflect"
	"runtime/debug"
	"slices"

	"golang.org/x/tools/go/analysis"
)

// URLBase is where the pages of the checks live. Companies that host their own
// copy replace it with the check's -NAME.url flag.
const URLBase = "https://github.com/gocorelint/gocorelint/blob/main/docs/checks/"

// Rethrow makes an internal error of a check end the process, as in tests it should.
var Rethrow bool

// A Kind is one distinct message of a check.
type Kind struct {
	// ID is stable and kebab-case. It is the diagnostic's category, the anchor
	// on the check's page, and what users and baselines refer to.
	ID string
	// Format is a format string for one sentence: what goes wrong at run time,
	// where the other end is, what to do. No capital, no full stop.
	Format string
	// Also names checks of other linters, as //nolint and //lint:ignore name
	// them, that report the same at the same place. Who has silenced one of
	// them has judged this finding.
	Also []string
}

// A Check declares one analyzer.
type Check struct {
	Name     string               // lower case, one word, the pattern and not the cure
	DocFile  string               // source of the package's doc.go, see [Check.New]
	Tests    bool                 // report in _test.go files unless told otherwise
	Kinds    []*Kind              // everything it can say
	Requires []*analysis.Analyzer // engines
	Flags    func(*flag.FlagSet)  // registers the check's own settings; may be nil
	Run      func(*Pass)
}

// Settings are the flags that every check has. They belong to one instance of
// one analyzer.
type Settings struct {
	Generated bool   // report in generated files
	Tests     bool   // report in _test.go files
	Tag       bool   // end messages in "(NAME)"
	URL       string // base of the pages
	Debug     bool   // say on standard error where the check gave up
}

func (s *Settings) register(fs *flag.FlagSet) {
	fs.BoolVar(&s.Generated, "generated", s.Generated, "report in generated files")
	fs.BoolVar(&s.Tests, "tests", s.Tests, "report in _test.go files")
	fs.BoolVar(&s.Tag, "tag", s.Tag, "end each message in the check's name")
	fs.StringVar(&s.URL, "url", s.URL, "base `URL` of the page that explains the check")
	fs.BoolVar(&s.Debug, "debug", s.Debug, "print to standard error where the check gave up")
}

// New makes an analyzer with settings of its own. It panics on a check that is
// declared wrongly, which any test of the check notices.
//
// The documentation is taken from the section "# Analyzer NAME" of the package
// comment in DocFile, so that go doc, "help NAME" and editors show one text.
//
// An internal error of the check costs its findings in the package at hand and
// is told on standard error; it never takes the driver down with it.
func (c Check) New() *analysis.Analyzer {
	settings := &Settings{Tests: c.Tests, Tag: true, URL: URLBase}
	a := &analysis.Analyzer{
		Name:       c.Name,
		Doc:        mustExtractDoc(c.DocFile, c.Name),
		URL:        URLBase + c.Name + ".md",
		Requires:   append(slices.Clone(c.Requires), Files),
		ResultType: reflect.TypeFor[*Result](),
	}
	settings.register(&a.Flags)
	if c.Flags != nil {
		c.Flags(&a.Flags)
	}
	a.Run = func(pass *analysis.Pass) (any, error) {
		p := &Pass{
			Pass:     pass,
			Settings: settings,
			check:    &c,
			files:    pass.ResultOf[Files].(*FileTable),
		}
		if p.run(c.Run) {
			p.flush()
		}
		return &Result{Check: c.Name}, nil
	}
	return a
}

// A Result says that a check ran. It lets the check of stale suppressions
// depend on the others.
type Result struct{ Check string }

// run calls the check and reports whether it came to its end.
func (p *Pass) run(check func(*Pass)) (done bool) {
	defer func() {
		if Rethrow {
			return
		}
		if r := recover(); r != nil {
			fmt.Fprintf(os.Stderr, "gocorelint: internal error in check %s, package %s: %v (please report it; the other checks go on)\n", p.check.Name, p.Pkg.Path(), r)
			if p.Settings.Debug {
				os.Stderr.Write(debug.Stack())
			}
		}
	}()
	check(p)
	return true
}
