// Package a uses slices whose elements have moved.
package a

import (
	"slices"
	"strings"
)

func names() []string { return []string{"a", "b", "b", "c"} }

// row: SL17
//
//proof:observe
//proof:instead strings.Join(all, ",") => strings.Join(slices.Concat(short, []string{"x", "x"}), ",")
func deleted() bool {
	all := names()
	short := slices.Delete(all, 1, 3)
	return strings.Join(all, ",") == "a,c,," && len(short) == 2 // want `slices.Delete at line 17 has moved the elements of this slice and left zero values at its end; use what it returned, or give it slices.Clone of this`
}

// row: SL17
//
//proof:observe
//proof:instead range list => range unique
func compacted() bool {
	list := names()
	unique := slices.Compact(list)
	for _, s := range list { // want `slices.Compact at line 27 has moved`
		if s == "" {
			return len(unique) == 3
		}
	}
	return false
}

type server struct{ live, all []string }

//proof:by runMethod
//proof:instead s.all = list => s.all = s.live
func (s *server) update(list []string) {
	s.live = slices.DeleteFunc(list, func(n string) bool { return n == "b" })
	s.all = list // want `slices.DeleteFunc at line \d+ has moved`
}

//proof:observe
func runMethod() bool {
	var s server
	s.update(names())
	return slices.Contains(s.all, "")
}

type list = []string

//proof:observe
//proof:instead return in, out => return out, out
func inLiteral() bool {
	split := func(in list) (list, list) {
		out := slices.CompactFunc(in, strings.EqualFold)
		return in, out // want `slices.CompactFunc at line \d+ has moved`
	}
	all, _ := split(names())
	return all[len(all)-1] == ""
}

// One path uses it, in each round of a range over a function.
//
//proof:observe
//proof:instead n[len(n)-1] == "" => false
func onPath() bool {
	for n := range slices.Values([][]string{names(), names()}) {
		short := slices.Delete(n, 0, 1)
		if len(short) < 3 {
			continue
		}
		if n[len(n)-1] == "" { // want `slices.Delete at line \d+ has moved`
			return true
		}
	}
	return false
}
