package wrong

import "sync"

type job struct {
	mu   sync.Mutex
	rw   sync.RWMutex
	runs int
}

//proof:by blind
func (j *job) run() {
	j.mu.TryLock() // want `nobody looks whether TryLock has got j.mu: if not, what follows runs without the lock and unlocks somebody else's; test the result, or use Lock`
	defer j.mu.Unlock()
	j.runs++
}

// row: M24
//
//proof:fatal sync: unlock of unlocked mutex
func blind() {
	j := new(job)
	var wg sync.WaitGroup
	j.mu.Lock()
	wg.Go(j.run)
	wg.Wait()
	j.mu.Unlock() //proof:at
}

//proof:by blindReader
func (j *job) read() int {
	_ = j.rw.TryRLock() // want `nobody looks whether TryRLock has got j.rw: .*; test the result, or use RLock`
	n := j.runs
	j.rw.RUnlock() //proof:at
	return n
}

//proof:fatal sync: RUnlock of unlocked RWMutex
func blindReader() {
	j := new(job)
	j.rw.Lock()
	var wg sync.WaitGroup
	wg.Go(func() { j.read() })
	wg.Wait()
	j.rw.Unlock()
}
