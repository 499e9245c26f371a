package quiet

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"os/signal"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

//proof:ok
func buffered() {
	ch := make(chan int, 1)
	go func() { ch <- 1 }()
	select {
	case <-ch:
	case <-time.After(time.Millisecond):
	}
}

//proof:ok
func asManyAsSent() {
	tasks := []int{1, 2, 3}
	ch := make(chan int)
	for _, t := range tasks {
		go func() { ch <- t }()
	}
	for range tasks {
		<-ch
	}
}

//proof:ok
func cancelled() {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	go func() { <-ctx.Done() }()
}

//proof:ok
func unlockedBefore() {
	var mu sync.Mutex
	done := make(chan struct{})
	mu.Lock()
	go func() {
		mu.Lock()
		defer mu.Unlock()
		close(done)
	}()
	mu.Unlock()
	<-done
}

//proof:ok
func workers() {
	jobs := make(chan int)
	var wg sync.WaitGroup
	for range 2 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range jobs {
			}
		}()
	}
	jobs <- 1
	jobs <- 2
	close(jobs)
	wg.Wait()
}

// sendleak tells it, with the buffer that would do.
//
//proof:none found by another check
func receiverLeaves() {
	ch := make(chan int)
	go func() { ch <- 1 }()
	select {
	case <-ch:
	case <-time.After(time.Millisecond):
	}
}

// A dispatcher works as long as the process.
//
//proof:none it is not meant to end
func dispatcher() {
	jobs := make(chan int)
	go func() {
		for {
			select {
			case n := <-jobs:
				fmt.Sprint(n)
			}
		}
	}()
	jobs <- 1
}

//proof:ok
func stopOnce() {
	var mu sync.Mutex
	closed := false
	ch := make(chan int)
	stop := func() {
		mu.Lock()
		defer mu.Unlock()
		if !closed {
			close(ch)
			closed = true
		}
	}
	var wg sync.WaitGroup
	wg.Go(stop)
	wg.Go(stop)
	wg.Wait()
}

//proof:ok
func doneByOne() {
	var wg sync.WaitGroup
	var done atomic.Bool
	wg.Add(1)
	for range 2 {
		go func() {
			if done.CompareAndSwap(false, true) {
				wg.Done()
			}
		}()
	}
	wg.Wait()
}

//proof:ok
func lengthSeen() {
	ch := make(chan int, 1)
	var wg sync.WaitGroup
	wg.Go(func() { ch <- 1 })
	wg.Wait()
	if len(ch) > 0 {
		<-ch
	}
}

type keeper struct{ ch chan int }

//proof:by kept
func newKeeper() *keeper {
	k := &keeper{ch: make(chan int)}
	go func() { k.ch <- 1 }()
	return k
}

//proof:ok
func kept() { <-newKeeper().ch }

//proof:ok
func withTimeout() {
	ctx, cancel := context.WithTimeout(context.Background(), time.Millisecond)
	defer cancel()
	done := make(chan struct{})
	go func() {
		defer close(done)
		<-ctx.Done()
	}()
	<-done
}

//proof:ok
func onceOnly() {
	var once sync.Once
	ch := make(chan int)
	stop := func() { once.Do(func() { close(ch) }) }
	go stop()
	stop()
	<-ch
}

//proof:ok
func condition() {
	var mu sync.Mutex
	cond := sync.NewCond(&mu)
	ready := false
	go func() {
		mu.Lock()
		ready = true
		mu.Unlock()
		cond.Broadcast()
	}()
	mu.Lock()
	for !ready {
		cond.Wait()
	}
	mu.Unlock()
}

//proof:ok
func methodValue() {
	var wg sync.WaitGroup
	wg.Add(1)
	done := wg.Done
	go done()
	wg.Wait()
}

//proof:none it is meant to be blocked for ever
func parked() {
	done := make(chan bool)
	go func() {
		done <- true
	}()
	<-done
	select {}
}

// What is made for a failure is not nil: serve leaves where start has failed.
func start(n int) (chan bool, error) {
	if n == 0 {
		return nil, fmt.Errorf("%d", n)
	}
	if n == 1 {
		return nil, errors.New("one")
	}
	ch := make(chan bool, 1)
	go func() { ch <- true }()
	return ch, nil
}

