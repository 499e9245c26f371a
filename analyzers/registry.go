// Package analyzers is the registry: the one explicit list of checks, with what
// a driver and a reader need to know about each.
package analyzers

import (
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/gocorelint/gocorelint/analyzers/aliasbuf"
	"github.com/gocorelint/gocorelint/analyzers/anyslice"
	"github.com/gocorelint/gocorelint/analyzers/appendalias"
	"github.com/gocorelint/gocorelint/analyzers/atomicrmw"
	"github.com/gocorelint/gocorelint/analyzers/atomicvalue"
	"github.com/gocorelint/gocorelint/analyzers/baretime"
	"github.com/gocorelint/gocorelint/analyzers/boxing"
	"github.com/gocorelint/gocorelint/analyzers/caseindex"
	"github.com/gocorelint/gocorelint/analyzers/chanclose"
	"github.com/gocorelint/gocorelint/analyzers/chanlen"
	"github.com/gocorelint/gocorelint/analyzers/cleanup"
	"github.com/gocorelint/gocorelint/analyzers/closewrite"
	"github.com/gocorelint/gocorelint/analyzers/condwait"
	"github.com/gocorelint/gocorelint/analyzers/copyempty"
	"github.com/gocorelint/gocorelint/analyzers/copysync"
	"github.com/gocorelint/gocorelint/analyzers/ctxleak"
	"github.com/gocorelint/gocorelint/analyzers/cutrune"
	"github.com/gocorelint/gocorelint/analyzers/cutset"
	"github.com/gocorelint/gocorelint/analyzers/deadctx"
	"github.com/gocorelint/gocorelint/analyzers/deadfd"
	"github.com/gocorelint/gocorelint/analyzers/deepequal"
	"github.com/gocorelint/gocorelint/analyzers/deferargs"
	"github.com/gocorelint/gocorelint/analyzers/deferexit"
	"github.com/gocorelint/gocorelint/analyzers/deferloop"
	"github.com/gocorelint/gocorelint/analyzers/deferresult"
	"github.com/gocorelint/gocorelint/analyzers/doublecheck"
	"github.com/gocorelint/gocorelint/analyzers/doublelock"
	"github.com/gocorelint/gocorelint/analyzers/embedhijack"
	"github.com/gocorelint/gocorelint/analyzers/errfirst"
	"github.com/gocorelint/gocorelint/analyzers/errlost"
	"github.com/gocorelint/gocorelint/analyzers/errtext"
	"github.com/gocorelint/gocorelint/analyzers/errtype"
	"github.com/gocorelint/gocorelint/analyzers/falseshare"
	"github.com/gocorelint/gocorelint/analyzers/fileleak"
	"github.com/gocorelint/gocorelint/analyzers/flush"
	"github.com/gocorelint/gocorelint/analyzers/gctune"
	"github.com/gocorelint/gocorelint/analyzers/goleak"
	"github.com/gocorelint/gocorelint/analyzers/goshare"
	"github.com/gocorelint/gocorelint/analyzers/gowait"
	"github.com/gocorelint/gocorelint/analyzers/grouplost"
	"github.com/gocorelint/gocorelint/analyzers/groupmisuse"
	"github.com/gocorelint/gocorelint/analyzers/guardedby"
	"github.com/gocorelint/gocorelint/analyzers/ignore"
	"github.com/gocorelint/gocorelint/analyzers/latewrite"
	"github.com/gocorelint/gocorelint/analyzers/lessfunc"
	"github.com/gocorelint/gocorelint/analyzers/locallock"
	"github.com/gocorelint/gocorelint/analyzers/lockblock"
	"github.com/gocorelint/gocorelint/analyzers/lockorder"
	"github.com/gocorelint/gocorelint/analyzers/loopalloc"
	"github.com/gocorelint/gocorelint/analyzers/loopleft"
	"github.com/gocorelint/gocorelint/analyzers/lostvalue"
	"github.com/gocorelint/gocorelint/analyzers/makeappend"
	"github.com/gocorelint/gocorelint/analyzers/mapgrow"
	"github.com/gocorelint/gocorelint/analyzers/mapkey"
	"github.com/gocorelint/gocorelint/analyzers/maplookup"
	"github.com/gocorelint/gocorelint/analyzers/maporder"
	"github.com/gocorelint/gocorelint/analyzers/maprange"
	"github.com/gocorelint/gocorelint/analyzers/mixedatomic"
	"github.com/gocorelint/gocorelint/analyzers/nilchan"
	"github.com/gocorelint/gocorelint/analyzers/nilfield"
	"github.com/gocorelint/gocorelint/analyzers/nilmap"
	"github.com/gocorelint/gocorelint/analyzers/oldslice"
	"github.com/gocorelint/gocorelint/analyzers/oncemisuse"
	"github.com/gocorelint/gocorelint/analyzers/osthread"
	"github.com/gocorelint/gocorelint/analyzers/poolmisuse"
	"github.com/gocorelint/gocorelint/analyzers/prealloc"
	"github.com/gocorelint/gocorelint/analyzers/profstop"
	"github.com/gocorelint/gocorelint/analyzers/ptrmarshal"
	"github.com/gocorelint/gocorelint/analyzers/rangedel"
	"github.com/gocorelint/gocorelint/analyzers/readlimit"
	"github.com/gocorelint/gocorelint/analyzers/recoverframe"
	"github.com/gocorelint/gocorelint/analyzers/recursion"
	"github.com/gocorelint/gocorelint/analyzers/reflectkind"
	"github.com/gocorelint/gocorelint/analyzers/regexploop"
	"github.com/gocorelint/gocorelint/analyzers/respwrap"
	"github.com/gocorelint/gocorelint/analyzers/retain"
	"github.com/gocorelint/gocorelint/analyzers/roundtrip"
	"github.com/gocorelint/gocorelint/analyzers/selecteval"
	"github.com/gocorelint/gocorelint/analyzers/selfcall"
	"github.com/gocorelint/gocorelint/analyzers/sendalias"
	"github.com/gocorelint/gocorelint/analyzers/sendleak"
	"github.com/gocorelint/gocorelint/analyzers/sharedrow"
	"github.com/gocorelint/gocorelint/analyzers/shortread"
	"github.com/gocorelint/gocorelint/analyzers/slotleak"
	"github.com/gocorelint/gocorelint/analyzers/spin"
	"github.com/gocorelint/gocorelint/analyzers/staleignore"
	"github.com/gocorelint/gocorelint/analyzers/syncmapcheck"
	"github.com/gocorelint/gocorelint/analyzers/timerchan"
	"github.com/gocorelint/gocorelint/analyzers/typednil"
	"github.com/gocorelint/gocorelint/analyzers/unhashable"
	"github.com/gocorelint/gocorelint/analyzers/unlockpath"
	"github.com/gocorelint/gocorelint/analyzers/unsafestr"
	"github.com/gocorelint/gocorelint/analyzers/wallclock"
	"github.com/gocorelint/gocorelint/analyzers/wgcount"
	"github.com/gocorelint/gocorelint/analyzers/zerosize"
)

