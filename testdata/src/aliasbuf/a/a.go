// Package a keeps parts of buffers longer than they are valid.
package a

import (
	"bufio"
	"bytes"
	"fmt"
	"slices"
	"strings"
)

// row: SL23
//
//proof:observe
//proof:instead sc.Bytes() => bytes.Clone(sc.Bytes())
func lines() bool {
	sc := bufio.NewScanner(strings.NewReader(long("a") + long("b")))
	var lines [][]byte
	for sc.Scan() {
		lines = append(lines, sc.Bytes()) // want `sc.Bytes\(\) is a part of the buffer, kept at line \d+, and Scan at line \d+ overwrites it; keep a copy: bytes.Clone`
	}
	return lines[0][0] == 'b'
}

// long is a line of which the buffer can hold one.
func long(s string) string { return strings.Repeat(s, 3000) + "\n" }

//proof:observe
//proof:instead sc.Bytes() => bytes.Clone(sc.Bytes())
func inMap() bool {
	sc := bufio.NewScanner(strings.NewReader(long("a") + long("b")))
	m := make(map[int][]byte)
	for sc.Scan() {
		m[len(m)] = sc.Bytes() // want `sc.Bytes\(\) is a part of the buffer`
	}
	return m[0][0] == 'b'
}

type record struct{ key []byte }

//proof:observe
//proof:instead sc.Bytes() => bytes.Clone(sc.Bytes())
func inField() bool {
	sc := bufio.NewScanner(strings.NewReader(long("a") + long("b")))
	var list []record
	for sc.Scan() {
		line := sc.Bytes() // want `sc.Bytes\(\) is a part of the buffer`
		list = append(list, record{key: line[:1]})
	}
	return list[0].key[0] == 'b'
}

// row: SL24
//
//proof:observe
//proof:instead line, err := r.ReadSlice('\n') => line, err := r.ReadBytes('\n')
func slicesKept() bool {
	r := bufio.NewReaderSize(strings.NewReader("aaaaaaaaaaaaaaa\nbbbbbbbbbbbbbbb\n"), 16)
	var list [][]byte
	for {
		line, err := r.ReadSlice('\n') // want `r.ReadSlice\('\\n'\) is a part of the buffer, kept at line \d+, and ReadSlice at line \d+ overwrites it`
		if err != nil {
			break
		}
		list = append(list, line)
	}
	return list[0][0] == 'b'
}

// row: SL24
//
//proof:observe
//proof:instead key, _ := r.ReadSlice('\n') => key, _ := r.ReadBytes('\n')
func usedAfter() bool {
	r := bufio.NewReaderSize(strings.NewReader("aaaaaaaaaaaaaaa\nbbbbbbbbbbbbbbb\n"), 16)
	key, _ := r.ReadSlice('\n') //proof:at
	value, _ := r.ReadSlice('\n')
	return string(key) == string(value) // want `this uses what ReadSlice at line \d+ returned, a part of the buffer, and ReadSlice at line \d+ has overwritten it`
}

//proof:observe
//proof:instead first := sc.Bytes() => first := bytes.Clone(sc.Bytes())
func usedAfterScan() bool {
	sc := bufio.NewScanner(strings.NewReader(long("a") + long("b")))
	sc.Scan()
	first := sc.Bytes() //proof:at
	sc.Scan()
	return bytes.HasPrefix(first, []byte("b")) // want `this uses what Bytes at line \d+ returned`
}

// row: SL25
//
//proof:observe
//proof:instead buf.Bytes() => bytes.Clone(buf.Bytes())
func buffers() bool {
	var buf bytes.Buffer
	var list [][]byte
	for _, s := range []string{"a", "b"} {
		buf.Reset()
		buf.WriteString(s)
		list = append(list, buf.Bytes()) // want `buf.Bytes\(\) is a part of the buffer, kept at line \d+, and WriteString at line \d+ overwrites it`
	}
	return list[0][0] == 'b'
}