//proof:by serveNone
func serve(n int) error {
	ch, err := start(n)
	if err != nil {
		return err
	}
	<-ch
	return nil
}

//proof:ok
func serveNone() {
	for n := range 3 {
		serve(n)
	}
}

type timeoutError struct{}

func (timeoutError) Error() string { return "timeout" }

// What outside code returns is no error of an unexported type.
//
//proof:ok
func waitsTwiceAfterTimeout() {
	errc := make(chan error, 2)
	timer := time.AfterFunc(time.Hour, func() { errc <- timeoutError{} })
	go func() {
		_, err := os.Stat(".")
		timer.Stop()
		errc <- err
	}()
	if err := <-errc; err == (timeoutError{}) {
		<-errc
	}
}

// Two cases, no way out, and a list of unknown length that is never empty when
// something was put on it.
//
//proof:none it is not meant to end
func pool(workers int) func(func()) {
	work := make(chan func())
	done := make(chan int)
	go func() {
		ids := make([]int, workers)
		var pending []func()
		for {
			select {
			case w := <-work:
				pending = append(pending, w)
			case id := <-done:
				ids = append(ids, id)
			}
			for len(pending) > 0 && len(ids) > 0 {
				w, id := pending[len(pending)-1], ids[len(ids)-1]
				pending, ids = pending[:len(pending)-1], ids[:len(ids)-1]
				go func() {
					w()
					done <- id
				}()
			}
		}
	}()
	var wg sync.WaitGroup
	wg.Add(1)
	work <- func() { wg.Done() }
	wg.Wait()
	return nil
}

//proof:by closestOf
func closest(n int, ns []int) int {
	best := math.MaxInt
	ch := make(chan int)
	go func() { ch <- n }()
	n = <-ch
	for _, m := range ns {
		if d := m - n; d < best-1 {
			best = d
		}
		if m == math.MaxInt-1 || m+1 < math.MaxInt {
			best = m
		}
	}
	return best
}

//proof:ok
func closestOf() { closest(1, []int{2, 3}) }

// Nobody starts no workers.
//
//proof:by someWorkers
func workersOfCount(n int, tasks []int) {
	ch := make(chan int)
	for i := 0; i < n; i++ {
		go func() {
			for range ch {
			}
		}()
	}
	for _, t := range tasks {
		ch <- t
	}
	close(ch)
}

//proof:by someWorkers
func workersOfRange(n int) {
	ch := make(chan int)
	for range n {
		go func() { <-ch }()
	}
	ch <- 1
	close(ch)
}

//proof:ok
func someWorkers() {
	workersOfCount(2, []int{1, 2, 3})
	workersOfRange(2)
}

// An answer finds who asked once: it does not come twice.
type client struct {
	mu       sync.Mutex
	seq      int
	handlers map[int]func(string)
	in       io.Reader
}

//proof:by answered
func (c *client) ask() string {
	answers := make(chan string, 1)
	c.mu.Lock()
	c.seq++
	seq := c.seq
	c.handlers[seq] = func(s string) { answers <- s }
	c.mu.Unlock()
	defer func() {
		c.mu.Lock()
		delete(c.handlers, seq)
		c.mu.Unlock()
	}()
	select {
	case s := <-answers:
		return s
	case <-time.After(time.Second):
		return ""
	}
}

//proof:by answered
func (c *client) listen() {
	for {
		var seq int
		var text string
		if _, err := fmt.Fscan(c.in, &seq, &text); err != nil {
			return
		}
		c.mu.Lock()
		h := c.handlers[seq]
		c.mu.Unlock()
		if h != nil {
			h(text)
		}
	}
}

//proof:by answered
func dial(in io.Reader) string {
	c := &client{handlers: make(map[int]func(string)), in: in}
	go c.listen()
	return c.ask()
}

//proof:ok
func answered() { dial(strings.NewReader("1 yes ")) }

// Whoever returns no channel says that there is nothing to wait for.
//
//proof:by served
func serveMaybe(secure bool) <-chan struct{} {
	if !secure {
		return nil
	}
	stopped := make(chan struct{})
	close(stopped)
	return stopped
}

