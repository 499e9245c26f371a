package a

import (
	"bufio"
	"encoding/json"
	"io"
	"log"
	"net"
	"runtime"
	"strings"
	"sync/atomic"
	"time"
)

var quietly = log.New(io.Discard, "", 0)

// A counted listener counts the calls of Accept, and ends the goroutine when
// there were too many.
type counted struct {
	net.Listener
	n atomic.Int32
}

//proof:by accepts
func (c *counted) Accept() (net.Conn, error) {
	if c.n.Add(1) > 1000 {
		runtime.Goexit()
	}
	return c.Listener.Accept()
}

type server struct {
	l net.Listener
}

// row: ER21
//
//proof:by accepts
func (s *server) serve() {
	for {
		conn, err := s.l.Accept() // want `once the listener is closed this returns its error at once, each time, and the loop turns without waiting: leave the loop when errors.Is\(err, net.ErrClosed\)`
		if err != nil {
			quietly.Printf("accept: %v", err)
			continue
		}
		conn.Close()
	}
}

//proof:by accepts
func (s *server) stop() { s.l.Close() }

// spins reports whether the loop goes on when the listener is closed.
func spins(loop func(l net.Listener)) bool {
	l, err := net.Listen("tcp", "localhost:0")
	if err != nil {
		return false
	}
	c := &counted{Listener: l}
	ended := make(chan bool)
	go func() {
		defer close(ended)
		loop(c)
	}()
	time.Sleep(time.Millisecond)
	l.Close()
	<-ended
	return c.n.Load() > 100
}

//proof:observe
//proof:noflip the mistake is in the other function
func accepts() bool {
	return spins(func(l net.Listener) { (&server{l}).serve() })
}

// The error is not even printed; a closure.
//
// row: ER21
//
//proof:observe
//proof:instead continue => return
func silent() bool {
	return spins(func(l net.Listener) {
		for {
			conn, err := l.Accept() // want `once the listener is closed this returns its error at once`
			if err != nil {
				continue //proof:at
			}
			conn.Close()
		}
	})
}

type countedReader struct {
	r io.Reader
	n atomic.Int32
}

//proof:by lines
func (c *countedReader) Read(p []byte) (int, error) {
	if c.n.Add(1) > 1000 {
		runtime.Goexit()
	}
	return c.r.Read(p)
}

func reads(loop func(r io.Reader)) bool {
	c := &countedReader{r: strings.NewReader("1\n2\n")}
	ended := make(chan bool)
	go func() {
		defer close(ended)
		loop(c)
	}()
	<-ended
	return c.n.Load() > 100
}

// row: ER21
//
//proof:observe
//proof:instead if err == nil { => if err != nil { break } else {
func lines() bool {
	return reads(func(r io.Reader) {
		in, n := bufio.NewReader(r), 0
		for {
			line, err := in.ReadString('\n') // want `once the input ends this returns its error at once, each time, and the loop turns without waiting: leave the loop when errors.Is\(err, io.EOF\)`
			if err == nil {                  //proof:at
				n += len(line)
			}
		}
	})
}

// A writer that ends the goroutine when it is called too often.
type countedWriter struct{ n atomic.Int32 }

//proof:by messages
func (c *countedWriter) Write(p []byte) (int, error) {
	if c.n.Add(1) > 1000 {
		runtime.Goexit()
	}
	return len(p), nil
}

// The decoder keeps its error and reads no more; the log grows.
//
// row: ER21
//
//proof:observe
//proof:instead continue => return
func messages() bool {
	w := &countedWriter{}
	logger := log.New(w, "", 0)
	ended := make(chan bool)
	go func() {
		defer close(ended)
		dec := json.NewDecoder(strings.NewReader("1 2"))
		for {
			var v int
			if err := dec.Decode(&v); err != nil { // want `once the input ends this returns its error at once`
				logger.Println("decode:", err)
				continue //proof:at
			}
		}
	}()
	<-ended
	return w.n.Load() > 100
}
