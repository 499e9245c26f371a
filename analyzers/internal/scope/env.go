package scope

import "slices"

// An env is what the variables of a frame hold, by slot. Few of a function's values are in use at the same
// time, and a frame is copied at each branch: a list of those is copied in less time than a table of all.
type env []variable

// A variable is a slot that holds a value, which is not nil.
type variable struct {
	slot int
	val  value
}

// envRoom is how many values a frame mostly comes to hold until it is copied again.
const envRoom = 6

// clone returns a copy, with room for more.
func (e env) clone() env {
	return append(make(env, 0, len(e)+envRoom), e...)
}

// find returns where a slot is, or would be.
func (e env) find(slot int) (at int, ok bool) {
	at = len(e)
	for low := 0; low < at; {
		if mid := (low + at) / 2; e[mid].slot < slot {
			low = mid + 1
		} else {
			at = mid
		}
	}
	return at, at < len(e) && e[at].slot == slot
}

// get returns what a slot holds, or nil.
func (e env) get(slot int) value {
	if at, ok := e.find(slot); ok {
		return e[at].val
	}
	return nil
}

// set changes what a slot holds.
func (e *env) set(slot int, to value) {
	at, ok := e.find(slot)
	switch {
	case ok && to == nil:
		*e = slices.Delete(*e, at, at+1)
	case ok:
		(*e)[at].val = to
	case to != nil:
		*e = slices.Insert(*e, at, variable{slot, to})
	}
}

// retain forgets what is in no slot of a set.
func (e *env) retain(live bits) {
	*e = slices.DeleteFunc(*e, func(v variable) bool { return !live.has(v.slot) })
}
