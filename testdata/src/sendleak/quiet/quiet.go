package quiet

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

var errFailed = errors.New("failed")

func fails() error { return errFailed }

func work() int {
	time.Sleep(2 * time.Millisecond)
	return 1
}

//proof:ok
func bufferForOne() {
	ch := make(chan int, 1)
	go func() { ch <- work() }()
	select {
	case <-ch:
	case <-time.After(time.Millisecond):
	}
}

//proof:ok
func bufferForAll() {
	errs := make(chan error, 3)
	for range 3 {
		go func() { errs <- fails() }()
	}
	for range 3 {
		if err := <-errs; err != nil {
			return
		}
	}
}

//proof:ok
func bufferByLength() {
	tasks := []func() error{fails, fails}
	errs := make(chan error, len(tasks))
	for _, task := range tasks {
		go func() { errs <- task() }()
	}
	<-errs
}

//proof:ok
func receivesAll() {
	tasks := []func() error{fails, fails}
	errs := make(chan error)
	for _, task := range tasks {
		go func() { errs <- task() }()
	}
	for range tasks {
		<-errs
	}
}

//proof:ok
func countsWhatIsLeft() {
	results := make(chan int)
	for range 3 {
		go func() { results <- work() }()
	}
	for left := 3; left > 0; left-- {
		<-results
	}
}

//proof:ok
func senderGivesUp() {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	ch := make(chan int)
	go func() {
		select {
		case ch <- work():
		case <-ctx.Done():
		}
	}()
	select {
	case <-ch:
	case <-time.After(time.Millisecond):
	}
}

//proof:ok
func senderDoesNotWait() {
	ch := make(chan int)
	go func() {
		select {
		case ch <- work():
		default:
		}
	}()
	select {
	case <-ch:
	case <-time.After(time.Millisecond):
	}
}

//proof:ok
func drainsAfterTimeout() {
	ch := make(chan int)
	go func() { ch <- work() }()
	select {
	case <-ch:
	case <-time.After(time.Millisecond):
		<-ch
	}
}

//proof:ok
func drainsInGoroutine() {
	ch := make(chan int)
	go func() { ch <- work() }()
	select {
	case <-ch:
	case <-time.After(time.Millisecond):
		go func() { <-ch }()
	}
}

//proof:ok
func drainsInDefer() {
	ch := make(chan int)
	defer func() {
		for range ch {
		}
	}()
	go func() {
		defer close(ch)
		ch <- work()
		ch <- work()
	}()
	if <-ch == 1 {
		return
	}
}

//proof:ok
func drainsInHelper() {
	ch := make(chan int)
	go func() { ch <- work() }()
	select {
	case <-ch:
	case <-time.After(time.Millisecond):
		drain(ch)
	}
}

func drain(ch <-chan int) { <-ch }

//proof:ok
func sameConditionTwice() {
	async := fails() != nil
	ch := make(chan int)
	if async {
		go func() { ch <- work() }()
	}
	work()
	if async {
		<-ch
	}
}

//proof:ok
func nilChannelMeansNone() {
	var ch chan int
	if fails() != nil {
		ch = make(chan int)
		go func() { ch <- work() }()
	}
	if ch != nil {
		<-ch
	}
}

//proof:ok
func eitherOr() {
	results, errs := make(chan int), make(chan error)
	go func() {
		if err := fails(); err != nil {
			errs <- err
			return
		}
		results <- work()
	}()
	select {
	case <-results:
	case <-errs:
	}
}

//proof:ok
func errorIsTheLast() {
	type item struct {
		v   int
		err error
	}
	items := make(chan item)
	go func() {
		for i := range 3 {
			if err := fails(); err != nil && i == 1 {
				items <- item{err: err}
				return
			}
			items <- item{v: i}
		}
		items <- item{err: errFailed}
	}()
	for {
		if it := <-items; it.err != nil {
			return
		}
	}
}

//proof:ok
func doneAfterSend() {
	ch, done := make(chan int), make(chan bool)
	go func() {
		defer close(done)
		ch <- work()
	}()
	go func() { <-ch }()
	<-done
}

//proof:ok
func waitsForGroup() {
	var wg sync.WaitGroup
	ch := make(chan int, 1)
	var got int
	wg.Go(func() { ch <- work() })
	wg.Wait()
	if fails() != nil {
		return
	}
	got = <-ch
	fmt.Sprint(got)
}

