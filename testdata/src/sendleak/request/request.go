// Package request has handlers that never return.
package request

import (
	"context"
	"net/http"
	"net/http/httptest"
	"time"
)

// row: S13
//
//proof:by served
func stream(w http.ResponseWriter, r *http.Request) {
	go func() {
		w.Write([]byte("event"))
	}()
	select {} // want `this never returns, so each request leaves a goroutine and its connection behind: wait for r.Context\(\).Done\(\)`
}

//proof:leak
func served() {
	go stream(httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, "/", nil))
	time.Sleep(time.Millisecond)
}

type events struct{ names []string }

//proof:by byMethod
func (e *events) ServeHTTP(w http.ResponseWriter, _ *http.Request) {
	for _, name := range e.names {
		w.Write([]byte(name))
	}
	select {} // want `wait for the request.Context\(\).Done\(\)`
}

//proof:leak
func byMethod() {
	go new(events).ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, "/", nil))
	time.Sleep(time.Millisecond)
}

type response = http.ResponseWriter

//proof:leak
func byLiteral() {
	h := http.HandlerFunc(func(w response, req *http.Request) {
		select {} // want `wait for req.Context\(\).Done\(\)`
	})
	go h.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, "/", nil))
	time.Sleep(time.Millisecond)
}

// It waits until the client leaves.
//
//proof:by leaves
func waits(w http.ResponseWriter, r *http.Request) {
	select {
	case <-r.Context().Done():
	}
}

//proof:ok
func leaves() {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	waits(httptest.NewRecorder(), httptest.NewRequestWithContext(ctx, http.MethodGet, "/", nil))
}

// Not the goroutine of the request, and one that goes on as long as the process.
//
//proof:none it goes on for ever, as it should
func starts(w http.ResponseWriter, r *http.Request) {
	go func() {
		select {}
	}()
}

// A client has the response, not the writer.
//
//proof:none it goes on for ever, as it should
func client(resp *http.Response, r *http.Request) {
	select {}
}

//proof:none it goes on for ever, as it should
func main() {
	select {}
}
