// Package ok closes its files, or gives them to others.
package ok

import (
	"bufio"
	"errors"
	"io"
	"log"
	"os"
)

//proof:ok
func deferred() {
	f, err := os.Open(os.DevNull)
	if err != nil {
		panic(err)
	}
	defer f.Close()
	io.ReadAll(f)
}

//proof:ok
func deferredLiteral() {
	f, err := os.Open(os.DevNull)
	if err != nil {
		panic(err)
	}
	defer func() {
		if err := f.Close(); err != nil {
			log.Print(err)
		}
	}()
	io.ReadAll(f)
}

// On every path.
//
//proof:ok
func paths() {
	f, err := os.Open(os.DevNull)
	if err != nil {
		return
	}
	if _, err := f.Stat(); err != nil {
		f.Close()
		return
	}
	f.Close()
}

// The caller has it.
//
//proof:by opened
func open() (*os.File, error) {
	f, err := os.Open(os.DevNull)
	if err != nil {
		return nil, err
	}
	if _, err := f.Stat(); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

// As a reader.
//
//proof:by opened
func reader() (io.Reader, error) {
	f, err := os.Open(os.DevNull)
	return bufio.NewReader(f), err
}

//proof:ok
func opened() {
	f, err := open()
	if err != nil {
		panic(err)
	}
	f.Close()
	reader()
}

type store struct {
	f   *os.File
	out io.Writer
}

// Fields.
//
//proof:ok
func fields() {
	f, err := os.Open(os.DevNull)
	if err != nil {
		panic(err)
	}
	s := &store{f: f}
	defer s.f.Close()
	g, err := os.Create(os.DevNull)
	if err != nil {
		panic(err)
	}
	s.out = g
	s.out.(io.Closer).Close()
}

// A helper, a goroutine, a method value.
//
//proof:ok
func helpers() {
	f, err := os.Open(os.DevNull)
	if err != nil {
		panic(err)
	}
	end(f)
	g, err := os.Open(os.DevNull)
	if err != nil {
		panic(err)
	}
	done := make(chan bool)
	go func() {
		g.Close()
		close(done)
	}()
	<-done
	h, err := os.Open(os.DevNull)
	if err != nil {
		panic(err)
	}
	after := h.Close
	after()
}

//proof:by helpers
func end(c io.Closer) { c.Close() }

var logFile *os.File

// For the whole program.
//
//proof:ok
func global() {
	f, err := os.Create(os.DevNull)
	if err != nil {
		panic(err)
	}
	logFile = f
	log.SetOutput(f)
	log.SetOutput(os.Stderr)
	logFile.Close()
}

// The log keeps its writer.
//
//proof:ok
func kept() {
	f, err := os.Create(os.DevNull)
	if err != nil {
		panic(err)
	}
	log.New(f, "", 0).Print("x")
}

// One of two.
//
//proof:ok
func merged() {
	f, err := os.Open(os.DevNull)
	if err != nil || len(os.Args) > 100 {
		f = os.Stdin
	}
	io.ReadAll(f)
}

// Its number is used: somebody closes that.
//
//proof:ok
func number() {
	f, err := os.Open(os.DevNull)
	if err != nil {
		panic(err)
	}
	_ = f.Fd()
}

// It only is tried whether it opens; the process ends.
//
//proof:none it ends the process
func fatal() {
	f, err := os.Open(os.DevNull)
	if err != nil {
		log.Fatal(err)
	}
	io.ReadAll(f)
	os.Exit(0)
}

// In a loop, closed each time, with a label and goto.
//
//proof:ok
func rounds() {
	n := 0
again:
	f, err := os.Open(os.DevNull)
	if err != nil {
		return
	}
	if n++; n < 3 {
		f.Close()
		goto again
	}
	f.Close()
}

// A result with a name lives in memory, where there is a defer statement.
//
//proof:by named
func nameds(name string) (isDir bool, err error) {
	f, err := os.Open(name)
	if err != nil {
		return false, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return false, err
	}
	return info.IsDir(), nil
}

//proof:ok
func named() { nameds(os.DevNull) }

// There may be no file: then there is none to close.
//
//proof:ok
func perhaps() {
	f, err := os.Open("/no/such/file")
	if err != nil && !os.IsNotExist(err) {
		return
	}
	if f != nil {
		f.Close()
	}
}

// A naked return.
//
//proof:by nakedly
func naked() (n int, err error) {
	f, err := os.Open(os.DevNull)
	if err != nil {
		return
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	n, err = f.Read(nil)
	return
}

//proof:ok
func nakedly() { naked() }

// The second test is about the same error: it is nil where there is a file.
//
//proof:by twice
func testedTwice(data []byte) error {
	f, err := os.Create(os.DevNull)
	if err != nil {
		_, err = f.Write(data)
	}
	if err != nil {
		return err
	}
	return f.Close()
}

//proof:ok
func twice() { testedTwice(nil) }

// It is not finished.
//
//proof:by unfinished
func later(name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	info, err := f.Stat()
	if err != nil {
		return err
	}
	_ = info.Size()
	panic("not implemented")
}

//proof:ok
func unfinished() {
	defer func() { recover() }()
	later(os.DevNull)
}