//proof:by served
func waitUntilServed(secure bool) {
	stopped := serveMaybe(secure)
	done := make(chan struct{})
	go func() {
		<-stopped
		close(done)
	}()
	if secure {
		<-done
	}
}

//proof:ok
func served() { waitUntilServed(true) }

//proof:ok
func roomForOne() {
	ch := make(chan int, 1)
	ch <- 1
	<-ch
}

//proof:ok
func asGate() {
	gate := make(chan struct{})
	select {
	case <-gate:
	default:
	}
	close(gate)
	<-gate
}

//proof:ok
func goexits() {
	done := make(chan struct{})
	go func() {
		defer close(done)
		runtime.Goexit()
	}()
	<-done
}

func inParts(words []string, parts int) [][]string {
	each := len(words) / parts
	var all [][]string
	for i := range parts {
		end := (i + 1) * each
		if i == parts-1 {
			end = len(words)
		}
		all = append(all, words[i*each:end])
	}
	return all
}

// The parts have as many words as the whole: that the rounds of two loops meet the count of a
// third is a sum, which is not followed.
//
//proof:by counted
func countWords(words []string, parts int) (letters int) {
	if len(words) == 0 || parts <= 0 || parts > len(words) {
		return 0
	}
	lengths := make(chan int)
	for _, part := range inParts(words, parts) {
		go func() {
			for _, w := range part {
				lengths <- len(w)
			}
		}()
	}
	n := 0
	for length := range lengths {
		letters += length
		if n++; n == len(words) {
			break
		}
	}
	return letters
}

//proof:ok
func counted() { countWords([]string{"a", "bc", "def"}, 2) }

type job struct{ parts []string }

// Each job was counted by its parts before.
//
//proof:by addedUp
func runJobs(jobs []job, parts int) {
	var wg sync.WaitGroup
	wg.Add(parts)
	for _, j := range jobs {
		go func() {
			for range j.parts {
				wg.Done()
			}
		}()
	}
	wg.Wait()
}

//proof:ok
func addedUp() { runJobs([]job{{[]string{"a", "b"}}, {[]string{"c"}}}, 3) }

// Nobody publishes nothing, and waits until that is done.
//
//proof:by published
func publish(n int, send func(acknowledged func())) {
	done := make(chan bool)
	acked := 0
	ack := func() {
		if acked++; acked >= n {
			done <- true
		}
	}
	for range n {
		send(ack)
	}
	<-done
}

//proof:ok
func published() { publish(1, func(ack func()) { go ack() }) }

type body struct {
	io.Reader
	done func()
}

func (b *body) Close() error {
	if b.done != nil {
		b.done()
		b.done = nil
	}
	return nil
}

type response struct{ Body io.ReadCloser }

// What is kept in something from outside may have been changed there, but not the variable that
// a function captures and does not set.
//
//proof:by serveBodies
func bodies(responses <-chan *response, out chan<- *response) {
	var last io.ReadCloser
	for res := range responses {
		if last != nil {
			last.Close()
			last = nil
		}
		var read chan bool
		if res.Body != nil {
			b := &body{Reader: res.Body}
			res.Body = b
			last = b
			read = make(chan bool, 1)
			b.done = func() { read <- true }
		}
		out <- res
		if read != nil {
			<-read
		}
	}
}

//proof:ok
func serveBodies() {
	in, out := make(chan *response, 2), make(chan *response, 2)
	done := make(chan struct{})
	go func() {
		bodies(in, out)
		close(done)
	}()
	for range 2 {
		in <- &response{io.NopCloser(strings.NewReader("a"))}
		(<-out).Body.Close()
	}
	close(in)
	<-done
}

// The next attempt begins when the last one has ended: one result has room.
//
//proof:by oneAttempt
func attempts(ctx context.Context, due <-chan time.Time, try func() error) error {
	failed := make(chan error, 1)
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-due:
			go func() {
				if err := try(); err != nil {
					failed <- err
				}
			}()
		case err := <-failed:
			return err
		}
	}
}

