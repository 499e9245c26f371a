package suppress

func bad() int { return 0 }

func sameLine() {
	bad() // want `call of bad \(toy\)`
	bad() //gocorelint:ignore toy it is wanted here
	bad() //gocorelint:ignore other,toy two names
	bad() //gocorelint:ignore other not this one // want `call of bad`
	bad() //nolint:toy
	bad() //nolint:gocorelint // all our checks
	bad() //nolint:other,toy // one of them
	bad() //nolint:all
	bad() //nolint
	bad() // nolint:toy // with a space, as golangci-lint takes it
	bad() //nolint:samecheck // another linter says the same
	bad() //lint:ignore SAME1 another linter says the same
	bad() //lint:ignore OTHER1 another linter says something else // want `call of bad`
	bad() //gocorelint:ignore samecheck is no name of ours // want `call of bad`
	bad() //nolint:other // not ours // want `call of bad`
	bad() //nolintlint is another word // want `call of bad`
	bad() //gocorelint:ignorefile is another verb // want `call of bad`
}

func nextLine() {
	//gocorelint:ignore toy
	bad() // want `call of bad`
	//gocorelint:ignore toy above the line
	bad()
	bad() // want `call of bad`

	//gocorelint:ignore toy anywhere in the group of comments
	// of the line
	bad()

	//gocorelint:ignore toy an empty line ends the group

	bad() // want `call of bad`
}

// declared is suppressed as a whole.
//
//gocorelint:ignore toy every call in it
func declared() {
	bad()
	func() {
		bad()
	}()
}

func afterBrace() {
	if true {
		bad() // want `call of bad`
	} //gocorelint:ignore toy covers the line of the brace only
	bad() // want `call of bad`
}

//gocorelint:ignore toy a whole group of variables
var (
	one = bad()
	two = bad()
)

var (
	//gocorelint:ignore toy one of them
	three = bad()
	four  = bad() // want `call of bad`
)

func lastLine() {
	bad() // want `call of bad`
	//gocorelint:ignore toy nothing follows
}
