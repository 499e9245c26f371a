// Package cutset finds words that are given to strings.Trim as a set of characters.
//
// # Analyzer cutset
//
// cutset: words given to Trim as a set of characters
//
// The second argument of Trim, TrimLeft and TrimRight is a set: they cut off
// every character that is in it, in any order, until one comes that is not:
//
//	strings.TrimRight("person.json", ".json") // per
//	strings.TrimLeft("from: fred", "from:")   // " fred"
//	strings.TrimLeft("from:fred", "from:")    // ed
//
// The analyzer reports sets that read as a word, a file extension or the beginning of a
// URL. strings.TrimPrefix and strings.TrimSuffix cut off words.
//
// It does not report sets of digits, punctuation or white space, sets with both cases of
// a letter, and those that list letters of the alphabet one after the other.
package cutset
