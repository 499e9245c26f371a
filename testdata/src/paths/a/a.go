package a

func add(n int) {}

func many(n int) {}

func straight() { // want `^0$`
	add(1)
	add(-1)
}

func branch(b bool) { // want `^0 1$`
	if b {
		add(1)
	}
}

func sameCondition(b bool) { // want `^0$`
	if b {
		add(1)
	}
	if b {
		add(-1)
	}
}

func opposite(n int) { // want `^1$`
	if n < 3 {
		add(1)
	}
	if n >= 3 {
		add(1)
	}
}

func changed(b *bool) { // want `^0 1 2$`
	if *b {
		add(1)
	}
	*b = !*b
	if *b {
		add(1)
	}
}

func nilMeansNone(b bool) { // want `^0$`
	var p *int
	if b {
		p = new(int)
		add(1)
	}
	if p != nil {
		add(-1)
	}
}

func captured(b bool) { // want `^0$`
	var p *int
	if b {
		p = new(int)
		add(1)
	}
	if p != nil {
		add(-1)
	}
	func() { _ = p }()
}

func flag(a, b bool) { // want `^0 2$`
	found := false
	if a && b {
		found = true
		add(1)
	}
	if found {
		add(1)
	}
}

func selected(x, y chan int) { // want `^1 2$`
	select {
	case <-x:
		add(1)
	case <-y:
		add(2)
	}
}

func belowZero(b bool) { // want `^0$`
	if b {
		add(-1) // can't happen
	}
}

func panics(b bool) { // want `^1$`
	if !b {
		panic("b")
	}
	add(1)
}

func loop(list []int) { // want `^0 Many$`
	for range list {
		many(1)
	}
}

// That a loop runs at all is decided where constants say so.
func three() { // want `^3$`
	for range 3 {
		many(1)
	}
}

func threeOrFewer(b bool) { // want `^0 3$`
	for i := 0; i < 3; i++ {
		many(1)
		if b {
			break
		}
	}
}

func array(list [4]string) { // want `^0 4$`
	for range list {
		many(1)
	}
}

func fromOne() { // want `^0 5$`
	for i := 1; i <= 5; i++ {
		many(1)
	}
}

func generic[T comparable](x, y T) { // want `^0$`
	if x == y {
		add(1)
	}
	if y != x {
		return
	}
	add(-1)
}

func nilCase(x, y chan int) { // want `^1 2$`
	var again chan int
	for {
		select {
		case <-x:
			add(1)
			return
		case <-again:
			add(1)
			again = nil
		case <-y:
			again = nil
			add(2)
			return
		}
	}
}

func flips(n int) { // want `^1 2 Many$`
	on := false
	for range n {
		if on {
			many(1)
		}
		on = !on
	}
	if on {
		add(1)
	} else {
		add(2)
	}
}
