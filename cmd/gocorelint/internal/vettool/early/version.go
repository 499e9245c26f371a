package early

import (
	"bytes"
	"encoding/binary"
	"os"
	"slices"
	"strings"
)

// complete reports whether the ID is one that the go command has made: two hashes, of what the executable was
// linked from and of its content, around two of its main package.
func complete(id string) bool {
	parts := strings.Split(id, "/")
	return len(parts) == 4 && !slices.ContainsFunc(parts, func(hash string) bool { return len(hash) != 20 })
}

// version answers go vet's question which tool this is, -V=full, if it can. unitchecker reads and hashes the whole
// executable for it, at each run of go vet; the Go linker has written down a hash already.
func version(args []string) bool {
	if len(args) != 2 || args[1] != "-V=full" {
		return false
	}
	file, err := os.Executable()
	if err != nil {
		return false
	}
	id := buildID(file)
	if !complete(id) {
		return false // a linker was told what to write: it may be the same for two versions
	}
	os.Stdout.WriteString(file + " version devel build buildID=" + id + "\n") // the form that cmd/go wants, (*Builder).toolID
	return true
}

// buildID is the build ID of an executable, "" if it has none or lies elsewhere than at the begin. It
// ends in a hash of the content (cmd/go/internal/work, buildid.go).
func buildID(file string) string {
	f, err := os.Open(file)
	if err != nil {
		return ""
	}
	defer f.Close()
	head := make([]byte, 32<<10)
	n, _ := f.Read(head)
	head = head[:n]
	if id := elfNote(head); id != "" {
		return id
	}
	return marked(head)
}

// elfNote finds the note in which the linker leaves the ID on systems with ELF (cmd/internal/buildid, note.go).
func elfNote(head []byte) string {
	const goNote = 4
	if !bytes.HasPrefix(head, []byte("\x7fELF")) || len(head) < 6 {
		return ""
	}
	var order binary.ByteOrder = binary.LittleEndian
	if head[5] == 2 {
		order = binary.BigEndian
	}
	for at := 0; ; at++ {
		i := bytes.Index(head[at:], []byte("Go\x00\x00"))
		if at += i; i < 0 || at < 12 {
			return ""
		}
		size, kind := int(order.Uint32(head[at-8:])), order.Uint32(head[at-4:])
		if begin := at + 4; order.Uint32(head[at-12:]) == 4 && kind == goNote && size < len(head)-begin {
			return string(head[begin : begin+size])
		}
	}
}

// marked finds the ID that begins the text on other systems.
func marked(head []byte) string {
	_, rest, ok := bytes.Cut(head, []byte("\xff Go build ID: \""))
	if !ok {
		return ""
	}
	id, _, ok := bytes.Cut(rest, []byte("\"\n \xff"))
	if !ok {
		return ""
	}
	return string(id)
}
