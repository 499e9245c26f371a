// Package a defers in loops.
package a

import (
	"bufio"
	"database/sql"
	"io"
	"os"
	"sync"
)

// The second round waits for the first one's Unlock.
//
//proof:deadlock
func relocked() {
	var mu sync.Mutex
	for range 2 {
		mu.Lock()         //proof:at
		defer mu.Unlock() // want `the next round of the loop blocks for ever in the Lock of line 18: this Unlock runs when the function ends`
	}
}

type store struct {
	mu    sync.RWMutex
	items map[string]int
}

// In a field, under a condition.
//
//proof:by addAll
func (s *store) add(list []string) {
	for _, name := range list {
		if name == "" {
			continue
		}
		s.mu.Lock()         //proof:at
		defer s.mu.Unlock() // want `blocks for ever in the Lock of line 36`
		s.items[name]++
	}
}

//proof:deadlock
func addAll() {
	s := &store{items: make(map[string]int)}
	s.add([]string{"a", "b"})
}

var opened []*os.File

func open() (*os.File, error) {
	f, err := os.Open(os.DevNull)
	opened = append(opened, f)
	return f, err
}

// stillOpen counts the files that are not closed, and closes them.
func stillOpen() (n int) {
	for _, f := range opened {
		if f.Close() == nil {
			n++
		}
	}
	opened = nil
	return n
}

// All files are open at the end of the loop.
//
// row: DF01 E13
//
//proof:observe
//proof:instead defer f.Close() => f.Close()
func files() bool {
	for range rounds() {
		f, err := open()
		if err != nil {
			return false
		}
		defer f.Close() // want `the file of each round stays open until the function ends, which is behind the loop \(line 75\); put the round into a function of its own`
	}
	return stillOpen() == 3
}

// A loop made of a label and a goto.
//
// row: V20
//
//proof:observe
//proof:instead defer f.Close() => f.Close()
func jump() bool {
	n := 0
again:
	f, err := open()
	if err != nil {
		return false
	}
	defer f.Close() // want `the file of each round stays open until the function ends`
	if n++; n < 3 {
		goto again
	}
	return stillOpen() == 3
}

// A field of the result, through an iterator, which has a function of its own:
// but a defer statement belongs to the function around.
//
//proof:observe
//proof:instead defer f.Close() => f.Close()
func iterated() bool {
	names := func(yield func(string) bool) { _ = yield("a") && yield("b") }
	for range names {
		for range 2 {
			f, err := open()
			if err != nil {
				return false
			}
			defer f.Close() // want `the file of each round stays open`
		}
	}
	return stillOpen() == 4
}

// What is left of a file is its text: the file itself is not needed any more.
//
//proof:observe
//proof:instead defer f.Close() => f.Close()
func texts() bool {
	var all []string
	for range rounds() {
		f, err := open()
		if err != nil {
			return false
		}
		defer f.Close() // want `the file of each round stays open`
		text, err := io.ReadAll(bufio.NewReader(f))
		if err == nil {
			all = append(all, string(text))
		}
	}
	return stillOpen() == 3
}

// Closed by hand on one of two ways only.
//
//proof:observe
//proof:instead defer f.Close() => f.Close()
func oneWay() bool {
	for i := range rounds() {
		f, err := open()
		if err != nil {
			return false
		}
		defer f.Close() // want `the file of each round stays open`
		if i == 0 {
			continue
		}
		f.Close()
	}
	return stillOpen() == 1
}

// The first row only.
//
//proof:none needs a database
func firstRow(db *sql.DB, tables []string) (n int) {
	for _, table := range tables {
		rows, err := db.Query("SELECT id FROM " + table)
		if err != nil {
			return -1
		}
		defer rows.Close() // want `the result set, and its connection, of each round stays open`
		if rows.Next() {
			n++
		}
	}
	return n
}

func rounds() int { return len("abc") + stillOpen() }
