// Package stdunit leaves out most of the standard library before the process
// has begun: two of three units that go vet asks for are packages of std that
// others import, and nothing is wanted of them.
//
// All that there is to do for such a unit is to write an empty file. What the
// process would cost is the initialisation of packages that the tool needs for
// other units. So it ends while packages are initialised. Of those that need
// nothing that is not initialised yet, Go takes the first by import path (Go specification,
// Program initialization): with so few imports this one comes before the
// checks, the parser and the type checker of Go. The script standard.txt demands it.
package stdunit

import (
	"encoding/json"
	"os"
	"strings"
)

func init() {
	u, ok := read(os.Args[len(os.Args)-1])
	if !ok || !u.worthless() {
		return
	}
	if err := os.WriteFile(u.VetxOutput, nil, 0o666); err != nil {
		return // the tool will fail at the same, and say it
	}
	os.Exit(0)
}

// A unit is what matters here of unitchecker's Config.
type unit struct {
	Dir         string
	ModulePath  string
	VetxOnly    bool
	VetxOutput  string
	PackageVetx map[string]string
}

func read(file string) (u unit, ok bool) {
	if !strings.HasSuffix(file, ".cfg") {
		return u, false
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return u, false
	}
	return u, json.Unmarshal(data, &u) == nil
}

// worthless reports whether the unit belongs to std, is only imported, and
// imports what was left out itself. Whether std may be left out at all depends
// on the version of x/tools; that is for the tool to find out for the packages that
// import nothing, and the others follow them.
func (u *unit) worthless() bool {
	const slash = string(os.PathSeparator)
	goroot := os.Getenv("GOROOT") // go vet sets it
	if !u.VetxOnly || u.ModulePath != "" || goroot == "" || !strings.HasPrefix(u.Dir, goroot+slash+"src"+slash) {
		return false
	}
	for _, facts := range u.PackageVetx {
		if info, err := os.Stat(facts); err != nil || info.Size() > 0 {
			return false
		}
	}
	return len(u.PackageVetx) > 0
}
