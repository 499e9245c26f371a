//gocorelint:ignore toy the whole file

package suppress

func wholeFile() {
	bad()
}
