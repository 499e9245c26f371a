package a

type session struct {
	source *int
	name   string
	count  int
}

func (s *session) dispatch() { sink = s.source }

func (s *session) loop() {
	for s.count = 0; s.count < 3; s.count++ {
		if s.name == "b" {
			return
		}
	}
}

// The goroutine may look before the field is set.
//
// row: G11
//
//proof:race
func incomplete() {
	defer settle()
	s := &session{}
	go s.dispatch()
	s.source = new(int) // want `the field source is set here when the goroutine started at line \d+ is already on its way to read it at line \d+: a data race; set it before the go statement`
	sink = s
}

//proof:race
func incompleteLiteral() {
	defer settle()
	s := new(session)
	go func() {
		for range 2 {
			sink = s.name
		}
	}()
	s.count = 1
	if s.count == 1 {
		s.name = "a" // want `the field name is set here when the goroutine started at line \d+`
	}
}

// An argument of a function.
//
//proof:race
func incompleteArgument() {
	defer settle()
	s := &session{name: "a"}
	go run(3, s)
	s.name = "b" // want `the field name is set here`
}

func run(n int, s *session) {
	for range n {
		sink = s.name
		s.loop()
	}
}
