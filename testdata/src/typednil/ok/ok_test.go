package ok

// always wants to see what happens to it.
//
//proof:none it is a test of what others do with a nil pointer
func always() error {
	var p *problem
	return p
}

//proof:none it is called by the tests of the package
func asked() bool {
	_, high := split(3)
	return high != nil
}
