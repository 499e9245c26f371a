// Package proof runs the fixtures of the checks and compares what happens with
// what the fixtures, and so the findings, claim.
//
// A function of a fixture says by a //proof:KIND comment how it behaves. For
// each fixture package a test binary is built, with a generated file that is
// added through the go command's -overlay, so that nothing is written into
// testdata. Each function runs in a process of its own; what the runtime says
// (a panic, the leak profile, a bubble of testing/synctest, the race detector,
// the allocation profile) must name the line of the finding.
//
// A leak is looked for by the runtime's leak profile and in a bubble, since
// each is blind where the other sees: the profile takes a goroutine blocked on
// something that a global variable or a timer keeps alive for a living one, and
// a bubble can't see through mutexes.
package proof
