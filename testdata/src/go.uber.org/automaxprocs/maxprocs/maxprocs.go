// Package maxprocs stands in for go.uber.org/automaxprocs/maxprocs: as if the container had no limit, it sets
// nothing.
package maxprocs

type Option interface{ apply() }

type option func()

func (o option) apply() { o() }

func Logger(printf func(string, ...any)) Option { return option(func() {}) }

func Min(n int) Option { return option(func() {}) }

func Set(opts ...Option) (func(), error) { return func() {}, nil }
