package ok

import (
	"bytes"
	"compress/bzip2"
	"compress/zlib"
	"errors"
	"io"
	"net"
	"os"
)

type layer struct{ open int }

type blob struct{ of *layer }

func (b blob) Read([]byte) (int, error)    { return 0, io.EOF }
func (b blob) Write(p []byte) (int, error) { return len(p), nil }
func (b blob) Close() error                { b.of.open--; return nil }

func (l *layer) Content() (io.ReadCloser, error) {
	l.open++
	return blob{l}, nil
}

func (l *layer) Message() (io.WriteCloser, error) {
	l.open++
	return blob{l}, nil
}

// It is closed.
//
//proof:ok
func closesContent() error {
	in, err := new(layer).Content()
	if err != nil {
		return err
	}
	defer in.Close()
	_, err = io.Copy(io.Discard, in)
	return err
}

// What reads it is returned.
//
//proof:by unpacks
func unpacked(l *layer) (io.Reader, error) {
	in, err := l.Content()
	if err != nil {
		return nil, err
	}
	return bzip2.NewReader(in), nil
}

//proof:ok
func unpacks() { unpacked(new(layer)) }

// A decompressor has nothing but what it was given.
//
//proof:ok
func inflates() error {
	var packed bytes.Buffer
	w := zlib.NewWriter(&packed)
	w.Close()
	in, err := zlib.NewReader(&packed)
	if err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, in)
	return err
}

// A message that could not be written has no end: the connection is closed.
//
//proof:ok
func sends() error {
	w, err := new(layer).Message()
	if err != nil {
		return err
	}
	if _, err := w.Write([]byte("x")); err != nil {
		return err
	}
	return w.Close()
}

var sources []io.Reader

// A function of the package keeps it.
//
//proof:by keeps
func keep(l *layer) error {
	in, err := l.Content()
	if err != nil {
		return err
	}
	register(in)
	return nil
}

func register(r io.Reader) { sources = append(sources, r) }

//proof:ok
func keeps() { keep(new(layer)) }

// A literal that was made before closes what is in the variable then.
//
//proof:by literalBefore
func guarded(fail bool) (ln net.Listener, err error) {
	var opened net.Listener
	defer func() {
		if err != nil && opened != nil {
			opened.Close()
		}
	}()
	opened, err = net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	if fail {
		return nil, errors.New("no")
	}
	return opened, nil
}

//proof:ok
func literalBefore() { guarded(true) }

// The way out without the listener has closed it.
//
//proof:by closesLate
func listen(mode os.FileMode) (net.Listener, error) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	if err := os.Chmod("/no/such/socket", mode); err != nil {
		ln.Close()
		return nil, err
	}
	return ln, nil
}

//proof:ok
func closesLate() { listen(0o600) }

type session struct{ n int }

func (s *session) Close() error { return nil }

func dial() (*session, error) { return new(session), nil }

// Whether a session must be closed is not known, and nobody closes it.
//
//proof:ok
func unknownNeed() error {
	s, err := dial()
	if err != nil {
		return err
	}
	s.n++
	return nil
}

type rows struct{ left int }

func (r *rows) Next() bool   { r.left--; return r.left > 0 }
func (r *rows) Close() error { return nil }

func query() (*rows, error) { return &rows{3}, nil }

// Rows close themselves behind the last one.
//
//proof:ok
func allRows() error {
	r, err := query()
	if err != nil {
		return err
	}
	for r.Next() {
	}
	if r.left < 0 {
		return errors.New("no")
	}
	return r.Close()
}

// It fails before there is anything to close.
//
//proof:ok
func noneYet() error {
	s, err := dial()
	if err != nil {
		return err
	}
	return s.Close()
}

type config struct {
	source io.Reader
	conn   net.PacketConn
}

// It is kept in a field before the error is tested.
//
//proof:by keptAtOnce
func (c *config) set(l *layer, fail bool) error {
	var err error
	if c.source, err = l.Content(); err != nil {
		return err
	}
	if fail {
		return errors.New("no")
	}
	return nil
}

//proof:by keptAtOnce
func (c *config) listen() (err error) {
	c.conn, err = net.ListenUDP("udp", &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1)})
	if err != nil {
		err = errors.Join(err, errors.New("no"))
	}
	return
}

//proof:ok
func keptAtOnce() {
	c := new(config)
	c.set(new(layer), true)
	if c.listen() == nil {
		c.conn.Close()
	}
}

// A second try: where the error is nil it is so behind the tests.
//
//proof:ok
func secondTry() error {
	f, err := os.Open(os.DevNull)
	if err != nil && len(os.Args) > 3 {
		f, err = os.Open(os.DevNull)
	}
	if err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, f)
	f.Close()
	return err
}

type stream struct{}

func (stream) Read([]byte) (int, error)    { return 0, io.EOF }
func (stream) Write(p []byte) (int, error) { return 0, io.ErrClosedPipe }
func (stream) Close() error                { return nil }

func openStream() (io.ReadWriteCloser, error) { return stream{}, nil }

// What has failed by itself is over.
//
//proof:ok
func brokenStream() (io.Reader, error) {
	s, err := openStream()
	if err != nil {
		return nil, err
	}
	if _, err := s.Write([]byte("GET /")); err != nil {
		return nil, err
	}
	return s, nil
}

var shared = new(session)

func leader() (*session, error) { return shared, nil }

// It is closed when it has failed only: it belongs to all.
//
//proof:ok
func closedOnFailure() error {
	s, err := leader()
	if err != nil {
		return err
	}
	if s.n++; s.n < 0 {
		s.Close()
		return errors.New("no")
	}
	return nil
}

type sharedFile struct {
	f    *os.File
	refs int
}

func (s *sharedFile) Acquire() (io.ReadCloser, error) {
	if s.f == nil {
		f, err := os.Open(os.DevNull)
		if err != nil {
			return nil, err
		}
		s.f = f
	}
	s.refs++
	return s.f, nil
}

// Release closes the file when nobody has it any more.
func (s *sharedFile) Release() {
	if s.refs--; s.refs == 0 {
		s.f.Close()
	}
}

// It is given back.
//
//proof:ok
func lent() {
	s := new(sharedFile)
	r, err := s.Acquire()
	if err != nil {
		panic(err)
	}
	defer s.Release()
	io.ReadAll(r)
}