//proof:ok
func oneAttempt() {
	due := make(chan time.Time, 1)
	due <- time.Now()
	attempts(context.Background(), due, func() error { return errors.New("failed") })
}

type process struct{ exited chan error }

// Whoever asks gets the result, as often as it likes: the goroutine is not meant to end.
//
//proof:none the goroutine is left, on purpose
func startProcess(run, connect func() error) (*process, error) {
	exited := make(chan error, 1)
	go func() {
		err := run()
		for {
			exited <- err
		}
	}()
	if err := connect(); err != nil {
		return nil, err
	}
	return &process{exited}, nil
}

type table struct{ names, values []string }

func (t *table) sections() int {
	n := 1
	if len(t.names) > 0 {
		n++
	}
	return n
}

// How many goroutines there are is counted elsewhere, by conditions that say the same in other words.
//
//proof:by written
func (t *table) write(section func([]string)) {
	var wg sync.WaitGroup
	wg.Add(t.sections())
	if len(t.values) > 0 {
		go func() {
			section(t.names)
			wg.Done()
		}()
	}
	go func() {
		section(t.values)
		wg.Done()
	}()
	wg.Wait()
}

//proof:ok
func written() { (&table{[]string{"a"}, []string{"b"}}).write(func([]string) {}) }

type blockReader struct{ pool sync.Pool }

func (r *blockReader) read(n int) ([]byte, error) {
	if n > 3 {
		return nil, errors.New("too many")
	}
	return r.pool.Get().([]byte), nil
}

// Nil ends the loop of the receiver. A result without an error is not nil.
//
//proof:by streamed
func (r *blockReader) stream(f func([]byte)) {
	blocks := make(chan []byte)
	go func() {
		n := 0
		block, err := r.read(n)
		if err == nil {
			blocks <- block
		}
		blocks <- nil
	}()
	for {
		block := <-blocks
		if block == nil {
			return
		}
		f(block)
	}
}

//proof:ok
func streamed() {
	r := &blockReader{pool: sync.Pool{New: func() any { return make([]byte, 1) }}}
	r.stream(func([]byte) {})
}

type result struct {
	name    string
	primary bool
	done    bool
}

// What the first message says is not what the second one says, but that is a matter of the
// names: the goroutines have one each.
//
//proof:by race
func firstOfBoth(names [2]string, try func(string) error) error {
	results := make(chan result)
	returned := make(chan struct{})
	defer close(returned)
	start := func(name string) {
		err := try(name)
		select {
		case results <- result{name: fmt.Sprint(err), primary: name == "tls", done: true}:
		case <-returned:
		}
	}
	var primary, fallback result
	go start(names[0])
	go start(names[1])
	for {
		select {
		case r := <-results:
			if r.primary {
				primary = r
			} else {
				fallback = r
			}
			if primary.done && fallback.done {
				return errors.New(primary.name + fallback.name)
			}
		}
	}
}

//proof:ok
func race() {
	firstOfBoth([2]string{"tls", "plain"}, func(string) error { return errors.New("refused") })
}

type caller struct {
	mu      sync.Mutex
	pending map[uint64]chan string
}

// An answer with another number is left in the map, not taken out and dropped.
//
//proof:by asked
func (c *caller) ask() string {
	answer := make(chan string, 1)
	c.mu.Lock()
	c.pending[1] = answer
	c.mu.Unlock()
	return <-answer
}

func (c *caller) answers(receive func() (uint64, string, error)) {
	for {
		id, text, err := receive()
		if err != nil {
			c.mu.Lock()
			defer c.mu.Unlock()
			for _, ch := range c.pending {
				close(ch)
			}
			c.pending = nil
			return
		}
		c.mu.Lock()
		ch := c.pending[id]
		delete(c.pending, id)
		c.mu.Unlock()
		if ch != nil {
			ch <- text
		}
	}
}

//proof:by asked
func dialCaller(receive func() (uint64, string, error)) string {
	c := &caller{pending: make(map[uint64]chan string)}
	go c.answers(receive)
	return c.ask()
}

//proof:ok
func asked() {
	n := uint64(0)
	dialCaller(func() (uint64, string, error) {
		if n++; n > 1 {
			return 0, "", io.EOF
		}
		time.Sleep(time.Millisecond)
		return n, "yes", nil
	})
}

