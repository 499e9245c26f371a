// Package regexploop finds constant patterns that are compiled again and again.
//
// # Analyzer regexploop
//
// regexploop: constant patterns compiled in loops and requests
//
// Compiling a regular expression or a template costs more than using it:
//
//	for _, line := range lines {
//		if regexp.MustCompile(`^\d+$`).MatchString(line) {
//			n++
//		}
//	}
//
// The analyzer reports regular expressions and templates whose text is constant, that
// are compiled in a loop or by a function that gets an *http.Request.
package regexploop
