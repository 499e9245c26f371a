// Package unlockpath finds paths on which a lock and its release do not match.
//
// # Analyzer unlockpath
//
// unlockpath: a lock is kept on a path, or released twice
//
// A function takes a lock and releases it on most ways out, but returns
// with the lock held on one, or goes on to the next iteration of a loop that takes it again.
// Everybody who wants the lock from then on waits for ever. Or it releases
// a lock that it has released before, or one that is held in the other mode, which
// ends the process with a fatal error that recover does not catch. Or it tries to take
// a lock and goes on whether it has got it or not.
//
// Locks are followed along paths, through defers, function literals, method values
// and calls inside the package. A function that is meant to return with the lock held
// is left alone: all its ways out hold it, the result tells whether it is held, a caller
// releases it, a comment or the name says so, or what releases the lock leaves the function.
package unlockpath
