package know

import (
	"go/types"
	"strings"
)

// IsStd reports whether a package is of the standard library, as far as the paths tell: that of another module has
// a dot in its first element, and one of the user's own module begins as the user's package does. No package, that of
// error's method, is of the standard library. The user may be nil.
func IsStd(pkg, user *types.Package) bool {
	if pkg == nil {
		return true
	}
	first, _, _ := strings.Cut(pkg.Path(), "/")
	if user != nil {
		if own, _, _ := strings.Cut(user.Path(), "/"); own == first {
			return false
		}
	}
	return !strings.Contains(first, ".")
}
