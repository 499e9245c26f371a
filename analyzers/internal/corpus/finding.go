package corpus

import (
	"cmp"
	"fmt"
)

// A Finding is one diagnostic, in terms that hold on every machine.
type Finding struct {
	Check string
	key
	Line    int
	Message string
}

// A key tells findings of one check apart, and stays when lines move. Equal
// ones are told apart by their order.
type key struct {
	Module string // path of the module; "std" or "cmd"
	File   string // below the module; in GOROOT below src
	Func   string // the enclosing declaration, as "(*T).Method"; "" outside functions
	Kind   string // id of the message
	Source string // the line, white space reduced
}

func (f Finding) compare(g Finding) int {
	return cmp.Or(
		cmp.Compare(f.Check, g.Check),
		cmp.Compare(f.Module, g.Module),
		cmp.Compare(f.File, g.File),
		cmp.Compare(f.Line, g.Line),
		cmp.Compare(f.Kind, g.Kind),
		cmp.Compare(f.Message, g.Message),
	)
}

func (f Finding) String() string {
	return fmt.Sprintf("%s: %s/%s:%d: %s", f.Check, f.Module, f.File, f.Line, f.Message)
}
