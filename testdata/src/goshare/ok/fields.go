package ok

import "sync"

type scan struct {
	mu      sync.Mutex
	results map[string]int
	total   int
	parts   []part
}

type part struct {
	n     int
	names map[string]bool
}

func (s *scan) add(n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.total += n
}

func (p *part) count(name string) {
	p.n++
	p.names[name] = true
}

// The method locks, each goroutine has an element or an object of its own, or the loop waits for it.
//
//proof:ok
func scans() {
	s := &scan{results: make(map[string]int), parts: make([]part, 4)}
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			s.add(i)
			s.parts[i].n++
			own := &part{names: make(map[string]bool)}
			own.count("a")
		}()
	}
	wg.Wait()
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			s.results["a"]++
		}()
		wg.Wait()
	}
	for i := range s.parts {
		p := &s.parts[i]
		p.names = make(map[string]bool)
		wg.Add(1)
		go func() {
			defer wg.Done()
			p.count("a")
		}()
	}
	wg.Wait()
}

// Workers take turns by what they receive.
//
//proof:ok
func workers() {
	s := new(scan)
	turn := make(chan int, 1)
	turn <- 0
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go s.work(turn, &wg)
	}
	wg.Wait()
}

func (s *scan) work(turn chan int, wg *sync.WaitGroup) {
	defer wg.Done()
	n := <-turn
	s.total += n
	turn <- n + 1
}
