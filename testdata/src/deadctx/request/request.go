// Package request has handlers that start goroutines with the context of the request.
package request

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"time"
)

// work takes a moment, and gives up when its context ends.
func work(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(50 * time.Millisecond):
		return nil
	}
}

// canceled serves one request, and reports whether the work of its goroutine was canceled. outcome is
// what the goroutine says of it.
func canceled(outcome chan error, h http.HandlerFunc) bool {
	ctx, cancel := context.WithCancel(context.Background())
	h(httptest.NewRecorder(), httptest.NewRequestWithContext(ctx, http.MethodGet, "/", nil))
	cancel() // as the server does
	return errors.Is(<-outcome, context.Canceled)
}

type server struct{ outcome chan error }

//proof:by laterCanceled
func (s *server) later(w http.ResponseWriter, r *http.Request) {
	go func() { // want `the handler returns at once, and that ends the context of the request, which this goroutine works with: give it context.WithoutCancel\(r.Context\(\)\)`
		s.outcome <- work(r.Context())
	}()
	w.WriteHeader(http.StatusAccepted)
}

// row: X12
//
//proof:observe
//proof:noflip the handler is a function of its own
func laterCanceled() bool {
	s := &server{make(chan error, 1)}
	return canceled(s.outcome, s.later)
}

func save(ctx context.Context, outcome chan error) error {
	err := work(ctx)
	outcome <- err
	return err
}

func run(ctx context.Context, outcome chan error) { _ = save(ctx, outcome) }

//proof:by methodCanceled
func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	ctx := context.WithValue(r.Context(), "name", "value")
	go run(ctx, s.outcome) // want `the handler returns at once`
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(map[string]string{"status": "accepted"})
}

// row: X12
//
//proof:observe
//proof:noflip the handler is a function of its own
func methodCanceled() bool {
	s := &server{make(chan error, 1)}
	return canceled(s.outcome, s.ServeHTTP)
}

//proof:observe
//proof:instead work(ctx) => work(context.WithoutCancel(ctx))
func literalCanceled() bool {
	outcome := make(chan error, 1)
	return canceled(outcome, func(w http.ResponseWriter, req *http.Request) {
		ctx := req.Context()
		defer req.Body.Close()
		if req.Method != http.MethodGet {
			http.Error(w, "GET only", http.StatusMethodNotAllowed)
			return
		}
		go func() { // want `the handler returns at once`
			outcome <- work(ctx) //proof:at
		}()
		fmt.Fprintln(w, "accepted")
	})
}

//proof:observe
//proof:instead work(ctx) => work(context.WithoutCancel(ctx))
func groupCanceled() bool {
	var background sync.WaitGroup
	defer background.Wait()
	outcome := make(chan error, 1)
	return canceled(outcome, func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), time.Minute)
		background.Go(func() { // want `the handler returns at once`
			defer cancel()
			outcome <- work(ctx) //proof:at
		})
		respond(w, "accepted")
	})
}

func respond(w http.ResponseWriter, text string) {
	w.WriteHeader(http.StatusAccepted)
	io.WriteString(w, text)
}

//proof:observe
//proof:instead save(ctx, outcome) => save(context.WithoutCancel(ctx), outcome)
func argumentCanceled() bool {
	outcome := make(chan error, 1)
	return canceled(outcome, func(w http.ResponseWriter, r *http.Request) {
		ctx := r.Context()
		go save(ctx, outcome) // want `the handler returns at once`
		w.WriteHeader(http.StatusAccepted)
	})
}

// serve serves one request whose goroutine is not canceled.
func serve(outcome chan error, h http.HandlerFunc) {
	if canceled(outcome, h) {
		panic("canceled")
	}
}

//proof:ok
func detached() {
	outcome := make(chan error, 1)
	serve(outcome, func(w http.ResponseWriter, r *http.Request) {
		ctx := context.WithoutCancel(r.Context())
		go func() { outcome <- work(ctx) }()
		w.WriteHeader(http.StatusAccepted)
	})
}

//proof:ok
func waits() {
	outcome := make(chan error, 1)
	serve(outcome, func(w http.ResponseWriter, r *http.Request) {
		var wg sync.WaitGroup
		wg.Go(func() { outcome <- work(r.Context()) })
		wg.Wait()
		w.WriteHeader(http.StatusOK)
	})
}

//proof:ok
func deferredWait() {
	outcome := make(chan error, 1)
	serve(outcome, func(w http.ResponseWriter, r *http.Request) {
		var wg sync.WaitGroup
		defer wg.Wait()
		wg.Go(func() { outcome <- work(r.Context()) })
		w.WriteHeader(http.StatusOK)
	})
}

//proof:ok
func receives() {
	outcome := make(chan error, 1)
	serve(outcome, func(w http.ResponseWriter, r *http.Request) {
		done := make(chan error)
		go func() { done <- work(r.Context()) }()
		outcome <- <-done
	})
}

// What next does takes its time.
//
//proof:ok
func handsOn() {
	next := func(http.ResponseWriter, *http.Request) { time.Sleep(100 * time.Millisecond) }
	outcome := make(chan error, 1)
	serve(outcome, func(w http.ResponseWriter, r *http.Request) {
		go func() { outcome <- work(r.Context()) }()
		next(w, r)
	})
}

// The goroutine is there to see the end.
//
//proof:ok
func watches() {
	outcome := make(chan error, 1)
	serve(outcome, func(w http.ResponseWriter, r *http.Request) {
		go func() {
			<-r.Context().Done()
			outcome <- nil
		}()
		w.WriteHeader(http.StatusOK)
	})
}

// It asks for a value.
//
//proof:ok
func values() {
	outcome := make(chan error, 1)
	serve(outcome, func(w http.ResponseWriter, r *http.Request) {
		go func() {
			_ = r.Context().Value("user")
			outcome <- nil
		}()
		w.WriteHeader(http.StatusOK)
	})
}

//proof:ok
func background() {
	outcome := make(chan error, 1)
	serve(outcome, func(w http.ResponseWriter, r *http.Request) {
		ctx := context.Background()
		go func() { outcome <- work(ctx) }()
		w.WriteHeader(http.StatusOK)
	})
}

// A part of a handler: the one that calls it waits.
func (s *server) part(w http.ResponseWriter, r *http.Request) {
	go func() { s.outcome <- work(r.Context()) }()
}

//proof:ok
func parts() {
	outcome := make(chan error, 1)
	serve(outcome, func(w http.ResponseWriter, r *http.Request) {
		(&server{outcome}).part(w, r)
		time.Sleep(100 * time.Millisecond)
	})
}

// The body is read in the meantime.
//
//proof:ok
func streams() {
	body, writer := io.Pipe()
	go func() {
		time.Sleep(100 * time.Millisecond)
		writer.Close()
	}()
	outcome := make(chan error, 1)
	serve(outcome, func(w http.ResponseWriter, r *http.Request) {
		go func() { outcome <- work(r.Context()) }()
		io.Copy(w, body)
	})
}

type job struct{ ctx context.Context }

// Not of a server's request: what it was made of is not known.
//
//proof:ok
func otherContext() {
	j := job{context.Background()}
	outcome := make(chan error, 1)
	serve(outcome, func(w http.ResponseWriter, r *http.Request) {
		go func() { outcome <- work(j.ctx) }()
		w.WriteHeader(http.StatusOK)
	})
}
