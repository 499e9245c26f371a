// Package caseindex finds indexes of a string in another case that are used for
// the string itself.
//
// # Analyzer caseindex
//
// caseindex: indexes of strings.ToLower(s) used for s
//
// In another case a character may have another number of bytes, and so may what is no
// valid UTF-8. An index that was found in the one string is none of the other:
//
//	i := strings.Index(strings.ToLower(s), "from")
//	s[:i] // one byte short if there is an İ in front, and past the end of s if there is a Ⱥ
//
// The analyzer reports slice and index expressions with such an index, for strings and
// []byte.
//
// It does not report strings that are in that case already, functions that
// compare both lengths, and those that ask whether the text is ASCII.
package caseindex
