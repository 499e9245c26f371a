// Package wgcount finds WaitGroups whose count does not meet the goroutines.
//
// # Analyzer wgcount
//
// wgcount: counts of WaitGroups that don't meet
//
// A WaitGroup counts goroutines: Add before the go statement, one Done in the
// goroutine on every way out of it, and Wait where all must have ended. The
// analyzer reports counts that can't meet:
//
//	func (s *server) start() {
//		go s.loop()
//	}
//
//	func (s *server) loop() {
//		s.wg.Add(1) // stop may have come through s.wg.Wait() by now
//		defer s.wg.Done()
//
// Add in the goroutine that it counts; a path on which a goroutine ends without
// its Done, or calls it twice; Done in a function that WaitGroup.Go runs, which
// calls Done itself; a Wait behind each go statement of a loop, so that nothing
// runs at the same time; an Add of a number that may be 0 before a Done in any case; and a WaitGroup that
// nobody waits for.
//
// What go vet finds, Add as the first statement of the function literal behind go, is
// left to it. The analyzer is silent where the WaitGroup is handed on, where the
// function is called in other ways too, and where a lock or channel may order the calls.
package wgcount
