// Package selects has select statements. Each case marks its index.
package selects

func mark(string) {}

func blocking(a, b, c chan int) {
	select {
	case <-a:
		mark("0")
	case b <- 1:
		mark("1")
	case v := <-c:
		_ = v
		mark("2")
	}
}

func withDefault(a, b chan int) {
	select {
	case <-a:
		mark("0")
	case <-b:
		mark("1")
	default:
		mark("-1")
	}
}

func looped(a, b chan int) {
	for {
		select {
		case <-a:
			mark("0")
		case <-b:
			mark("1")
			return
		}
	}
}
