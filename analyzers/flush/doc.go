// Package flush finds buffered writers whose last bytes are lost.
//
// # Analyzer flush
//
// flush: buffered writers whose last bytes are lost
//
// A bufio.Writer, a gzip.Writer and their like keep bytes until Flush or Close:
//
//	w := bufio.NewWriter(f)
//	defer w.Flush()
//	fmt.Fprintln(w, "done")
//	return f.Close() // the deferred Flush comes too late
//
// The analyzer reports a writer that is made and written to in one function where
// nothing flushes or closes it; one that is flushed after what it writes to was
// closed; and a buffer whose bytes are taken while a deferred Close is still to
// write the last of them.
package flush
