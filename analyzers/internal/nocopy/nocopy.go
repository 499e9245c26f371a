// Package nocopy is the engine that knows which types must not be copied: it
// finds the way from a type to a lock, a counter or a marker inside it.
//
// What counts is decided as go vet's copylocks decides it
// (golang.org/x/tools/go/analysis/passes/copylock): a struct whose pointer has
// methods Lock and Unlock and whose value has not, inside structs, arrays,
// tuples and the types that a type parameter may stand for. Pointers,
// interfaces, slices, maps and channels may be copied.
package nocopy

import (
	"go/token"
	"go/types"
	"strings"
)

// A Path leads from a type to something in it that must not be copied.
type Path struct {
	// Steps are the names of the fields on the way, and "[]" for the element of
	// an array. It is empty where the type itself must not be copied.
	Steps []string
	// Leaf is what must not be copied, such as sync.Mutex.
	Leaf types.Type
	// Marker says that the leaf takes no memory: it is there to forbid copies.
	Marker bool
}

// String is the path as a field selector, such as "inner.locks[]".
func (p *Path) String() string {
	return strings.ReplaceAll(strings.Join(p.Steps, "."), ".[]", "[]")
}

// A Finder finds paths and remembers them. It serves one package.
type Finder struct {
	memo map[types.Type]*Path // nil while the type is being looked at
}

// NewFinder makes a Finder.
func NewFinder() *Finder { return &Finder{memo: make(map[types.Type]*Path)} }

// maxDepth ends the walk through types that contain ever larger instances of
// themselves, which are invalid but reach tools that run despite errors.
const maxDepth = 50

// In returns the first path from t, in the order of the fields, or nil where t
// may be copied.
func (f *Finder) In(t types.Type) *Path {
	if t == nil {
		return nil
	}
	return f.in(t, 0)
}

func (f *Finder) in(t types.Type, depth int) *Path {
	if p, known := f.memo[t]; known {
		return p
	}
	if depth > maxDepth {
		return nil
	}
	f.memo[t] = nil
	p := f.walk(t, depth+1)
	f.memo[t] = p
	return p
}

func (f *Finder) walk(t types.Type, depth int) *Path {
	if tp, ok := types.Unalias(t).(*types.TypeParam); ok {
		for _, term := range termsOf(tp.Constraint(), depth) {
			if p := f.in(term.Type(), depth); p != nil {
				return p
			}
		}
		return nil
	}
	switch u := t.Underlying().(type) {
	case *types.Array:
		p := f.in(u.Elem(), depth).behind("[]")
		if p != nil && u.Len() == 0 {
			p.Marker = true
		}
		return p
	case *types.Tuple:
		for v := range u.Variables() {
			if p := f.in(v.Type(), depth); p != nil {
				return p
			}
		}
	case *types.Struct:
		if isMarked(t) {
			return &Path{Leaf: types.Unalias(t), Marker: u.NumFields() == 0}
		}
		for field := range u.Fields() {
			p := f.in(field.Type(), depth)
			switch {
			case p == nil:
			case isStdSync(t):
				return &Path{Leaf: types.Unalias(t)} // how sync is made inside is not the reader's concern
			default:
				return p.behind(field.Name())
			}
		}
	}
	return nil
}

// behind returns the path with a first step before it.
func (p *Path) behind(step string) *Path {
	if p == nil {
		return nil
	}
	return &Path{Steps: append([]string{step}, p.Steps...), Leaf: p.Leaf, Marker: p.Marker}
}

// isMarked reports whether a pointer to the struct type t is a sync.Locker and
// t is not. An embedded sync.Locker makes both one, and may be copied.
func isMarked(t types.Type) bool {
	return types.Implements(types.NewPointer(t), locker) && !types.Implements(t, locker)
}

// isStdSync reports whether t is a type that sync or sync/atomic exports.
func isStdSync(t types.Type) bool {
	named, ok := types.Unalias(t).(*types.Named)
	if !ok || named.Obj().Pkg() == nil || !named.Obj().Exported() {
		return false
	}
	path := named.Obj().Pkg().Path()
	return path == "sync" || path == "sync/atomic"
}

// locker is sync.Locker, made here because few packages import sync.
var locker = types.NewInterfaceType([]*types.Func{method("Lock"), method("Unlock")}, nil).Complete()

func method(name string) *types.Func {
	return types.NewFunc(token.NoPos, nil, name, types.NewSignatureType(nil, nil, nil, nil, nil, false))
}

// StdName names the type that sync or sync/atomic exports, as "sync.Mutex", and
// is empty for any other.
func StdName(t types.Type) string {
	if !isStdSync(t) {
		return ""
	}
	obj := types.Unalias(t).(*types.Named).Obj()
	return obj.Pkg().Name() + "." + obj.Name()
}
