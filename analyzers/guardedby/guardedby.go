package guardedby

import (
	_ "embed"
	"flag"
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/chans"
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/lockstate"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/internal/lazyregexp"
)

//go:embed doc.go
var doc string

// Analyzer has the default settings.
var Analyzer = New()

var (
	bareWrite = &report.Kind{ID: "bare-write",
		Format: "%s is changed without %s, which guards it at %d other places, such as %s: a data race; take the lock"}
	bareRead = &report.Kind{ID: "bare-read",
		Format: "%s is read without %s, with which it is changed at %s: a data race; take the lock"}
	bareLazy = &report.Kind{ID: "bare-lazy-set",
		Format: "%s is set on the first call without %s, with which it is read at %s: a data race; take the lock, or use sync.Once"}
	otherLock = &report.Kind{ID: "other-lock",
		Format: "%s is used with %s here, and at %s with %s: two locks keep nobody apart, a data race; take the same one"}
	readLocked = &report.Kind{ID: "write-under-rlock",
		Format: "%s is changed with %s only read-locked: other readers run at the same time; take Lock"}
	takenAlong = &report.Kind{ID: "used-after-unlock",
		Format: "the map in %s was loaded with %s at %s, and is used here without it, while %s changes it in place: a fatal error; hold the lock, or copy it"}
	afterUnlock = &report.Kind{ID: "element-after-unlock",
		Format: "%s of an element of %s is %s after the unlock of %s, with which it is changed at %s: a data race; hold the lock as long"}
	handedOut = &report.Kind{ID: "guarded-map-returned",
		Format: "the map in %s leaves the critical section of %s, and is changed in place at %s: a fatal error for who reads it; return a copy"}
	sliceOut = &report.Kind{ID: "guarded-slice-returned",
		Format: "the slice in %s leaves the critical section of %s, and its elements are changed in place at %s: a data race for who reads it; return a copy"}
)

// New makes the analyzer.
func New() *analysis.Analyzer {
	c := report.Check{
		Name:     "guardedby",
		DocFile:  doc,
		Kinds:    []*report.Kind{bareWrite, bareRead, bareLazy, otherLock, readLocked, takenAlong, afterUnlock, handedOut, sliceOut},
		Requires: []*analysis.Analyzer{flow.Analyzer, lockstate.Analyzer, chans.Analyzer},
	}
	returned := false
	c.Flags = func(fs *flag.FlagSet) {
		fs.BoolVar(&returned, "returned", false, "also report maps and slices that are returned from under the lock, and changed in place elsewhere")
	}
	c.Run = func(pass *report.Pass) { run(pass, returned) }
	return c.New()
}

func run(pass *report.Pass, returned bool) {
	locks := pass.ResultOf[lockstate.Analyzer].(*lockstate.Package)
	if len(locks.Funcs) == 0 {
		return
	}
	c := &checker{
		collector: collector{Pass: pass, locks: locks, fields: make(map[*types.Var][]*access)},
		chans:     pass.ResultOf[chans.Analyzer].(*chans.Package),
		returned:  returned,
	}
	c.funcs = pass.ResultOf[flow.Analyzer].(*flow.Package).Funcs
	for _, fn := range c.funcs {
		if f := c.file(fn.Pos()); f != nil && !c.IsTest(f) {
			c.function(fn)
		}
	}
	for _, v := range c.order {
		c.field(v, c.fields[v])
	}
}

type checker struct {
	collector
	chans    *chans.Package
	funcs    []*ssa.Function
	taken    map[types.Object]bool
	returned bool // maps and slices that are handed out, too
}

func (c *checker) file(pos token.Pos) *ast.File {
	for _, f := range c.Files {
		if f.FileStart <= pos && pos <= f.FileEnd {
			return f
		}
	}
	return nil
}

const fewest = 3 // guarded accesses that show a habit

