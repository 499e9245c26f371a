package know

import "go/types"

// Spawns returns the index of the argument (the receiver counts as the first
// one) that a call of fn runs in a new goroutine, once.
func Spawns(fn *types.Func) (arg int, ok bool) {
	if in(spawn, fn) {
		return 1, true
	}
	return 0, false
}

var spawn = set(
	"(*sync.WaitGroup).Go",
	"(*golang.org/x/sync/errgroup.Group).Go",
	"(*golang.org/x/sync/errgroup.Group).TryGo",
	"(*github.com/sourcegraph/conc.WaitGroup).Go",
)
