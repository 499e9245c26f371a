// Package proof runs the fixtures of the checks and compares what happens with
// what the fixtures, and so the findings, claim.
//
// A function of a fixture says by a //proof:KIND comment how it behaves. All
// fixtures are copied into a workspace of their own, each with a generated file
// that hands out its functions, and linked into one test binary, and into a
// second one for the race detector; nothing is written into testdata. What the
// runtime says (a panic, the leak profile, a bubble of testing/synctest, the race
// detector, the allocation profile) must name the line of the finding.
//
// A function that is to take its process down has one of its own. The others
// share processes, and the labels of goroutines tell whose leak it is; a claim
// that does not turn out as it says is judged again in a process of its own.
//
// A fix that a check suggests is proven by what its fixture does with it: alone
// and with the others of its package it leaves a package that compiles, is in
// gofmt's form and imports what it uses, and the function that misbehaved does so
// no more. That flip is also what says that the line is to blame where no trace
// names it. Where no fix is suggested the fixture says what is right instead, and
// it is proven in the same way.
//
// A leak is looked for by the runtime's leak profile and in a bubble, since
// each is blind where the other sees: the profile takes a goroutine blocked on
// something that a global variable or a timer keeps alive for a living one, and
// a bubble can't see through mutexes.
package proof
