package quiet

import (
	_ "unsafe" // for go:linkname
)

type listener struct{ opened func(name string) }

var listeners []*listener

// Open tells who listens.
//
//proof:by openedElsewhere
func Open(name string) {
	for _, l := range listeners {
		l.opened(name)
	}
}

// Another package calls it by the name of the directive, and receives.
//
//go:linkname opensOf example.org/quiet.opensOf
func opensOf() <-chan string {
	names := make(chan string)
	listeners = append(listeners, &listener{opened: func(name string) { names <- name }})
	return names
}

//proof:ok
func openedElsewhere() {
	names := opensOf()
	go Open("a")
	if <-names != "a" {
		panic("another name")
	}
}
