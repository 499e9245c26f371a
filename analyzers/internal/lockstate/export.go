package lockstate

import (
	"fmt"
	"go/build"
	"go/types"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"
)

// Bounds on what other packages are told: the facts of every import are read by each package.
const (
	maxExits    = 3
	maxAcquires = 16
	maxCalls    = 8
	maxOrders   = 100
)

// standard reports whether the package is part of the standard library, of which other packages are told
// nothing: not every driver analyses it, and all of them find the same.
func standard(pass *analysis.Pass) bool {
	src := filepath.Join(build.Default.GOROOT, "src") + string(filepath.Separator)
	return len(pass.Files) > 0 && strings.HasPrefix(pass.Fset.Position(pass.Files[0].FileStart).Filename, src)
}

// export makes the facts of the package.
func (b *builder) export() *facts {
	all := new(facts)
	for _, fn := range b.fp.Funcs {
		obj, ok := fn.Object().(*types.Func)
		if !ok || !obj.Exported() || funcName(obj) == "" || b.inTest(fn) {
			continue
		}
		if f := b.funcs[fn]; f != nil && f.matters() {
			w := &writer{b, fn}
			if fact := w.function(f); fact.Exits != nil || fact.Acquires != nil || fact.Calls != nil {
				fact.Name = funcName(obj)
				all.Funcs = append(all.Funcs, fact)
			}
		}
	}
	all.Written, all.Lent = b.classKeys(b.writers), b.classKeys(b.lenders)
	return all
}

func (b *builder) classKeys(classes map[types.Object]bool) []string {
	var keys []string
	for class := range classes {
		if key := b.imports.key(class); key != "" {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	return keys
}

func (b *builder) inTest(fn *ssa.Function) bool {
	return strings.HasSuffix(b.fset.Position(fn.Pos()).Filename, "_test.go")
}

// A writer writes the fact of one function.
type writer struct {
	*builder
	fn *ssa.Function
}

func (w *writer) function(f *Func) (fact funcFact) {
	if len(f.exits) <= maxExits {
		for _, x := range f.exits {
			fact.Exits = append(fact.Exits, w.exit(x))
		}
	} else {
		for _, x := range vagueExits(f.exits) {
			fact.Exits = append(fact.Exits, w.exit(x))
		}
	}
	if !slices.ContainsFunc(fact.Exits, func(x exitFact) bool { return x.Effects != nil }) {
		fact.Exits = nil
	}
	for _, a := range f.acquires {
		lock, ok := w.lock(a.lock)
		guards, all := w.guards(a.guards)
		if !ok || len(fact.Acquires) == maxAcquires {
			continue
		}
		fact.Acquires = append(fact.Acquires, acquireFact{Lock: lock, Write: a.write, Unsure: a.unsure || !all, Dynamic: a.dynamic, Always: a.always, Guards: guards, Chain: w.chain(a.chain)})
	}
	for _, pc := range f.paramCalls {
		guards, all := w.guards(pc.guards)
		if !all || len(fact.Calls) == maxCalls {
			continue
		}
		c := callFact{Param: pc.param, Guards: guards, Chain: append(w.chain(pc.chain), w.step(pc.call))}
		for s := range pc.memory.all() {
			if lock, ok := w.lock(s.lock); ok && s.state != none && !s.stale {
				c.Held = append(c.Held, heldFact{lock, s.state, s.write, w.step(s.at)})
			}
		}
		fact.Calls = append(fact.Calls, c)
	}
	return fact
}

func (w *writer) exit(x exit) exitFact {
	fact := exitFact{}
	for _, eff := range x.effects {
		told := effectFact{State: eff.state, Write: eff.write}
		var ok bool
		if told.Lock, ok = w.lock(eff.lock); !ok {
			// It has no name there: any lock of the class may be the one.
			told = effectFact{Lock: "~" + w.imports.key(eff.lock.class()), State: vague}
		}
		if !slices.Contains(fact.Effects, told) {
			fact.Effects = append(fact.Effects, told)
		}
	}
	fact.Guards, _ = w.guards(x.guards)
	letters := make([]byte, w.fn.Signature.Results().Len())
	for i := range letters {
		letters[i] = unknownLetter
		if i >= len(x.results) {
			continue
		}
		switch resultKey(x.results[i]) {
		case "nil":
			letters[i] = isNilLetter
		case "not nil":
			letters[i] = notNilLetter
		case "true":
			letters[i] = trueLetter
		case "false":
			letters[i] = falseLetter
		}
	}
	fact.Results = string(letters)
	return fact
}

// guards is not all if some of them are not on parameters of the function.
func (w *writer) guards(list []guard) (guards []guardFact, all bool) {
	all = true
	for _, g := range list {
		i, ok := indexOf(g.param, w.fn)
		if !ok || i > 9 {
			all = false
			continue
		}
		fact := guardFact{Param: i, Want: g.want}
		switch {
		case g.k == nil:
		case g.k.Value == nil:
			fact.Value = "nil"
		default:
			fact.Value = "=" + g.k.Value.ExactString()
			if !readable(fact.Value[1:]) {
				all = false
				continue
			}
		}
		guards = append(guards, fact)
	}
	return guards, all
}

// readable reports whether constantOf can make the constant again.
func readable(text string) bool {
	return len(text) < 100 && !strings.ContainsAny(text, "/(") && constantOf(text).ExactString() == text
}

// lock writes a lock as a path of fields and loads from a parameter, "0 mu", or from a global
// variable, "@path:name * mu". A variable that others can't name stands for all of the path,
// beside its class. It is not ok for a lock with no such name.
func (w *writer) lock(l *Lock) (text string, ok bool) {
	if l.vague || len(l.steps) > maxSteps {
		return "", false
	}
	var words []string
	for _, s := range l.steps {
		switch {
		case s.load:
			words = append(words, "*")
		case s.field != nil && s.field.Name() != "_":
			words = append(words, s.field.Name())
		default:
			return "", false
		}
	}
	rest := strings.Join(words, " ")
	switch root := l.root.(type) {
	case *ssa.Parameter:
		i, ok := indexOf(root, w.fn)
		if !ok || i > 9 {
			return "", false
		}
		return strings.TrimSpace(fmt.Sprint(i, " ", rest)), true
	case *ssa.Global:
		key := root.Pkg.Pkg.Path() + ":" + root.Name()
		if root.Object() != nil && root.Object().Exported() && root.Pkg == w.fp.Pkg {
			return strings.TrimSpace("@" + key + " " + rest), true
		}
		class := w.imports.key(l.class())
		return "!" + key + "." + strings.ReplaceAll(rest, " ", ".") + " " + class, class != ""
	case *outer:
		for key, o := range w.imports.outers {
			if o == root {
				return "!" + key + " " + w.imports.key(o.obj), true
			}
		}
	}
	return "", false
}

func (w *writer) chain(chain []ssa.Instruction) []stepFact {
	var steps []stepFact
	for _, instr := range chain {
		steps = append(steps, w.step(instr))
	}
	return steps
}

func (w *writer) step(instr ssa.Instruction) stepFact {
	if r, ok := instr.(*remote); ok {
		return r.stepFact
	}
	if instr == nil {
		return stepFact{}
	}
	pos := w.fset.Position(instr.Pos())
	name := path.Join(path.Base(w.pkg.Path()), filepath.Base(pos.Filename))
	return stepFact{Callee(instr), fmt.Sprintf("%s:%d", name, pos.Line)}
}
