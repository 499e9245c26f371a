package a

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sync"
)

// A function in a field does its work and orders nothing.
type resolver struct {
	lookup func(name string) ([]string, error)
}

// row: G13
//
//proof:none whether two write at the same moment is up to chance, and then the process dies
func (r *resolver) all(names []string) map[string][]string {
	found := make(map[string][]string)
	var wg sync.WaitGroup
	for _, name := range names {
		wg.Go(func() {
			addrs, err := r.lookup(name)
			if err != nil {
				return
			}
			found[name] = addrs // want `all goroutines started at line \d+ write to the map found, without a lock`
		})
	}
	wg.Wait()
	return found
}

// Slots for several hold nobody off.
//
// row: G14
//
//proof:by opens
func openAll(names []string, slots int) []string {
	var open []string
	var wg sync.WaitGroup
	sem := make(chan struct{}, slots)
	for _, name := range names {
		wg.Add(1)
		sem <- struct{}{}
		go func() {
			defer wg.Done()
			_, err := os.Stat(filepath.Join("/", name))
			if err == nil {
				open = append(open, name) // want `all goroutines started at line \d+ set the same open, without a lock`
			}
			<-sem
		}()
	}
	wg.Wait()
	return open
}

//proof:race
func opens() { openAll([]string{"", ".", "", ".", "", "."}, 3) }

// The fields of an object that all get.
type crawler struct {
	visited map[string]int
	total   int
	failed  []error
	wg      sync.WaitGroup
}

// row: G13
//
//proof:none whether two write at the same moment is up to chance, and then the process dies
func (c *crawler) visit(url string) {
	defer c.wg.Done()
	_, err := fetch()
	if err == nil {
		return
	}
	c.visited[url] = 1 // want `all goroutines started at line \d+ write to the map visited, without a lock`
}

//proof:none the map is written in visit
func (c *crawler) run(urls []string) {
	for _, u := range urls {
		c.wg.Add(1)
		go c.visit(u)
	}
	c.wg.Wait()
}

// row: G15
//
//proof:by perKind
func (c *crawler) work(jobs <-chan int) {
	defer c.wg.Done()
	for j := range jobs {
		if j < 0 {
			c.failed = append(c.failed, fmt.Errorf("job %d", j)) // want `all goroutines started at line \d+ set the same failed, without a lock`
			continue
		}
		c.total++
	}
}

//proof:race
func perKind() {
	c := &crawler{}
	jobs := make(chan int)
	for range 4 {
		c.wg.Add(1)
		go c.work(jobs)
	}
	for i := range 100 {
		jobs <- i%2 - 1
	}
	close(jobs)
	c.wg.Wait()
}

//proof:race
func jobsOfLiteral() {
	sum := 0
	jobs := make(chan int)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for j := range jobs {
				sum += j // want `all goroutines started at line \d+ set the same sum`
			}
		})
	}
	for i := range 100 {
		jobs <- i
	}
	close(jobs)
	wg.Wait()
}

// A pointer that the literal has.
//
//proof:race
func report() {
	type result struct{ failed []error }
	res := &result{}
	var wg sync.WaitGroup
	for range 10 {
		wg.Go(func() {
			if _, err := fetch(); err != nil {
				res.failed = append(res.failed, err) // want `all goroutines started at line \d+ set the same failed`
			}
		})
	}
	wg.Wait()
}

// A function that the goroutine calls writes to the map.
//
//proof:none whether two write at the same moment is up to chance, and then the process dies
func put(m map[int]int, k int) {
	m[k] = k // want `all goroutines started at line \d+ write to the map tags`
}

//proof:none the map is written in put
func tagsOf(ids []int) map[int]int {
	tags := make(map[int]int)
	var wg sync.WaitGroup
	for _, id := range ids {
		wg.Go(func() { put(tags, id) })
	}
	wg.Wait()
	return tags
}

type job struct{ status string }

// row: G21
//
//proof:race
func submit() {
	defer settle()
	j := &job{status: "queued"}
	go func() {
		_, err := fetch()
		if err != nil {
			j.status = "failed"
		}
	}()
	sink = j.status // want `status is read here while the goroutine started at line \d+ may set it at line \d+: a data race; wait for the goroutine first`
}

// Behind the select statement both ways are one, and nothing asks which it was.
//
// row: G11
//
//proof:by givesUp
func sync1(ctx context.Context, copyAll func() (int, error)) error {
	var err error
	done := make(chan struct{})
	go func() {
		defer close(done)
		_, err = copyAll()
	}()
	select {
	case <-done:
	case <-ctx.Done():
		fmt.Fprintln(os.Stderr, "given up")
	}
	return err // want `err is read here, but the wait for the goroutine started at line \d+ was given up at line \d+`
}

//proof:race
func givesUp() {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	sync1(ctx, work2)
	settle()
}

func work2() (int, error) {
	_, err := work()
	return 0, err
}
