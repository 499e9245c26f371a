// Package ok looks the same and is right.
package ok

import (
	"bytes"
	"context"
	"io"
	"iter"
	"log"
	"net"
	"net/http"
	"os/exec"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"
)

// P1: the caller gets the cancel function.
//
//proof:ok
func handedOut() {
	ctx, cancel := func() (context.Context, context.CancelFunc) {
		return context.WithTimeout(context.Background(), time.Minute)
	}()
	defer cancel()
	_ = ctx.Err()
}

// What the variable holds when the function returns is another cancel function.
//
//proof:by replacedLater
func replaced() (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(context.Background())
	first := cancel
	defer func() { cancel() }()
	_, cancel = context.WithCancel(context.Background())
	return ctx, first
}

//proof:ok
func replacedLater() {
	ctx, cancel := replaced()
	dial(ctx, "127.0.0.1:1")
	cancel()
}

// Only an error ends it.
//
//proof:by conditional
func onError(fail bool) (_ context.Context, _ context.CancelFunc, err error) {
	ctx, cancel := context.WithCancel(context.Background())
	defer func() {
		if err != nil {
			cancel()
		}
	}()
	if fail {
		return nil, nil, io.EOF
	}
	return ctx, cancel, nil
}

//proof:ok
func conditional() {
	_, cancel, _ := onError(false)
	cancel()
}

// Another context than the one that is canceled.
//
//proof:by parent
func outer(ctx context.Context) context.Context {
	inner, cancel := context.WithCancel(ctx)
	defer cancel()
	_ = inner.Err()
	return ctx
}

//proof:ok
func parent() { _ = outer(context.Background()).Err() }

// It is detached.
//
//proof:ok
func detached() {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	dial(context.WithoutCancel(ctx), "127.0.0.1:1")
}

//proof:by withoutCancel
func free() context.Context {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	return context.WithoutCancel(ctx)
}

//proof:ok
func withoutCancel() { _ = free().Err() }

//proof:by detached
func dial(ctx context.Context, addr string) error {
	var d net.Dialer
	conn, err := d.DialContext(ctx, "tcp", addr)
	if err != nil {
		return err
	}
	return conn.Close()
}

// A context that has ended is what is wanted, and the name says so.
//
//proof:ok
func canceled() context.Context {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	return ctx
}

//proof:by expired
func expiredContext() context.Context {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	return ctx
}

//proof:ok
func expired() { <-expiredContext().Done() }

type idle struct{}

func (idle) Shutdown(context.Context) error { return nil }

// It does not look at the context.
//
//proof:ok
func ignored() {
	ctx, cancel := context.WithTimeout(context.Background(), time.Millisecond)
	defer cancel()
	<-ctx.Done()
	idle{}.Shutdown(ctx)
}

// The body has been read.
//
//proof:none it takes a server
func read(client *http.Client, url string) (*http.Response, error) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	resp, err := client.Do(req)
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(resp.Body)
	resp.Body.Close()
	resp.Body = io.NopCloser(bytes.NewReader(data))
	return resp, err
}

type cancelBody struct {
	io.ReadCloser
	cancel context.CancelFunc
}

func (b cancelBody) Close() error {
	b.cancel()
	return b.ReadCloser.Close()
}

// The body ends the context.
//
//proof:none it takes a server
func ownedByBody(client *http.Client, url string) (io.ReadCloser, error) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		cancel()
		return nil, err
	}
	resp, err := client.Do(req)
	if err != nil {
		cancel()
		return nil, err
	}
	return cancelBody{resp.Body, cancel}, nil
}

// Only the head is wanted of the response.
//
//proof:none it takes a server
func status(client *http.Client, url string) (int, error) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodHead, url, nil)
	if err != nil {
		return 0, err
	}
	resp, err := client.Do(req)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	return resp.StatusCode, nil
}

// The command has ended.
//
//proof:by ran
func run() (*exec.Cmd, error) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, "/does/not/exist")
	err := cmd.Run()
	return cmd, err
}

//proof:ok
func ran() { run() }

// P9: the context has not ended on every way.
//
//proof:ok
func someWay() {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	if time.Now().Year() < 2000 {
		cancel()
	}
	dial(ctx, "127.0.0.1:1")
}

//proof:ok
func eitherCase() {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	select {
	case <-ctx.Done():
	case <-time.After(time.Millisecond):
	}
	dial(ctx, "127.0.0.1:1")
}

// A new context after the old one.
//
//proof:ok
func renewed() {
	ctx, cancel := context.WithCancel(context.Background())
	for range 2 {
		cancel()
		ctx, cancel = context.WithCancel(context.Background())
		dial(ctx, "127.0.0.1:1")
	}
	cancel()
}

//proof:ok
func eachRound() {
	for range 2 {
		ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
		dial(ctx, "127.0.0.1:1")
		cancel()
	}
}

