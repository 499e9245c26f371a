// Package lib keeps writers.
package lib

import "io"

// Outputs is a list of writers.
type Outputs struct{ all []io.Writer }

// Add adds a writer.
func (o *Outputs) Add(name string, w io.Writer) { o.all = append(o.all, w) }

// Write writes to all.
func (o *Outputs) Write(p []byte) (int, error) { return io.MultiWriter(o.all...).Write(p) }

// Plain wraps a writer.
func Plain(w io.Writer) io.Writer { return struct{ io.Writer }{w} }
