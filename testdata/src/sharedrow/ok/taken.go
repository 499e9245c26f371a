package ok

import (
	"io"
	"strings"
)

// A session keeps what was read last, and hands on what it has gathered.
type session struct {
	last  map[string][]byte
	queue [][]byte
	pages map[string][][]byte
	slots [2][]byte
	cur   *packet
	sum   strings.Builder
}

type packet struct{ data []byte }

func newSession() *session {
	return &session{last: make(map[string][]byte), pages: make(map[string][][]byte), cur: new(packet)}
}

func (s *session) push(b []byte) { s.queue = append(s.queue, b) }

func (s *session) flush() {
	for _, b := range s.queue {
		s.sum.Write(b)
	}
	s.queue = s.queue[:0]
}

func (s *session) print() { s.sum.Write(s.last["data"]) }

// One key, so that the map has the last chunk only.
//
//proof:ok
func oneKey() {
	s, r := newSession(), strings.NewReader("abcd")
	buf := make([]byte, 2)
	for {
		n, err := r.Read(buf)
		if err != nil {
			break
		}
		s.last["data"] = buf[:n]
		s.print()
	}
	gather(s)
}

func gather(s *session) {
	if s.sum.String() != "abcd" {
		panic(s.sum.String())
	}
}

// One index.
//
//proof:ok
func oneIndex() {
	s, r := newSession(), strings.NewReader("abcd")
	buf := make([]byte, 2)
	list := make([][]byte, 1)
	for {
		n, err := r.Read(buf)
		if err != nil {
			break
		}
		s.slots[1], list[0] = buf[:n], buf[:n]
		s.sum.Write(s.slots[1])
	}
	gather(s)
}

// One field of an object that stays the same.
//
//proof:ok
func oneField() {
	s, r := newSession(), strings.NewReader("abcd")
	buf := make([]byte, 2)
	for {
		n, err := r.Read(buf)
		if err != nil {
			break
		}
		s.cur.data = buf[:n]
		s.sum.Write(s.cur.data)
	}
	gather(s)
}

// A method empties the list in each round.
//
//proof:ok
func flushed() {
	s, r := newSession(), strings.NewReader("abcd")
	buf := make([]byte, 2)
	for {
		n, err := r.Read(buf)
		if err != nil {
			break
		}
		s.queue = append(s.queue, buf[:n])
		s.flush()
	}
	gather(s)
}

// Another one has filled it.
//
//proof:ok
func pushedAndFlushed() {
	s, r := newSession(), strings.NewReader("abcd")
	buf := make([]byte, 2)
	for {
		if _, err := io.ReadFull(r, buf); err != nil {
			break
		}
		s.push(buf)
		s.flush()
	}
	gather(s)
}

// The entry is gone before the next one comes.
//
//proof:ok
func deleted() {
	s, r := newSession(), strings.NewReader("a1b2")
	buf := make([]byte, 2)
	for {
		if _, err := io.ReadFull(r, buf); err != nil {
			break
		}
		key := string(buf[:1])
		s.last[key] = buf
		s.sum.Write(s.last[key])
		delete(s.last, key)
	}
	if s.sum.String() != "a1b2" {
		panic(s.sum.String())
	}
}

// What was kept is gone when the list is cut.
//
//proof:ok
func takenBeforeCut() {
	s := newSession()
	for _, text := range []string{"ab", "cd"} {
		s.queue = append(s.queue, []byte(text))
		s.pages["now"] = s.queue
		s.page()
		s.queue = s.queue[:0]
	}
	gather(s)
}

func (s *session) page() {
	for _, b := range s.pages["now"] {
		s.sum.Write(b)
	}
	delete(s.pages, "now")
}
