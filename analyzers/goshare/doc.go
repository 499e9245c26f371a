// Package goshare finds variables that a goroutine sets while somebody else uses them.
//
// # Analyzer goshare
//
// goshare: captured variables that goroutines share without order
//
// A function literal that a go statement starts has the variables of the function
// around it, not copies. The analyzer reports
//
//   - a variable that the goroutine sets, and that the function reads or sets
//     afterwards with nothing in between that waits for the goroutine;
//   - a variable that the goroutine sets, and that the function uses when it has given up to
//     wait for it, at a timeout or at the end of a context;
//   - a variable from outside of a loop that all the goroutines set which the loop starts;
//   - what all goroutines of a loop, or all requests of a server, do to one object or map;
//   - before Go 1.22, the variable of a loop that a goroutine reads and the next round sets, where
//     go vet does not look;
//   - a field of a new object that the function sets behind the go statement, and the goroutine reads;
//   - a plain flag that the loop of a goroutine tests, and a method sets; by a setting, a field
//     that it goes on to set in its loop, and an exported method reads.
//
// All are data races: what is read may be the old value, the new one, or half of each; of two updates one is
// lost; a map that two goroutines write ends the process.
//
// The analyzer is silent where anything between the two might order them: a
// receive, a send, a lock, a call of a function that it does not know.
package goshare
