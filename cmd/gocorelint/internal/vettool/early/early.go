// Package early ends the process before it has begun, where go vet asks for the version of the
// tool, and for units of std, of which nothing
// is wanted: of ten packages that go vet has analysed because others import them, six are
// of std. Package parsed, below it, does so for other modules.
//
// All that there is to do for such a unit is to write an empty file. What the
// process would cost is the initialisation of packages that the tool needs for
// other units. So it ends while packages are initialised. Of those that need
// nothing that is not initialised yet, Go takes the first by import path (Go specification,
// Program initialization): with so few imports this one comes before the
// checks, go/types, x/tools and Markdown. The script early.txt demands it.
package early

import (
	"encoding/json"
	"os"
	"strings"
)

func init() {
	if version(os.Args) {
		os.Exit(0)
	}
	u, ok := read(os.Args[len(os.Args)-1])
	if !ok || !u.VetxOnly {
		return
	}
	if u.worthless() {
		u.End()
	}
	Dependency = u
}

// Dependency is the unit that the process was started for, if it is only imported and has not been ended.
var Dependency *Unit

// A Unit is what matters here of unitchecker's Config.
type Unit struct {
	Dir           string
	GoFiles       []string
	ModulePath    string
	ModuleVersion string
	ImportMap     map[string]string
	PackageVetx   map[string]string
	VetxOnly      bool
	VetxOutput    string
}

func read(file string) (u *Unit, ok bool) {
	if !strings.HasSuffix(file, ".cfg") {
		return nil, false
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, false
	}
	u = new(Unit)
	return u, json.Unmarshal(data, u) == nil
}

// End ends the process, with no facts.
func (u *Unit) End() {
	if err := os.WriteFile(u.VetxOutput, nil, 0o666); err != nil {
		return // the tool will fail at the same, and say it
	}
	os.Exit(0)
}

// LeftOut counts the imports of the unit that were left out.
func (u *Unit) LeftOut() int {
	left := 0
	for _, vetx := range u.PackageVetx {
		if info, err := os.Stat(vetx); err == nil && info.Size() == 0 {
			left++
		}
	}
	return left
}

// worthless reports whether the unit, which is only imported, is of std and so has nothing to tell.
//
// Whether units may be left out at all depends on the version of x/tools. It is looked for where a
// package imports nothing; others follow what they import.
func (u *Unit) worthless() bool {
	return u.standard() && u.LeftOut() == len(u.PackageVetx) && (len(u.PackageVetx) > 0 || LeavesOut())
}

// standard reports whether the unit belongs to the standard library.
func (u *Unit) standard() bool {
	const slash = string(os.PathSeparator)
	goroot := os.Getenv("GOROOT") // go vet sets it
	return u.ModulePath == "" && goroot != "" && strings.HasPrefix(u.Dir, goroot+slash+"src"+slash)
}
