package early

import (
	"bytes"
	"debug/elf"
	"os"
	"strconv"
)

// LeavesOut reports whether x/tools in this executable lets units be left out: whether it is older than v0.50, which is
// to write the types of each. It says no if that can't be told so early: then the tool finds out.
//
// The linker has written down the versions of all modules. Package runtime/debug reads them, but its
// initialisation comes behind that of all checks.
func LeavesOut() bool {
	file, err := os.Executable()
	if err != nil {
		return false
	}
	exe, err := elf.Open(file)
	if err != nil {
		return false // another system
	}
	defer exe.Close()
	section := exe.Section(".go.buildinfo")
	if section == nil {
		return false
	}
	info, err := section.Data()
	return err == nil && oldTools(info)
}

// oldTools looks for x/tools in the text that runtime/debug.BuildInfo parses: one line for each module, and below it one for what
// replaces it.
func oldTools(info []byte) bool {
	_, version, found := bytes.Cut(info, []byte("\ndep\tgolang.org/x/tools\tv0."))
	line, next, _ := bytes.Cut(version, []byte("\n"))
	if !found || bytes.HasPrefix(next, []byte("=>")) {
		return false
	}
	minor, _, _ := bytes.Cut(line, []byte("."))
	n, err := strconv.Atoi(string(minor))
	return err == nil && n < 50
}
