// Package ok has defer statements that are right in or beside loops.
package ok

import (
	"bufio"
	"context"
	"database/sql"
	"fmt"
	"io"
	"log"
	"os"
	"sync"

	"deferloop/lib"
)

func open() (*os.File, error) { return os.Open(os.DevNull) }

func check(err error) {
	if err != nil {
		panic(err)
	}
}

// A function of its own for each round.
//
//proof:ok
func own() {
	for range 3 {
		func() {
			f, err := open()
			check(err)
			defer f.Close()
		}()
	}
}

// The body always leaves the loop: it is none.
//
//proof:by first
func openFirst(names []string) (string, error) {
	for _, name := range names {
		f, err := os.Open(name)
		if err != nil {
			continue
		}
		defer f.Close()
		return f.Name(), nil
	}
	return "", os.ErrNotExist
}

//proof:ok
func first() {
	_, err := openFirst([]string{"does/not/exist", os.DevNull})
	check(err)
}

// One that breaks out.
//
//proof:ok
func retry() {
	for {
		f, err := open()
		if err == nil {
			defer f.Close()
			break
		}
	}
}

// Behind the loop.
//
//proof:ok
func behind() {
	var f *os.File
	for range 2 {
		if f == nil {
			f, _ = open()
		}
	}
	defer f.Close()
}

// Another lock each time.
//
//proof:ok
func shards() {
	locks := make([]sync.Mutex, 3)
	for i := range locks {
		locks[i].Lock()
		defer locks[i].Unlock()
	}
}

// A lock of each round's own.
//
//proof:ok
func fresh() {
	for range 3 {
		mu := new(sync.Mutex)
		mu.Lock()
		defer mu.Unlock()
	}
}

// Locks of values that the loop gets.
//
//proof:ok
func each() {
	type account struct{ mu sync.Mutex }
	for _, a := range []*account{{}, {}} {
		a.mu.Lock()
		defer a.mu.Unlock()
	}
}

// Several readers.
//
//proof:ok
func readers() {
	var mu sync.RWMutex
	for range 2 {
		mu.RLock()
		defer mu.RUnlock()
	}
}

// Closed by somebody else's loop: the function closes what it was given.
//
//proof:by givenRuns
func given(files []*os.File) {
	for _, f := range files {
		defer f.Close()
	}
}

//proof:ok
func givenRuns() {
	f, err := open()
	check(err)
	given([]*os.File{f})
}

// The call is a goroutine's.
//
//proof:ok
func goroutines() {
	var wg sync.WaitGroup
	for range 3 {
		wg.Add(1)
		go func() {
			defer wg.Done()
		}()
	}
	wg.Wait()
}

// The results are needed until the end.
//
//proof:ok
func temp() {
	for range 2 {
		f, err := os.CreateTemp("", "deferloop")
		check(err)
		f.Close()
		defer os.Remove(f.Name())
	}
}

// A few tries, whose timers fire by themselves.
//
//proof:ok
func tries() {
	for range 3 {
		ctx, cancel := context.WithTimeout(context.Background(), 1)
		defer cancel()
		<-ctx.Done()
	}
}

// A loop without an end: staticcheck has it.
//
//proof:by worksRuns
func works(use func()) {
	for {
		f, err := open()
		check(err)
		defer f.Close()
		use()
	}
}

//proof:ok
func worksRuns() {
	n := 0
	defer func() { recover() }()
	works(func() {
		if n++; n == 2 {
			panic("enough")
		}
	})
}

// One context for all rounds.
//
//proof:ok
func context1() {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	for range 2 {
		check(ctx.Err())
	}
}

// The labelled statement is no loop.
//
//proof:ok
func label() {
	f, err := open()
	if err != nil {
		goto end
	}
	defer f.Close()
end:
}

// Unlocked by hand, but for the last round.
//
//proof:ok
func byHand() {
	var mu sync.Mutex
	for i := range 2 {
		mu.Lock()
		if i == 1 {
			defer mu.Unlock()
			break
		}
		mu.Unlock()
	}
}

var few = []string{os.DevNull, os.DevNull}

