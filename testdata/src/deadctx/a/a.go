// Package a uses contexts that have ended.
package a

import (
	"context"
	"io"
	"net"
	"net/http"
	"os/exec"
	"time"

	"golang.org/x/sync/errgroup"
)

// row: X22
//
//proof:by returnedContext
//proof:instead defer cancel() => _ = cancel
func timeout(parent context.Context) context.Context {
	ctx, cancel := context.WithTimeout(parent, time.Minute)
	defer cancel() //proof:at
	return ctx     // want `the context that is returned is of no use: the deferred cancel at line \d+ ends its context before the caller has it; let the caller cancel it`
}

// row: X22
//
//proof:observe
func returnedContext() bool { return timeout(context.Background()).Err() != nil }

//proof:by returnedByLiteral
//proof:instead cancel() => _ = cancel
func literal() (context.Context, error) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer func() {
		cancel() //proof:at
	}()
	return ctx, nil // want `the context that is returned is of no use`
}

//proof:observe
func returnedByLiteral() bool {
	ctx, _ := literal()
	return ctx.Err() != nil
}

type key struct{}

//proof:by returnedDerived
//proof:instead defer cancel() => _ = cancel
func derived() (ctx context.Context, err error) {
	base, cancel := context.WithCancel(context.Background())
	defer cancel() //proof:at
	ctx = context.WithValue(base, key{}, 1)
	return ctx, nil // want `the context that is returned is of no use: the deferred cancel at line \d+`
}

//proof:observe
func returnedDerived() bool {
	ctx, _ := derived()
	return ctx.Err() != nil
}

// slow serves a body that is late, and says where.
//
//proof:by returnedResponse
func slow() (url string, stop func()) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	s := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(http.StatusOK)
		w.(http.Flusher).Flush()
		time.Sleep(50 * time.Millisecond)
		io.WriteString(w, "done")
	})}
	end := make(chan bool)
	go func() {
		s.Serve(l)
		close(end)
	}()
	return "http://" + l.Addr().String(), func() {
		s.Close()
		<-end
	}
}

// row: X23
//
//proof:by returnedResponse
//proof:instead defer cancel() => _ = cancel
func get(client *http.Client, url string) (*http.Response, error) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel() //proof:at
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	return client.Do(req) // want `the response that is returned is of no use: the deferred cancel at line \d+`
}

// row: X23
//
//proof:observe
func returnedResponse() bool {
	url, stop := slow()
	defer stop()
	resp, err := get(&http.Client{Transport: &http.Transport{DisableKeepAlives: true}}, url)
	if err != nil {
		return false
	}
	defer resp.Body.Close()
	_, err = io.ReadAll(resp.Body)
	return err != nil
}

// row: X24
//
//proof:by returnedBody
//proof:instead defer cancel() => _ = cancel
func body(client *http.Client, url string) (io.ReadCloser, error) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel() //proof:at
	req, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	resp, err := client.Do(req.WithContext(ctx))
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != http.StatusOK {
		resp.Body.Close()
		return nil, http.ErrMissingFile
	}
	return resp.Body, nil // want `the body that is returned is of no use: the deferred cancel at line \d+`
}

// row: X24
//
//proof:observe
func returnedBody() bool {
	url, stop := slow()
	defer stop()
	b, err := body(&http.Client{Transport: &http.Transport{DisableKeepAlives: true}}, url)
	if err != nil {
		return false
	}
	defer b.Close()
	_, err = io.ReadAll(b)
	return err != nil
}

//proof:by returnedRequest
//proof:instead defer cancel() => _ = cancel
func request(url string) (*http.Request, error) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()                                                   //proof:at
	return http.NewRequestWithContext(ctx, http.MethodGet, url, nil) // want `the request that is returned is of no use`
}

//proof:observe
func returnedRequest() bool {
	req, err := request("http://127.0.0.1")
	return err == nil && req.Context().Err() != nil
}

//proof:by returnedCommand
//proof:instead defer cancel() => _ = cancel
func command() *exec.Cmd {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel() //proof:at
	cmd := exec.CommandContext(ctx, "go", "version")
	return cmd // want `the command that is returned is of no use`
}

//proof:observe
func returnedCommand() bool { return command().Start() != nil }

// busy is a server with a request that takes a while.
//
//proof:by shutdownAfterDone
func busy() (s *http.Server, stop func()) {
	url, handling, release := "", make(chan bool), make(chan bool)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	url = "http://" + l.Addr().String()
	s = &http.Server{Handler: http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		close(handling)
		<-release
	})}
	ends := make(chan bool, 2)
	go func() {
		s.Serve(l)
		ends <- true
	}()
	go func() {
		client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
		if resp, err := client.Get(url); err == nil {
			resp.Body.Close()
		}
		ends <- true
	}()
	<-handling
	return s, func() {
		close(release)
		<-ends
		<-ends
		s.Close()
	}
}

