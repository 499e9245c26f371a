package know

import (
	"go/types"
	"strings"
)

// CallsArg returns the index of the argument (the receiver counts as the first
// one) that a call of fn calls before it returns, if it calls it at all.
func CallsArg(fn *types.Func) (arg int, ok bool) {
	return Lookup(callsArg, fn)
}

var callsArg = map[string]int{
	"(*sync.Once).Do":           1,
	"(*sync.Map).Range":         1,
	"sort.Slice":                1,
	"sort.SliceStable":          1,
	"sort.Search":               1,
	"slices.SortFunc":           1,
	"slices.SortStableFunc":     1,
	"slices.IndexFunc":          1,
	"slices.ContainsFunc":       1,
	"slices.DeleteFunc":         1,
	"maps.DeleteFunc":           1,
	"strings.Map":               0,
	"strings.FieldsFunc":        1,
	"strings.IndexFunc":         1,
	"path/filepath.Walk":        1,
	"path/filepath.WalkDir":     1,
	"io/fs.WalkDir":             2,
	"(*container/ring.Ring).Do": 1,

	"(*golang.org/x/sync/singleflight.Group).Do": 2,
}

// Formats reports whether fn formats its variadic operands in the manner of
// fmt.Sprint or fmt.Sprintf, and so calls their Error and String methods.
func Formats(fn *types.Func) bool {
	if fn == nil || fn.Pkg() == nil || !fn.Signature().Variadic() {
		return false
	}
	switch fn.Pkg().Path() {
	case "fmt":
		return !strings.Contains(strings.ToLower(fn.Name()), "scan")
	case "log", "testing":
		return true
	}
	return false
}
