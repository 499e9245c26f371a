// Package automaxprocs stands in for go.uber.org/automaxprocs.
package automaxprocs

import "go.uber.org/automaxprocs/maxprocs"

func init() { maxprocs.Set() }