//proof:ok
func readsUntilClosed() {
	ch := make(chan int)
	go func() {
		defer close(ch)
		for i := range 3 {
			ch <- i
		}
	}()
	for {
		v, ok := <-ch
		if !ok {
			return
		}
		_ = v
	}
}

type client struct{ replies chan int }

// Somebody else may receive.
//
//proof:ok
func keptInStruct() {
	c := &client{replies: make(chan int)}
	go func() { c.replies <- work() }()
	if fails() == nil {
		return
	}
	c.wait()
}

func (c *client) wait() { <-c.replies }

// The caller receives.
//
//proof:none it returns the channel
func Results() <-chan int {
	ch := make(chan int)
	go func() { ch <- work() }()
	if fails() != nil {
		return ch
	}
	return ch
}

//proof:none it runs a callback of the caller
func Callback(register func(chan int)) {
	ch := make(chan int)
	register(ch)
	go func() { ch <- work() }()
	select {
	case <-ch:
	case <-time.After(time.Millisecond):
	}
}

//proof:none it panics, which is none of our business
func panicsInstead() {
	ch := make(chan int)
	go func() { ch <- work() }()
	if err := fails(); err != nil {
		panic(err)
	}
	<-ch
}

//proof:ok
func labels() {
	ch := make(chan int)
	go func() { ch <- work() }()
	tick := time.NewTicker(time.Millisecond)
	defer tick.Stop()
loop:
	for {
		select {
		case <-tick.C:
			continue loop
		case <-ch:
			break loop
		}
	}
}

//proof:ok
func rangeOverFunc() {
	ch := make(chan int)
	go func() {
		for range 2 {
			ch <- work()
		}
	}()
	for range twice {
		<-ch
	}
}

func twice(yield func(int) bool) { _ = yield(1) && yield(2) }

// Alias of a channel type.
type ints = chan int

//proof:ok
func alias() {
	var ch ints = make(ints, 1)
	go func() { ch <- work() }()
	if fails() != nil {
		return
	}
	<-ch
}

//proof:ok
func methodValue() {
	c := &client{}
	receive := c.receive
	ch := make(chan int)
	go func() { ch <- work() }()
	receive(ch)
}

func (c *client) receive(ch chan int) { <-ch }

//proof:ok
func receiverCloses() {
	ch := make(chan int)
	go func() {
		defer func() { _ = recover() }()
		ch <- work()
	}()
	select {
	case <-ch:
	case <-time.After(time.Millisecond):
		close(ch)
	}
}

// How many tasks there are is not known; ten may be enough.
//
//proof:ok
func largeBuffer() {
	var tasks []func() error
	for len(tasks) < 5 {
		tasks = append(tasks, fails)
	}
	errs := make(chan error, 10)
	for _, task := range tasks {
		go func() { errs <- task() }()
	}
	<-errs
}

// Only the last one sends.
//
//proof:ok
func lastOneSends() {
	var left atomic.Int32
	left.Store(3)
	done := make(chan bool)
	for range 3 {
		go func() {
			if left.Add(-1) == 0 {
				done <- true
			}
		}()
	}
	<-done
}

// Each iteration receives what it sends.
//
//proof:ok
func handsOverInTurn() {
	ch := make(chan bool)
	for left := 3; left > 0; left-- {
		go func() { ch <- true }()
		<-ch
	}
}

// The test has failed when it leaves.
//
//proof:none it takes a *testing.T
func failedTest(t *testing.T) {
	ch := make(chan int)
	go func() { ch <- work() }()
	select {
	case <-ch:
	case <-time.After(time.Second):
		t.Error("timeout")
	}
}

// Each call makes a channel of its own.
//
//proof:ok
func makesOneEach() {
	start := func() chan int {
		ch := make(chan int)
		go func() { ch <- work() }()
		return ch
	}
	for i := range 2 {
		if i == 0 {
			<-start()
		} else {
			<-start()
		}
	}
}

// A nil channel switches its case off: one goroutine at a time.
//
//proof:ok
func oneAtATime() {
	ch := make(chan int, 1)
	check := func() { ch <- work() }
	end := time.NewTimer(5 * time.Millisecond)
	defer end.Stop()
	tick := time.NewTicker(time.Millisecond)
	defer tick.Stop()
	var next <-chan time.Time
	go check()
	for {
		select {
		case <-end.C:
			return
		case <-next:
			next = nil
			go check()
		case <-ch:
			next = tick.C
		}
	}
}