// Few rounds do no harm.
//
//proof:ok
func fewRounds() {
	for _, name := range few {
		f, err := os.Open(name)
		check(err)
		defer f.Close()
	}
	for _, name := range []string{os.DevNull} {
		f, err := os.Open(name)
		check(err)
		defer f.Close()
		for i := 0; i < 2; i++ {
			g, err := os.Open(name)
			check(err)
			defer g.Close()
		}
	}
	list := [2]string{os.DevNull, os.DevNull}
	for _, name := range list {
		f, err := os.Open(name)
		check(err)
		defer f.Close()
	}
}

// All of them are read behind the loop, one after the other.
//
//proof:ok
func together() {
	var all []io.Reader
	for range rounds() {
		f, err := open()
		check(err)
		defer f.Close()
		all = append(all, f)
	}
	_, err := io.Copy(io.Discard, io.MultiReader(all...))
	check(err)
}

// What is made of them is used behind the loop.
//
//proof:ok
func wrapped() {
	byName := make(map[string]*bufio.Reader)
	for i := range rounds() {
		f, err := open()
		check(err)
		defer f.Close()
		byName[string(rune('a'+i))] = bufio.NewReader(f)
	}
	for _, r := range byName {
		_, err := r.ReadByte()
		if err != io.EOF {
			panic("not empty")
		}
	}
}

type outputs struct{ all []io.Writer }

func (o *outputs) add(w io.Writer) { o.all = append(o.all, w) }

func plain(w io.Writer) io.Writer { return bufio.NewWriterSize(w, 16) }

// An object from before the loop has them.
//
//proof:ok
func kept() {
	var out outputs
	for i := range rounds() {
		var w io.Writer = os.Stderr
		if i > 0 {
			f, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
			check(err)
			defer f.Close()
			w = f
		}
		out.add(plain(w))
	}
	for _, w := range out.all[1:] {
		_, err := w.Write([]byte("as long as it takes to get past the buffer"))
		check(err)
	}
}

// The same by functions of another package.
//
//proof:ok
func keptElsewhere() {
	out := lib.Outputs{}
	for i := range rounds() {
		var w io.Writer = io.Discard
		if i > 0 {
			f, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
			check(err)
			defer f.Close()
			w = f
		}
		if i > 1 {
			w = lib.Plain(w)
		}
		out.Add("out", w)
	}
	_, err := out.Write([]byte("text"))
	check(err)
}

type process struct{ out *os.File }

// In a field of something that stays.
//
//proof:ok
func started() {
	list := make([]process, rounds())
	for i := range list {
		f, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
		check(err)
		defer f.Close()
		p := &list[i]
		p.out = f
	}
	for _, p := range list {
		_, err := p.out.Write([]byte("x"))
		check(err)
	}
}

// Closed by hand at the end of the round: the defer statement is for the other ways out.
//
//proof:ok
func byHandToo() {
	for range rounds() {
		f, err := open()
		check(err)
		defer f.Close()
		if _, err := f.Stat(); err != nil {
			return
		}
		f.Close()
	}
}

// A field, closed by hand.
//
//proof:ok
func fieldByHand() {
	for range rounds() {
		l := new(link)
		l.file, _ = open()
		defer l.file.Close()
		if l.file.Name() == "" {
			continue
		}
		l.file.Close()
	}
}

type link struct{ file *os.File }

// The loop over the rows goes on until there is none, and that closes them.
//
//proof:none needs a database
func rows(db *sql.DB, tables []string) (n int) {
	for _, table := range tables {
		rows, err := db.Query("SELECT id FROM " + table)
		if err != nil {
			return -1
		}
		defer rows.Close()
		for rows.Next() {
			n++
		}
	}
	return n
}

// What is written at the end goes into them.
//
//proof:ok
func atTheEnd() {
	logger := log.New(io.Discard, "", 0)
	for i := range rounds() {
		f, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
		check(err)
		defer f.Close()
		if i == 0 {
			logger.SetOutput(f)
		} else {
			defer fmt.Fprintln(f, "the end")
		}
	}
	logger.Print("the end")
}

func rounds() int { return len(os.DevNull) }
