package nocopy_test

import (
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/internal/nocopy"
)

const source = `package p

import (
	"bytes"
	"strings"
	"sync"
	"sync/atomic"
)

type (
	mutex    = sync.Mutex
	server   struct{ name string; inner struct{ locks [2][3]sync.RWMutex } }
	embedded struct{ sync.WaitGroup }
	both     struct{ a int; b server; c sync.Once }
	defined  sync.Once
	marked   struct{ _ [0]sync.Mutex }
	empty    struct{ _ noCopy }
	noCopy   struct{}
	boxed[T any] struct{ v T }

	pointer  struct{ mu *sync.Mutex }
	locker   struct{ sync.Locker }
	slices   struct{ mus []sync.Mutex; m map[string]sync.Mutex; c chan sync.Mutex; f func(sync.Mutex) }
	byValue  struct{}
	oneOf    struct{}
	builder  struct{ s strings.Builder; b bytes.Buffer; v atomic.Value }
	self     struct{ next *self; mu sync.Mutex }
)

func (*noCopy) Lock()   {}
func (*noCopy) Unlock() {}
func (byValue) Lock()   {}
func (byValue) Unlock() {}
func (*oneOf) Lock()    {}

type either interface{ int | sync.Mutex }

func generic[
	Any any,
	Exact sync.Mutex,
	Tilde interface{ ~struct{ mu sync.Mutex }; M() },
	Union string | server,
	Embeds either,
	Ptr *sync.Mutex,
	None interface{ sync.Mutex; string },
	Meet interface{ ~int | sync.Mutex; sync.Mutex | string },
	Disjoint interface{ ~int | sync.Mutex; int | string },
	Slice ~[]E, E sync.Mutex,
]() {}

var (
	arr   [4]atomic.Pointer[int]
	tuple = func() (int, server) { panic(0) }
	inst  boxed[sync.Mutex]
	plain boxed[int]
)
`

func TestIn(t *testing.T) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "p.go", source, 0)
	if err != nil {
		t.Fatal(err)
	}
	info := &types.Info{Defs: make(map[*ast.Ident]types.Object)}
	conf := types.Config{Importer: importer.ForCompiler(fset, "source", nil)}
	if _, err := conf.Check("p", fset, []*ast.File{file}, info); err != nil {
		t.Fatal(err)
	}
	want := map[string]string{
		"mutex": " sync.Mutex", "server": "inner.locks[][] sync.RWMutex", "embedded": "WaitGroup sync.WaitGroup",
		"both": "b.inner.locks[][] sync.RWMutex", "defined": "_ sync.noCopy marker", "marked": "_[] sync.Mutex marker",
		"empty": "_ p.noCopy marker", "noCopy": " p.noCopy marker", "self": "mu sync.Mutex",
		"arr": "[] sync/atomic.Pointer[int]", "inst": "v sync.Mutex",
		"Exact": " sync.Mutex", "Tilde": "mu sync.Mutex", "Union": "inner.locks[][] sync.RWMutex",
		"Embeds": " sync.Mutex", "Meet": " sync.Mutex", "E": " sync.Mutex",

		"pointer": "", "locker": "", "slices": "", "byValue": "", "oneOf": "", "builder": "", "boxed": "", "plain": "",
		"Any": "", "Ptr": "", "None": "", "Disjoint": "", "Slice": "", "tuple": "",
	}
	finder := nocopy.NewFinder()
	for id, obj := range info.Defs {
		expected, listed := want[id.Name]
		if obj == nil || !listed {
			continue
		}
		delete(want, id.Name)
		have := ""
		if p := finder.In(obj.Type()); p != nil {
			have = p.String() + " " + p.Leaf.String()
			if p.Marker {
				have += " marker"
			}
		}
		if have != expected {
			t.Errorf("%s: %q, want %q", id.Name, have, expected)
		}
	}
	for name := range want {
		t.Errorf("%s is not declared", name)
	}
}
