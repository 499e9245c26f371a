package a

import (
	"bufio"
	"encoding/xml"
	"errors"
	"io"
	"io/fs"
	"math/big"
	"net"
	"os"

	"crypto/rand"
)

// A layer counts what is open of it.
type layer struct{ open int }

type blob struct{ of *layer }

func (b blob) Read([]byte) (int, error) { return 0, io.EOF }
func (b blob) Close() error             { b.of.open--; return nil }

// Content is a reader that its caller closes.
func (l *layer) Content() (io.ReadCloser, error) {
	l.open++
	return blob{l}, nil
}

type image interface{ Content() (io.ReadCloser, error) }

//proof:by exportsLayer
//proof:instead in, err := of.Content() => in, err := of.Content(); defer in.Close()
func export(w io.Writer, of image) error {
	in, err := of.Content() // want `nothing closes this reader, and nothing else has it: what it holds stays taken; defer its Close`
	if err != nil {
		return err
	}
	_, err = io.Copy(w, in)
	return err
}

//proof:observe
func exportsLayer() bool {
	l := new(layer)
	export(io.Discard, l)
	return l.open == 1
}

// The file of a file system, read by a function of the package.
//
//proof:by readsConfig
func config(fsys fs.FS, name string) ([]string, error) {
	f, err := fsys.Open(name) // want `nothing closes this file, and nothing else has it: what it holds stays taken; defer its Close`
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return lines(f)
}

func lines(r io.Reader) (list []string, err error) {
	in := bufio.NewScanner(r)
	for in.Scan() {
		list = append(list, in.Text())
	}
	return list, in.Err()
}

//proof:observe
//proof:noflip the mistake is in the other function
func readsConfig() bool {
	return leaves(func(string) error { _, err := config(os.DirFS("/dev"), "null"); return err })
}

// A function elsewhere writes into the file, and can't keep it.
//
//proof:by writesEscaped
func escaped(name, text string) error {
	f, err := os.OpenFile(name, os.O_RDWR, 0) // want `this file stays open on the way to the return of line 87`
	if err != nil {
		return err
	}
	if err := xml.EscapeText(f, []byte(text)); err != nil {
		return err
	}
	if text == "" {
		return errEmpty
	}
	return f.Close()
}

//proof:observe
//proof:noflip the mistake is in the other function
func writesEscaped() bool {
	return leaves(func(name string) error { return escaped(name, "") })
}

// A function elsewhere reads from the file; a number can't keep it.
//
//proof:by readsNumber
func number(name string) (*big.Int, error) {
	f, err := os.Open(name) // want `nothing closes this file`
	if err != nil {
		return nil, err
	}
	return rand.Int(f, big.NewInt(10))
}

//proof:observe
//proof:noflip the mistake is in the other function
func readsNumber() bool {
	return leaves(func(string) error { _, err := number("/dev/zero"); return err })
}

// Who gets the listener closes it; where nobody gets it, nobody does.
//
//proof:by failsLate
func listen(mode os.FileMode) (net.Listener, error) {
	ln, err := net.Listen("tcp", "127.0.0.1:0") // want `this listener stays open on the way to the return of line 127: elsewhere it is handed on, but there nobody has it any more; close it before`
	if err != nil {
		return nil, err
	}
	if err := os.Chmod("/no/such/socket", mode); err != nil {
		return nil, err
	}
	return ln, nil
}

//proof:observe
//proof:noflip the mistake is in the other function
func failsLate() bool {
	return leaves(func(string) error { _, err := listen(0o600); return err })
}

// A session counts those that are open.
type session struct{ of *hub }

func (s *session) Close() error { s.of.open--; return nil }

type hub struct{ open int }

func (h *hub) dial(string) (*session, error) {
	h.open++
	return &session{h}, nil
}

func (h *hub) token(name string) error {
	if name == "" {
		return errEmpty
	}
	return nil
}

// A literal that the caller gets closes it; the caller does not get it on the way before.
//
//proof:by withoutToken
func (h *hub) connect(name string) (func(), error) {
	s, err := h.dial(name) // want `this session stays open on the way to the return of line \d+`
	if err != nil {
		return nil, err
	}
	if err := h.token(name); err != nil {
		return nil, err
	}
	return func() { s.Close() }, nil
}

//proof:observe
//proof:noflip the mistake is in the other function
func withoutToken() bool {
	h := new(hub)
	h.connect("")
	return h.open == 1
}

// A store keeps what is put into it: what Get opens is the caller's.
type store struct{ f *os.File }

func (s *store) Get(name string) (r io.ReadCloser, err error) {
	s.f, err = os.Open(os.DevNull)
	return s.f, err
}

func (s *store) Put(name string, r io.Reader) error { return nil }

//proof:by storeLeaks
//proof:instead r, err := s.Get(name) => r, err := s.Get(name); defer r.Close()
func (s *store) text(name string) ([]byte, error) {
	r, err := s.Get(name) // want `nothing closes this reader`
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}

//proof:observe
func storeLeaks() bool {
	s := new(store)
	s.text("")
	return s.f.Close() == nil // it was open
}
