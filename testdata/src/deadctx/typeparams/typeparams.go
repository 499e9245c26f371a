// Package typeparams uses contexts in generic functions.
package typeparams

import (
	"context"
	"time"
)

//proof:by dead
//proof:instead defer cancel() => _ = cancel
func with[K comparable, V any](key K, v V) context.Context {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()                        //proof:at
	return context.WithValue(ctx, key, v) // want `the context that is returned is of no use`
}

type key struct{}

//proof:observe
func dead() bool { return with(key{}, 1).Err() != nil }

//proof:by live
func bound[T any](ctx context.Context, f func(context.Context) T) T {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	return f(ctx)
}

//proof:ok
func live() { bound(context.Background(), func(ctx context.Context) error { return ctx.Err() }) }
