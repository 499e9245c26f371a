package nocopy

import "go/types"

// termsOf returns the types that a constraint lists, nil where it admits any
// type or none: an interface admits what all its elements admit, a union what
// one of its terms admits (the Go specification, "General interfaces").
func termsOf(constraint types.Type, depth int) []*types.Term {
	terms, _ := termSet(constraint, depth)
	return terms
}

// termSet returns the terms of t; all says that t restricts nothing.
func termSet(t types.Type, depth int) (terms []*types.Term, all bool) {
	if t == nil || depth > maxDepth {
		return nil, false
	}
	switch u := t.Underlying().(type) {
	case *types.Interface:
		all = true
		for embedded := range u.EmbeddedTypes() {
			more, any := elementTerms(embedded, depth+1)
			switch {
			case any:
			case all:
				terms, all = more, false
			default:
				terms = intersect(terms, more)
			}
		}
		return terms, all
	default:
		return []*types.Term{types.NewTerm(false, t)}, false
	}
}

// elementTerms returns the terms of one element of an interface.
func elementTerms(t types.Type, depth int) (terms []*types.Term, all bool) {
	union, ok := types.Unalias(t).(*types.Union)
	if !ok {
		return termSet(t, depth)
	}
	for term := range union.Terms() {
		if !types.IsInterface(term.Type()) {
			terms = append(terms, term)
			continue
		}
		more, any := termSet(term.Type(), depth)
		if any {
			return nil, true
		}
		terms = append(terms, more...)
	}
	return terms, false
}

func intersect(as, bs []*types.Term) []*types.Term {
	var both []*types.Term
	for _, a := range as {
		for _, b := range bs {
			switch {
			case includes(a, b):
				both = append(both, b)
			case includes(b, a):
				both = append(both, a)
			}
		}
	}
	return both
}

// includes reports whether every type of b is one of a.
func includes(a, b *types.Term) bool {
	if a.Tilde() {
		return types.Identical(a.Type().Underlying(), b.Type().Underlying())
	}
	return !b.Tilde() && types.Identical(a.Type(), b.Type())
}
