// Package ok goes over maps where the order does not matter.
package ok

import (
	"crypto/sha256"
	"fmt"
	"hash/fnv"
	"io"
	"maps"
	"math/rand/v2"
	"slices"
	"sort"
	"strconv"
	"strings"
	"time"
)

var labels = map[string]string{"a": "1", "b": "2", "c": "3", "d": "4", "e": "5"}

func check(f func() string) {
	first := f()
	for range 100 {
		if f() != first {
			panic("differs")
		}
	}
}

//proof:by run
func sorted() string {
	h := sha256.New()
	for _, k := range slices.Sorted(maps.Keys(labels)) {
		fmt.Fprintf(h, "%s=%s,", k, labels[k])
	}
	return string(h.Sum(nil))
}

//proof:by run
func sortedBefore() string {
	var keys []string
	for k := range labels {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	sum := sha256.Sum256([]byte(strings.Join(keys, ",")))
	return string(sum[:])
}

type byName []string

func (b byName) Len() int           { return len(b) }
func (b byName) Less(i, j int) bool { return b[i] < b[j] }
func (b byName) Swap(i, j int)      { b[i], b[j] = b[j], b[i] }

//proof:by run
func sortedByType() string {
	var keys []string
	for k := range labels {
		keys = append(keys, k)
	}
	sort.Sort(byName(keys))
	sum := sha256.Sum256([]byte(strings.Join(keys, ",")))
	return string(sum[:])
}

//proof:by run
func sortedByMethod() string {
	var keys []string
	for k := range labels {
		keys = append(keys, k)
	}
	sort.StringSlice(keys).Sort()
	h := fnv.New64a()
	h.Write([]byte(strings.Join(keys, ",")))
	return fmt.Sprint(h.Sum64())
}

// perEntry has a sum for each entry, and adds them.
//
//proof:by run
func perEntry() string {
	var sum uint64
	for k, v := range labels {
		h := fnv.New64a()
		io.WriteString(h, k)
		io.WriteString(h, v)
		sum ^= h.Sum64()
	}
	return fmt.Sprint(sum)
}

// first looks for one.
//
//proof:by run
func first() string {
	h := fnv.New64a()
	for k, v := range labels {
		if v == "3" {
			io.WriteString(h, k)
			break
		}
	}
	return fmt.Sprint(h.Sum64())
}

//proof:by run
func counted() string {
	h := fnv.New64a()
	for range labels {
		h.Write([]byte{1})
	}
	return fmt.Sprint(h.Sum64())
}

// values looks each up.
//
//proof:by run
func values() string {
	n := 0
	counts := make(map[string]int)
	for k, v := range labels {
		counts[v]++
		n += len(k)
	}
	return fmt.Sprint(n, len(counts))
}

//proof:by run
func length() string {
	text := ""
	for k := range labels {
		text += k
	}
	if text == "" {
		return "none"
	}
	return fmt.Sprint(len(text))
}

//proof:by run
func slice() string {
	h := fnv.New64a()
	for _, s := range []string{"a", "b"} {
		io.WriteString(h, s)
	}
	return fmt.Sprint(h.Sum64())
}

// printed says it as it comes.
//
//proof:by run
func printed() string {
	for k, v := range labels {
		fmt.Fprintln(io.Discard, k, v)
	}
	return ""
}

// filledIn replaces names, which do not hold each other.
//
//proof:by run
func filledIn() string {
	text := "a b c"
	for name, v := range labels {
		text = strings.ReplaceAll(text, name, v)
	}
	return fmt.Sprint(map[string]int{"1 2 3": 1}[text])
}

// salted makes a name that nobody else has: it is another one each time.
//
//proof:ok
func salted() {
	h := fnv.New64a()
	fmt.Fprint(h, time.Now().UnixNano())
	for _, v := range labels {
		io.WriteString(h, v)
	}
	fmt.Fprint(io.Discard, h.Sum64())
}

//proof:ok
func drawn() {
	h := fnv.New64a()
	for _, v := range labels {
		h.Write([]byte(v))
	}
	h.Write([]byte(strconv.Itoa(rand.Int())))
	fmt.Fprint(io.Discard, h.Sum64())
}

//proof:ok
func run() {
	for _, f := range []func() string{sorted, sortedBefore, sortedByType, sortedByMethod, perEntry, first, counted, values, length, slice, printed, filledIn} {
		check(f)
	}
}
