package paths

import "os"

func mark(string) {}

func reachedStraight() {
	mark("from")
	mark("target")
}

func missedBefore() {
	mark("target")
	mark("from")
}

func missedAvoided() {
	mark("from")
	mark("avoid")
	mark("target")
}

func reachedAround(b bool) {
	mark("from")
	if b {
		mark("avoid")
	}
	mark("target")
}

func missedBothWays(b bool) {
	mark("from")
	if b {
		mark("avoid")
	} else {
		mark("avoid")
	}
	mark("target")
}

func missedByExit(b bool) {
	mark("from")
	if b {
		os.Exit(1)
	}
	if !b {
		panic("no")
	} else {
		os.Exit(2)
	}
	mark("target")
}

func reachedByBackEdge(n int) {
	for range n {
		mark("target")
		mark("from")
	}
}

func reachedSameBlockByBackEdge() {
	for {
		mark("target")
		mark("from")
	}
}

func missedByBackEdge(n int) {
	for range n {
		mark("avoid")
		mark("target")
		mark("from")
	}
}

func reachedOnReturn(b bool) int {
	mark("from")
	if b {
		mark("target")
		return 1
	}
	return 0
}
