// Package grouplost finds errgroups whose errors or cancellation get lost.
//
// # Analyzer grouplost
//
// grouplost: errgroups whose errors or cancellation get lost
//
// A Group of golang.org/x/sync/errgroup keeps the first error until Wait, and ends the context of
// errgroup.WithContext when a member fails. The analyzer reports
//
//   - a group that nobody waits for;
//   - the context of a group that is thrown away, while members use its parent;
//   - a member that uses the parent context in place of the one of the group;
//   - a TryGo whose result is ignored, in a group with a limit.
package grouplost
