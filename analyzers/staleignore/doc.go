// Package staleignore finds suppressions that outlived their finding.
//
// # Analyzer staleignore
//
// staleignore: suppressions that no finding needs any more
//
// The analyzer runs all checks and reports each //gocorelint:ignore comment
// that silenced nothing. It has to be asked for: the finding that a comment
// was written for may exist on another platform or with other build tags, so
// run it only where all of them are looked at.
package staleignore