// The deferred send is for a callback that does not come back.
//
//proof:ok
func sendsOnceInAnyCase() {
	ch := make(chan int, 1)
	go func() {
		sent := false
		defer func() {
			if !sent {
				ch <- 0
			}
		}()
		ch <- work()
		sent = true
	}()
	select {
	case <-ch:
	case <-time.After(time.Second):
	}
}

// As many are accepted as are asked for.
//
//proof:ok
func acceptsWhatIsAskedFor() {
	asked := make(chan int)
	accepted := make(chan int, 1)
	go func() {
		for {
			n, err := accept(asked)
			if err != nil {
				return
			}
			accepted <- n
		}
	}()
	for range work() {
		asked <- work()
		<-accepted
	}
	close(asked)
}

func accept(asked chan int) (int, error) {
	n, ok := <-asked
	if !ok {
		return 0, errors.New("closed")
	}
	return n, nil
}

// The goroutine that reads doesn't send: the buffer is large enough for the others.
//
//proof:ok
func someSend() {
	done := make(chan int, 2)
	failed := make(chan error, 1)
	copyStream := func(name string) {
		n := work()
		if name == "out" || name == "err" {
			done <- n
		}
	}
	go copyStream("in")
	go copyStream("out")
	go copyStream("err")
	select {
	case <-done:
	case <-failed:
	}
}

// A job that fails ends the loop, and the next one begins when the last is done: one result
// has room, and more need not be under way.
//
//proof:by oneByOne
func supervise(ctx context.Context, jobs <-chan func() error) error {
	errs := make(chan error, 1)
	for {
		select {
		case <-ctx.Done():
			return nil
		case job := <-jobs:
			go func() {
				if err := job(); err != nil {
					errs <- err
				}
			}()
		case err := <-errs:
			return err
		}
	}
}

//proof:ok
func oneByOne() {
	jobs := make(chan func() error, 2)
	jobs <- func() error { return nil }
	jobs <- func() error { return errors.New("failed") }
	supervise(context.Background(), jobs)
}

// startWork ends by itself, or when somebody sends on cancelled: then it sends nothing.
//
//proof:by dismissed
func startWork(cancelled <-chan struct{}, turns int) <-chan int {
	done := make(chan int)
	go func() {
		for i := 0; ; i++ {
			select {
			case <-cancelled:
				return
			default:
				time.Sleep(time.Millisecond)
			}
			if i == turns {
				done <- i
				return
			}
		}
	}()
	return done
}

//proof:by dismissed
func superviseWork(signals <-chan int) int {
	cancelWork, cancelCleaner := make(chan struct{}), make(chan struct{})
	worked := startWork(cancelWork, 1000)
	var cleaned <-chan int
	n := 0
	for {
		select {
		case <-signals:
			if n++; n == 1 {
				cancelWork <- struct{}{}
				cleaned = startWork(cancelCleaner, 1)
			}
			if n == 5 {
				cancelCleaner <- struct{}{}
				return 4
			}
		case <-worked:
			return 0
		case <-cleaned:
			return 3
		}
	}
}

//proof:ok
func dismissed() {
	signals := make(chan int, 1)
	signals <- 1
	superviseWork(signals)
}

var errAgain = errors.New("again")

// After the first answer run does not say again any more: its author knows when which channel is
// sent on, as the other one has a buffer.
//
//proof:by dialled
func dial(ctx context.Context, run func(ready chan<- struct{}) error) error {
	errs := make(chan error, 1)
	again := make(chan error)
	ready := make(chan struct{}, 1)
	go func() {
		err := run(ready)
		if errors.Is(err, errAgain) {
			again <- err
			return
		}
		errs <- err
	}()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case err := <-again:
		return err
	case err := <-errs:
		return err
	case <-ready:
		return nil
	}
}

//proof:ok
func dialled() {
	dial(context.Background(), func(ready chan<- struct{}) error {
		ready <- struct{}{}
		return nil
	})
}

// As often as there are elements, whatever the loop ranges over.
//
//proof:by closedAll
func closeAll(closes []func() error) error {
	errs := make(chan error)
	for _, c := range closes {
		go func() { errs <- c() }()
	}
	var all []error
	for range len(closes) {
		if err := <-errs; err != nil {
			all = append(all, err)
		}
	}
	return errors.Join(all...)
}

