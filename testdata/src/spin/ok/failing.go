package ok

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"
	"log"
	"net"
	"strings"
	"time"
)

// serves runs the loop, closes its listener, and waits for its end.
func serves(loop func(l net.Listener)) {
	l, err := net.Listen("tcp", "localhost:0")
	if err != nil {
		return
	}
	ended := make(chan bool)
	go func() {
		defer close(ended)
		loop(l)
	}()
	l.Close()
	<-ended
}

//proof:ok
func leaves() {
	serves(func(l net.Listener) {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			conn.Close()
		}
	})
}

//proof:ok
func asks() {
	serves(func(l net.Listener) {
		for {
			conn, err := l.Accept()
			if errors.Is(err, net.ErrClosed) {
				return
			}
			if err != nil {
				log.Print(err)
				continue
			}
			conn.Close()
		}
	})
}

// It waits, and gives up some time.
//
//proof:ok
func waits() {
	serves(func(l net.Listener) {
		n := 0
		for {
			conn, err := l.Accept()
			if err != nil {
				time.Sleep(time.Millisecond)
				if n++; n > 2 {
					return
				}
				continue
			}
			conn.Close()
		}
	})
}

// The loop has a condition.
//
//proof:ok
func limited() {
	serves(func(l net.Listener) {
		for range 3 {
			conn, err := l.Accept()
			if err != nil {
				continue
			}
			conn.Close()
		}
	})
}

// The end is asked for first.
//
//proof:ok
func ends() {
	in := bufio.NewReader(strings.NewReader("1\n"))
	for {
		_, err := in.ReadString('\n')
		if err == io.EOF {
			break
		}
		if err != nil {
			continue
		}
	}
}

// Somebody else decides.
//
//proof:ok
func decides() {
	dec := json.NewDecoder(strings.NewReader("1 2"))
	failed := 0
	note := func(error) { failed++ }
	for failed < 2 {
		var v int
		if err := dec.Decode(&v); err != nil {
			note(err)
			continue
		}
	}
}

type queue struct{ n int }

//proof:by others
func (q *queue) Accept() (net.Conn, error) {
	if q.n++; q.n > 3 {
		return nil, nil
	}
	return nil, errors.New("not yet")
}

// Another Accept, whose errors pass.
//
//proof:ok
func others() {
	q := &queue{}
	for {
		_, err := q.Accept()
		if err != nil {
			continue
		}
		return
	}
}
