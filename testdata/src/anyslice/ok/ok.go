// Package ok passes on arguments as they are.
package ok

import "fmt"

func count(args ...any) int { return len(args) }

func must(ok bool) {
	if !ok {
		panic("another number")
	}
}

func spread(args ...any) int { return count(args...) }

//proof:ok
func dots() { must(spread(1, 2) == 2) }

func after(args ...any) int { return count("first", args) }

// It is one of two: who knows.
//
//proof:ok
func besideOthers() { must(after(1, 2) == 2) }

func length(args []any) int { return len(args) }

func asSlice(args ...any) int { return length(args) }

//proof:ok
func noVariadic() { must(asSlice(1, 2) == 2) }

func one(v any) int { return 1 }

func asAny(args ...any) int { return one(args) }

//proof:ok
func anAny() { must(asAny(1, 2) == 1) }

func strings(args ...string) int { return count(args) }

// A []string can't be passed on with dots.
//
//proof:ok
func otherElements() { must(strings("a", "b") == 1) }

func rows(list []any) int { return count(list) }

// It is no variadic parameter: one row may be meant.
//
//proof:ok
func aRow() { must(rows([]any{1, 2}) == 1) }

func nested(args ...any) []any {
	var all []any
	return append(all, args)
}

//proof:ok
func appended() { must(len(nested(1, 2)) == 1) }

type mock struct{ args []any }

func (m *mock) Called(args ...any) { m.args = args }

func (m *mock) find(args ...any) { m.Called(args) }

// The mock records the slice as the one argument that it is.
//
//proof:ok
func mocked() {
	m := &mock{}
	m.find(1, 2)
	must(len(m.args) == 1)
}

func invokeRemote(method string, params ...any) int { return len(params) }

func remote(params ...any) int { return invokeRemote("add", params) }

// The other side wants one list.
//
//proof:ok
func remoteCall() { must(remote(1, 2) == 1) }

func wrapped(args ...any) int {
	args = []any{args}
	return count(args)
}

// It was made something else.
//
//proof:ok
func setBefore() { must(wrapped(1, 2) == 1) }

func joined(args ...any) string { return fmt.Sprint(args...) }

//proof:ok
func printed() { must(joined(1, 2) == "1 2") }

func later(args ...any) int { return count(args[0]) }

//proof:ok
func element() { must(later(1, 2) == 1) }

func ints(args ...int) int { return count(args) }

//proof:ok
func numbers() { must(ints(1, 2) == 1) }

type table struct{ rows []any }

func (t *table) Append(rows ...any) *table {
	t.rows = append(t.rows, rows...)
	return t
}

func (t *table) line(cells ...any) { t.Append(cells) }

// Elements are added, and one of them is a row.
//
//proof:ok
func aRowIsAdded() {
	t := &table{}
	t.line(1, 2)
	must(len(t.rows) == 1)
}

type dumper struct{ shown []any }

func (d *dumper) Sprint(values ...any) int { return len(values) }

func (d *dumper) Fdump(values ...any) int { return len(values) }

func (d *dumper) show(args ...any) int { return d.Sprint(args) + d.Fdump(args) }

// The list is shown as the one value that it is.
//
//proof:ok
func listIsShown() { must((&dumper{}).show(1, 2) == 2) }
