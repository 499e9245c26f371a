package a

import (
	"os"
	"os/signal"
	"syscall"
	"time"
)

// The loop of a goroutine tests a plain flag.

type poller struct {
	stopped bool
	rounds  int
}

//proof:by polls
func (p *poller) start() {
	go func() {
		for !p.stopped {
			time.Sleep(time.Millisecond)
		}
	}()
}

//proof:by polls
func (p *poller) Stop() {
	p.stopped = true // want `stopped is set here while the loop of the goroutine started at line \d+ tests it at line \d+, without a lock: a data race; use an atomic, or close a channel`
}

//proof:race
func polls() {
	p := new(poller)
	p.start()
	time.Sleep(10 * time.Millisecond)
	p.Stop()
	time.Sleep(10 * time.Millisecond)
}

// The goroutine is a method, and the flag ends the loop when it is no more.

type runner struct{ running bool }

func newRunner() *runner {
	r := &runner{running: true}
	go r.run()
	return r
}

//proof:by ran
func (r *runner) run() {
	n := 0
	for {
		if !r.running {
			return
		}
		n++
		time.Sleep(time.Millisecond)
	}
}

//proof:by ran
func (r *runner) shutdown() {
	r.running = false // want `running is set here while the loop of the goroutine started at line \d+ tests it at line \d+`
}

//proof:race
func ran() {
	r := newRunner()
	time.Sleep(10 * time.Millisecond)
	r.shutdown()
	time.Sleep(10 * time.Millisecond)
}

// A ticker is a clock: nobody who sets the flag has a part in it.

type beat struct{ off, done bool }

//proof:by beats
func (b *beat) Start() {
	t := time.NewTicker(time.Millisecond)
	go func() {
		defer t.Stop()
		for {
			select {
			case <-t.C:
				if b.off || b.done {
					return
				}
			}
		}
	}()
}

//proof:by beats
func (b *beat) Off() {
	b.off = true // want `off is set here while the loop of the goroutine started at line \d+ tests it at line \d+`
}

//proof:race
func beats() {
	b := new(beat)
	b.Start()
	time.Sleep(10 * time.Millisecond)
	b.Off()
	time.Sleep(10 * time.Millisecond)
}

// Signals come from the runtime.

type program struct {
	ignore bool
	quit   chan bool
}

//proof:by signals
func (p *program) handle() {
	go func() {
		sig := make(chan os.Signal, 1)
		signal.Notify(sig, syscall.SIGUSR1)
		defer signal.Stop(sig)
		for {
			select {
			case <-p.quit:
				return
			case <-sig:
				if !p.ignore {
					p.quit <- true
					return
				}
			}
		}
	}()
}

//proof:by signals
func (p *program) Restore() {
	p.ignore = false // want `ignore is set here while the loop of the goroutine started at line \d+ tests it at line \d+`
}

//proof:race
func signals() {
	p := &program{quit: make(chan bool), ignore: true}
	p.handle()
	time.Sleep(10 * time.Millisecond)
	syscall.Kill(os.Getpid(), syscall.SIGUSR1)
	time.Sleep(10 * time.Millisecond)
	p.Restore()
	p.quit <- true
}

// Generic, and through an alias.

type loopOf[T any] struct {
	over bool
	item T
}

type intLoop = loopOf[int]

//proof:by loopsOver
func (l *loopOf[T]) Start() {
	go func(l *loopOf[T]) {
		for !l.over {
			time.Sleep(time.Millisecond)
		}
	}(l)
}

//proof:by loopsOver
func (l *loopOf[T]) Close() {
	l.over = true // want `over is set here while the loop of the goroutine started at line \d+ tests it at line \d+`
}

//proof:race
func loopsOver() {
	l := new(intLoop)
	l.Start()
	time.Sleep(10 * time.Millisecond)
	l.Close()
	time.Sleep(10 * time.Millisecond)
}
