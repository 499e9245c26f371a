package a

import (
	"bytes"
	"strings"
)

// row: SL40
//
//proof:observe
//proof:noflip the buffer moves into the loop
func chunks() bool {
	r := strings.NewReader("abcd")
	buf := make([]byte, 2)
	var parts [][]byte
	for {
		n, err := r.Read(buf) // want `this reads into the array again that line \d+ keeps for later: all that is kept shows the last read; make the buffer of line \d+ inside of the loop, or keep a copy`
		if err != nil {
			break
		}
		parts = append(parts, buf[:n])
	}
	return string(parts[0]) == "cd"
}

//proof:observe
//proof:instead batch = batch[:0] => batch = nil
func batches() bool {
	var all [][]int
	var batch []int
	for n := range 4 {
		batch = append(batch, n)
		if len(batch) == 2 {
			all = append(all, batch)
			batch = batch[:0] // want `the cut slice has the array that line \d+ keeps: the next appends overwrite what is there; set it to nil here, or keep a copy: slices.Clone`
		}
	}
	return all[0][0] == 2
}

//proof:observe
//proof:instead cur = cur[:0] => cur = nil
func lastOfRound() bool {
	var out [][]byte
	var cur []byte
	for _, s := range []string{"ab", "cd"} {
		cur = cur[:0] // want `the cut slice has the array that line \d+ keeps`
		cur = append(cur, s...)
		out = append(out, cur)
	}
	return bytes.Equal(out[0], out[1])
}

type batcher struct {
	items []int
	out   chan []int
}

//proof:by batcherLoses
func (b *batcher) add(n int) {
	b.items = append(b.items, n)
	if len(b.items) == 2 {
		b.flush()
	}
}

//proof:by batcherLoses
func (b *batcher) flush() {
	b.out <- b.items
	b.items = b.items[:0] // want `the cut slice has the array that line \d+ keeps`
}

//proof:observe
//proof:noflip it is another function
func batcherLoses() bool {
	b := &batcher{out: make(chan []int, 2)}
	for n := range 4 {
		b.add(n)
	}
	return (<-b.out)[0] == 2
}

// The search that takes back its last step.
//
//proof:observe
//proof:instead path = path[:len(path)-1] => path = append([]int(nil), path[:len(path)-1]...)
func permutations() bool {
	var all [][]int
	var path []int
	var used [3]bool
	var search func()
	search = func() {
		if len(path) == 3 {
			all = append(all, path)
			return
		}
		for n := range 3 {
			if used[n] {
				continue
			}
			used[n] = true
			path = append(path, n)
			search()
			path = path[:len(path)-1] // want `the cut slice has the array that line \d+ keeps`
			used[n] = false
		}
	}
	search()
	return all[0][0] == 2
}

//proof:by pointerPath
func searchBy(n int, path *[]int, all *[][]int) {
	if n == 0 {
		*all = append(*all, *path)
		return
	}
	for i := range 2 {
		*path = append(*path, i)
		searchBy(n-1, path, all)
		*path = (*path)[:len(*path)-1] // want `the cut slice has the array that line \d+ keeps`
	}
}

//proof:observe
//proof:noflip it is another function
func pointerPath() bool {
	var path []int
	var all [][]int
	searchBy(3, &path, &all)
	return all[0][2] == all[1][2]
}

// The parameter is cut, and the callee has kept it.
//
//proof:observe
//proof:instead path = path[:len(path)-1] => path = append([]int(nil), path[:len(path)-1]...)
func parameterPath() bool {
	var all [][]int
	var search func(n int, path []int)
	search = func(n int, path []int) {
		if n == 0 {
			all = append(all, path)
			return
		}
		for i := range 2 {
			path = append(path, i)
			search(n-1, path)
			path = path[:len(path)-1] // want `the cut slice has the array that line \d+ keeps`
		}
	}
	search(3, nil)
	return all[0][2] == all[1][2]
}

type pile struct {
	queue [][]byte
	next  *pile
	data  []byte
}

func (p *pile) flush() { p.queue = nil }

// It is emptied only when there are many.
//
//proof:observe
//proof:noflip the buffer moves into the loop
func rarelyEmptied() bool {
	var p pile
	r := strings.NewReader("abcd")
	buf := make([]byte, 2)
	for {
		n, err := r.Read(buf) // want `this reads into the array again`
		if err != nil {
			break
		}
		p.queue = append(p.queue, buf[:n])
		if len(p.queue) > 10 {
			p.flush()
		}
	}
	return string(p.queue[0]) == "cd"
}

// One key each, of several maps.
//
//proof:observe
//proof:noflip the buffer moves into the loop
func keyOfEach() bool {
	list := []map[string][]byte{{}, {}}
	r := strings.NewReader("abcd")
	buf := make([]byte, 2)
	for _, m := range list {
		n, err := r.Read(buf) // want `this reads into the array again`
		if err != nil {
			break
		}
		m["data"] = buf[:n]
	}
	return string(list[0]["data"]) == "cd"
}

// The field of the next object in each round.
//
//proof:observe
//proof:noflip the buffer moves into the loop
func fieldOfEach() bool {
	p := &pile{next: &pile{}}
	r := strings.NewReader("abcd")
	buf := make([]byte, 2)
	for x := p; x != nil; x = x.next {
		n, err := r.Read(buf) // want `this reads into the array again`
		if err != nil {
			break
		}
		x.data = buf[:n]
	}
	return string(p.data) == "cd"
}
