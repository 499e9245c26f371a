// Package a has values that an atomic.Value does not take.
package a

import (
	"sync/atomic"
)

// row: A10
//
//proof:panic sync/atomic: store of nil value into Value
func storeNil() {
	var v atomic.Value
	v.Store(nil) // want `Store of nil panics: an atomic\.Value has a type; store a typed zero value, or use atomic\.Pointer`
}

//proof:panic sync/atomic: swap of nil value into Value
func swapNil() {
	var v atomic.Value
	v.Swap(nil) // want `Swap of nil panics`
}

// row: A09
//
//proof:panic sync/atomic: store of inconsistently typed value into Value
func twoTypes() {
	var v atomic.Value
	v.Store("a")
	v.Store(1) // want `v holds a string since line 27: storing a int as well panics; wrap both in one struct type`
}

type conf struct {
	v     atomic.Value
	level atomic.Value
}

func (c *conf) setName(s string) { c.v.Store(s) }

//proof:by inMethods
func (c *conf) setBytes(b []byte) {
	c.v.Store(b) // want `c\.v holds a string since line \d+: storing a \[\]byte as well panics`
}

//proof:panic inconsistently typed
func inMethods() {
	var c conf
	c.setName("a")
	c.setBytes(nil)
}

// A value and a pointer to it.
//
//proof:panic inconsistently typed
func pointer() {
	var v atomic.Value
	v.Store(conf2{})
	v.Store(&conf2{}) // want `v holds a conf2 since line \d+: storing a \*conf2`
}

type conf2 struct{ n int }

//proof:by neverHolds
func (c *conf) get() int {
	return c.level.Load().(int) // want `c\.level never holds a int, only the int32 of line \d+: this assertion panics`
}

//proof:panic interface conversion
func neverHolds() {
	var c conf
	c.level.Store(int32(3))
	c.get()
}

type lazy struct {
	conf  atomic.Value
	level atomic.Value
}

// row: A16
//
//proof:by neverStored
func (l *lazy) name() string {
	return l.conf.Load().(string) // want `nothing is ever stored in l\.conf, so that Load returns nil and this assertion panics: store a first value where it is made, or test for nil`
}

//proof:panic interface conversion
func neverStored() { new(lazy).name() }
