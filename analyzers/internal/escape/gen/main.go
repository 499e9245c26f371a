// Gen writes the table of the standard library: where the parameters of its
// functions leak to. Run it with the Go version that the table is for:
//
//	go generate ./analyzers/internal/escape
package main

import (
	"flag"
	"log"
	"os"

	"github.com/gocorelint/gocorelint/analyzers/internal/escape/escapetest"
)

func main() {
	out := flag.String("o", "std.txt", "write the table to `file`")
	flag.Parse()
	text, err := escapetest.MakeTable("std")
	if err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile(*out, []byte(text), 0o644); err != nil {
		log.Fatal(err)
	}
}
