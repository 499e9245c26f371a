// Package a loses the last bytes.
package a

import (
	"archive/tar"
	"archive/zip"
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"encoding/csv"
	"encoding/xml"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"os"
	"strings"
	"text/tabwriter"
)

// row: DF21
//
//proof:observe
//proof:instead fmt.Fprintln(w, "done") => fmt.Fprintln(w, "done"); w.Flush()
func never() bool {
	var out bytes.Buffer
	w := bufio.NewWriter(&out) // want `the last bytes of what is written to w are lost: nothing calls its Flush`
	fmt.Fprintln(w, "done")    //proof:at
	return out.Len() == 0
}

// row: DF22
//
//proof:observe
//proof:instead return out.Len() == 0 => w.Flush(); return out.Len() == 0
func neverCSV() bool {
	var out bytes.Buffer
	w := csv.NewWriter(&out) // want `written to w are lost: nothing calls its Flush`
	if err := w.Write([]string{"a", "b"}); err != nil {
		return false
	}
	return out.Len() == 0 //proof:at
}

// Flush is not enough for gzip, and here is not even that.
//
// row: DF23
//
//proof:observe
//proof:instead io.WriteString(w, "text") => io.WriteString(w, "text"); w.Close()
func neverGzip() bool {
	var out bytes.Buffer
	w, err := gzip.NewWriterLevel(&out, gzip.BestSpeed) // want `the last bytes and the checksum of what is written to w are lost: nothing calls its Close`
	if err != nil {
		return false
	}
	io.WriteString(w, "text") //proof:at
	r, err := gzip.NewReader(&out)
	if err != nil {
		return true
	}
	_, err = io.ReadAll(r)
	return err == io.ErrUnexpectedEOF
}

// A function literal writes, which changes nothing.
//
//proof:observe
//proof:instead row("x", "y") => row("x", "y"); w.Flush()
func neverTable() bool {
	var out bytes.Buffer
	w := tabwriter.NewWriter(&out, 0, 8, 1, ' ', 0) // want `the last lines of what is written to w`
	row := func(a, b string) { fmt.Fprintf(w, "%s\t%s\n", a, b) }
	row("x", "y") //proof:at
	return out.Len() == 0
}

//proof:observe
//proof:instead io.WriteString(f, "text") => io.WriteString(f, "text"); w.Close()
func neverArchive() bool {
	var out bytes.Buffer
	w := zip.NewWriter(&out) // want `the directory of the archive of what is written to w is lost`
	f, err := w.Create("a.txt")
	if err != nil {
		return false
	}
	io.WriteString(f, "text") //proof:at
	_, err = zip.NewReader(bytes.NewReader(out.Bytes()), int64(out.Len()))
	return err != nil
}

// Encode flushes, EncodeToken does not.
//
// row: J17
//
//proof:observe
//proof:instead e.EncodeToken(name.End()) => e.EncodeToken(name.End()); e.Flush()
func neverXML() bool {
	var out bytes.Buffer
	name := xml.StartElement{Name: xml.Name{Local: "a"}}
	e := xml.NewEncoder(&out) // want `the last tokens of what is written to e are lost: nothing calls its Flush`
	if err := e.EncodeToken(name); err != nil {
		return false
	}
	e.EncodeToken(name.End()) //proof:at
	return out.Len() == 0
}

type logger struct{ out *bytes.Buffer }

// In a method, through an iterator.
//
//proof:by neverMethodRuns
//proof:instead w := bufio.NewWriterSize(l.out, 1<<10) => w := bufio.NewWriterSize(l.out, 1<<10); defer w.Flush()
func (l *logger) all(lines func(yield func(string) bool)) {
	w := bufio.NewWriterSize(l.out, 1<<10) // want `nothing calls its Flush`
	for line := range lines {
		w.WriteString(line)
	}
}

//proof:observe
func neverMethodRuns() bool {
	l := &logger{new(bytes.Buffer)}
	l.all(strings.Lines("a\nb\n"))
	return l.out.Len() == 0
}

func temp() *os.File {
	f, err := os.CreateTemp("", "flush")
	if err != nil {
		panic(err)
	}
	return f
}

func size(name string) int {
	data, err := os.ReadFile(name)
	if err != nil {
		panic(err)
	}
	os.Remove(name)
	return len(data)
}

// Deferred calls run in reverse: the file is closed first.
//
// row: DF24
//
//proof:observe
//proof:instead defer w.Flush() => defer f.Close()
//proof:instead defer f.Close() => defer w.Flush()
func reversed() bool {
	name := ""
	func() {
		f := temp()
		name = f.Name()
		w := bufio.NewWriter(f)
		defer w.Flush()
		defer f.Close() // want `f is closed here, before the deferred w.Flush of line 160 can write the last bytes: w.Flush first`
		fmt.Fprintln(w, "done")
	}()
	return size(name) == 0
}

