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

// The deferred Unlock comes before the test.
//
//proof:by early
func (j *job) once() bool {
	ok := j.mu.TryLock()
	defer j.mu.Unlock() // want `j.mu is unlocked also when the TryLock at line \d+ has not got it: this releases the lock of somebody else, or is a fatal error; unlock it only if it has`
	if !ok {
		return false
	}
	j.runs++
	return true
}

//proof:fatal sync: unlock of unlocked mutex
func early() {
	j := new(job)
	j.mu.Lock()
	var wg sync.WaitGroup
	wg.Go(func() { j.once() })
	wg.Wait()
	j.mu.Unlock() //proof:at
}

//proof:by both
func (j *job) try() {
	if j.mu.TryLock() {
		j.runs++
	}
	j.mu.Unlock() // want `j.mu is unlocked also when the TryLock at line \d+ has not got it`
}

//proof:fatal sync: unlock of unlocked mutex
func both() {
	j := new(job)
	j.mu.Lock()
	var wg sync.WaitGroup
	wg.Go(j.try)
	wg.Wait()
	j.mu.Unlock() //proof:at
}

func (j *job) begin() { j.rw.RLock() }

func (j *job) end() { j.rw.RUnlock() }

//proof:by mixed
func (j *job) count(all bool) int {
	j.begin()
	if !all {
		j.end()
		return 0
	}
	n := j.runs
	j.rw.Unlock() // want `Unlock is a fatal error here: j.rw is held by begin at line \d+; use RUnlock`
	return n
}

//proof:fatal sync: Unlock of unlocked RWMutex
func mixed() { new(job).count(true) }
