package vettool

// growStack gives the goroutine the stack that type checking comes to need. Doubled from 8 KiB on, it would be copied
// five times, with the frames of ever deeper recursion on it: 2 % of the time of a small unit.
//
//go:noinline
func growStack() {
	var room [120 << 10]byte
	use(&room)
}

//go:noinline
func use(*[120 << 10]byte) {}
