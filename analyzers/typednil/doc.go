// Package typednil finds nil pointers that become interfaces which are not nil.
//
// # Analyzer typednil
//
// typednil: nil pointers in interfaces that are compared with nil
//
// An interface is nil if it has neither a type nor a value. A nil pointer that
// is assigned to it brings its type:
//
//	func check(v int) error {
//		var problem *RangeError
//		if v > 10 {
//			problem = &RangeError{v}
//		}
//		return problem // err != nil is true, always
//	}
//
// The analyzer reports pointers that are nil on a path of the function, or are
// returned by a function of the package that returns nil, where they become an
// error; or become another interface that the package, or a function of the
// standard library, compares with nil.
//
// It does not report explicit conversions such as (*T)(nil), nor pointers that
// were compared with nil before.
package typednil
