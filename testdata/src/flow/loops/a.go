package loops

func mark(string) {}

func plain(n int) {
	mark("0 before")
	for i := 0; i < n; i++ {
		mark("1 body")
	}
	mark("0 after")
}

func nested(rows [][]int) {
	for _, row := range rows {
		mark("1 outer")
		for range row {
			mark("2 inner")
		}
		mark("1 outer again")
	}
}

// A block that always leaves the loop is no part of it.
func leaves(names []string) string {
	for _, name := range names {
		if name == "" {
			mark("0 on the way out")
			return "empty"
		}
		if name == "x" {
			mark("0 also")
			panic(name)
		}
		if name == "y" {
			mark("0 breaks")
			break
		}
		mark("1 stays")
		if name == "z" {
			mark("1 goes on")
			continue
		}
	}
	return ""
}

func never(names []string) int {
	for range names {
		mark("0 this for runs once at most")
		return 1
	}
	return 0
}

func byGoto(n int) {
again:
	mark("1 goto")
	if n--; n > 0 {
		goto again
	}
	mark("0 after")
}

func endless(c chan int) {
	for {
		mark("1 endless")
		<-c
	}
}

func ints(n int) {
	for range n {
		mark("1 range over int")
	}
}

func twoLatches(n int) {
	for i := 0; i < n; i++ {
		if i%2 == 0 {
			mark("1 first way back")
			continue
		}
		mark("1 second way back")
	}
}

// The body of a range over a function is a function of its own, called by the
// iterator: no loop that this package sees.
func overFunc(seq func(func(int) bool)) {
	for range seq {
		mark("0 body function")
	}
}

func generic[T any](list []T) {
	for range list {
		mark("1 generic")
	}
}

// Control never comes to the literal: the function is not listed.
func dead() {
	panic("not yet")
	f := func() { mark("9 unreachable") }
	f()
}