// row: X25
//
//proof:observe
//proof:instead Shutdown(ctx) => Shutdown(context.WithoutCancel(ctx))
func shutdownAfterDone() bool {
	s, stop := busy()
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Millisecond)
	defer cancel()
	<-ctx.Done()
	time.AfterFunc(20*time.Millisecond, stop)
	err := s.Shutdown(ctx) // want `Shutdown gets a context that has ended, see line \d+, and gives up at once; give it a new one, such as context\.WithTimeout\(context\.WithoutCancel\(ctx\), …\)`
	time.Sleep(50 * time.Millisecond)
	return err != nil
}

// row: X25
//
//proof:observe
//proof:instead (ctx, time.Minute) => (context.WithoutCancel(ctx), time.Minute)
func shutdownInSelect() bool {
	s, stop := busy()
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Millisecond)
	defer cancel()
	err := make(chan error, 1)
	go func() {
		select {
		case <-ctx.Done():
			time.AfterFunc(20*time.Millisecond, stop)
			ctx, cancel := context.WithTimeout(ctx, time.Minute) //proof:at
			defer cancel()
			err <- s.Shutdown(ctx) // want `Shutdown gets a context that has ended, see line \d+`
		case <-time.After(time.Minute):
		}
	}()
	failed := <-err != nil
	time.Sleep(50 * time.Millisecond)
	return failed
}

type tracer interface {
	Shutdown(ctx context.Context) error
}

type exporter struct{}

func (exporter) Shutdown(ctx context.Context) error { return ctx.Err() }

//proof:observe
//proof:instead Shutdown(ctx) => Shutdown(context.WithoutCancel(ctx))
func shutdownOfInterface() bool {
	var t tracer = exporter{}
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Millisecond)
	defer cancel()
	for ctx.Err() == nil {
		time.Sleep(time.Millisecond)
	}
	if err := ctx.Err(); err != nil {
		return t.Shutdown(ctx) != nil // want `Shutdown gets a context that has ended`
	}
	return false
}

//proof:by canceledBefore
func dial(ctx context.Context, addr string) error {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	var d net.Dialer
	conn, err := d.DialContext(ctx, "tcp", addr)
	if err != nil {
		return err
	}
	return conn.Close()
}

// listening is the address of a port that accepts connections.
//
//proof:by canceledBefore
func listening() (addr string, stop func() error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	return l.Addr().String(), l.Close
}

// row: X28
//
//proof:observe
//proof:instead cancel() => defer cancel()
func canceledBefore() bool {
	addr, stop := listening()
	defer stop()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()                      //proof:at
	return dial(ctx, addr) != nil // want `dial gets a context that was canceled at line \d+, and gives up at once; cancel it after its last use`
}

// row: X28
//
//proof:observe
//proof:instead cancel() => defer cancel()
func canceledDirectly() bool {
	addr, stop := listening()
	defer stop()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	use := func() error { return ctx.Err() }
	cancel() //proof:at
	var d net.Dialer
	conn, err := d.DialContext(ctx, "tcp", addr) // want `DialContext gets a context that was canceled at line \d+`
	if err == nil {
		conn.Close()
	}
	return err != nil && use() != nil || err != nil
}

// row: EG03
//
//proof:observe
//proof:instead g, ctx := => g, _ :=
func afterWait() bool {
	addr, stop := listening()
	defer stop()
	ctx := context.Background()
	err := func(ctx context.Context) error {
		g, ctx := errgroup.WithContext(ctx) //proof:at
		g.Go(func() error { return nil })
		if err := g.Wait(); err != nil {
			return err
		}
		return dial(ctx, addr) // want `dial gets the context of the group, which Wait at line \d+ has canceled, and gives up at once; use the one that it was made of`
	}(ctx)
	return err != nil
}

// row: EG03
//
//proof:observe
//proof:instead (ctx, "tcp" => (context.WithoutCancel(ctx), "tcp"
func afterWaitShared() bool {
	addr, stop := listening()
	defer stop()
	g, ctx := errgroup.WithContext(context.Background())
	g.Go(func() error { return ctx.Err() })
	g.Wait()
	d := &net.Dialer{Timeout: time.Minute}
	conn, err := d.DialContext(ctx, "tcp", addr) // want `DialContext gets the context of the group, which Wait at line \d+ has canceled`
	if err == nil {
		conn.Close()
	}
	return err != nil
}