//proof:by closedAll
func closeN(n int) {
	errs := make(chan error)
	for range n {
		go func() { errs <- fails() }()
	}
	for i := range n {
		if err := <-errs; err != nil {
			fmt.Sprint(i, err)
		}
	}
}

//proof:ok
func closedAll() {
	closeAll([]func() error{fails, fails})
	closeN(3)
}

// Either the answer comes or, from the deferred function, that there is none.
//
//proof:by answered
func answerOrPanic(work func() int) (int, bool) {
	failed := make(chan bool)
	answer := make(chan int)
	go func() {
		defer func() {
			if recover() != nil {
				failed <- true
			}
		}()
		answer <- work()
	}()
	select {
	case n := <-answer:
		return n, true
	case <-failed:
		return 0, false
	}
}

//proof:ok
func answered() {
	if n, ok := answerOrPanic(func() int { return 1 }); !ok || n != 1 {
		panic(n)
	}
	if _, ok := answerOrPanic(func() int { panic("x") }); ok {
		panic("no panic")
	}
}

// Each round has a channel of its own, on which one value comes.
//
//proof:ok
func rounds() {
	defer func() {
		if recover() != "enough" {
			panic("not stopped")
		}
	}()
	n := 0
	for {
		in := make(chan int)
		done := make(chan bool)
		go total(in, done)
		in <- n
		close(in)
		<-done
		n = next(n)
	}
}

func total(in chan int, done chan bool) {
	sum := 0
	for v := range in {
		sum += v
	}
	done <- sum >= 0
}

func next(n int) int {
	if n == 3 {
		panic("enough")
	}
	return n + 1
}

// The end is told when all that send have ended.
//
//proof:ok
func untilJoined() {
	var wg sync.WaitGroup
	ch := make(chan int)
	for range 3 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 2 {
				ch <- work()
			}
		}()
	}
	joined := make(chan struct{})
	go func() {
		wg.Wait()
		close(joined)
	}()
	for {
		select {
		case <-ch:
		case <-joined:
			return
		}
	}
}

// The goroutine passes the first answer on and throws the others away, until all who ask have ended.
//
//proof:ok
func firstOfMany() int {
	first, answers := make(chan int), make(chan int)
	var wg sync.WaitGroup
	joined := make(chan struct{})
	for range 3 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			answers <- work()
		}()
	}
	go func() {
		wg.Wait()
		close(joined)
	}()
	go func() {
		got := false
		for {
			select {
			case n := <-answers:
				if !got {
					got = true
					first <- n
				}
			case <-joined:
				return
			}
		}
	}()
	return <-first
}

type failer interface {
	Fatalf(format string, args ...any)
}

type exits struct{ code int }

func (e *exits) Fatalf(string, ...any) { e.code++ }

// The interface stands for a test, which ends when it has failed.
//
//proof:ok
func untilDone() {
	var t failer = new(exits)
	results := make(chan int)
	after := time.After(time.Minute)
	for {
		go func() { results <- work() }()
		select {
		case <-after:
			t.Fatalf("timeout")
		case n := <-results:
			if n > 0 {
				return
			}
		}
	}
}

// positions sends where the letters are, and -1 as the last for one that is unknown.
func positions(text string) <-chan int {
	ch := make(chan int)
	go func() {
		defer close(ch)
		for _, r := range text {
			i := strings.IndexRune("abcdef", r)
			ch <- i
			if i < 0 {
				break
			}
		}
	}()
	return ch
}

// The value for which it leaves is the last one.
//
//proof:ok
func untilUnknown() {
	text := string([]byte("ab?def"))
	ch := positions(text)
	sum := 0
	for range len(text) / 2 {
		a, b := <-ch, <-ch
		if a < 0 || b < 0 {
			return
		}
		sum += a + b
	}
}

type position struct{ at, size int }

// The last one is told by a field.
//
//proof:ok
func untilEmpty() {
	ch := make(chan position)
	go func() {
		for n := range 10 {
			p := position{at: n, size: 3 - n}
			ch <- p
			if p.size == 0 {
				return
			}
		}
	}()
	for range 20 {
		if p := <-ch; p.size == 0 {
			return
		}
	}
}
