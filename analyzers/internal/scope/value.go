package scope

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// A value is what a variable holds while a scope is executed. Values are
// immutable. nil stands for a value that is unknown and was not looked at yet.
type value any

type (
	integer int64
	boolean bool
	text    string
	null    struct{} // the nil of any type

	// An unknown is mul*x+add of a symbol x. For all but integers it is x.
	unknown struct {
		id       int
		mul, add int64
	}

	// A pointer points into an object of the heap. Each two bytes of the path
	// are the index of a field or element.
	pointer struct {
		obj  int
		path string
	}

	// A ref refers to a channel or map.
	ref struct{ obj int }
)

// A slice is a window of an array in the heap.
type slice struct {
	array         pointer
	off, len, cap int
}

// A closure is a function with its free variables, or a bound method.
type closure struct {
	fn   *ssa.Function
	bind []value
}

// A libFunc is a function value that a modelled library function made.
type libFunc struct {
	name string
	args []value
}

// A boxed value is one in an interface.
type boxed struct {
	typ types.Type
	val value
}

// A tuple is a struct, an array or several results.
type tuple struct{ elems []value }

// An iter is the state of a range over a map: what is left of the keys.
type iter struct {
	table int
	keys  []value
	count int // of an unknown map
	x     value
}

// The states of objects of package sync. They lie in the cells of structs, as
// they do in memory, so that a copied struct has a copy of them.
type (
	mutex     struct{ locked bool }
	rwmutex   struct{ writer, pending, readers int } // writer and pending are 0 or 1
	waitgroup struct{ n int64 }
	once      struct{ state int } // 0, 1 while the function runs, 2
	group     struct {            // errgroup.Group
		n, limit int64 // limit 0: none
		ctx      int   // object, 0: none
		failed   bool
	}
)

// weighted is a semaphore.Weighted.
type weighted struct{ size, cur int64 }

// A misuse is the value of a panic that the runtime or package sync makes.
type misuse struct {
	text  string // of the runtime
	pos   token.Pos
	fatal bool // it can't be recovered
}

// waiters are the goroutines that wait for a Cond, in order of arrival.
type waiters struct{ names []name }

// A channel is the state of a channel.
type channel struct {
	cap    int
	any    bool // the capacity is not known: it may be enough
	buf    []value
	closed bool
	timer  timerKind
	armed  bool // the timer may fire
	ctx    int  // the context whose Done it is, or 0
	fn     value
}

type timerKind uint8

const (
	noTimer timerKind = iota
	oneShot
	ticking
)

// A table is the state of a map.
type table struct {
	keys, vals []value
	met        []value // keys that something unknown was equal to
}

// A contextState is the state of a context.
type contextState struct {
	done     int // the channel
	children []int
	ended    bool
	expires  bool // by a deadline, or by what is outside of the scope
}

// An object is something in the heap. If it is open, code that is not seen can
// get to it.
type object struct {
	val  value
	open bool
	typ  types.Type
	pos  token.Pos // where it is made
}

// A symbol is what is known about something that is not.
type symbol struct {
	typ    types.Type
	lo, hi int64 // bounds of an integer
	truth  int8  // of a boolean or of being nil: 0 unknown, 1 true, -1 false
	obj    int   // what it points to, if that was looked at
	length value // of a slice, string or map, if that was looked at

	found   token.Pos // which goroutine it is that decided what is known, by its go statement; it is not part of what the state is
	counted bool      // it is one of the state's numbers
	kept    bool      // a parameter or what lies in memory: it may be nil, for that it is not there

	// derived tells that an integer was computed from several unknown ones: how it
	// goes with them is lost.
	derived bool
}

const unbounded = int64(1) << 40

func step(path string, i int) string { return path + string([]byte{byte(i >> 8), byte(i)}) }

func first(path string) (int, string) { return int(path[0])<<8 | int(path[1]), path[2:] }

// equal compares two values as far as they are known.
func equal(a, b value) (eq, known bool) {
	switch a := a.(type) {
	case integer, boolean, text, pointer, ref, null:
		switch b.(type) {
		case integer, boolean, text, pointer, ref, null:
			return a == b, true
		case *boxed, *closure, *libFunc, *slice:
			return false, true
		}
	case unknown:
		if b, ok := b.(unknown); ok && a == b {
			return true, true
		}
	case *boxed:
		switch b := b.(type) {
		case null:
			return false, true
		case *boxed:
			if !types.Identical(a.typ, b.typ) {
				return false, true
			}
			return equal(a.val, b.val)
		}
	case *tuple:
		if b, ok := b.(*tuple); ok && len(a.elems) == len(b.elems) {
			for i := range a.elems {
				if eq, known := equal(a.elems[i], b.elems[i]); !eq || !known {
					return eq, known
				}
			}
			return true, true
		}
	case *closure, *libFunc, *slice:
		if b == (null{}) {
			return false, true
		}
	}
	return false, false
}

// same reports whether two values are written the same, for facts about them.
func same(a, b value) bool {
	switch a := a.(type) {
	case integer, boolean, text, pointer, ref, null, unknown:
		switch b.(type) {
		case integer, boolean, text, pointer, ref, null, unknown:
			return a == b
		}
	case *boxed:
		b, ok := b.(*boxed)
		return ok && types.Identical(a.typ, b.typ) && same(a.val, b.val)
	}
	return false
}
