package quiet

// Only one of the workers sends: either condition may hold for one of them alone.
//
//proof:ok
func oneOfThem() error {
	done := make(chan error)
	for n := range 4 {
		go func() {
			if n == 3 || n > 7 {
				done <- fails()
			}
		}()
	}
	for range 1 {
		if err := <-done; err != nil {
			return err
		}
	}
	return nil
}

// The branch that meets the others again leads past the send for all but the last.
//
//proof:ok
func lastOfThem() error {
	done := make(chan error)
	for n := range 4 {
		go func() {
			size := 1
			if n == 3 {
				size = 2
			}
			if size == 2 {
				done <- fails()
			}
		}()
	}
	return <-done
}
