package a

import "os"

// Config is a struct that other packages fill too.
type Config struct {
	Name   string
	Labels map[string]string
	Inner  Part
}

// Part is a part of it.
type Part struct{ Counts map[string]int }

// row: MP03
//
//proof:panic assignment to entry in nil map
func exportedField() {
	c := new(Config)
	c.Name = "a"
	c.Labels["x"] = c.Name // want `this panics with "assignment to entry in nil map": c.Labels is still nil in the struct made at line \d+; make it there, or before this write`
}

//proof:panic assignment to entry in nil map
func exportedValue() {
	var c Config
	c.Inner = Part{}
	p := Part{}
	for _, name := range []string{"a", "b"} {
		p.Counts[name]++ // want `p.Counts is still nil in the struct made at line \d+`
	}
	println(c.Name)
}

//proof:panic assignment to entry in nil map
func nestedField() {
	var c Config
	c.Labels = map[string]string{}
	c.Labels["x"] = "y"
	c.Inner.Counts["a"] = 1 // want `c.Inner.Counts is still nil`
}

// NewConfig forgets the map.
//
//proof:by fromConstructor
func NewConfig(name string) *Config {
	if name == "" {
		return &Config{}
	}
	return &Config{Name: name}
}

//proof:panic assignment to entry in nil map
func fromConstructor() {
	c := NewConfig("a")
	c.Labels["x"] = "y" // want `c.Labels is still nil in the struct made at line \d+`
}

// row: MP04
//
//proof:panic assignment to entry in nil map
func innerLocal() {
	m := make(map[string]map[string]int)
	for _, k := range []string{"a", "b"} {
		m[k]["n"]++ // want `this panics with "assignment to entry in nil map": m\[k\] is nil, since the map made at line \d+ has no element yet; put an inner map into it first`
	}
}

//proof:panic assignment to entry in nil map
func innerLiteral() {
	set := func(k string) map[string]map[string]bool {
		m := map[string]map[string]bool{}
		m[k]["on"] = true // want `m\[k\] is nil, since the map made at line \d+ has no element yet`
		return m
	}
	set("a")
}

// Set after the first write.
//
//proof:panic assignment to entry in nil map
func tooLate() {
	c := &Config{Name: "a"}
	c.Labels["x"] = "y" // want `c.Labels is still nil`
	c.Labels = map[string]string{}
}

// load returns a new one if there is no file.
func load(path string) (*Config, error) {
	b, err := os.ReadFile(path)
	if os.IsNotExist(err) {
		return &Config{}, nil
	}
	if err != nil {
		return nil, err
	}
	return &Config{Name: string(b), Labels: map[string]string{}}, nil
}

//proof:panic assignment to entry in nil map
func firstRun() {
	name := "no/such/file"
	c, err := load(name + os.Getenv("no such variable"))
	if err != nil {
		return
	}
	c.Labels["x"] = "y" // want `c.Labels is still nil in the struct made at line \d+`
}

type votes struct {
	byPoll map[string]map[string]int
}

func newVotes() *votes { return &votes{byPoll: map[string]map[string]int{}} }

// The outer map is made, no inner one is.
//
//proof:by firstVote
func (v *votes) add(poll, choice string) {
	v.byPoll[poll][choice]++ // want `nothing puts a map into byPoll, declared at line \d+; make the inner map before the first write`
}

//proof:panic assignment to entry in nil map
func firstVote() { newVotes().add("a", "b") }
