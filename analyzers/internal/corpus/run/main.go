// Run analyses the corpus, and prints how many findings of each check are
// right, and what has changed since the labels were written.
//
//	go run ./analyzers/internal/corpus/run [-modules list] [-checks list] [-write]
//
// It exits with 1 if there is a new, vanished or unread finding, or a problem.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"strings"

	"github.com/gocorelint/gocorelint/analyzers/internal/corpus"
)

func main() {
	corpus.Strict()
	log.SetFlags(0)
	log.SetPrefix("corpus: ")
	modules := flag.String("modules", "", "comma-separated `list` of modules; std and cmd are such names")
	checks := flag.String("checks", "", "comma-separated `list` of checks")
	write := flag.Bool("write", false, "write the labels: new findings become unread ones, vanished ones go")
	flag.Parse()

	c := &corpus.Corpus{Dir: corpus.Dir(), Modules: split(*modules), Checks: split(*checks)}
	ok, err := run(c, *write)
	if err != nil {
		log.Fatal(err)
	}
	if !ok {
		os.Exit(1)
	}
}

func split(list string) []string {
	if list == "" {
		return nil
	}
	return strings.Split(list, ",")
}

func run(c *corpus.Corpus, write bool) (ok bool, err error) {
	temp, err := os.MkdirTemp("", "corpus")
	if err != nil {
		return false, err
	}
	defer os.RemoveAll(temp)
	if c.Tool, err = corpus.Build(temp); err != nil {
		return false, err
	}
	findings, problems, err := c.Run()
	if err != nil {
		return false, err
	}
	for _, p := range problems {
		fmt.Println("problem:", p)
	}
	result, err := c.Compare(findings)
	if err != nil {
		return false, err
	}
	if err := result.Print(os.Stdout); err != nil {
		return false, err
	}
	if write {
		return len(problems) == 0, c.Write(result)
	}
	return len(problems) == 0 && result.Clean(), nil
}