func (c *checker) field(v *types.Var, all []*access) {
	c.elements(v, all)
	c.takenOut(v, all)
	g := c.guard(all)
	if g != nil && g.change == nil {
		c.readersOnly(v, g)
	}
	if g == nil || len(g.bare) > 0 && (c.lazy(v, g) || c.twoLocks(v, g)) || g.change == nil {
		return
	}
	sure := g.flag() || c.beside(g) || c.writtenBeside(g)
	if (len(g.holding) < fewest || functions(g.holding) < 2) && !sure {
		c.setter(v, g)
		return
	}
	name := g.class.Name()
	for _, a := range g.holding {
		switch {
		case a.write && !a.held[g.class] && onlyReadLocked(a):
			c.Report(report.Finding{At: report.At(a.at.Pos(), 1), Kind: readLocked, Args: []any{v.Name(), name}})
		case c.returned && g.inside != nil && returnsInside(a.at) && !lendsMap(a.fn) && !c.locks.MayBeHeldBefore(a.fn, g.class):
			kind := handedOut
			if _, isMap := v.Type().Underlying().(*types.Map); !isMap {
				kind = sliceOut
			}
			c.Report(report.Finding{At: report.At(a.at.Pos(), 1), Kind: kind, Args: []any{v.Name(), name, c.Line(a.at.Pos(), g.inside.at.Pos())}})
		}
		if use := c.usedUnlocked(a, g); use != nil {
			c.Report(report.Finding{At: report.At(use.Pos(), 1), Kind: takenAlong, Args: []any{v.Name(), name, c.Line(use.Pos(), a.at.Pos()), c.Line(use.Pos(), g.inside.at.Pos())}})
		}
	}
	bare := slices.DeleteFunc(slices.Clone(g.bare), c.begins)
	if strange := g.strangers(bare); functions(strange) > 1 || 4*len(strange) > len(g.holding) && !sure {
		c.setter(v, g)
		return // no habit
	}
	for _, a := range bare {
		if len(a.held) > 0 || !c.concurrent(a, g) {
			continue
		}
		if a.write {
			c.Report(report.Finding{At: report.At(a.at.Pos(), 1), Kind: bareWrite, Args: []any{v.Name(), name, len(g.holding), c.Line(a.at.Pos(), g.change.at.Pos())}})
		} else if (sure || g.changesOften()) && (g.replaced() || looksInside(a.at)) {
			c.Report(report.Finding{At: report.At(a.at.Pos(), 1), Kind: bareRead, Args: []any{v.Name(), name, c.Line(a.at.Pos(), g.change.at.Pos())}})
		}
	}
}

// readersOnly reports changes under the read lock of a field that nobody changes with more than that, but that several
// functions use with the lock. One is enough for a map, and for a lock that nobody takes for writing.
func (c *checker) readersOnly(v *types.Var, g *guard) {
	if len(g.bare) > 0 {
		return // perhaps one goroutine has the field to itself
	}
	alone := functions(g.holding) < 2 && c.locks.Written(g.class)
	_, isMap := v.Type().Underlying().(*types.Map)
	for _, a := range g.holding {
		if a.write && onlyReadLocked(a) && (!alone || isMap && a.inside) {
			c.Report(report.Finding{At: report.At(a.at.Pos(), 1), Kind: readLocked, Args: []any{v.Name(), g.class.Name()}})
		}
	}
}

var lent = lazyregexp.New(`(?i)\bunderlying\b|\b(must|should|do|may) not\b|\bread[- ]?only\b|\bcaller`)

var locked = lazyregexp.New(`(?i)(^|[^bc])lock|\bheld\b|\bholds?\b|\bholding\b|concurren|goroutine|\brac(e|es|y|ing)\b|thread|atomic|single|\b(must|should|may|can)(\s+not|\s+only|not|n.t)\s+be\s+called\b|\bonly\s+be\s+called\b|\b(not|n't)\s+safe\s+to\b`)

// saysLocked reports whether a comment says that callers hold the lock, or that nobody may be there at the same time.
func saysLocked(text string) bool {
	text = unlocked.ReplaceAllString(text, "")
	text = notSafe.ReplaceAllString(text, "locked")
	return locked.MatchString(safe.ReplaceAllString(text, ""))
}

// safe is how a comment says that others may be there at the same time, and notSafe that they may not.
var (
	safe    = lazyregexp.New(`(?i)\b((thread|goroutine|concurren\w+|race)[- ]?safe\w*|safe\s+(for|to|from|under|in|with)\b[\w\s]{0,40}?\b(concurren\w+|parallel|goroutines?|threads?)\b)`)
	notSafe = lazyregexp.New(`(?i)(\bnot|n't|\bnever|\bno longer)\s+(\w+\s+)?((thread|goroutine|concurren\w+|race)[- ]?safe\w*|safe\s+(for|to|from|under|in|with)\b[\w\s]{0,40}?\b(concurren\w+|parallel|goroutines?|threads?)\b)`)
)

// unlocked is how a comment says that callers do not hold the lock.
var unlocked = lazyregexp.New(`(?i)\block\w*\s+(must|should|may|is|are)\s*(not|n't)\s+(be\s+)?held\b|\b(must|should|may|does|do)(\s+not|n't)\s+hold\b[\w\s.]{0,20}?lock\w*`)
