// Package timerchan finds receives from the channels of timers that wait for ever.
//
// # Analyzer timerchan
//
// timerchan: timer channels on which nothing comes any more
//
// A timer sends one value for each time it is set, a ticker sends until it is
// stopped, and neither ever closes its channel. So these wait for ever:
//
//	select {
//	case <-t.C:
//	case v := <-in:
//	}
//	if !t.Stop() {
//		<-t.C // the select may have taken the value
//	}
//
//	for range ticker.C { // Stop in another goroutine does not end it
//		s.flush()
//	}
//
//	t := time.AfterFunc(time.Second, f)
//	<-t.C // is nil
//
// And a timer that is set anew in each round of a loop never fires beside a shorter one:
//
//	for {
//		select {
//		case <-ticker.C: // each second
//			report()
//		case <-time.After(time.Minute):
//			return errTimeout
//		}
//	}
//
// The analyzer also reports len and cap of such a channel where the module is of
// Go 1.23 or later: they are 0.
package timerchan
