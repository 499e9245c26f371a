package lockstate

import (
	"go/types"
	"reflect"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"
)

// OrdersAnalyzer lists the orders in which the functions of a package take locks, and what they know of the
// packages that it imports.
var OrdersAnalyzer = &analysis.Analyzer{
	Name:       "lockorders",
	Doc:        "list which locks are taken with which others held",
	Run:        runOrders,
	Requires:   []*analysis.Analyzer{Analyzer},
	FactTypes:  []analysis.Fact{new(orderFacts)},
	ResultType: reflect.TypeFor[*Orders](),
}

// Orders are those of a package, and of all that it imports.
type Orders struct {
	locks         *Package
	own, imported []*Order
}

// Own lists the orders of the package itself.
func (s *Orders) Own() []*Order { return s.own }

// orderFacts is what other packages are told. What a package has learned from its imports it passes on.
type orderFacts struct {
	Takes  map[string][]takeFact // by function: T.m or f
	Orders []orderFact
}

func (*orderFacts) AFact()         {}
func (*orderFacts) String() string { return "lock orders" }

type classFact struct {
	Key   string // package, type and field
	Name  string
	Write bool
}

type takeFact struct {
	Class           classFact
	Lock            string
	Chain           []stepFact
	Gates, Released []string
	Flagged         bool
}

type orderFact struct {
	First, Second classFact
	Since         stepFact // zero where callers have taken the first
	Via           string   // the function
	Chain         []stepFact
	Gates         []string
	Always        bool
}

func runOrders(pass *analysis.Pass) (any, error) {
	locks := pass.ResultOf[Analyzer].(*Package)
	s := &Orders{locks: locks}
	imports := locks.imports
	learned := make(map[*types.Package]*orderFacts)
	for i, pkg := range pass.Pkg.Imports() {
		read := new(orderFacts)
		if pass.ImportPackageFact(pkg, read) {
			learned[pkg] = read
			for _, o := range read.Orders {
				s.learn(imports, o, 1<<min(i, 63))
			}
		}
	}
	told := new(orderFacts)
	if b := locks.builder; b != nil {
		o := b.newOrderer(func(fn *ssa.Function) []*take {
			obj, _ := fn.Object().(*types.Func)
			if obj == nil || learned[obj.Pkg()] == nil {
				return nil
			}
			r := &reader{b, fn}
			return r.takes(learned[obj.Pkg()].Takes[funcName(obj)])
		})
		s.own = o.list
		if !standard(pass) {
			told = o.tell(s)
		}
	}
	if standard(pass) {
		return s, nil
	}
	for _, o := range s.imported {
		if len(told.Orders) < maxOrders {
			told.Orders = append(told.Orders, imports.order(o))
		}
	}
	if told.Takes != nil || told.Orders != nil {
		pass.ExportPackageFact(told)
	}
	return s, nil
}

// learn adds an order that an import tells of.
func (s *Orders) learn(im *importer, fact orderFact, from uint64) {
	o := &Order{First: im.classOf(fact.First), Second: im.classOf(fact.Second), Chain: chainOf(fact.Chain), Gates: im.classList(fact.Gates), via: fact.Via, always: fact.Always, from: from}
	if fact.Since != (stepFact{}) {
		o.Since = remotely(fact.Since)
	}
	for _, old := range s.imported {
		if old.First == o.First && old.Second == o.Second && old.via == o.via {
			old.from |= from
			return
		}
	}
	s.imported = append(s.imported, o)
}

func (im *importer) classOf(fact classFact) Class {
	return Class{im.class(fact.Key), fact.Name, fact.Write}
}

func (im *importer) classFact(c Class) classFact {
	return classFact{im.key(c.Object), c.Name, c.Write}
}

// order passes on what was learned.
func (im *importer) order(o *Order) orderFact {
	fact := orderFact{First: im.classFact(o.First), Second: im.classFact(o.Second), Via: o.via, Gates: im.keyList(o.Gates), Always: o.always}
	if o.Since != nil {
		fact.Since = o.Since.(*remote).stepFact
	}
	for _, step := range o.Chain {
		fact.Chain = append(fact.Chain, step.(*remote).stepFact)
	}
	return fact
}

func (im *importer) keyList(classes []types.Object) []string {
	var keys []string
	for _, class := range classes {
		if key := im.key(class); key != "" && !slices.Contains(keys, key) {
			keys = append(keys, key)
		}
	}
	return keys
}

func (r *reader) takes(list []takeFact) []*take {
	var takes []*take
	for _, t := range list {
		up := &take{Class: r.imports.classOf(t.Class), chain: chainOf(t.Chain), gates: r.imports.classList(t.Gates), released: r.imports.classList(t.Released), flagged: t.Flagged}
		if t.Lock != "" {
			up.lock = r.lock(t.Lock)
		}
		takes = append(takes, up)
	}
	return takes
}

// tell makes the facts of the package: the locks that exported functions wait for, and the orders between locks that other
// packages can have a part in.
func (o *orderer) tell(s *Orders) *orderFacts {
	told := new(orderFacts)
	for _, fn := range o.fp.Funcs {
		obj, ok := fn.Object().(*types.Func)
		if !ok || !obj.Exported() || funcName(obj) == "" || o.inTest(fn) {
			continue
		}
		w := &writer{o.builder, fn}
		for _, t := range o.takes[fn] {
			class := o.imports.classFact(t.Class)
			if class.Key == "" || len(t.guards) > 0 {
				continue
			}
			fact := takeFact{Class: class, Chain: w.chain(t.chain), Gates: o.imports.keyList(t.gates), Released: o.imports.keyList(t.released), Flagged: t.flagged}
			if t.lock != nil {
				fact.Lock, _ = w.lock(t.lock)
			}
			if told.Takes == nil {
				told.Takes = make(map[string][]takeFact)
			}
			told.Takes[funcName(obj)] = append(told.Takes[funcName(obj)], fact)
		}
	}
	c := &cycler{Package: o.Package}
	for _, order := range o.list {
		first, second := o.imports.classFact(order.First), o.imports.classFact(order.Second)
		if first.Key == "" || second.Key == "" || len(told.Orders) == maxOrders || !o.shown(order.Second.Object) || o.inTest(order.In()) {
			continue
		}
		if c.oneGoroutine(Cycle{order}) {
			continue
		}
		w := &writer{o.builder, order.In()}
		fact := orderFact{First: first, Second: second, Via: o.pkg.Path() + ":" + order.In().String(), Chain: w.chain(order.Chain), Gates: o.imports.keyList(order.Gates), Always: order.throughout()}
		if order.Since != nil {
			fact.Since = w.step(order.Since)
		}
		told.Orders = append(told.Orders, fact)
	}
	return told
}

// shown reports whether other packages can hold a lock of the class: it is theirs, or exported, or embedded, or
// a function leaves it held, or calls back with it.
func (o *orderer) shown(class types.Object) bool {
	v, ok := class.(*types.Var)
	if !ok || v.Pkg() != o.pkg || v.Exported() || v.Embedded() {
		return true
	}
	for _, fn := range o.fp.Funcs {
		f := o.funcs[fn]
		if f == nil || fn.Object() == nil || !fn.Object().Exported() {
			continue
		}
		for _, x := range f.exits {
			if slices.ContainsFunc(x.effects, func(eff effect) bool { return eff.state == held && eff.lock.class() == class }) {
				return true
			}
		}
		for _, pc := range f.paramCalls {
			if slices.ContainsFunc(pc.memory.locks, func(s status) bool { return s.isHeld() && s.lock.class() == class }) {
				return true
			}
		}
	}
	return false
}