//proof:by goroutineCanceled
func deliver(ctx context.Context, addr string, result chan error) {
	time.Sleep(20 * time.Millisecond)
	result <- dial(ctx, addr)
}

// row: X13
//
//proof:by goroutineCanceled
//proof:instead deliver(ctx, => deliver(context.WithoutCancel(ctx),
func notify(addr string, result chan error) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	go deliver(ctx, addr, result) // want `the deferred cancel at line \d+ ends the context of this goroutine at once, since the function returns; cancel in the goroutine, or use context\.WithoutCancel`
}

// row: X13
//
//proof:observe
func goroutineCanceled() bool {
	addr, stop := listening()
	defer stop()
	result := make(chan error)
	notify(addr, result)
	return <-result != nil
}

//proof:by literalCanceled
//proof:instead dial(ctx, addr) => dial(context.WithoutCancel(ctx), addr)
func notifyAll(addrs []string, result chan error) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	for _, addr := range addrs {
		go func() { // want `the deferred cancel at line \d+ ends the context of this goroutine at once`
			time.Sleep(20 * time.Millisecond)
			result <- dial(ctx, addr) //proof:at
		}()
	}
}

//proof:observe
func literalCanceled() bool {
	addr, stop := listening()
	defer stop()
	result := make(chan error)
	notifyAll([]string{addr}, result)
	return <-result != nil
}

type store interface {
	Save(ctx context.Context, name string) error
}

type files struct{}

func (files) Save(ctx context.Context, name string) error { return ctx.Err() }

// row: EG03
//
//proof:by saves
//proof:instead g, ctx := => g, _ :=
func saveAll(ctx context.Context, s store, names []string) error {
	g, ctx := errgroup.WithContext(ctx) //proof:at
	for _, name := range names {
		g.Go(func() error { return s.Save(context.Background(), name) })
	}
	if err := g.Wait(); err != nil {
		return err
	}
	return s.Save(ctx, "index") // want `Save gets the context of the group, which Wait at line \d+ has canceled`
}

//proof:observe
func saves() bool { return saveAll(context.Background(), files{}, []string{"a", "b"}) != nil }

// A function that a field holds.
//
// row: EG03
//
//proof:by publishes
//proof:instead g, ctx := => g, _ :=
func (p *publisher) publish(ctx context.Context, n int) error {
	g, ctx := errgroup.WithContext(ctx) //proof:at
	for range n {
		g.Go(func() error { return ctx.Err() })
	}
	if err := g.Wait(); err != nil {
		return err
	}
	return p.upload(ctx, "all") // want `upload gets the context of the group, which Wait at line \d+ has canceled`
}

type publisher struct {
	upload func(ctx context.Context, name string) error
	log    func(ctx context.Context, name string) error
}

//proof:observe
func publishes() bool {
	p := &publisher{upload: files{}.Save}
	return p.publish(context.Background(), 2) != nil
}

// A method makes the request.
//
//proof:by returnedBodyOfHelper
func (p *publisher) request(ctx context.Context, url string) (*http.Request, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("Accept", "*/*")
	return req, nil
}

// row: X24
//
//proof:by returnedBodyOfHelper
//proof:instead p.request(ctx, => p.request(context.WithoutCancel(ctx),
func (p *publisher) open(client *http.Client, url string) (io.ReadCloser, error) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	req, err := p.request(ctx, url) //proof:at
	if err != nil {
		return nil, err
	}
	resp, err := client.Do(req)
	if err != nil {
		return nil, err
	}
	return resp.Body, nil // want `the body that is returned is of no use: the deferred cancel at line \d+`
}

//proof:observe
func returnedBodyOfHelper() bool {
	url, stop := slow()
	defer stop()
	b, err := new(publisher).open(&http.Client{Transport: &http.Transport{DisableKeepAlives: true}}, url)
	if err != nil {
		return false
	}
	defer b.Close()
	_, err = io.ReadAll(b)
	return err != nil
}

// What a goroutine calls is a field.
//
// row: X13
//
//proof:by uploadCanceled
//proof:instead p.upload(ctx => p.upload(context.WithoutCancel(ctx)
func (p *publisher) uploadLater(names []string, result chan error) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	for _, name := range names {
		go func() { // want `the deferred cancel at line \d+ ends the context of this goroutine at once`
			time.Sleep(20 * time.Millisecond)
			result <- p.upload(ctx, name) //proof:at
		}()
	}
}

//proof:observe
func uploadCanceled() bool {
	p := &publisher{upload: files{}.Save}
	result := make(chan error)
	p.uploadLater([]string{"a"}, result)
	return <-result != nil
}
