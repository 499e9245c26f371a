package lockstate

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"
	"sync"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"
)

// An importer reads the facts of the packages that the package imports, and names what they are about.
type importer struct {
	pass      *analysis.Pass
	tables    map[*types.Package]*facts // nil for packages without
	funcs     map[*types.Package]map[string]*funcFact
	classes   map[string]types.Object // by key
	keys      map[types.Object]string
	named     map[*types.Package]bool // packages whose fields have their keys
	outers    map[string]*outer
	some      map[string]*outer // any lock of a class
	slots     map[*ssa.Function][]*slot
	reachable func() map[string]*types.Package
}

func newImporter(pass *analysis.Pass) *importer {
	return &importer{
		pass:      pass,
		tables:    make(map[*types.Package]*facts),
		funcs:     make(map[*types.Package]map[string]*funcFact),
		classes:   make(map[string]types.Object),
		keys:      make(map[types.Object]string),
		named:     make(map[*types.Package]bool),
		outers:    make(map[string]*outer),
		some:      make(map[string]*outer),
		slots:     make(map[*ssa.Function][]*slot),
		reachable: sync.OnceValue(func() map[string]*types.Package { return reachable(pass.Pkg) }),
	}
}

// reachable lists the packages whose types a package knows.
func reachable(pkg *types.Package) map[string]*types.Package {
	all := make(map[string]*types.Package)
	var visit func(*types.Package)
	visit = func(pkg *types.Package) {
		if all[pkg.Path()] == nil {
			all[pkg.Path()] = pkg
			for _, imp := range pkg.Imports() {
				visit(imp)
			}
		}
	}
	visit(pkg)
	return all
}

// table returns the facts of a package, nil if there are none.
func (im *importer) table(pkg *types.Package) *facts {
	t, done := im.tables[pkg]
	if !done {
		read := new(facts)
		if im.pass != nil && pkg != im.pass.Pkg && im.pass.ImportPackageFact(pkg, read) {
			t = read
			byName := make(map[string]*funcFact, len(t.Funcs))
			for i := range t.Funcs {
				byName[t.Funcs[i].Name] = &t.Funcs[i]
			}
			im.funcs[pkg] = byName
		}
		im.tables[pkg] = t
	}
	return t
}

// fact returns what is known of a function of another package, or nil.
func (im *importer) fact(fn *types.Func) *funcFact {
	if fn == nil || fn.Pkg() == nil || !fn.Exported() || im.table(fn.Pkg()) == nil {
		return nil
	}
	return im.funcs[fn.Pkg()][funcName(fn)]
}

// funcName is the name of a function in its package: T.m or f, "" for a method of a type that others can't name.
func funcName(fn *types.Func) string {
	recv := fn.Signature().Recv()
	if recv == nil {
		return fn.Name()
	}
	t := recv.Type()
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t = p.Elem()
	}
	if name := typeName(t); token.IsExported(name) {
		return name + "." + fn.Name()
	}
	return ""
}

// key names a class of locks for other packages, "" if it has no such name.
func (im *importer) key(class types.Object) string {
	if class == nil {
		return ""
	}
	if class.Pkg() != nil {
		im.name(class.Pkg())
	}
	return im.keys[class]
}

// name gives keys to what may hold a lock in a package: its global variables, and the fields of its types.
func (im *importer) name(pkg *types.Package) {
	if im.named[pkg] {
		return
	}
	im.named[pkg] = true
	add := func(obj types.Object, name string) {
		if key := pkg.Path() + ":" + name; im.classes[key] == nil && im.keys[obj] == "" {
			im.keys[obj], im.classes[key] = key, obj
		}
	}
	for _, name := range pkg.Scope().Names() {
		switch obj := pkg.Scope().Lookup(name).(type) {
		case *types.Var:
			add(obj, name)
			if st, ok := types.Unalias(obj.Type()).(*types.Struct); ok {
				for f := range st.Fields() {
					add(f, name+"."+f.Name())
				}
			}
		case *types.TypeName:
			if st, ok := obj.Type().Underlying().(*types.Struct); ok && !obj.IsAlias() {
				for f := range st.Fields() {
					add(f, name+"."+f.Name())
				}
			}
		}
	}
}

