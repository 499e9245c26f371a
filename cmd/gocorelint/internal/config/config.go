// Package config reads .gocorelint.yml.
//
// What the file says becomes flags for go vet before it runs. The tool itself
// never reads the file: go vet would not know that results depend on it.
package config

import (
	"os"
	"path/filepath"

	"github.com/gocorelint/gocorelint/cmd/gocorelint/internal/suite"
)

// Name is the name of the file.
const Name = ".gocorelint.yml"

// A Config is what a file says, found to be right.
type Config struct {
	File     string // "" if there is none
	Choice   suite.Choice
	Settings suite.Settings
}

// Find returns the path of the configuration that holds for dir: the nearest
// one from dir up to the root of its module. It is "" if there is none.
func Find(dir string) string {
	for {
		if path := filepath.Join(dir, Name); isFile(path) {
			return path
		}
		parent := filepath.Dir(dir)
		if isFile(filepath.Join(dir, "go.mod")) || parent == dir {
			return ""
		}
		dir = parent
	}
}

func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && !info.IsDir()
}
