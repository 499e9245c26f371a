// Package report is the only way in which a check reports.
//
// A check is declared as a [Check]: its name, its documentation, its kinds of
// finding and its function. [Check.New] makes the *analysis.Analyzer. What
// every finding needs is decided here once: whether the file is generated or
// a test and wanted at all, whether the file's Go version is old or new
// enough, whether a comment suppresses the finding, and how the message ends.
package report
