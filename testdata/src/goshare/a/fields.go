package a

import "sync"

type scan struct {
	targets []string
	results map[string]int
	total   int
	failed  []string
}

func probe(t string) int { return len(t) }

//proof:by scans
func (s *scan) run() {
	var wg sync.WaitGroup
	for _, t := range s.targets {
		wg.Go(func() {
			n := probe(t)
			s.results[t] = n // want `all goroutines started at line \d+ write to the map results, without a lock: fatal error concurrent map writes; guard it`
		})
	}
	wg.Wait()
}

//proof:race
func scans() {
	s := &scan{targets: []string{"a", "b", "c"}, results: make(map[string]int)}
	s.run()
}

// A method of the object counts, and a named function appends.
//
//proof:by methodCounts
func (s *scan) add(n int) {
	if n == 0 {
		return
	}
	s.total += n // want `all goroutines started at line \d+ set the same total, without a lock`
}

//proof:race
func methodCounts() {
	s := new(scan)
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			s.add(probe("a"))
		}()
	}
	wg.Wait()
}

//proof:by namedAppends
func (s *scan) fail(name string, wg *sync.WaitGroup) {
	defer wg.Done()
	s.failed = append(s.failed, name) // want `all goroutines started at line \d+ set the same failed, without a lock`
}

//proof:race
func namedAppends() {
	s := new(scan)
	var wg sync.WaitGroup
	for _, name := range []string{"a", "b", "c"} {
		wg.Add(1)
		go s.fail(name, &wg)
	}
	wg.Wait()
}