// class finds the class of a key. One that the package can't come to gets a variable that stands for it.
func (im *importer) class(key string) types.Object {
	if obj := im.classes[key]; obj != nil {
		return obj
	}
	path, name, _ := strings.Cut(key, ":")
	if pkg := im.reachable()[path]; pkg != nil {
		im.name(pkg)
	}
	if im.classes[key] == nil {
		v := types.NewVar(token.NoPos, nil, name, types.Typ[types.Invalid])
		im.classes[key], im.keys[v] = v, key
	}
	return im.classes[key]
}

func (im *importer) classList(keys []string) []types.Object {
	var list []types.Object
	for _, key := range keys {
		list = append(list, im.class(key))
	}
	return list
}

// slot returns the value that stands for a parameter of a function, receiver first.
func (im *importer) slot(fn *ssa.Function, index int) *slot {
	slots := im.slots[fn]
	if slots == nil {
		if recv := fn.Signature.Recv(); recv != nil {
			slots = append(slots, &slot{fn, 0, recv.Type()})
		}
		for param := range fn.Signature.Params().Variables() {
			slots = append(slots, &slot{fn, len(slots), param.Type()})
		}
		im.slots[fn] = slots
	}
	if index >= len(slots) {
		return nil
	}
	return slots[index]
}

// imported makes what the fact of a function of another package says of it the summary of the function.
func (b *builder) imported(f *Func) {
	obj, _ := f.Fn.Object().(*types.Func)
	fact := b.imports.fact(obj)
	if fact == nil {
		return
	}
	f.known = true
	r := &reader{b, f.Fn}
	for _, x := range fact.Exits {
		f.exits = append(f.exits, r.exit(x))
	}
	for _, x := range f.exits {
		for _, eff := range x.effects {
			if eff.state == lent && !slices.Contains(f.lends, eff.lock) {
				f.lends = append(f.lends, eff.lock)
			}
		}
	}
	for _, a := range fact.Acquires {
		if l := r.lock(a.Lock); l != nil {
			f.acquires = append(f.acquires, &acquire{lock: l, write: a.Write, chain: chainOf(a.Chain), guards: r.guards(a.Guards), unsure: a.Unsure, dynamic: a.Dynamic, always: a.Always})
		}
	}
	for _, c := range fact.Calls {
		pc := &paramCall{param: c.Param, memory: &memory{}, guards: r.guards(c.Guards)}
		for _, h := range c.Held {
			if l := r.lock(h.Lock); l != nil {
				pc.memory = pc.memory.set(status{lock: l, state: h.State, write: h.Write, count: 1, at: remotely(h.At)})
			}
		}
		chain := chainOf(c.Chain)
		pc.chain, pc.call = chain[:len(chain)-1], chain[len(chain)-1].(*remote)
		f.paramCalls = append(f.paramCalls, pc)
	}
}

// A reader reads the fact of one function.
type reader struct {
	*builder
	fn *ssa.Function
}

func remotely(s stepFact) ssa.Instruction { return &remote{stepFact: s} }

func chainOf(steps []stepFact) []ssa.Instruction {
	var chain []ssa.Instruction
	for _, s := range steps {
		chain = append(chain, remotely(s))
	}
	return chain
}

func (r *reader) exit(fact exitFact) exit {
	x := exit{guards: r.guards(fact.Guards)}
	for _, eff := range fact.Effects {
		l := r.lock(eff.Lock)
		if l == nil {
			l = r.lock("~") // the path is not there
		}
		if l.vague || eff.State == held && r.handsOver() {
			eff.State = vague
		}
		x.effects = append(x.effects, effect{l, eff.State, eff.Write})
	}
	results := r.fn.Signature.Results()
	for i := range results.Len() {
		var v ssa.Value
		switch letter := fact.Results[i]; letter {
		case isNilLetter:
			v = ssa.NewConst(nil, results.At(i).Type())
		case notNilLetter:
			v = notNil
		case trueLetter:
			v = yes[0]
		case falseLetter:
			v = no[0]
		}
		x.results = append(x.results, v)
	}
	return x
}

