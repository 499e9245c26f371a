package a

//proof:none a comment does not run
func work() {
	/* want `no finding of named is left` */ //gocorelint:ignore named nothing is found here
	_ = 1

	//gocorelint:ignore named found below
	bad()

	bad() /* want `no finding of other is left` */ //gocorelint:ignore named,other one of two
	bad() //nolint:named
}

//proof:none a comment does not run
func generic[T any](v T) T {
	return v /* want `no finding of named is left` */ //gocorelint:ignore named nothing is found here
}

func bad() {}
