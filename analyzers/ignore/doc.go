// Package ignore checks the comments that suppress findings.
//
// # Analyzer ignore
//
// ignore: suppressions that do nothing
//
// A finding is suppressed by a comment that names the check and gives a reason:
//
//	//gocorelint:ignore sendleak the buffer is drained in Close
//
// The analyzer reports such a comment when it has no reason or no check name,
// since then it suppresses nothing, and when it names a check that does not
// exist. Comments that no finding needs any more are for the check staleignore.
//
// Comments in golangci-lint's spelling, //nolint:name, are never reported:
// other linters read them too.
package ignore
