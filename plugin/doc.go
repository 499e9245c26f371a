// Package plugin makes the checks available in golangci-lint, as a module
// plugin of the name gocorelint.
//
// A binary of golangci-lint that holds it is made by "golangci-lint custom"
// from a .custom-gcl.yml; docs/guides/golangci.md has the steps, and
// .golangci.example.yml all settings.
//
// golangci-lint prints the analyzer's name in front of each message and the
// linter's behind it, so messages carry no tag here. It drops URLs and
// categories, and makes findings of related positions, which are left out.
package plugin