// What only asks for its values, or whether it has ended.
//
//proof:ok
func asked() error {
	ctx, cancel := context.WithCancelCause(context.Background())
	cancel(io.EOF)
	log.New(io.Discard, "", 0).Println(ctx.Value(key{}), ctx.Err(), ctx)
	<-ctx.Done()
	return context.Cause(ctx)
}

type key struct{}

// The group's parent lives on.
//
//proof:ok
func groupParent() {
	ctx := context.Background()
	g, gctx := errgroup.WithContext(ctx)
	g.Go(func() error { return gctx.Err() })
	g.Wait()
	dial(ctx, "127.0.0.1:1")
}

// Before Wait.
//
//proof:ok
func groupBefore() {
	g, ctx := errgroup.WithContext(context.Background())
	g.Go(func() error { return dial(ctx, "127.0.0.1:1") })
	dial(ctx, "127.0.0.1:1")
	g.Wait()
}

type server struct{}

func (server) Shutdown(ctx context.Context) error { return ctx.Err() }

// Nobody is to be waited for, which an ended context says.
//
//proof:ok
func atOnce() {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	server{}.Shutdown(ctx)
}

//proof:ok
func ownTime() {
	ctx, cancel := context.WithCancel(context.Background())
	time.AfterFunc(time.Millisecond, cancel)
	<-ctx.Done()
	end, stop := context.WithTimeout(context.Background(), time.Minute)
	defer stop()
	server{}.Shutdown(end)
}

// It tries the context in one case only.
//
//proof:by sometimes
func maybe(ctx context.Context, addr string) error {
	if addr == "" {
		return nil
	}
	return dial(ctx, addr)
}

//proof:ok
func sometimes() {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	maybe(ctx, "")
}

// The function waits for the goroutine.
//
//proof:ok
func joined() {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		dial(ctx, "127.0.0.1:1")
	}()
	wg.Wait()
}

//proof:ok
func joinedInDefer() {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	var wg sync.WaitGroup
	defer wg.Wait()
	wg.Add(1)
	go func() {
		defer wg.Done()
		dial(ctx, "127.0.0.1:1")
	}()
}

// The goroutine is to end with the function.
//
//proof:ok
func watched() {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	go func() {
		<-ctx.Done()
		time.Sleep(time.Millisecond)
	}()
	time.Sleep(time.Millisecond)
}

//proof:ok
func helper() {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	done := make(chan bool)
	go func() {
		defer close(done)
		dial(ctx, "127.0.0.1:1")
	}()
	work(done)
}

func work(done chan bool) { <-done }

//proof:ok
func ranged() {
	var seq iter.Seq[string] = func(yield func(string) bool) { yield("127.0.0.1:1") }
	ctx, cancel := context.WithCancel(context.Background())
	for addr := range seq {
		dial(ctx, addr)
	}
	cancel()
}

type contextAlias = context.Context

//proof:ok
func alias() {
	var ctx contextAlias
	ctx, cancel := context.WithCancel(context.Background())
	dial(ctx, "127.0.0.1:1")
	cancel()
}

// P10: who calls it is not known.
//
//proof:ok
func methodValue() {
	ctx, cancel := context.WithCancel(context.Background())
	var stop sync.Once
	stop.Do(cancel)
	dial(ctx, "127.0.0.1:1")
}

type recorder interface {
	Record(ctx context.Context, n int) error
	Log(ctx context.Context, text string) error
	Len(ctx context.Context) int
}

type counter struct{}

func (counter) Record(ctx context.Context, n int) error    { return nil }
func (counter) Log(ctx context.Context, text string) error { return nil }
func (counter) Len(ctx context.Context) int                { return 0 }
func (counter) Save(err error, ctx context.Context) error  { return err }

// What asks for values, or can't fail.
//
//proof:ok
func onlyValues() {
	var r recorder = counter{}
	g, ctx := errgroup.WithContext(context.Background())
	g.Go(func() error { return nil })
	g.Wait()
	r.Record(ctx, 1)
	r.Log(ctx, "done")
	r.Len(ctx)
}

type cache interface {
	Put(ctx context.Context, key string) error
}

type memory struct{}

func (memory) Put(ctx context.Context, key string) error { return nil }

// P12: whether it looks at the end of the context is not known.
//
//proof:ok
func values() {
	var c cache = memory{}
	ctx, cancel := context.WithTimeout(context.Background(), time.Millisecond)
	defer cancel()
	<-ctx.Done()
	c.Put(ctx, "a")
}

type closer interface {
	Close(ctx context.Context) error
}

type link struct{}

func (link) Close(context.Context) error { return nil }

// P6: it is not to be waited for, which an ended context says.
//
//proof:ok
func hardClose() {
	var c closer = link{}
	ctx, cancel := context.WithCancel(context.Background())
	cancel() // no goodbye
	c.Close(ctx)
}

type saver interface {
	Save(err error, ctx context.Context) error
}

// The context is not what it works with.
//
//proof:ok
func notFirst() {
	var s saver = counter{}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	s.Save(nil, ctx)
}
