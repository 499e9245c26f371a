// Package a passes on arguments as one.
package a

// A conn counts the arguments of a query.
type conn struct{ n int }

func (c *conn) query(text string, args ...any) { c.n = len(args) }

type db struct{ conn *conn }

//proof:by runFind
func (d *db) find(text string, args ...any) {
	d.conn.query(text, args) // want `query gets one argument, the slice args, whatever there is in it: write args... to pass on the arguments`
}

// row: F01
//
//proof:observe
func runFind() bool {
	d := &db{&conn{}}
	d.find("a = ? and b = ?", 1, 2)
	return d.conn.n == 1
}

type logger interface {
	infof(format string, args ...any)
}

type recorder struct{ args []any }

func (r *recorder) infof(format string, args ...any) { r.args = args }

//proof:by runInterface
func info(l logger, format string, args ...any) {
	l.infof("app: "+format, args) // want `infof gets one argument, the slice args`
}

// row: F01
//
//proof:observe
func runInterface() bool {
	r := &recorder{}
	info(r, "%d of %d", 1, 2)
	return len(r.args) == 1
}

func count(args ...interface{}) int { return len(args) }

//proof:observe
func literal() bool {
	f := func(args ...any) int {
		return count(args) // want `count gets one argument`
	}
	return f(1, 2, 3) == 1
}

type anything = any

func counts(list ...anything) int { return len(list) }

//proof:by runAlias
func alias(list ...anything) int {
	return counts(list) // want `counts gets one argument`
}

//proof:observe
func runAlias() bool { return alias(1, 2) == 1 }

//proof:observe
func inClosure() bool {
	all := func(args ...any) func() int {
		return func() int {
			return count((args)) // want `count gets one argument`
		}
	}
	return all(1, 2)() == 1
}

func attributes(msg string, args ...any) []any { return args }

//proof:by runYield
func each(args ...any) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		yield(len(attributes("x", args))) // want `attributes gets one argument`
	}
}

//proof:observe
func runYield() bool {
	for n := range each(1, 2, 3) {
		return n == 1
	}
	return false
}

type formats struct{}

func (formats) Sprintf(format string, args ...any) int { return len(args) }

//proof:by formatted
func (f formats) message(args ...any) int {
	return f.Sprintf("%v %v", args) // want `Sprintf gets one argument`
}

// With a format it would be one argument of it.
//
//proof:observe
func formatted() bool { return formats{}.message(1, 2) == 1 }
