// Package cutrune finds texts that are taken apart inside of a character.
//
// # Analyzer cutrune
//
// cutrune: texts that are taken apart inside of a character
//
// s[:n] counts bytes. A character that is no ASCII has two to four of them:
//
//	if len(title) > 20 {
//		title = title[:20] + "…" // "Gr\xc3…"
//	}
//
// The analyzer reports s[:n] followed by an ellipsis, "..." or "…", which says
// that the text is for people. The limit must be a constant, a parameter, a field, or
// made of such.
//
// It also reports one byte of a text, s[i], that a function of package unicode takes for a
// character, or that a loop over the bytes converts to a string.
//
// It does not report limits that were computed from the text, functions that
// use unicode/utf8 or []rune, nor texts that are known to be ASCII.
package cutrune
