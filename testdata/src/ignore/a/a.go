package a

//proof:none a comment does not run
func work() {
	//gocorelint:ignore ignore a reason is given
	_ = 1

	_ = 2 /* want `suppresses nothing without a reason: write //gocorelint:ignore sendleak and why` */ //gocorelint:ignore sendleak
	_ = 3 /* want `write //gocorelint:ignore, the name of the check and a reason` */                   //gocorelint:ignore
	_ = 4 /* want `there is no check "sendleek"` */                                                    //gocorelint:ignore sendleek the name is misspelt
	_ = 5 /* want `there is no check "sendleek"` */                                                    //gocorelint:ignore sendleak,sendleek one of two is misspelt
	_ = 6 //gocorelint:ignore sendleak // the reason as a comment
	_ = 7 //nolint:sendleek
	_ = 8 //gocorelint:ignoring is no directive
	_ = 9 // gocorelint:ignore a space makes it prose
}

// generic has nothing to do with types; the comments are the same.
//
//proof:none a comment does not run
func generic[T any](v T) T {
	return v /* want `without a reason` */ //gocorelint:ignore chanclose
}
