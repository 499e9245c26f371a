// Package lessfunc finds comparison functions that are no order.
//
// # Analyzer lessfunc
//
// lessfunc: comparison functions that break the contract of sorting
//
// A less function must answer false for equal elements, and a cmp function
// must be able to return a negative number, a positive one and 0:
//
//	sort.SliceStable(people, func(i, j int) bool {
//		return people[i].Age <= people[j].Age // equal elements come out in reverse
//	})
//
// The analyzer reports functions that are given to package sort or slices and
// say of an element that it comes before itself, of two elements that each comes before
// the other, that compare the elements of another slice, that never return a negative
// number, never 0 in a binary search, or that return the difference of two
// small unsigned integers, which wraps around, or of floats, of which the
// conversion to int cuts off what is less than 1.
//
// It evaluates the function for two equal elements, and reports only what is
// so on every path. With -lessfunc.signed it also reports the difference of
// signed integers, which overflows when they are far apart.
package lessfunc
