// Package ok looks at the errors, or has none to look at.
package ok

import (
	"errors"
	"io"
	stdlog "log"
	"log/slog"
	"os"
)

func temp() string {
	f, err := os.CreateTemp("", "closewrite")
	if err != nil {
		panic(err)
	}
	f.Close()
	return f.Name()
}

// run calls f with the name of a file.
func run(f func(name string) error) {
	name := temp()
	defer os.Remove(name)
	if err := f(name); err != nil {
		panic(err)
	}
}

// Closed a second time, for the error.
//
//proof:ok
func twice() {
	run(func(name string) error {
		f, err := os.Create(name)
		if err != nil {
			return err
		}
		defer f.Close()
		if _, err := f.WriteString("x"); err != nil {
			return err
		}
		return f.Close()
	})
}

//proof:ok
func joined() {
	run(func(name string) (err error) {
		f, err := os.Create(name)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, f.Close()) }()
		_, err = f.WriteString("x")
		return err
	})
}

// Sync says whether all is on the disk.
//
//proof:ok
func synced() {
	run(func(name string) error {
		f, err := os.Create(name)
		if err != nil {
			return err
		}
		defer f.Close()
		f.WriteString("x")
		return f.Sync()
	})
}

// Nothing is written.
//
//proof:ok
func read() {
	run(func(name string) error {
		f, err := os.OpenFile(name, os.O_RDONLY, 0)
		if err != nil {
			return err
		}
		defer f.Close()
		_, err = io.ReadAll(f)
		return err
	})
}

// Opened for writing, and only read.
//
//proof:ok
func opened() {
	run(func(name string) error {
		f, err := os.OpenFile(name, os.O_RDWR, 0)
		if err != nil {
			return err
		}
		defer f.Close()
		_, err = f.Stat()
		return err
	})
}

// Nobody asks for an error.
//
//proof:ok
func silent() {
	name := temp()
	defer os.Remove(name)
	f, err := os.Create(name)
	if err != nil {
		return
	}
	defer f.Close()
	f.WriteString("x")
}

func finish(f *os.File) error { return f.Close() }

// A helper closes it.
//
//proof:ok
func helped() {
	run(func(name string) error {
		f, err := os.Create(name)
		if err != nil {
			return err
		}
		defer f.Close()
		f.WriteString("x")
		return finish(f)
	})
}

// A method value does.
//
//proof:ok
func methodValue() {
	run(func(name string) error {
		f, err := os.Create(name)
		if err != nil {
			return err
		}
		defer f.Close()
		done := f.Close
		f.WriteString("x")
		return done()
	})
}

type log struct{ f *os.File }

func (l *log) close() error { return l.f.Close() }

// Its owner does.
//
//proof:ok
func stored() {
	run(func(name string) error {
		f, err := os.Create(name)
		if err != nil {
			return err
		}
		defer f.Close()
		l := &log{f}
		f.WriteString("x")
		return l.close()
	})
}

// The caller does.
//
//proof:by returned
func open(name string) (*os.File, error) {
	f, err := os.Create(name)
	if err != nil {
		return nil, err
	}
	f.WriteString("x")
	return f, nil
}

//proof:ok
func returned() {
	run(func(name string) error {
		f, err := open(name)
		if err != nil {
			return err
		}
		return f.Close()
	})
}

// It is dropped on purpose.
//
//proof:ok
func purpose() {
	run(func(name string) error {
		f, err := os.Create(name)
		if err != nil {
			return err
		}
		defer func() { _ = f.Close() }()
		_, err = f.WriteString("x")
		return err
	})
}

// Each write waits for the disk.
//
//proof:ok
func waiting() {
	run(func(name string) error {
		f, err := os.OpenFile(name, os.O_WRONLY|os.O_SYNC, 0)
		if err != nil {
			return err
		}
		defer f.Close()
		_, err = f.WriteString("x")
		return err
	})
}

// A label and goto lead to the Close that counts.
//
//proof:ok
func jump() {
	run(func(name string) error {
		f, err := os.Create(name)
		if err != nil {
			return err
		}
		defer f.Close()
		n := 0
	again:
		f.WriteString("x")
		if n++; n < 3 {
			goto again
		}
		return f.Close()
	})
}

// A log ends anywhere.
//
//proof:ok
func logFile() {
	run(func(name string) error {
		f, err := os.Create(name)
		if err != nil {
			return err
		}
		defer f.Close()
		stdlog.SetOutput(f)
		defer stdlog.SetOutput(os.Stderr)
		stdlog.Print("x")
		return nil
	})
}

//proof:ok
func structuredLog() {
	run(func(name string) error {
		f, err := os.OpenFile(name, os.O_WRONLY|os.O_APPEND, 0)
		if err != nil {
			return err
		}
		defer f.Close()
		if _, err := f.WriteString("begin\n"); err != nil {
			return err
		}
		slog.New(slog.NewTextHandler(f, nil)).Info("x")
		return nil
	})
}
