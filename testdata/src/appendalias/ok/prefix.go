package ok

func with(list []int, v int) []int { return append(list, v) }

func six() []int { return append(make([]int, 0, 8), 1, 2, 3, 4, 5, 6) }

func must(ok bool) {
	if !ok {
		panic("overwritten")
	}
}

//proof:ok
func prefixClipped() {
	s := six()
	front := with(s[:2:2], 9)
	must(s[2:][0] == 3 && len(front) == 3)
}

// Only the front is used.
//
//proof:ok
func prefixOnly() {
	s := six()
	front := with(s[:2], 9)
	must(s[:2][1] == 2 && len(front) == 3)
}

// The rest is given up.
//
//proof:ok
func prefixReplaces() {
	s := six()
	s = with(s[:2], 9)
	must(s[:3][2] == 9)
}

// All of it: there is nothing behind it to be seen.
//
//proof:ok
func prefixOfAll() {
	s := six()
	more := with(s[:len(s)], 9)
	for i, v := range s {
		must(v == i+1)
	}
	must(len(more) == 7)
}

// It starts anew on purpose.
//
//proof:ok
func prefixEmpty() {
	s := six()
	one := with(s[:0], 9)
	must(len(one) == 1 && len(s[1:]) == 5)
}

func read(list []int, v int) int { return len(list) + v }

//proof:ok
func prefixRead() {
	s := six()
	must(read(s[:2], 9) == 11)
	must(s[2:][0] == 3)
}

func copiedWith(list []int, v int) []int { return append(append([]int(nil), list...), v) }

//proof:ok
func prefixCopied() {
	s := six()
	front := copiedWith(s[:2], 9)
	must(s[2:][0] == 3 && front[2] == 9)
}

// The rest was used before.
//
//proof:ok
func prefixAfterRest() {
	s := six()
	rest := s[2:][0]
	front := with(s[:2], 9)
	must(rest == 3 && front[2] == 9)
}