// handsOver reports whether the function returns an object or a function, which may be there to release what is left locked.
func (r *reader) handsOver() bool {
	for v := range r.fn.Signature.Results().Variables() {
		if isPointer(v.Type()) && !types.Identical(v.Type(), types.Universe.Lookup("error").Type()) {
			return true
		}
	}
	return false
}

func (r *reader) guards(list []guardFact) []guard {
	var guards []guard
	for _, g := range list {
		s := r.imports.slot(r.fn, g.Param)
		if s == nil {
			continue
		}
		guard := guard{param: s, want: g.Want}
		switch {
		case g.Value == "nil":
			guard.k = ssa.NewConst(nil, s.typ)
		case g.Value != "":
			guard.k = ssa.NewConst(constantOf(g.Value[1:]), s.typ)
		}
		guards = append(guards, guard)
	}
	return guards
}

// constantOf makes a constant whose exact text is the one given.
func constantOf(text string) constant.Value {
	switch {
	case text == "true" || text == "false":
		return constant.MakeBool(text == "true")
	case text[0] == '"':
		return constant.MakeFromLiteral(text, token.STRING, 0)
	}
	return constant.MakeFromLiteral(text, token.INT, 0)
}

// lock makes a name of a lock of what lockText has made of it; nil if the path is not there.
func (r *reader) lock(text string) *Lock {
	root, rest := text, ""
	if i := strings.IndexByte(text, ' '); i >= 0 {
		root, rest = text[:i], text[i+1:]
	}
	if key, ok := strings.CutPrefix(text, "~"); ok {
		some := r.imports.some[key]
		if some == nil {
			some = &outer{name: key}
			if key != "" {
				some.obj = r.imports.class(key)
			}
			r.imports.some[key] = some
		}
		return r.intern(ref{root: some, vague: true})
	}
	var at ref
	var t types.Type
	if key, ok := strings.CutPrefix(root, "!"); ok {
		return r.intern(ref{root: r.outer(key, rest)})
	}
	if key, ok := strings.CutPrefix(root, "@"); ok {
		path, name, _ := strings.Cut(key, ":")
		pkg := r.prog().ImportedPackage(path)
		if pkg == nil || pkg.Var(name) == nil {
			return nil
		}
		at.root, t = pkg.Var(name), pkg.Var(name).Type().(*types.Pointer).Elem()
	} else {
		s := r.imports.slot(r.fn, int(root[0]-'0'))
		if s == nil {
			return nil
		}
		at.root, t = s, s.typ
		if p, ok := t.Underlying().(*types.Pointer); ok {
			t = p.Elem()
		}
	}
	for _, name := range strings.Fields(rest) {
		if name == "*" {
			p, ok := t.Underlying().(*types.Pointer)
			at = at.with(step{load: true})
			if !ok {
				continue // a lock in an interface
			}
			t = p.Elem()
			continue
		}
		st, ok := t.Underlying().(*types.Struct)
		if !ok {
			return nil
		}
		var field *types.Var
		for f := range st.Fields() {
			if f.Name() == name {
				field = f
			}
		}
		if field == nil {
			return nil
		}
		at = at.with(step{field: field.Origin(), owner: typeName(t)})
		t = field.Type()
	}
	return r.intern(at)
}

// outer is the lock with the key, of a class.
func (r *reader) outer(key, class string) *outer {
	o := r.imports.outers[key]
	if o == nil {
		_, name, _ := strings.Cut(class, ":")
		o = &outer{r.imports.class(class), name}
		r.imports.outers[key] = o
	}
	return o
}
