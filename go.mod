module github.com/gocorelint/gocorelint

go 1.26.0

require (
	github.com/agnivade/levenshtein v1.2.2
	github.com/creack/pty v1.1.24
	github.com/goccy/go-yaml v1.19.2
	github.com/rivo/uniseg v0.4.7
	github.com/rogpeppe/go-internal v1.16.0
	github.com/yuin/goldmark v1.8.7
	golang.org/x/mod v0.38.0
	golang.org/x/term v0.47.0
	golang.org/x/tools v0.48.0
)

require (
	github.com/golangci/plugin-module-register v0.1.2
	golang.org/x/sync v0.22.0
	golang.org/x/sys v0.49.0 // indirect
)