// row: SL25
//
//proof:observe
//proof:instead buf.Bytes() => bytes.Clone(buf.Bytes())
func printed() bool {
	var buf bytes.Buffer
	ch := make(chan []byte, 2)
	for i := range 2 {
		buf.Reset()
		fmt.Fprint(&buf, i)
		ch <- buf.Bytes() // want `buf.Bytes\(\) is a part of the buffer`
	}
	return (<-ch)[0] == '1'
}

type queue struct{ ch chan []byte }

// row: SL30
//
//proof:by runQueue
//proof:instead q.ch <- data => q.ch <- bytes.Clone(data)
func (q queue) Write(data []byte) (int, error) {
	q.ch <- data // want `data belongs to the caller of Write`
	return len(data), nil
}

//proof:observe
func runQueue() bool {
	q := queue{make(chan []byte, 1)}
	w := bufio.NewWriterSize(q, 16)
	w.WriteString("a")
	w.Flush()
	w.WriteString("b")
	return (<-q.ch)[0] == 'b'
}

type list struct{ parts [][]byte }

//proof:by runList
//proof:instead append(l.parts, p) => append(l.parts, bytes.Clone(p))
func (l *list) Write(p []byte) (n int, err error) {
	l.parts = append(l.parts, p) // want `p belongs to the caller of Write`
	return len(p), nil
}

//proof:observe
func runList() bool {
	l := new(list)
	w := bufio.NewWriterSize(l, 16)
	w.WriteString("a")
	w.Flush()
	w.WriteString("b")
	return l.parts[0][0] == 'b'
}

//proof:observe
//proof:instead sc.Bytes() => bytes.Clone(sc.Bytes())
func inLiteral() bool {
	read := func(sc *bufio.Scanner) (list [][]byte) {
		for sc.Scan() {
			list = append(list, sc.Bytes()) // want `sc.Bytes\(\) is a part of the buffer`
		}
		return list
	}
	return read(bufio.NewScanner(strings.NewReader(long("a") + long("b"))))[0][0] == 'b'
}

type scanner = bufio.Scanner

type parser struct{ sc *scanner }

//proof:by runParser
//proof:instead p.sc.Bytes() => bytes.Clone(p.sc.Bytes())
func (p *parser) all() [][]byte {
	var all [][]byte
	for p.sc.Scan() {
		all = append(all, p.sc.Bytes()) // want `p.sc.Bytes\(\) is a part of the buffer`
	}
	return all
}

//proof:observe
func runParser() bool {
	p := &parser{bufio.NewScanner(strings.NewReader(long("a") + long("b")))}
	return p.all()[0][0] == 'b'
}

//proof:observe
//proof:instead sc.Bytes() => bytes.Clone(sc.Bytes())
func iterator() bool {
	for text := range slices.Values([]string{long("a") + long("b")}) {
		sc := bufio.NewScanner(strings.NewReader(text))
		lines := make([][]byte, 0, 2)
		for sc.Scan() {
			lines = append(lines, sc.Bytes()) // want `sc.Bytes\(\) is a part of the buffer`
		}
		return lines[0][0] == 'b'
	}
	return false
}

// The parts of a line are parts of the buffer.
//
//proof:observe
//proof:instead s.Bytes() => bytes.Clone(s.Bytes())
func fieldsKept() bool {
	var all [][][]byte
	s := bufio.NewScanner(strings.NewReader(long("a") + long("b")))
	for s.Scan() {
		all = append(all, bytes.Fields(s.Bytes())) // want `s.Bytes\(\) is a part of the buffer`
	}
	return all[0][0][0] == 'b'
}

// A goroutine has a variable of its own.
//
//proof:observe
//proof:instead s.Bytes() => bytes.Clone(s.Bytes())
func started() bool {
	first := make(chan byte, 2)
	done := make(chan bool)
	s := bufio.NewScanner(strings.NewReader(long("a") + long("b")))
	for s.Scan() {
		line := s.Bytes() // want `s.Bytes\(\) is a part of the buffer, kept at line \d+, and Scan`
		go func() {
			<-done
			first <- line[0]
		}()
	}
	close(done)
	a := <-first
	return a == <-first
}
