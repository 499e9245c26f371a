// Package ok leaves the runtime to itself, or has its reasons.
package ok

import (
	"encoding/json"
	"net"
	"net/http"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"time"
	"weak"
)

//proof:ok
func limited() {
	old := debug.SetMemoryLimit(512 << 20)
	defer debug.SetMemoryLimit(old)
}

// Both together are what the runtime's guide describes.
//
//proof:ok
func both() {
	debug.SetGCPercent(-1)
	debug.SetMemoryLimit(1 << 30)
	if l, err := net.Listen("tcp", "localhost:0"); err == nil {
		l.Close()
	}
}

// A negative limit only asks.
//
//proof:ok
func ask() {
	if debug.SetMemoryLimit(-1) < 0 {
		panic("negative")
	}
}

// The number comes from elsewhere.
//
//proof:ok
func computed() {
	limit := int64(len("x"))
	debug.SetMemoryLimit(limit << 30)
}

// Once, and not in each round.
//
//proof:ok
func once() {
	for range 3 {
		_ = make([]byte, 100)
	}
	debug.FreeOSMemory()
	runtime.GC()
}

// A loop of nothing but collections is meant: a second one takes what the finalizers of the first have let go.
//
//proof:ok
func several() {
	for range 3 {
		runtime.GC()
		runtime.Gosched()
	}
}

// It collects until something is gone.
//
//proof:ok
func untilGone() {
	p := weak.Make(new([100]byte))
	for range 100 {
		runtime.GC()
		if p.Value() == nil {
			break
		}
	}
	for p.Value() != nil {
		debug.FreeOSMemory()
	}
}

// It goes through the ways to free memory until there is enough.
//
//proof:ok
func untilEnough() {
	enough := func() bool {
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc < 1<<40
	}
	for _, free := range []func(){func() {}, func() {}} {
		if enough() {
			return
		}
		free()
		runtime.GC()
	}
}

// It waits between two rounds.
//
//proof:ok
func ticker() {
	t := time.NewTicker(time.Millisecond)
	defer t.Stop()
	n := 0
	for range t.C {
		debug.FreeOSMemory()
		if n++; n > 1 {
			return
		}
	}
}

//proof:ok
func sampled() {
	var m runtime.MemStats
	for range 2 {
		runtime.ReadMemStats(&m)
		time.Sleep(time.Millisecond)
	}
	done := make(chan bool, 2)
	done <- true
	for range 1 {
		runtime.ReadMemStats(&m)
		<-done
	}
	done <- true
	close(done)
	for range done {
		runtime.ReadMemStats(&m)
	}
}

// Under a condition.
//
//proof:ok
func seldom() {
	for i := range 3 {
		if i == 100 {
			runtime.GC()
		}
	}
}

// The loop measures.
//
//proof:ok
func benchmark() {
	var m runtime.MemStats
	for range 2 {
		start := time.Now()
		runtime.ReadMemStats(&m)
		_ = time.Since(start)
	}
}

// Who asks for it gets it.
//
//proof:none a page of a debugging server
func stats(w http.ResponseWriter, r *http.Request) {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	json.NewEncoder(w).Encode(m.HeapAlloc)
}

// On request.
//
//proof:none a handler
func onRequest(w http.ResponseWriter, r *http.Request, next http.Handler) {
	if r.FormValue("gc") != "" {
		runtime.GC()
	}
	next.ServeHTTP(w, r)
}

// The slice is used.
//
//proof:ok
func buffer() {
	buf := make([]byte, 32<<20)
	buf[0] = 1
	runtime.KeepAlive(buf)
}

// A small one, and one of unknown size.
//
//proof:ok
func small() {
	small := make([]byte, 1<<10)
	runtime.KeepAlive(small)
	n := len("x")
	sized := make([]byte, n)
	runtime.KeepAlive(sized)
}

// Another number, on purpose; and the question.
//
//proof:ok
func processors() {
	runtime.GOMAXPROCS(max(1, runtime.NumCPU()/2))
	runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	set := runtime.GOMAXPROCS
	set(2)
}

type collector struct{}

func (collector) GC()                      {}
func (collector) SetMemoryLimit(int) error { return nil }

// Another GC.
//
//proof:ok
func other() {
	for range 3 {
		collector{}.GC()
	}
	_ = collector{}.SetMemoryLimit(512)
}

// One processor is for what must not run in parallel; a number of the user's is the user's.
//
//proof:ok
func number() {
	old := runtime.GOMAXPROCS(1)
	defer runtime.GOMAXPROCS(old)
	n, err := strconv.Atoi(os.Getenv("WORKERS"))
	if err == nil {
		runtime.GOMAXPROCS(n)
	}
	runtime.GOMAXPROCS(-1)
}
