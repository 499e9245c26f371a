package roundtrip

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/place"
)

// A change is what is done to the caller's request.
type change struct {
	at     ssa.Instruction
	what   string          // the field
	copied ssa.Instruction // the copy by which it is done, nil if it is done to the request itself
}

// A search finds the first change in one function.
type search struct {
	fn     *ssa.Function
	depth  int
	copied ssa.Instruction
	object ssa.Value // the copy
	seen   map[ssa.Value]bool
	first  *change
}

// maxDepth bounds how many calls are followed.
const maxDepth = 3

// found notes a change.
func (s *search) found(at ssa.Instruction, what string) {
	if !at.Pos().IsValid() || s.copied != nil && s.replaced(at, what) {
		return
	}
	if s.first == nil || at.Pos() < s.first.at.Pos() {
		s.first = &change{at, what, s.copied}
	}
}

// request looks at what is done with a pointer to the caller's request, or to a copy that shares its header.
func (s *search) request(v ssa.Value) {
	if s.seen[v] {
		return
	}
	s.seen[v] = true
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.FieldAddr:
			s.field(ref)
		case *ssa.Store:
			switch {
			case ref.Addr == v && s.copied == nil:
				s.found(ref, "all")
			case ref.Val == v && place.StoredOnce(ref.Addr) == v:
				for _, load := range loads(ref.Addr) {
					s.request(load)
				}
			}
		case *ssa.UnOp:
			if load := isLoad(ref); load != nil {
				s.copies(load)
			}
		case *ssa.Call:
			s.call(ref, v, (*search).request)
		}
	}
}

// field looks at what is done with a field of the request.
func (s *search) field(addr *ssa.FieldAddr) {
	name := flow.Field(addr).Name()
	for _, ref := range *addr.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Store:
			if ref.Addr == ssa.Value(addr) && s.copied == nil && !ofBody[name] && !isMade(ref.Val) && !s.restored(flow.Field(addr), ref) {
				s.found(ref, name)
			}
		case *ssa.UnOp:
			switch load := isLoad(ref); {
			case load == nil:
			case name == "Header":
				s.header(load)
			case name == "URL":
				s.url(load)
			}
		}
	}
}

// ofBody lists the fields that tell of the body, which RoundTrip consumes.
var ofBody = map[string]bool{"Body": true, "GetBody": true, "ContentLength": true, "TransferEncoding": true, "Trailer": true}

// isMade reports whether the value is an empty header: it replaces one that is nil.
func isMade(v ssa.Value) bool {
	conv, ok := v.(*ssa.ChangeType)
	if ok {
		v = conv.X
	}
	_, ok = v.(*ssa.MakeMap)
	return ok
}

// url looks at what is done with the URL of the request.
func (s *search) url(v ssa.Value) {
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.FieldAddr:
			for _, use := range *ref.Referrers() {
				if store, ok := use.(*ssa.Store); ok && store.Addr == ssa.Value(ref) && !s.restored(flow.Field(ref), nil) {
					s.found(store, "URL."+flow.Field(ref).Name())
				}
			}
		case *ssa.Call:
			s.call(ref, v, (*search).url)
		}
	}
}

// header looks at what is done with the header of the request.
func (s *search) header(v ssa.Value) {
	if s.seen[v] {
		return
	}
	s.seen[v] = true
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.ChangeType:
			s.header(ref)
		case *ssa.MapUpdate:
			if ref.Map == v {
				s.found(ref, "Header")
			}
		case *ssa.Call:
			if changesMap(ref) && ref.Call.Args[0] == v {
				if !s.undone(ref) && !s.restored(nil, ref) {
					s.found(ref, "Header")
				}
				continue
			}
			s.call(ref, v, (*search).header)
		case *ssa.Store:
			if ref.Val == v && place.StoredOnce(ref.Addr) == v {
				for _, load := range loads(ref.Addr) {
					s.header(load)
				}
			}
		}
	}
}

// changesMap recognizes a call that changes the map that is its first argument.
func changesMap(call *ssa.Call) bool {
	if b, ok := call.Call.Value.(*ssa.Builtin); ok {
		return b.Name() == "delete" || b.Name() == "clear"
	}
	fn := flow.StaticCallee(&call.Call)
	return fn != nil && changers[know.Name(fn)]
}

var changers = map[string]bool{
	"(net/http.Header).Set": true, "(net/http.Header).Add": true, "(net/http.Header).Del": true,
	"(net/textproto.MIMEHeader).Set": true, "(net/textproto.MIMEHeader).Add": true, "(net/textproto.MIMEHeader).Del": true,
	"maps.Copy": true, "maps.DeleteFunc": true,
}

