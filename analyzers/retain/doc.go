// Package retain finds pointers that a slice keeps behind its ends.
//
// # Analyzer retain
//
// retain: pointers that a slice keeps behind its ends
//
// A slice shows a part of its array, and the collector looks at the whole:
// what is cut off stays alive as long as the array does.
//
//	q.jobs = q.jobs[1:]                               // the first job is still there
//	l.subs = append(l.subs[:i], l.subs[i+1:]...)      // the last one is there twice
//
// The analyzer reports elements that keep bytes, maps or closures and are cut off a field or a
// variable of the package to which the package appends; and small parts of what
// os.ReadFile or io.ReadAll has read that are stored where they live on.
//
// It does not report elements that the function sets to nil, nor slices that are
// given up when they are empty.
package retain
