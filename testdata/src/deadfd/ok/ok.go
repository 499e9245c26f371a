// Package ok keeps the files of its descriptors.
package ok

import (
	"net"
	"os"
	"runtime"
	"syscall"
)

func stat(fd int) {
	var st syscall.Stat_t
	if err := syscall.Fstat(fd, &st); err != nil {
		panic(err)
	}
}

//proof:ok
func deferred() {
	f, err := os.Open(os.DevNull)
	if err != nil {
		panic(err)
	}
	defer f.Close()
	fd := int(f.Fd())
	runtime.GC()
	stat(fd)
}

//proof:ok
func closedBehind() {
	f, err := os.Open(os.DevNull)
	if err != nil {
		panic(err)
	}
	fd := int(f.Fd())
	stat(fd)
	f.Close()
}

//proof:ok
func keptAlive() {
	f, err := os.Open(os.DevNull)
	if err != nil {
		panic(err)
	}
	fd := int(f.Fd())
	runtime.GC()
	stat(fd)
	runtime.KeepAlive(f)
}

// Both are returned.
//
//proof:by both
func open() (*os.File, int, error) {
	f, err := os.Open(os.DevNull)
	if err != nil {
		return nil, -1, err
	}
	return f, int(f.Fd()), nil
}

//proof:ok
func both() {
	f, fd, err := open()
	if err != nil {
		panic(err)
	}
	stat(fd)
	f.Close()
}

type device struct {
	f  *os.File
	fd int
}

// The struct has the file.
//
//proof:ok
func field() {
	f, err := os.Open(os.DevNull)
	if err != nil {
		panic(err)
	}
	d := &device{f: f, fd: int(f.Fd())}
	runtime.GC()
	stat(d.fd)
	d.f.Close()
}

// Parameters and package variables are somebody else's.
//
//proof:by parameters
func descriptor(f *os.File) int { return int(f.Fd()) }

//proof:ok
func parameters() {
	stat(descriptor(os.Stdin))
	stat(int(os.Stderr.Fd()))
}

// The number is looked at, and not used.
//
//proof:ok
func looked() {
	f, err := os.Open(os.DevNull)
	if err != nil {
		panic(err)
	}
	if f.Fd() > 1<<20 {
		panic("many")
	}
}

// A helper closes it; a closure has it.
//
//proof:ok
func helper() {
	f, err := os.Open(os.DevNull)
	if err != nil {
		panic(err)
	}
	after := func() { f.Close() }
	fd := int(f.Fd())
	stat(fd)
	after()
}

// A method value holds its receiver.
//
//proof:ok
func methodValue() {
	f, err := os.Open(os.DevNull)
	if err != nil {
		panic(err)
	}
	end := f.Close
	stat(int(f.Fd()))
	end()
}

// Control closes the descriptor itself.
//
//proof:ok
func copied() {
	l, err := net.Listen("tcp", "localhost:0")
	if err != nil {
		panic(err)
	}
	defer l.Close()
	f, err := l.(*net.TCPListener).File()
	if err != nil {
		panic(err)
	}
	stat(int(f.Fd()))
	if err := f.Close(); err != nil {
		panic(err)
	}
}

// The system call follows at once.
//
//proof:ok
func atOnce() {
	f, err := os.Open(os.DevNull)
	if err != nil {
		panic(err)
	}
	stat(int(f.Fd()))
}

func page(n int) int { return n * 4096 }

// Another argument is a call.
//
//proof:ok
func argument() {
	f, err := os.Open(os.DevNull)
	if err != nil {
		panic(err)
	}
	_, err = syscall.Seek(int(f.Fd()), int64(page(1)), 0)
	if err != nil {
		panic(err)
	}
}

type file struct{ *os.File }

type other struct{}

func (other) Fd() uintptr { return 0 }

// Another Fd; a file in a struct.
//
//proof:ok
func others() {
	stat(int(other{}.Fd()))
	f, err := os.Open(os.DevNull)
	if err != nil {
		panic(err)
	}
	w := file{f}
	stat(int(w.Fd()))
	w.Close()
}