// A Tier says how sure a check is, measured on code it was not written on.
type Tier string

const (
	Default      Tier = "default"      // at least 95 findings in 100 are right; on unless switched off
	OptIn        Tier = "opt-in"       // at least 80 in 100, or advice that not everybody wants
	Experimental Tier = "experimental" // not measured enough
)

// Tiers lists the tiers, the surest first.
var Tiers = []Tier{Default, OptIn, Experimental}

// A Severity says what the mistake costs.
type Severity string

const (
	Bug         Severity = "bug"         // the program panics, hangs, leaks or computes something else
	Risk        Severity = "risk"        // it does so under conditions that the check can't see
	Performance Severity = "performance" // it works, and pays for nothing
)

// A Check is one analyzer with its entry in the registry. Its name, title and
// page are the analyzer's.
type Check struct {
	*analysis.Analyzer
	Group    string // the part of Go's core it is about, see Groups
	Tier     Tier
	Severity Severity
	Since    string // version of gocorelint that brought it
	Go       string // Go versions for which it can report, "" for all
}

// Title is the first line of the analyzer's documentation.
func (c *Check) Title() string {
	title, _, _ := strings.Cut(c.Doc, "\n")
	return title
}

// Groups lists the areas in the order in which pages and lists show them.
var Groups = []string{
	"goroutine", "channel", "sync", "context", "atomic", "memory", "map", "slice", "iface", "string",
	"reflect", "call", "defer", "errors", "testing", "http", "sql", "encoding", "cloud", "module",
}

