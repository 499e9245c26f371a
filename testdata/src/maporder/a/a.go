// Package a makes sums, keys and comparisons in the order of maps.
package a

import (
	"bytes"
	"crypto/md5"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"io"
	"maps"
	"reflect"
	"slices"
	"strings"
)

var labels = map[string]string{"a": "1", "b": "2", "c": "3", "d": "4", "e": "5"}

// differs reports whether the function says different things about one map.
func differs(f func() string) bool {
	first := f()
	for range 1000 {
		if f() != first {
			return true
		}
	}
	return false
}

// row: MP06
//
//proof:by runPrinted
//proof:instead for k, v := range labels { => for _, k := range slices.Sorted(maps.Keys(labels)) { v := labels[k];
func printed() string {
	h := sha256.New()
	for k, v := range labels { //proof:at
		fmt.Fprintf(h, "%s=%s,", k, v) // want `the sum is another one each time: the loop at line \d+ ranges over a map in random order; range over its sorted keys`
	}
	return string(h.Sum(nil))
}

//proof:observe
func runPrinted() bool { return differs(printed) }

// row: MP06
//
//proof:by runWritten
//proof:instead for k := range labels { => for _, k := range slices.Sorted(maps.Keys(labels)) {
func written() string {
	h := fnv.New64a()
	for k := range labels { //proof:at
		h.Write([]byte(k))           // want `the sum is another one each time`
		io.WriteString(h, labels[k]) // want `the sum is another one each time`
	}
	return fmt.Sprint(h.Sum64())
}

//proof:observe
func runWritten() bool { return differs(written) }

//proof:by runKeys
//proof:instead for k := range maps.Keys(labels) { => for _, k := range slices.Sorted(maps.Keys(labels)) {
func keys() string {
	h := md5.New()
	for k := range maps.Keys(labels) { //proof:at
		binary.Write(h, binary.LittleEndian, []byte(k)) // want `the sum is another one`
	}
	return string(h.Sum(nil))
}

//proof:observe
func runKeys() bool { return differs(keys) }

// row: MP07
//
//proof:by runSum
//proof:instead for k, v := range labels { => for _, k := range slices.Sorted(maps.Keys(labels)) { v := labels[k];
func sum() string {
	text := ""
	for k, v := range labels { //proof:at
		text += k + v
	}
	sum := sha256.Sum256([]byte(text)) // want `the sum is another one each time: the loop at line \d+`
	return string(sum[:])
}

//proof:observe
func runSum() bool { return differs(sum) }

// row: MP05
//
//proof:by runJoined
//proof:instead strings.Join(list, ",") => strings.Join(slices.Sorted(slices.Values(list)), ",")
func joined() string {
	var list []string
	for k := range labels {
		list = append(list, k)
	}
	h := fnv.New32()
	h.Write([]byte(strings.Join(list, ","))) // want `the sum is another one each time`
	return fmt.Sprint(h.Sum32())
}

//proof:observe
func runJoined() bool { return differs(joined) }

var cache = make(map[string]int)

// row: MP07
//
//proof:observe
//proof:instead for k, v := range labels { => for _, k := range slices.Sorted(maps.Keys(labels)) { v := labels[k];
func cacheKey() bool {
	for range 1000 {
		var b strings.Builder
		for k, v := range labels { //proof:at
			b.WriteString(k)
			fmt.Fprintf(&b, "=%s;", v)
		}
		key := b.String()
		cache[key]++ // want `this key is another one each time: the loop at line \d+ puts it together in the random order of a map; sort first`
	}
	return len(cache) > 1
}

// row: MP05
//
//proof:by runEqual
//proof:instead reflect.DeepEqual(list, want) => reflect.DeepEqual(slices.Sorted(slices.Values(list)), want)
func equal(m map[string]string, want []string) bool {
	var list []string
	for k := range m {
		list = append(list, k)
	}
	return reflect.DeepEqual(list, want) // want `equal maps compare as different here: the loop at line \d+ puts list together in random order; sort first`
}

//proof:observe
func runEqual() bool {
	want := slices.Sorted(maps.Keys(labels))
	return differs(func() string { return fmt.Sprint(equal(labels, want)) })
}

//proof:by runText
//proof:instead x.String() == y.String() => maps.Equal(a, b)
func sameText(a, b map[string]string) bool {
	var x, y bytes.Buffer
	for k := range a {
		x.WriteString(k)
	}
	for k := range b {
		y.WriteString(k)
	}
	return x.String() == y.String() // want `equal maps compare as different here`
}

//proof:observe
func runText() bool {
	return differs(func() string { return fmt.Sprint(sameText(labels, labels)) })
}

type table = map[string]string

//proof:by runLiteral
//proof:instead for k := range t { => for _, k := range slices.Sorted(maps.Keys(t)) {
func inLiteral() string {
	f := func(t table) string {
		h := md5.New()
		for k := range t { //proof:at
			key := strings.ToUpper(k)
			h.Write([]byte(key)) // want `the sum is another one`
		}
		return string(h.Sum(nil))
	}
	return f(labels)
}

//proof:observe
func runLiteral() bool { return differs(inLiteral) }
