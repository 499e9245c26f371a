// Package groupmisuse finds errgroups that wait for themselves or change their limit too late.
//
// # Analyzer groupmisuse
//
// groupmisuse: errgroups that wait for themselves
//
// A Group of golang.org/x/sync/errgroup counts its goroutines, and with SetLimit each holds
// a slot while it runs. The analyzer reports
//
//   - a goroutine of the group that waits for the group, and so for itself;
//   - a goroutine of a group with a limit that calls Go of the same group: when all slots
//     are held by goroutines that wait there for a slot, nobody gives one back;
//   - SetLimit after Go: it panics, or the goroutines that have no slot take one from others
//     when they end, and Wait never returns.
package groupmisuse