// The file is closed for its error, before the deferred Flush.
//
// row: DF24
//
//proof:observe
//proof:instead return f.Close() => w.Flush(); return f.Close()
func explicit() bool {
	name := ""
	save := func() error {
		f := temp()
		name = f.Name()
		w := bufio.NewWriter(f)
		defer w.Flush()
		if _, err := w.WriteString("done"); err != nil {
			f.Close()
			return err
		}
		return f.Close() // want `f is closed here, before the deferred w.Flush of line 179`
	}
	err := save()
	return err == nil && size(name) == 0
}

//proof:observe
//proof:instead if err := f.Close(); err != nil { => w.Close(); if err := f.Close(); err != nil {
func explicitIf() bool {
	name := ""
	save := func() error {
		f := temp()
		name = f.Name()
		w := tar.NewWriter(f)
		defer func() { _ = w.Close() }()
		if err := w.WriteHeader(&tar.Header{Name: "a", Mode: 0o600}); err != nil {
			return err
		}
		if err := f.Close(); err != nil { // want `f is closed here, before the deferred w.Close of line 198 can write the end of the archive`
			return err
		}
		return nil
	}
	err := save()
	return err == nil && size(name) == 512 // without the two empty blocks at the end
}

// A compressor is closed before the buffer in front of it is flushed.
//
//proof:observe
//proof:instead defer w.Flush() => defer z.Close()
//proof:instead defer z.Close() => defer w.Flush()
func nested() bool {
	var out bytes.Buffer
	func() {
		z := gzip.NewWriter(&out)
		w := bufio.NewWriter(z)
		defer w.Flush()
		defer z.Close() // want `z is closed here, before the deferred w.Flush`
		w.WriteString("text")
	}()
	r, err := gzip.NewReader(&out)
	if err != nil {
		return true
	}
	text, _ := io.ReadAll(r)
	return len(text) == 0
}

// The bytes are taken before the deferred Close.
//
// row: DF23
//
//proof:observe
//proof:instead return buf.Bytes() => w.Close(); return buf.Bytes()
func taken() bool {
	pack := func(text string) []byte {
		var buf bytes.Buffer
		w := gzip.NewWriter(&buf)
		defer w.Close()
		w.Write([]byte(text))
		return buf.Bytes() // want `the bytes of buf are taken before the deferred w.Close of line 243 has written the last bytes and the checksum: w.Close first`
	}
	return len(pack("text")) < 20
}

//proof:observe
//proof:instead return b.String() => w.Close(); return b.String()
func takenString() bool {
	encode := func(data []byte) string {
		b := new(strings.Builder)
		w := base64.NewEncoder(base64.StdEncoding, b)
		defer w.Close()
		w.Write(data)
		return b.String() // want `the bytes of b are taken before the deferred w.Close`
	}
	return encode([]byte("ab")) == ""
}

// The request knows its length when it is made.
//
//proof:observe
//proof:instead return http.NewRequest => form.Close(); return http.NewRequest
//proof:instead defer form.Close() => defer form.Boundary()
func takenRequest() bool {
	var body bytes.Buffer
	request := func() (*http.Request, error) {
		form := multipart.NewWriter(&body)
		defer form.Close()
		if err := form.WriteField("name", "value"); err != nil {
			return nil, err
		}
		return http.NewRequest("POST", "http://example.com/", &body) // want `the bytes of body are taken before the deferred form.Close of line 272 has written the closing boundary`
	}
	req, err := request()
	return err == nil && req.ContentLength < int64(body.Len())
}

type builder = strings.Builder

// An alias is the type that it stands for.
//
//proof:observe
//proof:instead return b.String() => w.Flush(); return b.String()
func takenAlias() bool {
	encode := func() string {
		var b builder
		w := bufio.NewWriter(&b)
		defer func() {
			if err := w.Flush(); err != nil {
				panic(err)
			}
		}()
		w.WriteString("x")
		return b.String() // want `the bytes of b are taken before the deferred w.Flush`
	}
	return encode() == ""
}

func emit(w io.Writer, s string) {
	fmt.Fprintln(w, s)
	deeper(w)
}

func deeper(w io.Writer) { w.Write([]byte("x")) }

// A function of the package that only writes.
//
//proof:observe
//proof:instead emit(w, "done") => emit(w, "done"); w.Flush()
func throughHelper() bool {
	var out bytes.Buffer
	w := bufio.NewWriter(&out) // want `written to w are lost: nothing calls its Flush`
	emit(w, "done")            //proof:at
	return out.Len() == 0
}