// copies looks at the variables that get the struct: they share the header and the URL.
func (s *search) copies(load *ssa.UnOp) {
	if s.copied != nil {
		return
	}
	for _, ref := range *load.Referrers() {
		store, ok := ref.(*ssa.Store)
		if !ok || store.Val != ssa.Value(load) {
			continue
		}
		if made, ok := store.Addr.(*ssa.Alloc); ok {
			s.ofCopy(store, made)
		}
	}
}

// ofCopy looks at what is done with a copy.
func (s *search) ofCopy(by ssa.Instruction, object ssa.Value) {
	sub := &search{fn: s.fn, depth: s.depth, copied: by, object: object, seen: make(map[ssa.Value]bool)}
	sub.request(object)
	if c := sub.first; c != nil && (s.first == nil || c.at.Pos() < s.first.at.Pos()) {
		s.first = c
	}
}

// replaced reports whether the copy may have a header of its own, or URL, before the change.
func (s *search) replaced(at ssa.Instruction, what string) bool {
	field := what
	if what != "Header" {
		field = "URL"
	}
	if at.Parent() != s.object.Parent() {
		return true
	}
	return flow.Reaches(flow.After(s.copied), func(instr ssa.Instruction) bool {
		if instr == at {
			return false
		}
		switch instr := instr.(type) {
		case *ssa.Store:
			if instr.Addr == s.object || instr.Val == s.object {
				return true
			}
			addr, ok := instr.Addr.(*ssa.FieldAddr)
			return ok && addr.X == s.object && flow.Field(addr).Name() == field
		case ssa.CallInstruction:
			return slices.Contains(instr.Common().Args, s.object) && !ofRequest(instr.Common())
		case *ssa.MakeClosure:
			return slices.Contains(instr.Bindings, s.object)
		}
		return false
	}, flow.Is(at))
}

// ofRequest recognizes a call of a method of the request.
func ofRequest(call *ssa.CallCommon) bool {
	fn := flow.StaticCallee(call)
	return fn != nil && fn.Pkg() != nil && fn.Pkg().Path() == "net/http" && fn.Signature().Recv() != nil
}

// call looks at a call that gets the value: of a method of the request, or of a function of the package.
func (s *search) call(call *ssa.Call, v ssa.Value, look func(*search, ssa.Value)) {
	fn := flow.StaticCallee(&call.Call)
	switch {
	case fn == nil:
		return
	case know.Is(fn, "(*net/http.Request).SetBasicAuth"), know.Is(fn, "(*net/http.Request).AddCookie"):
		if call.Call.Args[0] == v {
			s.found(call, "Header")
		}
		return
	case know.Is(fn, "(*net/http.Request).WithContext"):
		if s.copied == nil && call.Call.Args[0] == v {
			s.ofCopy(call, call)
		}
		return
	}
	callee := call.Call.StaticCallee()
	if s.depth >= maxDepth || callee == nil || callee.Pkg != s.fn.Pkg || len(callee.Blocks) == 0 || len(callee.Params) != len(call.Call.Args) ||
		ofItsOwn(fn) {
		return
	}
	for i, arg := range call.Call.Args {
		if arg != v {
			continue
		}
		sub := &search{fn: callee, depth: s.depth + 1, seen: make(map[ssa.Value]bool)}
		if v == s.object {
			sub.copied, sub.object = callee.Blocks[0].Instrs[0], callee.Params[i]
		}
		look(sub, callee.Params[i])
		if sub.first != nil {
			s.found(call, sub.first.what)
		}
	}
}

// ofItsOwn reports whether the function is a RoundTrip itself, which has a finding of its own, or a handler, for whom the
// request has arrived.
func ofItsOwn(fn *types.Func) bool { return fn.Name() == "RoundTrip" || fn.Name() == "ServeHTTP" }

// loads lists what is read from a variable, in the function and in its literals.
func loads(variable ssa.Value) []ssa.Value {
	var list []ssa.Value
	for _, ref := range *variable.Referrers() {
		switch ref := ref.(type) {
		case *ssa.UnOp:
			if isLoad(ref) != nil {
				list = append(list, ref)
			}
		case *ssa.MakeClosure:
			for i, bound := range ref.Bindings {
				if bound == variable {
					list = append(list, loads(ref.Fn.(*ssa.Function).FreeVars[i])...)
				}
			}
		}
	}
	return list
}
