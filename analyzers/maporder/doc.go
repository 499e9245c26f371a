// Package maporder finds results that differ from run to run with the order of a map.
//
// # Analyzer maporder
//
// maporder: the random order of a map in hashes, keys and comparisons
//
// A loop over a map begins somewhere else each time. What it puts together is
// another text for the same map:
//
//	h := sha256.New()
//	for name, value := range labels {
//		fmt.Fprintf(h, "%s=%s,", name, value) // another sum each time
//	}
//
// The analyzer reports loops over maps that write to a hash, and that put
// together a text or a slice which is then hashed, used as the key of a map, or
// compared, without being sorted.
//
// It does not report what is printed or returned: the order may not matter there.
package maporder