type options struct{ noLocal, onlyLocal bool }

// That both are set makes no sense: who reads the options says so.
//
//proof:by sentOneWay
func (o *options) send(local, remote func() error) error {
	errs := make(chan error, 2)
	if !o.noLocal {
		go func() { errs <- local() }()
	}
	if !o.onlyLocal {
		go func() { errs <- remote() }()
	}
	return <-errs
}

//proof:ok
func sentOneWay() {
	ok := func() error { return nil }
	(&options{onlyLocal: true}).send(ok, ok)
}

// It serves until a signal comes: with it the program ends.
//
//proof:none the process ends before it shows
func untilSignal(idle func() bool, closed func()) {
	kill := make(chan os.Signal, 1)
	signal.Notify(kill, os.Interrupt)
	<-kill
	exit := make(chan string, 1)
	go func() {
		closed()
		exit <- "closed"
	}()
	time.AfterFunc(time.Second, func() { exit <- "timeout" })
	go func() {
		for {
			if idle() {
				exit <- "idle"
				break
			}
			time.Sleep(time.Millisecond)
		}
	}()
	println(<-exit)
}

type uploader struct{ jobs chan func() }

func (u *uploader) defaults() {
	if u.jobs == nil {
		u.jobs = make(chan func())
		go func() {
			for job := range u.jobs {
				job()
			}
		}()
	}
}

// By itself, upload would leave the goroutine. Its caller has made the channel before, and closes it.
//
//proof:by uploadAll
func upload(u uploader, read func() error) {
	u.defaults()
	if read() == nil {
		u.jobs <- func() {}
	}
}

//proof:by uploadAll
func UploadAll(u uploader, read func() error) {
	u.defaults()
	defer close(u.jobs)
	upload(u, read)
}

//proof:ok
func uploadAll() { UploadAll(uploader{}, func() error { return nil }) }

var input io.Reader = os.Stdin

type keyboard struct{ keys chan byte }

func (k *keyboard) read() {
	in := bufio.NewReader(input)
	for {
		key, err := in.ReadByte()
		if err != nil {
			return
		}
		k.keys <- key
	}
}

// There is one terminal, which is read as long as the process lives.
//
//proof:none it reads what a person types
func untilKey(ctx context.Context) {
	k := &keyboard{make(chan byte)}
	go k.read()
	for {
		select {
		case <-ctx.Done():
			return
		case key := <-k.keys:
			println(key)
		}
	}
}

type view struct {
	stop, data chan struct{}
}

func (v *view) poll() {
	go func() {
		select {
		case <-v.stop:
		case v.data <- struct{}{}:
		}
	}()
	<-v.stop
}

type views struct {
	mu    sync.Mutex
	named map[string]*view
}

func (vs *views) add(named fmt.Stringer) {
	vs.mu.Lock()
	defer vs.mu.Unlock()
	if _, ok := vs.named[named.String()]; ok {
		return
	}
	v := &view{make(chan struct{}), make(chan struct{}, 1)}
	vs.named[named.String()] = v
	go v.poll()
}

// Stop stops all.
func (vs *views) Stop() {
	vs.mu.Lock()
	defer vs.mu.Unlock()
	for _, v := range vs.named {
		close(v.stop)
	}
	vs.named = make(map[string]*view)
}

// That both have the same name is not seen, and was asked for.
//
//proof:by twoViews
func watchBoth(a, b fmt.Stringer) *views {
	vs := &views{named: make(map[string]*view)}
	vs.add(a)
	vs.add(b)
	return vs
}

//proof:ok
func twoViews() {
	vs := watchBoth(time.Second, time.Minute)
	time.Sleep(time.Millisecond)
	vs.Stop()
}

// It serves until the process ends: nobody has the channel.
//
//proof:none it never returns
func serveForEver(serve func(), failed func() bool) {
	ch := make(chan struct{}, 1)
	var wg sync.WaitGroup
	wg.Go(serve)
	if failed() {
		return
	}
	<-ch
	wg.Wait()
}

