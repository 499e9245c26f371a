package ok

// always wants to see what happens to it.
//
//proof:none it is a test of what others do with a nil pointer
func always() error {
	var p *problem
	return p
}