// Checks makes the whole suite, every tier. Each call makes new
// analyzers, so that settings of one driver never show in another.
func Checks() []*Check {
	checks := []*Check{
		// One entry a check, by name. An entry that is not in the default tier
		// says why.
		{Analyzer: aliasbuf.New(), Group: "slice", Tier: Default, Severity: Bug, Since: "0.1.0"},
		{Analyzer: anyslice.New(), Group: "call", Tier: Default, Severity: Bug, Since: "0.1.0"},
		{Analyzer: appendalias.New(), Group: "slice", Tier: Default, Severity: Bug, Since: "0.1.0"},
		// Reviewed code has few left: one finding, a right one, and none wrong on std, cmd, the corpus and some 35 modules.
		{Analyzer: atomicrmw.New(), Group: "atomic", Tier: OptIn, Severity: Bug, Since: "0.1.0"},
		// Panics that the code proves, no wrong finding on about 100 modules; errors, of which that is not so, by a setting.
		{Analyzer: atomicvalue.New(), Group: "atomic", Tier: Default, Severity: Bug, Since: "0.1.0"},
		// A number without a unit is a mistake by itself: Default though reviewed code has none left.
		{Analyzer: baretime.New(), Group: "context", Tier: Default, Severity: Bug, Since: "0.1.0"},
		{Analyzer: boxing.New(), Group: "memory", Tier: Default, Severity: Performance, Since: "0.1.0"},
		{Analyzer: caseindex.New(), Group: "string", Tier: Default, Severity: Bug, Since: "0.1.0"},
		{Analyzer: chanclose.New(), Group: "channel", Tier: Default, Severity: Bug, Since: "0.1.0"},
		// It can happen; whether it ever does depends on who sends later on.
		{Analyzer: chanlen.New(), Group: "channel", Tier: OptIn, Severity: Risk, Since: "0.1.0"},
		{Analyzer: cleanup.New(), Group: "memory", Tier: Default, Severity: Bug, Since: "0.1.0"},
		// Few disks report a failed write as late as that: 36 of 42 are worth it.
		{Analyzer: closewrite.New(), Group: "defer", Tier: OptIn, Severity: Risk, Since: "0.1.0"},
		// Reviewed code has few left: all of four findings are right.
		{Analyzer: condwait.New(), Group: "sync", Tier: Default, Severity: Bug, Since: "0.1.0"},
		{Analyzer: copyempty.New(), Group: "slice", Tier: Default, Severity: Bug, Since: "0.1.0"},
		{Analyzer: copysync.New(), Group: "sync", Tier: Default, Severity: Bug, Since: "0.1.0"},
		// One finding in some 330 unknown modules: harmless, and no longer told.
		{Analyzer: ctxleak.New(), Group: "context", Tier: Experimental, Severity: Bug, Since: "0.1.0"},
		// Most texts that are taken apart are always ASCII, which their author knows: after seven of eight findings two of ten were worth it.
		{Analyzer: cutrune.New(), Group: "string", Tier: Experimental, Severity: Bug, Since: "0.1.0"},
		{Analyzer: cutset.New(), Group: "string", Tier: Default, Severity: Bug, Since: "0.1.0"},
		// What ends is proven on every path; reviewed code has none left.
		{Analyzer: deadctx.New(), Group: "context", Tier: Default, Severity: Bug, Since: "0.1.0"},
		// One finding on unknown code, in a test.
		{Analyzer: deadfd.New(), Group: "memory", Tier: Experimental, Severity: Bug, Since: "0.1.0"},
		{Analyzer: deepequal.New(), Group: "reflect", Tier: Default, Severity: Bug, Since: "0.1.0"},
		{Analyzer: deferargs.New(), Group: "defer", Tier: Default, Severity: Bug, Since: "0.1.0"},
		// What stays behind may be wanted: four of five findings are worth it, three of them in examples.
		{Analyzer: deferexit.New(), Group: "defer", Tier: OptIn, Severity: Bug, Since: "0.1.0"},
		// Whether what stays open is needed until the function ends is for the author to know: of ten findings on
		// unknown code two were right, the others led to rules.
		{Analyzer: deferloop.New(), Group: "defer", Tier: OptIn, Severity: Bug, Since: "0.1.0"},
		{Analyzer: deferresult.New(), Group: "defer", Tier: Default, Severity: Bug, Since: "0.1.0"},
		// A mistake of fresh code: all of nine findings are right, five of them in versions that were mended.
		{Analyzer: doublecheck.New(), Group: "sync", Tier: OptIn, Severity: Bug, Since: "0.1.0"},
		{Analyzer: doublelock.New(), Group: "sync", Tier: Default, Severity: Bug, Since: "0.1.0"},
		{Analyzer: embedhijack.New(), Group: "call", Tier: Default, Severity: Bug, Since: "0.1.0"},
		{Analyzer: errfirst.New(), Group: "errors", Tier: Default, Severity: Bug, Since: "0.1.0"},
		// Some want the last error only: all of three findings are right, which is too few to know.
		{Analyzer: errlost.New(), Group: "errors", Tier: OptIn, Severity: Bug, Since: "0.1.0"},
		// Words that only a text carries exist: 19 of 22 are worth a change.
		{Analyzer: errtext.New(), Group: "errors", Tier: OptIn, Severity: Risk, Since: "0.1.0"},
		{Analyzer: errtype.New(), Group: "errors", Tier: Default, Severity: Bug, Since: "0.1.0"},
		// About time only; no finding on real code yet.
		{Analyzer: falseshare.New(), Group: "memory", Tier: Experimental, Severity: Performance, Since: "0.1.0"},
		// Some commands end right behind it, and some readers hold nothing: 26 of 33 are right.
		{Analyzer: fileleak.New(), Group: "defer", Tier: OptIn, Severity: Bug, Since: "0.1.0"},
		{Analyzer: flush.New(), Group: "defer", Tier: Default, Severity: Bug, Since: "0.1.0"},
		// Few programs set these: four of six findings are right, and the others led to a rule; it is advice on how to run.
		{Analyzer: gctune.New(), Group: "memory", Tier: OptIn, Severity: Risk, Since: "0.1.0"},
		// Whether what is left goes with the program is not known: of 38 functions in some 400 unknown modules 32
		// are right, of those told at first sight 26 of 37.
		{Analyzer: goleak.New(), Group: "goroutine", Tier: OptIn, Severity: Bug, Since: "0.1.0"},
		{Analyzer: goshare.New(), Group: "goroutine", Tier: Default, Severity: Bug, Since: "0.1.0"},
		// What the members were meant to do when one fails is guessed.
		{Analyzer: grouplost.New(), Group: "goroutine", Tier: Experimental, Severity: Risk, Since: "0.1.0"},
		// Each finding is a deadlock or a panic that the code proves.
		{Analyzer: groupmisuse.New(), Group: "goroutine", Tier: Default, Severity: Bug, Since: "0.1.0"},
		// No finding on real code yet.
		{Analyzer: gowait.New(), Group: "goroutine", Tier: Experimental, Severity: Risk, Since: "0.1.0"},
		// What runs before others have the object is guessed: of 49 findings on unknown code 36 are right, and ten of the others led to rules.
		{Analyzer: guardedby.New(), Group: "sync", Tier: OptIn, Severity: Bug, Since: "0.1.0"},
		// One finding on real code, which its authors know of.
		{Analyzer: latewrite.New(), Group: "goroutine", Tier: Experimental, Severity: Bug, Since: "0.1.0"},
		{Analyzer: lessfunc.New(), Group: "slice", Tier: Default, Severity: Bug, Since: "0.1.0"},
		// Certain from the code itself, no wrong finding on about 100 modules.
		{Analyzer: locallock.New(), Group: "sync", Tier: Default, Severity: Bug, Since: "0.1.0"},
		// Deadlocks that the code proves, but hardly a finding on about 100 modules: a wrong one, mended for its reason.
		{Analyzer: lockblock.New(), Group: "sync", Tier: OptIn, Severity: Bug, Since: "0.1.0"},
		// Whether both orders meet on the same objects can't be seen: five of six findings on unknown code are right, after five that led to rules.
		{Analyzer: lockorder.New(), Group: "sync", Tier: OptIn, Severity: Bug, Since: "0.1.0"},
		// One of three findings is in a loop that is worth it.
		{Analyzer: loopalloc.New(), Group: "memory", Tier: Experimental, Severity: Performance, Since: "0.1.0"},
		// No finding on real code yet.
		{Analyzer: loopleft.New(), Group: "channel", Tier: Experimental, Severity: Bug, Since: "0.1.0"},
		{Analyzer: lostvalue.New(), Group: "call", Tier: Default, Severity: Bug, Since: "0.1.0"},
		{Analyzer: makeappend.New(), Group: "slice", Tier: Default, Severity: Bug, Since: "0.1.0"},
		// No finding on real code so far.
		{Analyzer: mapgrow.New(), Group: "memory", Tier: Experimental, Severity: Risk, Since: "0.1.0"},
		{Analyzer: mapkey.New(), Group: "map", Tier: Default, Severity: Bug, Since: "0.1.0"},
		// It is about time only: 36 of 39 findings are right.
		{Analyzer: maplookup.New(), Group: "map", Tier: OptIn, Severity: Performance, Since: "0.1.0"},
		{Analyzer: maporder.New(), Group: "map", Tier: Default, Severity: Bug, Since: "0.1.0"},
		{Analyzer: maprange.New(), Group: "map", Tier: Default, Severity: Bug, Since: "0.1.0"},
		// Who may run at the same time is for the authors to know; most findings on unknown code led to a rule first.
		{Analyzer: mixedatomic.New(), Group: "atomic", Tier: Experimental, Severity: Bug, Since: "0.1.0"},
		{Analyzer: nilchan.New(), Group: "channel", Tier: Default, Severity: Bug, Since: "0.1.0"},
		// Which method runs first is guessed: of five findings on unknown code none was right, and one is left.
		{Analyzer: nilfield.New(), Group: "iface", Tier: Experimental, Severity: Bug, Since: "0.1.0"},
		{Analyzer: nilmap.New(), Group: "map", Tier: Default, Severity: Bug, Since: "0.1.0"},
		{Analyzer: oldslice.New(), Group: "slice", Tier: Default, Severity: Bug, Since: "0.1.0"},
		{Analyzer: oncemisuse.New(), Group: "sync", Tier: Default, Severity: Bug, Since: "0.1.0"},
		// Whether the thread is to end is known to the author only.
		{Analyzer: osthread.New(), Group: "goroutine", Tier: Experimental, Severity: Risk, Since: "0.1.0"},
		// No finding on real code that is right yet.
		{Analyzer: poolmisuse.New(), Group: "sync", Tier: Experimental, Severity: Bug, Since: "0.1.0"},
		// How long the loop is, and how often it runs, can't be seen in the code.
		{Analyzer: prealloc.New(), Group: "slice", Tier: Experimental, Severity: Performance, Since: "0.1.0"},
		// No finding on real code so far.
		{Analyzer: profstop.New(), Group: "memory", Tier: Experimental, Severity: Bug, Since: "0.1.0"},
		{Analyzer: ptrmarshal.New(), Group: "call", Tier: Default, Severity: Bug, Since: "0.1.0"},
		// Whether several elements match is often known to the author only: most findings on unknown code led to a rule.
		{Analyzer: rangedel.New(), Group: "slice", Tier: OptIn, Severity: Bug, Since: "0.1.0"},
		// What stands in front of a handler is not known, and most handlers are examples: three of 40 are worth a limit.
		{Analyzer: readlimit.New(), Group: "http", Tier: Experimental, Severity: Risk, Since: "0.1.0"},
		{Analyzer: recoverframe.New(), Group: "defer", Tier: Default, Severity: Bug, Since: "0.1.0"},
		// A stack overflow that the code proves, no wrong finding on about 100 modules.
		{Analyzer: recursion.New(), Group: "call", Tier: Default, Severity: Bug, Since: "0.1.0"},
		{Analyzer: reflectkind.New(), Group: "reflect", Tier: Default, Severity: Bug, Since: "0.1.0"},
		{Analyzer: regexploop.New(), Group: "memory", Tier: Default, Severity: Performance, Since: "0.1.0"},
		// One finding on real code, in front of a handler that never flushes.
		{Analyzer: respwrap.New(), Group: "http", Tier: Experimental, Severity: Risk, Since: "0.1.0"},
		// How much is kept, and for how long, can't be seen: three of six findings in other modules are worth it.
		{Analyzer: retain.New(), Group: "slice", Tier: Experimental, Severity: Performance, Since: "0.1.0"},
		// Whether a caller ever sees the change is for it to know: 14 of 16 findings on unknown code are worth it.
		{Analyzer: roundtrip.New(), Group: "http", Tier: OptIn, Severity: Risk, Since: "0.1.0"},
		{Analyzer: selecteval.New(), Group: "channel", Tier: Default, Severity: Bug, Since: "0.1.0"},
		{Analyzer: selfcall.New(), Group: "call", Tier: Default, Severity: Bug, Since: "0.1.0"},
		{Analyzer: sendalias.New(), Group: "channel", Tier: Default, Severity: Bug, Since: "0.1.0"},
		{Analyzer: sendleak.New(), Group: "goroutine", Tier: Default, Severity: Bug, Since: "0.1.0"},
		{Analyzer: sharedrow.New(), Group: "slice", Tier: Default, Severity: Bug, Since: "0.1.0"},
		// Some readers always fill what they get: 14 of 17 findings on unknown code are right.
		{Analyzer: shortread.New(), Group: "slice", Tier: OptIn, Severity: Bug, Since: "0.1.0"},
		// Measured on too little.
		{Analyzer: slotleak.New(), Group: "channel", Tier: Experimental, Severity: Bug, Since: "0.1.0"},
		{Analyzer: spin.New(), Group: "goroutine", Tier: Experimental, Severity: Bug, Since: "0.1.0"},
		// Whether two values are as good as one is seen from the type only; measured on one finding.
		{Analyzer: syncmapcheck.New(), Group: "sync", Tier: Experimental, Severity: Bug, Since: "0.1.0"},
		{Analyzer: timerchan.New(), Group: "channel", Tier: Default, Severity: Bug, Since: "0.1.0"},
		{Analyzer: typednil.New(), Group: "iface", Tier: Default, Severity: Bug, Since: "0.1.0"},
		{Analyzer: unhashable.New(), Group: "iface", Tier: Default, Severity: Bug, Since: "0.1.0"},
		{Analyzer: unlockpath.New(), Group: "sync", Tier: Default, Severity: Bug, Since: "0.1.0"},
		{Analyzer: unsafestr.New(), Group: "string", Tier: Default, Severity: Bug, Since: "0.1.0"},
		// No finding on real code so far.
		{Analyzer: wallclock.New(), Group: "errors", Tier: Experimental, Severity: Risk, Since: "0.1.0"},
		// Of 22 findings on unknown code 17 were right; the others led to rules.
		{Analyzer: wgcount.New(), Group: "sync", Tier: OptIn, Severity: Bug, Since: "0.1.0"},
		{Analyzer: zerosize.New(), Group: "iface", Tier: Default, Severity: Bug, Since: "0.1.0"},
	}
	return append(checks, suppressions(checks)...)
}

// suppressions makes the two checks that are about the others.
func suppressions(checks []*Check) []*Check {
	names := []string{"ignore", "staleignore"}
	var all []*analysis.Analyzer
	for _, c := range checks {
		names = append(names, c.Name)
		all = append(all, c.Analyzer)
	}
	return []*Check{
		{Analyzer: ignore.New(names...), Group: "module", Tier: Default, Severity: Risk, Since: "0.1.0"},
		// A comment may be needed on another platform only.
		{Analyzer: staleignore.New(all...), Group: "module", Tier: OptIn, Severity: Risk, Since: "0.1.0"},
	}
}
