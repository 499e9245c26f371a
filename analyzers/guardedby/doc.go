// Package guardedby finds accesses that leave out the lock which guards a field.
//
// # Analyzer guardedby
//
// guardedby: a field is used without the lock that guards it
//
// Nothing in Go says which lock guards which field. The code does: where most accesses to a
// field hold the same lock, and the field is changed with it held, an access without it is a
// data race. So is a change with only the read lock held, and, by a setting, a map or slice that is
// returned from under the lock while others go on to change it in place.
//
// Left out is what has no other goroutine yet or any more: objects in the function that makes
// them and what only constructors call; what callers, comments or names say
// to be locked; fields that nobody changes later; and tests.
package guardedby
