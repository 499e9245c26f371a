package memory

func mark(n int) {} // want `^none$`

func try() bool { return true } // want `^none$`

func result() { // want `^got 1, none 2$`
	if try() {
		mark(1)
	} else {
		mark(2)
	}
}

func twiceTheSame() { // want `^got 1, none$`
	ok := try()
	if !ok {
		return
	}
	if ok {
		mark(1)
	}
}

func order(b bool) { // want `^none 1 3, none 2 3$`
	if b {
		mark(1)
	} else {
		mark(2)
	}
	mark(3)
}
