package know

import (
	"go/types"
	"maps"
	"slices"
)

// A Buffer says how a writer is finished that keeps bytes to itself.
type Buffer struct {
	Finish string // the method that writes what is left
	Keeps  string // what is lost without it
	To     int    // index of the argument that it writes to
}

// MakesBuffer returns what is known of the writer that the function of that
// name makes.
func MakesBuffer(name string) (Buffer, bool) {
	b, ok := buffers[name]
	return b, ok
}

// BufferMakers lists the functions that MakesBuffer knows.
func BufferMakers() []string { return slices.Sorted(maps.Keys(buffers)) }

var (
	flushed  = Buffer{"Flush", "the last bytes", 0}
	table    = Buffer{"Flush", "the last lines", 0}
	packed   = Buffer{"Close", "the last bytes and the checksum", 0}
	deflated = Buffer{"Close", "the last bytes", 0}
	encoded  = Buffer{"Close", "the last bytes", 1}
)

var buffers = map[string]Buffer{
	"bufio.NewWriter": flushed, "bufio.NewWriterSize": flushed,
	"encoding/csv.NewWriter":       flushed,
	"encoding/xml.NewEncoder":      {"Flush", "the last tokens", 0},
	"text/tabwriter.NewWriter":     table,
	"compress/gzip.NewWriter":      packed,
	"compress/gzip.NewWriterLevel": packed,
	"compress/zlib.NewWriter":      packed,
	"compress/zlib.NewWriterLevel": packed, "compress/zlib.NewWriterLevelDict": packed,
	"compress/flate.NewWriter": deflated, "compress/flate.NewWriterDict": deflated,
	"compress/lzw.NewWriter":         deflated,
	"archive/zip.NewWriter":          {"Close", "the directory of the archive", 0},
	"archive/tar.NewWriter":          {"Close", "the end of the archive", 0},
	"mime/multipart.NewWriter":       {"Close", "the closing boundary", 0},
	"mime/quotedprintable.NewWriter": deflated,
	"encoding/hex.Dumper":            deflated,
	"encoding/base64.NewEncoder":     encoded,
	"encoding/base32.NewEncoder":     encoded,
	"encoding/ascii85.NewEncoder":    deflated,

	"github.com/klauspost/compress/gzip.NewWriter": packed, "github.com/klauspost/compress/gzip.NewWriterLevel": packed,
	"github.com/klauspost/compress/zlib.NewWriter":  packed,
	"github.com/klauspost/compress/flate.NewWriter": deflated,
	"github.com/klauspost/compress/zstd.NewWriter":  packed,
	"github.com/klauspost/pgzip.NewWriter":          packed,
	"github.com/golang/snappy.NewBufferedWriter":    deflated,
}

// OnlyWrites reports whether a call of fn may write to a writer that it gets,
// at once or later through its result, but never flushes or closes it.
//
// Much of the standard library does: bufio.NewWriter gives back a bufio.Writer
// that it gets, and whoever is built on it flushes the caller's.
func OnlyWrites(fn *types.Func) bool {
	if fn == nil || fn.Pkg() == nil {
		return false
	}
	return onlyWrites[fn.Pkg().Path()]
}

var onlyWrites = set(
	"fmt", "io", "strings", "bytes", "os", "log", "text/template", "html/template",
	"encoding/json", "encoding/gob", "encoding/binary", "encoding/base64", "encoding/hex", "encoding/pem",
	"compress/gzip", "compress/zlib", "compress/flate", "archive/tar", "runtime/pprof",
)

// Sticky reports whether a writer of the type, or a pointer to one, never fails or
// gives its first error again and again.
func Sticky(t types.Type) bool {
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t = p.Elem()
	}
	named, ok := types.Unalias(t).(*types.Named)
	return ok && named.Obj().Pkg() != nil && sticky[named.Obj().Pkg().Path()+"."+named.Obj().Name()]
}

var sticky = set(
	"bufio.Writer", "bytes.Buffer", "strings.Builder", "compress/gzip.Writer", "compress/zlib.Writer", "compress/flate.Writer",
	"archive/tar.Writer", "hash.Hash", "hash/maphash.Hash", "encoding/csv.Writer",
)
