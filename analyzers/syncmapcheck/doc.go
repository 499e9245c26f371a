// Package syncmapcheck finds pairs of calls of sync.Map that are meant as one.
//
// # Analyzer syncmapcheck
//
// syncmapcheck: loads and stores of a sync.Map that are meant as one
//
// Each method of sync.Map is atomic, two of them are not:
//
//	v, ok := m.Load(key)
//	if !ok {
//		v = new(session)
//		m.Store(key, v)
//	}
//
// Two goroutines that miss the key at once make a session each, and the first one
// works on a session that nobody else will see. LoadOrStore decides for one. A number that is loaded,
// increased and stored loses what others have added in between.
//
// The analyzer is silent where the values are not told apart (no pointer, channel, map or
// function), where nothing uses the new value after the Store, while a lock may be held, and in tests.
package syncmapcheck
