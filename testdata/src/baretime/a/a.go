// Package a gives durations without a unit.
package a

import (
	"context"
	"database/sql"
	"flag"
	"net"
	"net/http"
	"os/exec"
	"time"
)

// soon is far more than any number of nanoseconds below that is reported, and far less than the same
// number of seconds.
const soon = 200 * time.Millisecond

// ends reports whether the context ends soon.
//
//proof:by timeoutOfContext
func ends(ctx context.Context) bool {
	select {
	case <-ctx.Done():
		return true
	case <-time.After(soon):
		return false
	}
}

// row: X18
//
//proof:observe
//proof:instead 5) => 5*time.Second)
func timeoutOfContext() bool {
	ctx, cancel := context.WithTimeout(context.Background(), 5) // want `context\.WithTimeout gets 5 nanoseconds, as a number without a unit counts them, and that time is over at once; write 5 \* time\.Second, or the unit that is meant`
	defer cancel()
	return ends(ctx)
}

const attempts = 30

//proof:observe
//proof:instead attempts,  => attempts*time.Second,
func namedNumber() bool {
	ctx, cancel := context.WithTimeoutCause(context.Background(), attempts, context.Canceled) // want `context\.WithTimeoutCause gets attempts nanoseconds`
	defer cancel()
	return ends(ctx)
}

//proof:observe
//proof:instead After(2 * 60) => After(2 * 60 * time.Second)
func product() bool {
	start := time.Now()
	select {
	case <-time.After(2 * 60): // want `time\.After gets 2 \* 60 nanoseconds`
	case <-time.After(soon):
	}
	return time.Since(start) < soon
}

//proof:observe
//proof:instead (10) => (10*time.Second)
func timer() bool {
	t := time.NewTimer((10)) // want `time\.NewTimer gets \(10\) nanoseconds`
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-time.After(soon):
		return false
	}
}

//proof:observe
//proof:instead 20) => 20*time.Second)
func reset() bool {
	t := time.NewTimer(time.Hour)
	defer t.Stop()
	t.Reset(20) // want `Reset gets 20 nanoseconds`
	select {
	case <-t.C:
		return true
	case <-time.After(soon):
		return false
	}
}

// listener is a port that accepts connections and says nothing.
//
//proof:by clientTimeout
func listener() net.Listener {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	return l
}

// answers serves one request on each connection.
//
//proof:by clientTimeout
func answers(l net.Listener) (stop func()) {
	s := &http.Server{Handler: http.HandlerFunc(func(http.ResponseWriter, *http.Request) {})}
	done := make(chan bool)
	go func() {
		s.Serve(l)
		close(done)
	}()
	return func() {
		s.Close()
		<-done
	}
}

// row: X19
//
//proof:observe
//proof:instead 30, => 30*time.Second,
func clientTimeout() bool {
	l := listener()
	defer answers(l)()
	client := http.Client{
		Timeout:   30, // want `the field Timeout gets 30 nanoseconds`
		Transport: &http.Transport{DisableKeepAlives: true},
	}
	resp, err := client.Get("http://" + l.Addr().String())
	if err != nil {
		return true
	}
	resp.Body.Close()
	return false
}

//proof:observe
//proof:instead = 30 => = 30*time.Second
func setLater() bool {
	l := listener()
	defer answers(l)()
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	client.Timeout = 30 // want `the field Timeout gets 30 nanoseconds`
	resp, err := client.Get("http://" + l.Addr().String())
	if err != nil {
		return true
	}
	resp.Body.Close()
	return false
}

// row: X20
//
//proof:observe
//proof:instead 5} => 5*time.Second}
func dialer() bool {
	l := listener()
	defer l.Close()
	d := net.Dialer{Timeout: 5} // want `the field Timeout gets 5 nanoseconds`
	conn, err := d.Dial("tcp", l.Addr().String())
	if err != nil {
		return true
	}
	conn.Close()
	return false
}

//proof:observe
//proof:instead 5) => 5*time.Second)
func dialTimeout() bool {
	l := listener()
	defer l.Close()
	conn, err := net.DialTimeout("tcp", l.Addr().String(), 5) // want `net\.DialTimeout gets 5 nanoseconds`
	if err != nil {
		return true
	}
	conn.Close()
	return false
}

//proof:observe
//proof:instead Add(5)) => Add(5*time.Second))
func readDeadline() bool {
	a, b := net.Pipe()
	defer a.Close()
	go b.Write([]byte("x"))
	a.SetReadDeadline(time.Now().Add(5)) // want `this deadline is 5 nanoseconds away, as a number without a unit counts them, and has passed when SetReadDeadline returns; write 5 \* time\.Second`
	time.Sleep(time.Millisecond)
	_, err := a.Read(make([]byte, 1))
	b.Close()
	return err != nil
}

//proof:observe
//proof:instead Add(60)) => Add(60*time.Second))
func contextDeadline() bool {
	ctx, cancel := context.WithDeadline(context.Background(), time.Now().Add(60)) // want `this deadline is 60 nanoseconds away, .* when WithDeadline returns`
	defer cancel()
	return ends(ctx)
}

//proof:observe
//proof:instead 10, => 10*time.Second,
func ofFlags() bool {
	fs := flag.NewFlagSet("", flag.ContinueOnError)
	wait := fs.Duration("wait", 10, "how long to wait") // want `Duration gets 10 nanoseconds`
	return *wait < time.Second
}

//proof:none what the pool does with it takes a driver
func pool(db *sql.DB) {
	db.SetConnMaxLifetime(300) // want `SetConnMaxLifetime gets 300 nanoseconds`
}

//proof:none it takes a process that does not end
func command(cmd *exec.Cmd) {
	cmd.WaitDelay = 3 // want `the field WaitDelay gets 3 nanoseconds`
}

//proof:observe
//proof:instead 2, => 2*time.Second,
func closure() bool {
	fired := make(chan bool, 1)
	start := func() *time.Timer {
		return time.AfterFunc(2, func() { fired <- true }) // want `time\.AfterFunc gets 2 nanoseconds`
	}
	t := start()
	defer t.Stop()
	select {
	case <-fired:
		return true
	case <-time.After(soon):
		return false
	}
}

type client = http.Client

//proof:observe
//proof:instead 15} => 15*time.Second}
func alias() bool {
	c := client{Timeout: 15} // want `the field Timeout gets 15 nanoseconds`
	return c.Timeout < time.Second
}
