// Package cgo calls C, if cgo is on.
package cgo
