package syntax_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/internal/nocopy/syntax"
)

func TestMayExport(t *testing.T) {
	for src, want := range map[string]bool{
		`func F[T any](p *T) T { return *p }`:                                  true,
		`func F[T any](s []T) { g(s[0]) }`:                                     true,
		`type S[T any] struct{ v T }; func (s *S[T]) Get() T { return (s.v) }`: true,
		`func F[T any](s []T, c chan T) { c <- s[1] }`:                         true,
		`func F[T any](p *T) { var v = *p; _ = v }`:                            true,
		`func f[T any](p *T) T { return *p }`:                                  false, // nobody else calls it
		`func F(p *int) int { return *p }`:                                     false,
		`func F[T any](v T) T { return v }`:                                    false,
		`type S[T any] struct{}; func (S[T]) Len() int { return 1 }`:           false,
	} {
		file, err := parser.ParseFile(token.NewFileSet(), "a.go", "package a\n"+src, 0)
		if err != nil {
			t.Fatal(err)
		}
		if got := syntax.MayExport([]*ast.File{file}); got != want {
			t.Errorf("%s: %v", src, got)
		}
	}
}