// The kind is one of those that the code knows.
//
//proof:by ofKnownKind
func receiveKind(kind string, consume func(func()), fetch func() []int) {
	ch := make(chan int, 1)
	got := func() { ch <- 1 }
	switch kind {
	case "ordered":
		consume(got)
	case "durable":
		consume(got)
	}
	if kind == "fetch" {
		for range fetch() {
			got()
		}
	}
	<-ch
}

//proof:ok
func ofKnownKind() {
	for _, kind := range []string{"ordered", "durable", "fetch"} {
		receiveKind(kind, func(got func()) { go got() }, func() []int { return []int{1} })
	}
}

type crew struct{ done chan bool }

// What it derives ends with the context that it is given, which is not known.
//
//proof:by crews
func (w *crew) run(ctx context.Context) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	go func() { w.done <- true }()
	<-ctx.Done()
}

//proof:by crews
func startCrew(ctx context.Context) {
	w := &crew{make(chan bool, 1)}
	go w.run(ctx)
}

//proof:ok
func crews() {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	startCrew(ctx)
}

// A Funnel keeps what comes in until it is taken.
type Funnel struct {
	in, out chan int
	length  chan int
	size    int
}

// That the variable is nil says nothing about the field that it was set to.
//
//proof:by funnels
func NewFunnel(size int) *Funnel {
	f := &Funnel{in: make(chan int), out: make(chan int), length: make(chan int), size: size}
	go f.pass()
	return f
}

//proof:by funnels
func (f *Funnel) pass() {
	var kept []int
	var in, out, next chan int
	next = f.in
	in = next
	for in != nil || out != nil {
		select {
		case v, open := <-in:
			if open {
				kept = append(kept, v)
			} else {
				in = nil
				next = nil
			}
		case out <- len(kept):
			kept = nil
		case f.length <- len(kept):
		}
		if len(kept) == 0 {
			in = next
			out = nil
		} else if len(kept) >= f.size {
			in = nil
			out = f.out
		} else {
			in = next
			out = f.out
		}
	}
	close(f.out)
	close(f.length)
}

//proof:by funnels
func (f *Funnel) Out() <-chan int { return f.out }

//proof:by funnels
func (f *Funnel) Close() { close(f.in) }

var makeFunnel = NewFunnel // who calls it is not seen

//proof:ok
func funnels() {
	f := makeFunnel(2)
	f.in <- 1
	f.Close()
	for range f.Out() {
	}
}

type office struct {
	jobs    chan int
	list    []int
	workers int
	wg      sync.WaitGroup
}

// Nobody opens an office without workers.
//
//proof:by offices
func (o *office) open() {
	o.enlist()
	o.assign()
	o.finish()
}

//proof:by offices
func (o *office) enlist() {
	for i := 0; i < o.workers; i++ {
		o.wg.Add(1)
		go o.work(i)
	}
}

//proof:by offices
func (o *office) work(int) {
	for range o.jobs {
	}
	o.wg.Done()
}

//proof:by offices
func (o *office) assign() {
	for _, job := range o.list {
		o.jobs <- job
	}
}

//proof:by offices
func (o *office) finish() {
	close(o.jobs)
	o.wg.Wait()
}

//proof:by offices
func newOffice(list []int, workers int) *office {
	o := new(office)
	o.jobs = make(chan int)
	o.list = list
	o.workers = workers
	return o
}

type firm struct{ workers int }

//proof:by offices
func (f *firm) run(list []int) {
	if f.workers == 1 {
		fmt.Println(list)
	} else {
		newOffice(list, f.workers).open()
	}
}

var run = (*firm).run // who calls it is not seen

//proof:ok
func offices() { run(&firm{2}, []int{1, 2, 3}) }

// A loop ends by a half of the number by which the other one does: how they go together is not known.
//
//proof:by inPairs
func pairs(text string) (sum int) {
	ch := make(chan rune)
	go func() {
		for _, r := range text {
			ch <- r
		}
		close(ch)
	}()
	for i := 0; i < len(text)/2; i++ {
		sum += int(<-ch) * int(<-ch)
	}
	return sum
}

//proof:ok
func inPairs() { pairs(string([]byte("abcd"))) }
