// Package a keeps cancel functions and never calls them.
package a

import (
	"context"
	"os"
	"os/signal"
)

type server struct {
	ctx    context.Context
	cancel context.CancelFunc
}

// row: X03
//
//proof:by leakServer
func newServer(parent context.Context) *server {
	ctx, cancel := context.WithCancel(parent) // want `nobody calls the cancel function that the field cancel keeps: the context stays with its parent, and who waits for its Done waits on; call it where the server ends`
	s := &server{ctx: ctx, cancel: cancel}
	go s.run()
	return s
}

//proof:by leakServer
func (s *server) run() {
	<-s.ctx.Done() //proof:at
}

//proof:leak
func leakServer() { newServer(context.Background()) }

type client struct {
	ctx  context.Context
	stop context.CancelFunc
}

// row: X03
//
//proof:by leakClient
func (c *client) dial() {
	c.ctx, c.stop = context.WithCancel(context.Background()) // want `nobody calls the cancel function that the field stop keeps`
	go func() {
		<-c.ctx.Done() //proof:at
	}()
}

//proof:leak
func leakClient() { new(client).dial() }

type worker struct {
	name string
	end  func()
}

// row: X03
//
//proof:leak
func leakUnkeyed() {
	ctx, cancel := context.WithCancel(context.Background()) // want `nobody calls the cancel function that the field end keeps`
	w := worker{"w", cancel}
	go func() {
		<-ctx.Done() //proof:at
		println(w.name)
	}()
}

type session struct {
	ctx    context.Context
	cancel context.CancelCauseFunc
}

// It is compared, and set to nil, and never called.
//
// row: X03
//
//proof:by leakSession
func (s *session) open() {
	if s.cancel != nil {
		return
	}
	s.ctx, s.cancel = context.WithCancelCause(context.Background()) // want `nobody calls the cancel function that the field cancel keeps`
	go func() {
		<-s.ctx.Done() //proof:at
	}()
}

//proof:by leakSession
func (s *session) close() { s.cancel = nil }

//proof:leak
func leakSession() {
	s := new(session)
	s.open()
	s.close()
}

// row: X04
//
//proof:observe
//proof:noflip what it should do is end the process
func stopDropped() bool {
	ctx, _ := signal.NotifyContext(context.Background(), os.Interrupt) // want `without its stop function the context of signal.NotifyContext is never released: the program no longer dies of these signals; keep it and call it`
	defer signal.Reset(os.Interrupt)
	self, err := os.FindProcess(os.Getpid())
	if err != nil || self.Signal(os.Interrupt) != nil {
		return false
	}
	<-ctx.Done()
	return true // still alive
}
